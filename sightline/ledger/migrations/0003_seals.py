"""Seals: heads that were signed, and each entry's place in the tree. The entries themselves stay untouched."""

import uuid

from django.db import migrations, models

SEALS = """
create table ledger_seal (
    id uuid primary key,
    number integer not null unique check (number > 0),
    size bigint not null check (size > 0),
    root bytea not null check (length(root) = 32),
    previous bytea not null check (length(previous) = 32),
    at timestamptz not null,
    key bytea not null check (length(key) = 32),
    signature bytea not null check (length(signature) = 64),
    peaks bytea not null,
    horizon xid8
);
create table ledger_sealed (
    id uuid primary key,
    position bigint not null unique check (position >= 0),
    seal integer not null,
    leaf bytea not null check (length(leaf) = 32)
);
create trigger stands before update or delete or truncate on ledger_seal
    for each statement execute function priv.ledger_stands();
create trigger stands before update or delete or truncate on ledger_sealed
    for each statement execute function priv.ledger_stands();
create index ledger_entry_xid on ledger_entry (xid);
create index ledger_entry_day on ledger_entry (at) where xid is null;
drop function if exists priv.entries_that_differ();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_fields")]
    operations = [
        migrations.RunSQL(
            SEALS,
            "drop table ledger_sealed; drop table ledger_seal",
            state_operations=[
                migrations.CreateModel(
                    name="Seal",
                    fields=[("id", models.UUIDField(primary_key=True, default=uuid.uuid4, serialize=False))],
                    options={"managed": False, "db_table": "ledger_seal", "verbose_name": "seal of the ledger"},
                ),
                migrations.CreateModel(
                    name="Sealed",
                    fields=[("id", models.UUIDField(primary_key=True, default=uuid.uuid4, serialize=False))],
                    options={"managed": False, "db_table": "ledger_sealed", "verbose_name": "sealed entry"},
                ),
            ],
        )
    ]
