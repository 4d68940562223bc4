"""Investigating, taking arrests into custody, keeping the clocks, and saying what came of it."""

from datetime import timedelta

from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, PersonFactory, person_as
from sightline.justice import actions
from sightline.justice.models import Custody, CustodyEvent, Investigation, Investigator, Order, Suspect
from sightline.justice.tests.factories import (
    ARRESTED,
    ARRIVED,
    AUTHORISED,
    DAY,
    CustodyFactory,
    InvestigationFactory,
    SuspectFactory,
    booked_in,
    led_by,
)
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.ledger.acts import Taken
from sightline.visits.models import Encounter
from sightline.visits.tests.factories import ArrestFactory

pytestmark = mark.django_db

LATER = AUTHORISED + timedelta(hours=5)


@fixture
def colleague():
    return person_as("investigator")


@fixture
def custody():
    return booked_in()


def open_one(by, **more):
    told = {"title": "Workers held at a car wash", "crime_reference": "X00001/18", "agency": by.agency}
    return actions.open_investigation(by=by, at=ARRESTED, **{"area": AreaFactory()} | told | more)


# Investigations --------------------------------------------------------------


def test_whoever_opens_an_investigation_leads_it_and_works_on_it(detective):
    opened = open_one(detective)

    assert (opened.lead, opened.state) == (detective, "open")
    assert Investigator.objects.get().person == detective


def test_only_an_investigator_of_the_area_opens_an_investigation(detective):
    with raises(Refused):
        open_one(detective, area=AreaFactory(code="gwent"))
    with raises(Refused):
        open_one(person_as("operation commander"))


def test_a_crime_reference_is_used_once_an_agency(detective):
    open_one(detective)

    with raises(Taken):
        open_one(detective)
    assert open_one(detective, agency=AgencyFactory()).crime_reference == "X00001/18"


def test_the_lead_lets_a_colleague_work_on_it(detective, colleague):
    opened = led_by(detective, agency=colleague.agency)

    actions.staff(opened, by=detective, at=ARRESTED, person=colleague)

    with acting_as(colleague):
        assert Investigation.objects.get() == opened


def test_a_colleague_is_put_on_a_case_once(detective, colleague):
    opened = led_by(detective)
    actions.staff(opened, by=detective, at=ARRESTED, person=colleague)

    with raises(Taken):
        actions.staff(opened, by=detective, at=ARRESTED, person=colleague)


def test_a_colleague_lets_nobody_else_in(detective, colleague):
    opened = led_by(detective)
    actions.staff(opened, by=detective, at=ARRESTED, person=colleague)

    with raises(Refused):
        actions.staff(opened, by=colleague, at=ARRESTED, person=PersonFactory())


def test_a_colleague_who_leaves_sees_the_case_no_more(detective, colleague):
    opened = led_by(detective)
    part = actions.staff(opened, by=detective, at=ARRESTED, person=colleague)

    actions.leave(part, by=detective, at=LATER)

    with acting_as(colleague):
        assert not Investigation.objects.exists()


def test_a_suspect_acts_alone_or_with_others_since_a_day_and_for_a_reason(detective):
    opened = led_by(detective)

    actions.add_suspect(
        opened,
        by=detective,
        at=ARRESTED,
        name="Invented Suspect",
        acts="with-others",
        since=DAY,
        reason="Drives the workers.",
        role_says="Driver",
    )

    suspect = Suspect.objects.get()
    assert (suspect.acts, suspect.since, suspect.role_says) == ("with-others", DAY, "Driver")


def test_nobody_outside_the_case_names_a_suspect(colleague):
    with raises(Refused):
        actions.add_suspect(
            InvestigationFactory(), by=colleague, at=ARRESTED, name="Nobody", acts="alone", since=DAY, reason="-"
        )


def test_an_order_is_written_down_with_what_it_prohibits(detective):
    opened = led_by(detective)
    suspect = SuspectFactory(investigation=opened)

    actions.record_order(
        opened, by=detective, at=LATER, suspect=suspect, kind="stpo", prohibits="Arranging work.", made_on=DAY
    )

    assert (Order.objects.get().suspect, Order.objects.get().ends_on) == (suspect, None)


def test_an_order_cannot_end_before_it_is_made(detective):
    opened = led_by(detective)
    suspect, told = SuspectFactory(investigation=opened), {"kind": "stro", "prohibits": "Travel.", "made_on": DAY}

    with raises(Taken):
        actions.record_order(opened, by=detective, at=LATER, suspect=suspect, ends_on=DAY, **told)


def test_only_the_lead_closes_an_investigation(detective, colleague):
    opened = led_by(detective)
    actions.staff(opened, by=detective, at=ARRESTED, person=colleague)

    with raises(Refused):
        actions.close(opened, by=colleague, at=LATER, why="Done.")
    actions.close(opened, by=detective, at=LATER, why="Sentenced.")

    assert Investigation.objects.get().state == "closed"


# From a visit into custody -----------------------------------------------------


def test_an_investigator_takes_over_an_arrest(detective):
    arrest = ArrestFactory(may_be_victim=True)

    taken = actions.take_arrest(arrest, by=detective, at=ARRESTED)

    arrest.refresh_from_db()
    assert (arrest.state, taken.state, taken.taken_by) == ("taken", "arrested", detective)
    assert (taken.known_as, taken.offence, taken.may_be_victim) == (arrest.person_says, arrest.offence, True)


def test_a_name_may_be_given_when_an_arrest_is_taken(detective):
    assert actions.take_arrest(ArrestFactory(), by=detective, at=ARRESTED, known_as="Invented").known_as == "Invented"


def test_two_investigators_cannot_take_the_same_arrest(detective, colleague):
    arrest = ArrestFactory()
    actions.take_arrest(arrest, by=detective, at=ARRESTED)

    with raises(WrongStep):
        actions.take_arrest(arrest, by=colleague, at=ARRESTED)

    assert Custody.objects.get().taken_by == detective


def test_an_investigator_of_another_area_takes_no_arrest():
    with raises(Refused):
        actions.take_arrest(ArrestFactory(), by=person_as("investigator", AreaFactory(code="gwent")), at=ARRESTED)


def test_a_person_is_booked_in_with_what_starts_the_clocks(detective):
    custody = CustodyFactory()

    actions.book_in(
        custody, by=detective, at=AUTHORISED, station="Example Street", arrived_at=ARRIVED, authorised_at=AUTHORISED
    )

    kept = Custody.objects.get()
    assert (kept.state, kept.station, kept.arrived_at, kept.authorised_at) == (
        "in-custody",
        "Example Street",
        ARRIVED,
        AUTHORISED,
    )


def test_nobody_arrives_before_the_arrest(detective):
    with raises(Taken):
        actions.book_in(
            CustodyFactory(), by=detective, at=LATER, station="Example Street", arrived_at=ARRESTED - timedelta(hours=1)
        )


def test_a_person_joins_an_investigation_that_the_actor_works_on(detective, custody):
    opened = led_by(detective)

    actions.attach(custody, by=detective, at=LATER, investigation=opened)

    assert Custody.objects.get().investigation == opened


def test_nobody_is_put_into_a_case_of_others(detective, custody):
    with raises(Refused):
        actions.attach(custody, by=detective, at=LATER, investigation=InvestigationFactory())


# Clocks ---------------------------------------------------------------------


def detention(custody, now):
    return custody.readings(CustodyEvent.objects.filter(custody=custody), now)[0]


def review(custody, now):
    return custody.readings(CustodyEvent.objects.filter(custody=custody), now)[1]


def test_both_clocks_run_from_the_times_of_booking_in(custody):
    assert detention(custody, LATER).ends_at == ARRIVED + timedelta(hours=24)
    assert review(custody, LATER).ends_at == AUTHORISED + timedelta(hours=6)


def test_without_an_arrival_time_the_detention_clock_says_so(detective):
    custody = booked_in(arrived_at=None)

    assert detention(custody, LATER).missing == "cannot compute: no arrival time"
    assert review(custody, LATER).missing == ""


def test_an_arrival_entered_later_starts_the_clock(detective):
    custody = booked_in(arrived_at=None)

    actions.record_event(custody, by=detective, at=LATER, kind="arrival", happened_at=ARRIVED)

    assert detention(custody, LATER).ends_at == ARRIVED + timedelta(hours=24)


def test_an_earlier_arrival_moves_the_end_and_both_stay_to_be_seen(detective, custody):
    earlier = ARRIVED - timedelta(minutes=20)

    actions.record_event(custody, by=detective, at=LATER, kind="arrival", happened_at=earlier)

    reading = detention(custody, LATER)
    assert reading.ends_at == earlier + timedelta(hours=24)
    assert {earlier, ARRIVED} <= {event.at for event in reading.events}
    assert Custody.objects.get().arrived_at == ARRIVED


def test_a_review_starts_the_next_nine_hours(detective, custody):
    actions.record_event(custody, by=detective, at=LATER, kind="review")

    assert review(custody, LATER).ends_at == LATER + timedelta(hours=9)


def test_a_superintendent_extends_after_the_second_review(detective, custody):
    for hours in (5, 13):
        actions.record_event(custody, by=detective, at=AUTHORISED + timedelta(hours=hours), kind="review")
    late = AUTHORISED + timedelta(hours=20)

    actions.record_event(custody, by=detective, at=late, kind="extension", hours=12, says="Two phones to read.")

    assert detention(custody, late).ends_at == ARRIVED + timedelta(hours=36)


def test_an_extension_that_the_law_does_not_allow_is_kept_and_not_counted(detective, custody):
    actions.record_event(custody, by=detective, at=LATER, kind="extension", hours=12)

    reading = detention(custody, LATER)
    assert reading.ends_at == ARRIVED + timedelta(hours=24)
    assert [event.counted for event in reading.events] == [True, True, True, False]


@mark.parametrize("kind", ["hospital", "transfer"])
def test_what_is_not_the_ordinary_case_is_never_guessed(detective, custody, kind):
    actions.record_event(custody, by=detective, at=LATER, kind=kind)

    assert "ask the custody officer" in detention(custody, LATER).missing


@mark.parametrize(("kind", "hours"), [("extension", 0), ("review", 3)])
def test_only_extensions_have_hours(detective, custody, kind, hours):
    with raises(Taken):
        actions.record_event(custody, by=detective, at=LATER, kind=kind, hours=hours)


def test_nothing_is_recorded_before_it_has_happened(detective, custody):
    with raises(Taken):
        actions.record_event(custody, by=detective, at=ARRIVED, kind="review", happened_at=LATER)


def test_events_belong_to_people_in_custody(detective):
    with raises(WrongStep):
        actions.record_event(CustodyFactory(), by=detective, at=LATER, kind="review")


# What came of it -------------------------------------------------------------------

OUTCOMES = [("bail", "bailed"), ("release", "released"), ("charge", "charged"), ("end_without_action", "no-action")]


@mark.parametrize(("verb", "state"), OUTCOMES)
def test_custody_ends_with_an_outcome(detective, custody, verb, state):
    getattr(actions, verb)(custody, by=detective, at=LATER, outcome_says="To return on 13 November.")

    kept = Custody.objects.get()
    assert (kept.state, kept.ended_at, kept.outcome_says) == (state, LATER, "To return on 13 November.")
    assert not Custody.objects.held().exists()


def test_a_clock_stops_when_custody_ends(detective, custody):
    actions.release(custody, by=detective, at=LATER)

    assert detention(custody, LATER + timedelta(days=3)).state(LATER + timedelta(days=3)) == "met"


def test_a_person_out_on_bail_may_be_charged_and_custody_ended_when_it_did(detective, custody):
    actions.bail(custody, by=detective, at=LATER)

    actions.charge(
        custody, by=detective, at=LATER + timedelta(days=20), outcome_says="With holding a person in servitude."
    )

    assert (Custody.objects.get().state, Custody.objects.get().ended_at) == ("charged", LATER)


def test_not_stated_is_no_guess_and_may_still_become_known(detective, custody):
    actions.leave_unstated(custody, by=detective, at=LATER)
    assert (Custody.objects.get().state, Custody.objects.get().ended_at) == ("not-stated", None)

    actions.release(custody, by=detective, at=LATER + timedelta(days=1))

    with acting_as(detective):
        assert [step.verb for step in history(custody)] == ["release", "leave_unstated"]


def test_who_was_charged_is_not_released(detective, custody):
    actions.charge(custody, by=detective, at=LATER)

    with raises(WrongStep):
        actions.release(custody, by=detective, at=LATER)


def test_the_commander_sees_and_does_not_decide(custody):
    with raises(Refused):
        actions.release(custody, by=person_as("operation commander"), at=LATER)


# Perhaps a victim too ----------------------------------------------------------------


def tell(custody, by):
    actions.raise_concern(custody, by=by, at=LATER, description="Young man, red jumper", says="Says he was told to.")


def test_a_person_in_custody_who_may_be_a_victim_reaches_safeguarding(detective, custody):
    coordinator = person_as("safeguarding coordinator")

    tell(custody, detective)

    with acting_as(coordinator):
        met = Encounter.objects.get()
        assert (met.description, met.concern_says, met.state) == (
            "Young man, red jumper",
            "Says he was told to.",
            "met",
        )
        assert not Custody.objects.exists()


def test_who_told_safeguarding_does_not_see_what_becomes_of_it(detective, custody):
    tell(custody, detective)

    with acting_as(detective):
        assert not Encounter.objects.exists()
        assert Custody.objects.get().safeguarding_told_at == LATER


def test_safeguarding_is_told_once(detective, colleague, custody):
    tell(custody, detective)

    with raises(WrongStep):
        tell(custody, colleague)

    assert Encounter.objects.count() == 1


def test_what_the_officer_at_the_door_told_is_known_in_custody(detective):
    arrest = ArrestFactory(may_be_victim=True, concern_at=ARRESTED)

    taken = actions.take_arrest(arrest, by=detective, at=ARRIVED)

    assert (taken.safeguarding_told_at, taken.is_a_question) == (ARRESTED, False)


def test_the_question_stays_open_until_somebody_has_asked():
    custody = booked_in(may_be_victim=True)
    booked_in()

    assert list(Custody.objects.asked_about()) == [custody]
    assert custody.is_a_question
