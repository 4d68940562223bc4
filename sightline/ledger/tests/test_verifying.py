"""An entry that was rewritten past every guard is found."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils import timezone
from pytest import fixture, mark

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.ledger.heads import FIRST, Head
from sightline.ledger.models import Entry
from sightline.ledger.notes import note
from sightline.ledger.verifying import verify
from sightline.ledger.witnesses import Witness

pytestmark = mark.django_db


@fixture
def entries():
    with acting_as(person_as("analyst")):
        return [note("consult", "open", kind="reports.Report", asked=f"look {number}") for number in range(3)]


def rewritten():
    """The entries that do not bear the mark of what they say."""
    return [each.where for each in verify(timezone.now(), ask=[]).found if each.what == "rewritten"]


def rewrite(statement, *given):
    """As the owner with the guard taken down: what the service can never do."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("alter table ledger_entry disable trigger stands")
        cursor.execute(statement, given)
        cursor.execute("alter table ledger_entry enable trigger stands")


def test_an_untouched_ledger_verifies(entries):
    assert rewritten() == []
    assert verify(timezone.now(), ask=[]).entries == Entry.objects.count() == 3


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

    assert rewritten() == [f"entry {entries[1]}"]


def test_the_mark_does_not_hang_on_the_readers_time_zone(entries):
    with connection.cursor() as cursor:
        cursor.execute("set local timezone = 'Asia/Tokyo'")

    assert rewritten() == []


def test_a_forged_mark_without_its_words_is_found(entries):
    rewrite("update ledger_entry set leaf = sha256('a forged mark') where id = %s", entries[0])

    assert rewritten() == [f"entry {entries[0]}"]


def test_an_entry_from_before_the_later_fields_still_bears_its_mark(entries):
    later = "form,clock,acting_for,code,changed,recipient_person,recipient_agency,country,fingerprint"
    rewrite("update ledger_entry set form = null where id = %s", entries[1])
    rewrite(
        "update ledger_entry e set leaf = sha256('\\x00'::bytea || convert_to("
        f"(to_jsonb(e) - '{{leaf,{later}}}'::text[])::text, 'UTF8')) where id = %s",
        entries[1],
    )

    assert rewritten() == []


def test_an_entry_that_nobody_sealed_within_a_minute_is_told(entries):
    late = verify(timezone.now() + timedelta(seconds=70), ask=[])

    assert [each.what for each in late.found] == ["unsealed"]
    assert verify(timezone.now() + timedelta(seconds=50), ask=[]).sound


def test_a_witness_that_cannot_be_asked_is_told(entries, tmp_path):
    away = Witness("away", tmp_path / "nowhere")

    (found,) = verify(timezone.now(), ask=[away]).found

    assert (found.what, found.where) == ("witness", "witness away")


def test_a_head_of_a_witness_that_our_key_did_not_sign_is_told(entries, tmp_path):
    head = Head(1, 3, bytes(32), FIRST, datetime(2026, 11, 2, tzinfo=UTC))
    (tmp_path / "heads.txt").write_text(f"{head.signed('1f' * 32).line}\n")

    (found,) = verify(timezone.now(), ask=[Witness("partner", tmp_path)]).found

    assert "not signed by our key" in found.says


def test_whoever_reads_only_their_own_acts_does_not_verify_the_ledger_of_others(entries):
    with acting_as(person_as("auditor")):
        assert verify(timezone.now(), ask=[]).entries == 3
    with acting_as(person_as("analyst")):
        assert verify(timezone.now(), ask=[]).entries == 0
