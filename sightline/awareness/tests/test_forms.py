"""What the forms of awareness take, what they offer, and what they ask to be mended."""

from datetime import UTC, datetime

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory, GrantFactory
from sightline.awareness.forms import AttendForm, CallOffForm, HoldForm, PlanForm
from sightline.awareness.models import Event
from sightline.awareness.tests.factories import EventFactory
from sightline.kit.acting import acting_as
from sightline.operations.tests.factories import AssignmentFactory, OperationFactory

PLANNED = {
    "kind": "training",
    "title": "Signs of exploitation for housing officers",
    "audience": "Council housing teams",
    "venue": "Invented Civic Centre",
    "held_at_0": "2016-10-19",
    "held_at_1": "09:30",
    "area": "northumbria",
    "campaign": "home-19",
}


def plan(by, **typed):
    """The form as that person sends it, and the names of the fields that must be mended."""
    with acting_as(by):
        form = PlanForm(PLANNED | typed, by=by)
        wrong = set(form.errors)
    return form, wrong


def offered(by, field):
    with acting_as(by):
        return {str(value) for value, _label in PlanForm(by=by).fields[field].choices if str(value)}


# Planning ------------------------------------------------------------------------


def test_a_plan_is_read_in_london_time(lead):
    form, wrong = plan(lead)

    assert wrong == set()
    assert form.cleaned_data["held_at"] == datetime(2016, 10, 19, 8, 30, tzinfo=UTC)


@mark.parametrize("kind", Event.Kind.values)
def test_every_kind_of_event_can_be_planned(lead, kind):
    assert plan(lead, kind=kind)[1] == set()


@mark.parametrize("missing", ["kind", "title", "audience", "venue", "area", "campaign"])
def test_a_plan_names_what_it_lacks(lead, missing):
    assert plan(lead, **{missing: ""})[1] == {missing}


def test_half_a_moment_is_asked_again(lead):
    assert plan(lead, held_at_1="")[1] == {"held_at"}


@mark.parametrize(
    ("code", "fits"),
    [("KEYS-16", True), ("keys16", True), ("KEYS 16", False), ("<b>", False), ("K" * 21, False), ("cafè", False)],
)
def test_a_code_is_short_and_plain(lead, code, fits):
    assert (plan(lead, campaign=code)[1] == set()) is fits


def test_a_code_is_kept_in_capitals(lead):
    assert plan(lead, campaign="keys-16")[0].cleaned_data["campaign"] == "KEYS-16"


@mark.parametrize("code", ["KEYS-16", "keys-16", "Keys-16"])
def test_a_code_in_use_is_in_use_however_it_is_written(lead, code):
    EventFactory(campaign="KEYS-16")

    assert plan(lead, campaign=code)[1] == {"campaign"}


def test_the_number_expected_may_be_left_out_and_is_never_below_none(lead):
    assert plan(lead, expected="")[1] == set()
    assert plan(lead, expected="40")[1] == set()
    assert plan(lead, expected="-1")[1] == {"expected"}


def test_an_only_area_needs_no_choosing(lead):
    with acting_as(lead):
        assert PlanForm(by=lead).fields["area"].empty_label is None


def test_who_leads_in_two_areas_chooses_one(lead):
    GrantFactory(person=lead, role="awareness lead", area=AreaFactory(code="gwent"))

    assert offered(lead, "area") == {"northumbria", "gwent"}


def test_an_area_of_another_role_is_not_offered(lead):
    GrantFactory(person=lead, role="visiting officer", area=AreaFactory(code="gwent"))

    assert offered(lead, "area") == {"northumbria"}


@fixture
def hidden(lead):
    return OperationFactory()


def test_a_hidden_operation_and_a_made_up_one_are_refused_alike(lead, hidden):
    words = [plan(lead, operation=ref)[0].errors["operation"] for ref in (hidden.ref, "O-2222-2222")]

    assert words[0] == words[1]


def test_an_operation_one_has_left_is_no_longer_offered(lead, hidden):
    part = AssignmentFactory(person=lead, operation=hidden, part="awareness")
    assert offered(lead, "operation") == {hidden.ref}

    type(part).objects.filter(pk=part.pk).update(until=datetime(2018, 11, 1, tzinfo=UTC))
    del lead._facts
    assert offered(lead, "operation") == set()


# Who came, and how it went ----------------------------------------------------------


@mark.parametrize(
    ("typed", "wrong"),
    [
        ({"organisation": "Invented Lettings", "people": "3"}, set()),
        ({"organisation": "", "people": "3"}, {"organisation"}),
        ({"organisation": "Invented Lettings", "people": "0"}, {"people"}),
        ({"organisation": "Invented Lettings", "people": "three"}, {"people"}),
    ],
)
def test_an_organisation_sends_at_least_one(typed, wrong):
    assert set(AttendForm(typed).errors) == wrong


@mark.parametrize(
    ("typed", "wrong"),
    [
        ({"attended": "12"}, set()),
        ({"attended": "0"}, set()),
        ({"attended": ""}, {"attended"}),
        ({"attended": "-2"}, {"attended"}),
        ({"attended": "12", "handed_out": "x" * 201}, {"handed_out"}),
    ],
)
def test_how_it_went_is_at_least_a_number(typed, wrong):
    assert set(HoldForm(typed).errors) == wrong


@mark.parametrize(("why", "fits"), [("The hall was flooded.", True), ("", False), ("   ", False)])
def test_calling_off_has_its_reason(why, fits):
    assert CallOffForm({"why": why}).is_valid() is fits
