"""The rest of an entry's fields. An entry written before has none of them, and its mark stays as it was."""

from django.db import migrations

FIELDS = """
alter table ledger_entry
    alter column xid drop not null,
    add column form smallint,
    add column clock text,
    add column acting_for uuid,
    add column code text,
    add column changed jsonb,
    add column recipient_person uuid,
    add column recipient_agency uuid,
    add column country text,
    add column fingerprint text;

create table ledger_salt (
    record uuid primary key,
    salt bytea not null
);

-- What the mark of an entry is made of. Fields that are empty are left out, so that a field added later changes no mark.
-- Call it with the time zone at UTC.
create function priv.as_written(entry ledger_entry) returns text language sql stable as $$
    select case when entry.form is null
        then (to_jsonb(entry) - '{leaf,form,clock,acting_for,code,changed,recipient_person,recipient_agency,country,fingerprint}'::text[])::text
        else jsonb_strip_nulls(to_jsonb(entry) - 'leaf')::text end
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(FIELDS, migrations.RunSQL.noop)]
