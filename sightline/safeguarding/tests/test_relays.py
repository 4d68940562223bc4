"""Words between police and a person in care."""

from django.db import IntegrityError, transaction
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.ledger.acts import Taken
from sightline.safeguarding import actions
from sightline.safeguarding.models import RelayMessage
from sightline.safeguarding.tests.factories import NOW, CaseFactory, HoldingFactory, RelayFactory, RelayMessageFactory

pytestmark = mark.django_db


@fixture
def relay():
    return RelayFactory()


@fixture
def holder(relay):
    return relay.case.opened_by


def asked(relay):
    return actions.write(relay, by=relay.investigator, at=NOW, text="May we ask about the man with the key?")


def test_a_coordinator_opens_a_relay_under_the_name_the_person_chose():
    case, investigator = CaseFactory(), person_as("investigator")

    relay = actions.open_relay(case, by=case.opened_by, at=NOW, investigator=investigator, calls_self="Mr A")

    assert (relay.investigator, relay.calls_self) == (investigator, "Mr A")


def test_one_relay_joins_one_pair(relay, holder):
    with raises(Taken):
        actions.open_relay(relay.case, by=holder, at=NOW, investigator=relay.investigator, calls_self="Mr A")


def test_what_an_investigator_writes_waits_to_be_passed_on(relay, holder):
    message = asked(relay)
    assert list(RelayMessage.objects.waiting()) == [message]

    actions.pass_on(message, by=holder, at=NOW)

    assert message.state == "passed-on"
    assert not RelayMessage.objects.waiting().exists()


def test_whoever_holds_the_person_may_decline(relay, holder):
    assert actions.decline(asked(relay), by=holder, at=NOW, why="He wants to rest").state == "declined"


def test_an_investigator_passes_nothing_on_themselves(relay):
    with raises(Refused):
        actions.pass_on(asked(relay), by=relay.investigator, at=NOW)


def test_the_support_worker_who_took_over_passes_on(relay):
    worker = person_as("support worker")
    HoldingFactory(case=relay.case, person=worker, part="support worker")

    assert actions.pass_on(asked(relay), by=worker, at=NOW).state == "passed-on"


def test_an_answer_goes_at_once_and_names_no_writer(relay, holder):
    answer = actions.write(relay, by=holder, at=NOW, text="Yes, on Friday, with the same interpreter.")

    assert answer.from_person_in_care
    assert answer.written_by is None
    assert not RelayMessage.objects.waiting().exists()


@mark.parametrize("text", ["Call 07700 900123", "He is at ZZ99 3CA", "Write to him@example.org"])
def test_an_answer_carries_no_number_and_no_place(relay, holder, text):
    with raises(WrongStep):
        actions.write(relay, by=holder, at=NOW, text=text)


def test_an_investigator_may_leave_a_number(relay):
    message = actions.write(relay, by=relay.investigator, at=NOW, text="Call me on 0191 498 0000")

    assert message.written_by == relay.investigator


def test_another_investigator_does_not_write_here(relay):
    with raises(Refused):
        actions.write(relay, by=person_as("investigator"), at=NOW, text="Who are you?")


def test_the_database_keeps_the_writer_of_an_answer_out(relay, holder):
    with raises(IntegrityError), transaction.atomic():
        RelayMessageFactory(relay=relay, from_person_in_care=True, written_by=holder)
