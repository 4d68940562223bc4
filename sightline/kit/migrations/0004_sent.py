"""Which forms have been sent, each with where it led: a second send of the same form acts no second time."""

from django.db import migrations

SENT = """
create table kit_sent (
    person uuid not null, form bytea not null, at timestamptz not null, answer text, primary key (person, form));
"""


class Migration(migrations.Migration):
    dependencies = [("kit", "0003_data_keys")]
    operations = [migrations.RunSQL(SENT, migrations.RunSQL.noop)]
