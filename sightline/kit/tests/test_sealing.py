"""A readable column becomes a sealed one beside a running release."""

from uuid import uuid4

from django.db import IntegrityError, connection, transaction
from django.db.migrations.state import ProjectState
from pytest import fixture, mark, raises

from sightline.kit import ciphers, sealing
from sightline.kit.keyring import unwrapped
from sightline.kit.models import DataKey
from sightline.kit.sealed import SealedTextField
from sightline.kit.sealing import add_sealed, fill, fill_sealed, only_sealed

pytestmark = mark.django_db


def run(operation) -> None:
    """Do what a migration's operation does to the database."""
    with connection.schema_editor(atomic=False) as editor:
        for step in getattr(operation, "database_operations", [operation]):
            step.database_forwards("kit", editor, ProjectState(), ProjectState())


def sql(statement: str, given: list | None = None) -> list[tuple]:
    """What a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall() if cursor.description else []


@fixture
def old():
    """A table as an old release had it, with three rows, two of one case; the keys of rows and cases."""
    sql("create table old_note (id uuid primary key, case_id uuid not null, says varchar(40) not null, day date)")
    one, other = uuid4(), uuid4()
    rows = [(uuid4(), one, "Linh", "1999-02-03"), (uuid4(), one, "", None), (uuid4(), other, "Mai", None)]
    for row in rows:
        sql("insert into old_note values (%s, %s, %s, %s)", list(row))
    run(add_sealed("note", "old_note", says=SealedTextField(), day=SealedTextField()))
    return rows


def opened(row, case, column: str) -> str:
    """A sealed text of the table, opened as the product opens it."""
    ((blob,),) = sql(f"select {column}_sealed from old_note where id = %s", [row])
    key = DataKey.objects.get(pk=case)
    data_key = unwrapped(bytes(key.wrapped), key.agency, case)
    return ciphers.open_sealed(bytes(blob), data_key, f"old_note.{column}_sealed:{row}")


def test_the_old_release_goes_on_once_the_columns_are_there(old):
    sql("insert into old_note (id, case_id, says) values (%s, %s, 'old release')", [uuid4(), uuid4()])
    sql("insert into old_note (id, case_id, says_sealed) values (%s, %s, 'new')", [uuid4(), uuid4()])

    assert sql("select count(*) from old_note") == [(5,)]


def test_everything_readable_is_sealed_as_it_was(old):
    assert fill("old_note", ["says", "day"], of="case_id") == 3

    for row, case, says, day in old:
        assert (opened(row, case, "says"), opened(row, case, "day")) == (says, day or "")


def test_rows_of_one_case_share_its_data_key(old):
    fill("old_note", ["says", "day"], of="case_id")

    assert DataKey.objects.filter(pk__in={case for _, case, _, _ in old}).count() == 2


def test_a_fill_that_was_stopped_goes_on_and_leaves_what_was_done(old, monkeypatch):
    monkeypatch.setattr(sealing, "AT_ONCE", 1)
    row, case, *_ = old[0]
    sealing._seal_row("old_note", ["says", "day"], row, case, ["Linh", None])
    (before,) = sql("select says_sealed from old_note where id = %s", [row])

    assert fill("old_note", ["says", "day"], of="case_id") == 2
    assert sql("select says_sealed from old_note where id = %s", [row]) == [before]


def test_filling_again_finds_nothing(old):
    run(fill_sealed("old_note", ["says", "day"], of="case_id"))

    assert fill("old_note", ["says", "day"], of="case_id") == 0


def test_the_readable_columns_go_only_when_every_row_is_sealed(old):
    with raises(IntegrityError, match="filled"), transaction.atomic():
        run(only_sealed("old_note", ["says", "day"]))

    fill("old_note", ["says", "day"], of="case_id")
    run(only_sealed("old_note", ["says", "day"]))

    columns = sql("select column_name, is_nullable from information_schema.columns where table_name = 'old_note'")
    assert set(columns) == {("id", "NO"), ("case_id", "NO"), ("says_sealed", "NO"), ("day_sealed", "NO")}


def test_no_readable_column_is_left_beside_a_sealed_one():
    beside = sql(
        "select s.table_name, p.column_name from information_schema.columns s join information_schema.columns p "
        "on p.table_name = s.table_name and s.column_name = p.column_name || '_sealed' where s.table_schema = 'public'"
    )

    assert beside == []
