"""An entry that was rewritten past every guard is found."""

from datetime import UTC, datetime

from django.db import connection
from pytest import fixture, mark

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.ledger.models import Entry
from sightline.ledger.notes import note
from sightline.ledger.verifying import verify

pytestmark = mark.django_db


@fixture
def entries():
    with acting_as(person_as("analyst")):
        return [note("consult", "open", kind="reports.Report", asked=f"look {number}") for number in range(3)]


def rewrite(statement, *given):
    """As the owner with the guard taken down: what the service can never do."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("alter table ledger_entry disable trigger stands")
        cursor.execute(statement, given)
        cursor.execute("alter table ledger_entry enable trigger stands")


def test_an_untouched_ledger_verifies(entries):
    assert verify().differ == []
    assert verify().entries == Entry.objects.count() == 3


@mark.parametrize(
    ("column", "value"),
    [
        ("asked", "something else"),
        ("actor", "00000000-0000-0000-0000-000000000001"),
        ("at", datetime(2001, 1, 1, tzinfo=UTC)),
        ("outcome", "refused"),
        ("found", 7),
    ],
)
def test_a_rewritten_entry_is_found(entries, column, value):
    rewrite(f"update ledger_entry set {column} = %s where id = %s", value, entries[1])

    assert verify().differ == [entries[1]]


def test_the_mark_does_not_hang_on_the_readers_time_zone(entries):
    with connection.cursor() as cursor:
        cursor.execute("set local timezone = 'Asia/Tokyo'")

    assert verify().differ == []


def test_a_forged_mark_without_its_words_is_found(entries):
    rewrite("update ledger_entry set leaf = sha256('a forged mark') where id = %s", entries[0])

    assert verify().differ == [entries[0]]
