"""The ground that everything stands on: the private schema, the key of the signed context, the history of steps."""

from django.db import migrations

GROUND = """
alter default privileges for role sl_owner revoke execute on functions from public;
revoke create on schema public from public;
grant usage on schema public to sl_staff, sl_public, sl_worker, sl_counter, sl_sealer, sl_auditor;
create schema priv;
grant usage on schema priv to sl_staff, sl_public, sl_worker, sl_counter, sl_sealer, sl_auditor;
create table priv.context_key (one boolean primary key default true check (one), inner_pad bytea not null, outer_pad bytea not null);
create table kit_step (
    id uuid primary key, kind text not null, record uuid not null, verb text not null, before text not null,
    after text not null, by_id uuid, at timestamptz not null, why text not null default '');
create index kit_step_record on kit_step (record, at desc);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list = []
    operations = [migrations.RunSQL(GROUND, migrations.RunSQL.noop)]
