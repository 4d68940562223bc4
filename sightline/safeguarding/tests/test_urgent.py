"""Where a life is in danger: by the provider's relay, with a reason, two people, an alarm and four hours."""

from datetime import timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.models import Account, Role
from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.kit.refusals import Refused, WrongStep
from sightline.ledger.models import Entry
from sightline.safeguarding import actions
from sightline.safeguarding.models import Placement, Relay, RelayMessage, Urgent
from sightline.safeguarding.tests.factories import NOW, PlacementFactory, RelayFactory, UrgentFactory

pytestmark = mark.django_db

ADDRESS = "14 Canary Row, Exampleton, ZZ99 3CA"
SOON = timedelta(minutes=5)


@fixture
def home():
    return PlacementFactory(state="accepted", address=ADDRESS)


@fixture
def relay(home):
    return RelayFactory(case=home.case)


@fixture
def desk(home):
    """Somebody on duty at the provider who does not hold the person."""
    return person_as("support worker", agency=home.provider)


@fixture
def second():
    return person_as("investigator")


@fixture
def asked(relay):
    return actions.ask_urgently(relay, by=relay.investigator, at=NOW, reason="He was seen at the station.")


@fixture
def opened(asked, second):
    actions.second(asked, by=second, at=NOW, real=timezone.now())
    return asked


def reads(person, relay) -> bool:
    with acting_as(person):
        return Relay.objects.filter(pk=relay.pk).exists()


def ended(urgent, ago=timedelta(minutes=1)):
    """The same, its four hours over."""
    begins = timezone.now() - timedelta(hours=4) - ago
    Urgent.objects.filter(pk=urgent.pk).update(begins_at=begins, ends_at=begins + timedelta(hours=4))


def test_the_duty_desk_reads_and_answers_the_relay_for_four_hours(opened, relay, desk):
    assert reads(desk, relay)

    actions.write(relay, by=desk, at=NOW, text="The person is safe and with us.", key=uuid4())

    assert RelayMessage.objects.get().from_person_in_care


def test_a_question_of_the_police_is_passed_on_by_the_duty_desk(opened, relay, desk):
    asked = actions.write(relay, by=relay.investigator, at=NOW, text="Is she well?", key=uuid4())

    actions.pass_on(asked, by=desk, at=NOW)

    assert asked.state == "passed-on"


def test_it_ends_by_itself_after_four_hours(opened, relay, desk):
    ended(opened)

    assert not reads(desk, relay)
    with raises(Refused):
        actions.write(relay, by=desk, at=NOW, text="Too late.", key=uuid4())


def test_it_lasts_four_hours_and_no_minute_longer(opened):
    assert opened.ends_at - opened.begins_at == timedelta(hours=4)


def test_before_a_second_person_agrees_nothing_opens(asked, relay, desk):
    assert not reads(desk, relay)


def test_who_asks_does_not_agree_with_themselves(asked, relay):
    with raises(Refused):
        actions.second(asked, by=relay.investigator, at=NOW, real=timezone.now())


def test_nobody_but_the_investigator_of_the_relay_asks(relay, second):
    with raises(Refused):
        actions.ask_urgently(relay, by=second, at=NOW, reason="Curious.")


@mark.parametrize("role", ["visiting officer", "analyst", "support worker", "auditor", "administrator", "oversight"])
def test_nobody_beside_enforcement_of_the_area_agrees(role, asked):
    with raises(Refused):
        actions.second(asked, by=person_as(role), at=NOW, real=timezone.now())


def test_what_was_refused_is_not_opened(asked, second, relay, desk):
    actions.refuse_urgent(asked, by=second, at=NOW, why="She was seen safe an hour ago.")

    with raises(WrongStep):
        actions.second(asked, by=second, at=NOW, real=timezone.now())
    assert not reads(desk, relay)


def test_coordinator_provider_and_auditor_are_told_at_once_by_reference(opened):
    told = {(each.duty.partition("@")[0], each.subject) for each in Notice.objects.all()}

    assert told == {(role, opened.ref) for role in ("safeguarding coordinator", "support worker", "auditor")}


@mark.parametrize("opens", [False, True])
def test_the_address_is_shown_to_nobody_more_than_before(opens, asked, second, relay, desk, home, client):
    if opens:
        actions.second(asked, by=second, at=NOW, real=timezone.now())
    for person in (relay.investigator, second, person_as("operation commander")):
        with acting_as(person):
            assert not Placement.objects.exists()
        account, _ = Account.objects.get_or_create(id=person.pk, defaults={"name": str(person.pk)})
        client.force_login(account)
        for address in (f"/safeguarding/{relay.ref}", f"/safeguarding/{asked.ref}", "/safeguarding/"):
            assert "Canary Row" not in client.get(address).content.decode()


def test_an_answer_with_a_place_in_it_is_refused_here_too(opened, relay, desk):
    with raises(WrongStep):
        actions.write(relay, by=desk, at=NOW, text="She is at ZZ99 3CA.", key=uuid4())


def test_the_duty_desk_of_another_provider_reads_nothing(opened, relay):
    assert not reads(person_as("support worker"), relay)


def test_the_duty_desk_does_not_come_to_hold_the_person(opened, relay, desk):
    with acting_as(desk):
        assert not type(relay.case).objects.exists()


def test_all_of_it_is_in_the_ledger_without_the_reason_of_danger_as_a_value(opened):
    verbs = set(Entry.objects.filter(record=opened.pk).values_list("act", "verb"))

    assert verbs == {("collect", "urge"), ("approve", "second"), ("alter", "second")}
    assert "station" not in str(list(Entry.objects.values()))


@mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"state": "open"},
        {"state": "open", "begins_at": NOW, "ends_at": NOW + timedelta(hours=5)},
    ],
)
def test_an_urgent_relay_that_cannot_be_is_not_stored(wrong):
    with raises(IntegrityError), transaction.atomic():
        UrgentFactory(**wrong)


@mark.parametrize("role", [role.value for role in Role])
def test_who_sees_that_it_was_asked(role):
    made = UrgentFactory()

    with acting_as(person_as(role)):
        assert Urgent.objects.filter(pk=made.pk).exists() is (
            role in ("investigator", "operation commander", "auditor")
        )


def test_it_is_asked_and_agreed_to_on_pages(relay, second, desk, client):
    def reading(person):
        account, _ = Account.objects.get_or_create(id=person.pk, defaults={"name": str(person.pk)})
        client.force_login(account)
        return client

    answer = reading(relay.investigator).post(f"/safeguarding/{relay.ref}/urgent", {"reason": "Seen at the station."})
    made = Urgent.objects.get()
    assert answer["Location"] == f"/safeguarding/{made.ref}"

    assert "Seen at the station." in reading(second).get(f"/safeguarding/{made.ref}").content.decode()
    client.post(f"/safeguarding/{made.ref}/second")

    assert reads(desk, relay)
    assert "Open for four hours" in client.get(f"/safeguarding/{made.ref}").content.decode()
