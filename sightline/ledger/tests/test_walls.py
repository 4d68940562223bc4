"""Who reads the ledger, and who reads how it was written: a table that a partner could sign."""

from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.models import Grant, Role
from sightline.agencies.tests.factories import PersonFactory, person_as
from sightline.kit.acting import acting_as
from sightline.ledger.models import Entry, Seal, Sealed
from sightline.ledger.notes import note
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db

ACTS = "collect alter consult disclose transfer combine erase grant revoke approve refuse login logout policy system"


@fixture
def handler():
    return person_as("call handler")


@fixture
def entry(handler):
    """A look by a call handler at a report."""
    with acting_as(handler):
        note("consult", "open", ReportFactory.build(desk=handler.agency))
    return Entry.objects.get()


@fixture
def sealed(entry):
    """The same, sealed by the sealer."""
    with acting_as(None, "sl_sealer"):
        marks = dict.fromkeys(("root", "previous", "key", "peaks"), b"1" * 32)
        Seal.objects.create(number=1, size=1, at=timezone.now(), signature=b"1" * 64, **marks)
        Sealed.objects.create(id=entry.pk, position=0, seal=1, leaf=b"1" * 32)
    return entry


@mark.parametrize("role", Role.values)
def test_only_the_auditor_reads_what_others_did(role, entry):
    with acting_as(person_as(role)):
        assert Entry.objects.filter(pk=entry.pk).exists() is (role == "auditor")


def test_everybody_reads_what_they_did_themselves(entry, handler):
    with acting_as(handler):
        assert list(Entry.objects.all()) == [entry]


def test_a_colleague_at_the_same_desk_does_not(entry, handler):
    with acting_as(person_as("call handler", agency=handler.agency)):
        assert not Entry.objects.exists()


def test_nobody_reads_nothing(entry):
    with acting_as(None):
        assert not Entry.objects.exists()


def test_an_auditor_whose_role_has_ended_reads_their_own_alone(entry):
    auditor = person_as("auditor")
    Grant.objects.filter(person=auditor).update(until=timezone.now() - timedelta(hours=1))

    with acting_as(auditor):
        assert not Entry.objects.exists()


@mark.parametrize("role", ["sl_public", "sl_worker", "sl_counter", "sl_sealer"])
def test_no_other_front_reads_the_ledger(role, entry):
    with raises(DatabaseError, match="permission denied"), acting_as(None, role):
        Entry.objects.exists()


def test_who_verifies_reads_every_entry_and_changes_none(entry):
    with acting_as(None, "sl_auditor"):
        assert list(Entry.objects.all()) == [entry]
    with raises(DatabaseError, match="permission denied"), acting_as(None, "sl_auditor"):
        Entry.objects.update(reason="")


def test_the_sealer_and_who_verifies_read_what_was_sealed(sealed):
    for role in ("sl_sealer", "sl_auditor"):
        with acting_as(None, role):
            assert (Seal.objects.get().number, Sealed.objects.get().pk) == (1, sealed.pk)


def test_an_auditor_reads_the_seals_and_nobody_else_of_the_staff(sealed):
    for role in ("auditor", "analyst", "administrator"):
        with acting_as(person_as(role)):
            assert Seal.objects.exists() is Sealed.objects.exists() is (role == "auditor")


# What an entry says, and who says it -------------------------------------------------------------------------


def test_the_actor_is_whom_the_context_names_whatever_is_said(handler):
    other = PersonFactory()
    with acting_as(handler):
        note("consult", "open", actor=str(other.pk), agency=str(other.agency_id), at="2001-01-01")

    entry = Entry.objects.get()
    assert (entry.actor, entry.agency) == (handler.pk, handler.agency_id)


def test_the_roles_are_those_held_at_that_moment(handler):
    Grant.objects.create(person=handler, agency=handler.agency, role="analyst", since=datetime(2016, 1, 1, tzinfo=UTC))
    Grant.objects.create(
        person=handler, agency=handler.agency, role="auditor", since=timezone.now() + timedelta(hours=1)
    )

    with acting_as(handler):
        note("consult", "open")

    assert Entry.objects.get().roles == ["analyst", "call handler"]


def test_what_an_entry_says_stays_when_the_role_ends(entry, handler):
    Grant.objects.filter(person=handler).update(until=timezone.now() - timedelta(days=1))

    assert Entry.objects.get().roles == ["call handler"]


@mark.parametrize("act", ACTS.split())
def test_each_of_the_fifteen_acts_can_be_noted(act, handler):
    with acting_as(handler):
        note(act, "any")

    assert Entry.objects.get().act == act


def test_there_is_no_sixteenth_act(handler):
    with raises(DatabaseError, match="ledger_entry_act_check"), acting_as(handler):
        note("peek", "open")


def test_the_moment_is_the_clocks_own_and_in_the_order_of_the_acts(handler):
    before = timezone.now()
    with acting_as(handler):
        note("consult", "one")
        note("consult", "two")

    first, second = Entry.objects.order_by("at")
    assert (first.verb, second.verb) == ("one", "two")
    assert before <= first.at < second.at <= timezone.now()


def test_an_anonymous_reporter_leaves_the_day_and_nothing_else():
    with acting_as(None, "sl_public"):
        note("collect", "receive")

    entry = Entry.objects.get()
    assert (entry.actor, entry.agency, entry.roles, entry.device) == (None, None, [], "")
    assert (entry.at.minute, entry.at.second, entry.at.microsecond) == (0, 0, 0)


def test_each_entry_has_a_leaf_of_its_own(handler):
    with acting_as(handler):
        note("consult", "open")
        note("consult", "open")

    leaves = [bytes(leaf) for leaf in Entry.objects.values_list("leaf", flat=True)]
    assert len(set(leaves)) == 2
    assert {len(leaf) for leaf in leaves} == {32}


def test_the_one_before_is_of_the_same_record(handler):
    one, other = ReportFactory(desk=handler.agency), ReportFactory(desk=handler.agency)
    with acting_as(handler):
        first = note("consult", "open", one)
        note("consult", "open", other)
        note("alter", "take", one)

    assert Entry.objects.get(verb="take").prior == first


def test_what_is_written_beside_an_act_is_kept(handler):
    more = {"reason": "asked by court", "purpose": "trial", "recipient": "CPS", "basis": "order", "outcome": "part"}
    with acting_as(handler):
        note("disclose", "send", **more, fields=["text"], asked="all", found=3)

    entry = Entry.objects.get()
    assert {name: getattr(entry, name) for name in more} == more
    assert (entry.fields, entry.asked, entry.found) == (["text"], "all", 3)


def test_an_act_that_is_rolled_back_leaves_no_entry(handler):
    with acting_as(handler), transaction.atomic():
        note("alter", "take")
        transaction.set_rollback(True)

    assert not Entry.objects.exists()


@mark.parametrize("role", ["sl_counter", "sl_sealer"])
def test_a_role_that_has_nothing_to_note_cannot(role):
    with raises(DatabaseError, match="permission denied"), acting_as(None, role):
        note("consult", "open")


@mark.parametrize("verb", ["insert into ledger_entry default values", "delete from ledger_entry"])
def test_the_ledger_is_written_through_its_function_alone(verb, handler):
    with raises(DatabaseError, match="permission denied"), acting_as(handler), connection.cursor() as cursor:
        cursor.execute(verb)
