"""What the forms of justice take, what they offer, and what they ask to be mended."""

from datetime import UTC, date, datetime, timedelta

from django import forms
from pytest import fixture, mark

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, GrantFactory, PersonFactory, person_as
from sightline.justice.forms.cases import OpenForm, OrderForm, StaffForm, SuspectForm
from sightline.justice.forms.custody import AttachForm, BookInForm, ConcernForm, EventForm, OutcomeForm, TakeForm
from sightline.justice.forms.fields import When
from sightline.justice.models import Custody, CustodyEvent, Suspect
from sightline.justice.tests.factories import (
    ARRESTED,
    AUTHORISED,
    CustodyFactory,
    InvestigationFactory,
    SuspectFactory,
    booked_in,
    led_by,
    moment,
)
from sightline.kit.acting import acting_as
from sightline.operations.tests.factories import AssignmentFactory, OperationFactory, TeamFactory
from sightline.visits.tests.factories import ArrestFactory, VisitFactory

NOW = AUTHORISED + timedelta(hours=8)


def offered(field):
    """The values that a choice of records offers."""
    return {str(value) for value, _label in field.choices if str(value)}


def labels(field):
    """The words that a choice of records offers."""
    return {str(label) for value, label in field.choices if str(value)}


def errors(form):
    """The names of the fields that must be mended."""
    return set(form.errors)


# Moments -----------------------------------------------------------------------


class Ask(forms.Form):
    """A moment and nothing else."""

    at = When(label="When", not_after=NOW)


def asked(day, time):
    return Ask({"at_0": day, "at_1": time})


def test_a_time_in_summer_is_an_hour_ahead_of_what_is_kept():
    form = asked("2018-10-16", "08:30")

    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2018, 10, 16, 7, 30, tzinfo=UTC)


def test_a_time_in_winter_is_kept_as_it_is():
    form = asked("2018-01-16", "08:30")

    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2018, 1, 16, 8, 30, tzinfo=UTC)


@mark.parametrize(
    ("day", "time"),
    [("2018-10-17", "08:30"), ("2019-10-16", "00:00"), ("2018-10-16", ""), ("", "08:30"), ("tomorrow", "08:30")],
)
def test_a_moment_to_come_or_half_a_moment_is_asked_again(day, time):
    assert errors(asked(day, time)) == {"at"}


def test_a_moment_just_now_is_past():
    assert Ask({"at_0": "2018-10-16", "at_1": "16:10"}).is_valid()


# Custody -----------------------------------------------------------------------


def book_in(**typed):
    custody = Custody(arrested_at=ARRESTED)
    return BookInForm({"station": "Example Street"} | typed, custody=custody, now=NOW)


def at(field, day="2018-10-16", time="07:50"):
    return {f"{field}_0": day, f"{field}_1": time}


@mark.parametrize(
    "typed",
    [
        {},
        at("arrived_at"),
        at("authorised_at", time="08:10"),
        at("arrived_at") | at("authorised_at", time="08:10"),
        {"cell": "4", "custody_number": "N-1", "interpreter": "Albanian"},
    ],
)
def test_what_is_not_known_at_booking_in_may_come_later(typed):
    assert errors(book_in(**typed)) == set()


@mark.parametrize(
    ("typed", "wrong"),
    [
        ({"station": ""}, {"station"}),
        (at("arrived_at", time="06:00"), {"arrived_at"}),
        (at("authorised_at", time="06:00"), {"authorised_at"}),
        (at("arrived_at", time="08:30") | at("authorised_at", time="08:10"), {"authorised_at"}),
        (at("arrived_at", day="2018-10-18"), {"arrived_at"}),
    ],
)
def test_times_that_cannot_be_are_asked_again(typed, wrong):
    assert errors(book_in(**typed)) == wrong


def test_an_arrest_may_be_taken_without_a_name():
    assert TakeForm({"known_as": ""}).is_valid()


@mark.parametrize("missing", ["description", "says"])
def test_a_concern_has_a_description_and_a_reason(missing):
    typed = {"description": "Young man", "says": "Was told to."}

    assert errors(ConcernForm(typed | {missing: " "})) == {missing}


@mark.parametrize(("outcome", "fits"), [("charge", True), ("release", True), ("bail", False), ("", False)])
def test_only_an_outcome_that_was_offered_fits(outcome, fits):
    form = OutcomeForm({"outcome": outcome}, outcomes=[("charge", "Charged"), ("release", "Released")])

    assert form.is_valid() is fits


@fixture
def detective(db):
    return person_as("investigator")


@fixture
def elsewhere(db):
    """A visit in another area."""
    return VisitFactory(team=TeamFactory(operation=OperationFactory(area=AreaFactory(code="gwent"))))


def event_form(by, **options):
    with acting_as(by):
        form = EventForm(options.pop("typed", None), by=by, now=NOW, **options)
        form.offers = labels(form.fields["custody"]) if "custody" in form.fields else set()
        form.wrong = set(form.errors)
    return form


def test_an_event_is_for_people_in_custody_in_ones_own_area(detective, elsewhere):
    booked_in(known_as="In a cell")
    CustodyFactory(known_as="Not booked in")
    booked_in(known_as="Out", state="released", ended_at=NOW)
    booked_in(known_as="Elsewhere", arrest=ArrestFactory(visit=elsewhere, arrested_at=ARRESTED))

    assert event_form(detective).offers == {"In a cell"}


def test_a_commander_who_sees_people_is_offered_none(detective):
    custody = booked_in()
    AssignmentFactory(operation=custody.operation, person=custody.operation.commander, part="commander")

    assert event_form(custody.operation.commander).offers == set()


def test_on_a_persons_own_page_nobody_else_can_be_chosen(detective):
    assert "custody" not in event_form(detective, custody=booked_in()).fields


@mark.parametrize("kind", [kind for kind in CustodyEvent.Kind if kind not in CustodyEvent.GRANTED_IN_HOURS])
def test_most_events_are_a_kind_and_a_moment(detective, kind):
    form = event_form(detective, custody=booked_in(), typed={"kind": kind, **moment(AUTHORISED)})

    assert form.wrong == set()
    assert form.cleaned_data["hours"] == 0


@mark.parametrize("kind", CustodyEvent.GRANTED_IN_HOURS)
@mark.parametrize(
    ("hours", "wrong"), [("12", set()), ("", {"hours"}), ("0", {"hours"}), ("40", {"hours"}), ("x", {"hours"})]
)
def test_an_extension_or_a_warrant_is_granted_in_whole_hours(detective, kind, hours, wrong):
    typed = {"kind": kind, "hours": hours, **moment(AUTHORISED)}

    assert event_form(detective, custody=booked_in(), typed=typed).wrong == wrong


@mark.parametrize("when", [ARRESTED - timedelta(hours=1), NOW + timedelta(hours=1)])
def test_an_event_lies_between_the_arrest_and_now(detective, when):
    typed = {"kind": "review", **moment(when)}

    assert event_form(detective, custody=booked_in(), typed=typed).wrong == {"happened_at"}


# Investigations -----------------------------------------------------------------


def test_a_person_can_be_put_into_open_cases_of_ones_own(detective):
    mine = led_by(detective, title="Mine")
    led_by(detective, title="Mine, closed", state="closed")
    InvestigationFactory(title="Theirs")

    with acting_as(detective):
        assert offered(AttachForm(by=detective).fields["investigation"]) == {mine.ref}


def test_a_case_is_opened_for_ones_own_agency_and_areas(detective):
    AgencyFactory(code="another")
    AreaFactory(code="gwent")

    with acting_as(detective):
        form = OpenForm(by=detective)
        assert offered(form.fields["agency"]) == {detective.agency.code}
        assert offered(form.fields["area"]) == {"northumbria"}


def test_who_investigates_in_two_areas_chooses_one(detective):
    GrantFactory(person=detective, role="investigator", area=AreaFactory(code="gwent"))

    with acting_as(detective):
        field = OpenForm(by=detective).fields["area"]
        assert offered(field) == {"northumbria", "gwent"}
        assert field.empty_label is not None


def test_a_case_grows_from_an_operation_one_may_see(detective):
    mine = AssignmentFactory(person=detective, part="investigator").operation
    OperationFactory()

    with acting_as(detective):
        assert offered(OpenForm(by=detective).fields["operation"]) == {mine.ref}


def test_colleagues_are_of_ones_own_agency_and_not_on_the_case_yet(detective):
    already, colleague = (PersonFactory(agency=detective.agency) for _ in range(2))
    PersonFactory()

    with acting_as(detective):
        field = StaffForm(by=detective, already=[detective.pk, already.pk]).fields["person"]
        assert offered(field) == {colleague.ref}


@mark.parametrize("missing", ["name", "acts", "since", "reason"])
def test_a_suspect_has_a_name_a_day_and_a_reason(missing):
    typed = {"name": "Invented Suspect", "acts": "alone", "since": "2018-10-16", "reason": "Holds the keys."}

    assert errors(SuspectForm(typed | {missing: ""})) == {missing}


@mark.parametrize(
    ("ends", "wrong"), [("", set()), ("2024-06-03", set()), ("2019-06-03", {"ends_on"}), ("no", {"ends_on"})]
)
def test_an_order_ends_after_it_is_made_or_with_a_further_one(detective, ends, wrong):
    suspect = SuspectFactory()
    typed = {"suspect": suspect.ref, "kind": "stpo", "prohibits": "Travel.", "made_on": "2019-06-03", "ends_on": ends}

    form = OrderForm(typed, suspects=Suspect.objects.filter(pk=suspect.pk))

    assert errors(form) == wrong
    assert wrong or form.cleaned_data["made_on"] == date(2019, 6, 3)
