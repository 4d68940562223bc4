"""The ledger's table: no foreign keys, append-only for everybody, its owner included."""

import uuid

from django.db import migrations, models

LEDGER = """
create table ledger_entry (
    id uuid primary key,
    at timestamptz not null,
    xid xid8 not null,
    actor uuid,
    agency uuid,
    roles text[] not null,
    device text not null,
    act text not null check (act in ('collect', 'alter', 'consult', 'disclose', 'transfer', 'combine', 'erase', 'grant', 'revoke',
                                     'approve', 'refuse', 'login', 'logout', 'policy', 'system')),
    verb text not null,
    kind text not null,
    record uuid,
    subject text not null,
    fields text[] not null,
    reason text not null,
    purpose text not null,
    rule text not null,
    outcome text not null,
    recipient text not null,
    basis text not null,
    consent uuid,
    asked text not null,
    found integer,
    request uuid,
    prior uuid,
    leaf bytea not null
);
create index ledger_entry_record on ledger_entry (record, at desc);
create index ledger_entry_actor on ledger_entry (actor, at desc);
create index ledger_entry_at on ledger_entry (at desc);

create function priv.ledger_stands() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'the ledger is append-only';
end $$;
create trigger stands before update or delete or truncate on ledger_entry
    for each statement execute function priv.ledger_stands();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("kit", "0001_initial")]
    operations = [
        migrations.RunSQL(
            LEDGER,
            "drop table ledger_entry; drop function priv.ledger_stands()",
            state_operations=[
                migrations.CreateModel(
                    name="Entry",
                    fields=[("id", models.UUIDField(primary_key=True, default=uuid.uuid4, serialize=False))],
                    options={"managed": False, "db_table": "ledger_entry", "verbose_name": "ledger entry"},
                )
            ],
        )
    ]
