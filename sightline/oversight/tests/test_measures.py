"""What can be counted: each measure counts its own records of one operation, in words that a page can show."""

from datetime import timedelta

from django.urls import get_resolver
from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory
from sightline.awareness.tests.factories import EventFactory
from sightline.justice.tests.factories import ARRESTED, CustodyFactory
from sightline.operations.tests.factories import (
    MORNING,
    OperationFactory,
    PartnerAgencyFactory,
    TargetFactory,
    TaskingFactory,
    TeamFactory,
)
from sightline.oversight.actions import count
from sightline.oversight.measures import MEASURES, Measure, whole_of
from sightline.oversight.tests.factories import NOON
from sightline.safeguarding.tests.factories import FirstPlaceFactory
from sightline.visits.models import Visit
from sightline.visits.tests.factories import ArrestFactory, EncounterFactory, InterventionFactory, VisitFactory

EACH = sorted(MEASURES.values(), key=lambda measure: measure.code)


def named(measure):
    return measure.code


@fixture
def team(operation):
    return TeamFactory(operation=operation)


@fixture
def visit(team):
    return VisitFactory(team=team, operation=team.operation)


@fixture
def value(operation, commander):
    """What counting the operation gives for a measure."""
    return lambda code: {row.measure: row.value for row in count(operation, by=commander, at=NOON)}[code]


@mark.parametrize("measure", EACH, ids=named)
def test_each_is_kept_under_its_own_code(measure):
    assert MEASURES[measure.code] is measure


@mark.parametrize("measure", EACH, ids=named)
def test_each_says_what_it_counts_and_how(measure):
    assert measure.says
    assert measure.unit
    assert measure.how.endswith(".")


@mark.parametrize("measure", [one for one in EACH if one.subset_of], ids=named)
def test_a_part_has_a_whole_in_the_same_unit(measure):
    assert MEASURES[measure.subset_of].unit == measure.unit


@mark.parametrize("measure", [one for one in EACH if one.page], ids=named)
def test_the_page_of_a_record_is_one_of_ours_and_the_record_has_a_reference(measure):
    stage, name = measure.page.split(":")

    resolver = get_resolver("sightline.config.urls_staff")
    assert name in dict(resolver.namespace_dict[stage][1].reverse_dict)
    assert measure.model._meta.get_field("ref")


def test_no_two_measures_share_a_definition():
    assert len({measure.definition for measure in EACH}) == len(EACH)


def test_a_definition_changes_with_what_is_counted():
    one = Measure("visits", "visits", "visits", Visit, "All.")
    other = Measure("visits", "visits", "visits", Visit, "All.", of="team__operation")

    assert one.definition != other.definition
    assert one.definition == Measure("visits", "called otherwise", "visits", Visit, "Told otherwise.").definition


@mark.parametrize(
    ("measure", "whole"),
    [
        ("soft-interventions", "interventions"),
        ("people-in-custody", "people-arrested"),
        ("interventions", ""),
        ("-", ""),
    ],
)
def test_the_whole_of_a_measure(measure, whole):
    assert whole_of(measure) == whole


@mark.django_db
def test_days_are_counted_once_however_many_teams_went_out(team, operation, value):
    for hours in (0, 3, 25):
        target = TargetFactory(operation=operation)
        TaskingFactory(team=team, target=target, starts_at=MORNING + timedelta(hours=hours))

    assert value("days-of-action") == 2


@mark.django_db
def test_a_day_on_which_every_team_was_called_off_is_none(team, operation, value):
    TaskingFactory(team=team, target=TargetFactory(operation=operation), state="withdrawn")

    assert value("days-of-action") == 0


@mark.django_db
def test_addresses_are_those_chosen(operation, value):
    for state in ("chosen", "chosen", "proposed", "dropped"):
        TargetFactory(operation=operation, state=state)

    assert value("addresses-targeted") == 2


@mark.django_db
def test_partners_are_those_that_still_take_part(operation, value):
    PartnerAgencyFactory(operation=operation)
    PartnerAgencyFactory(operation=operation, until=MORNING.date())

    assert value("partner-agencies") == 1


@mark.django_db
def test_interventions_are_no_visits_and_the_soft_ones_are_a_part(visit, value):
    for kind in ("soft", "soft", "enforced"):
        InterventionFactory(visit=visit, kind=kind)

    assert value("interventions") == 3
    assert value("soft-interventions") == 2


@mark.django_db
@mark.parametrize(("purpose", "number"), [("safeguard", 1), ("educate", 0), ("", 0)])
def test_safeguarding_visits_are_those_with_that_purpose(team, value, purpose, number):
    VisitFactory(team=team, operation=team.operation, purpose=purpose)

    assert value("safeguarding-visits") == number


@mark.django_db
@mark.parametrize(
    ("state", "number"),
    [("arrested", 1), ("in-custody", 1), ("not-stated", 0)],
)
def test_people_in_custody_are_those_whom_the_police_hold(visit, value, state, number):
    arrest = ArrestFactory(visit=visit, state="taken", arrested_at=ARRESTED)
    CustodyFactory(arrest=arrest, operation=arrest.operation, area=arrest.area, state=state)

    assert value("people-in-custody") == number
    assert value("people-arrested") == 1


@mark.django_db
@mark.parametrize(
    ("state", "alleges", "number"),
    [("taken", ["labour"], 1), ("taken", ["labour", "sexual"], 1), ("taken", ["sexual"], 0), ("met", ["labour"], 0)],
)
def test_who_alleges_labour_exploitation_is_in_care_and_says_so(visit, value, state, alleges, number):
    EncounterFactory(visit=visit, concern=True, state=state, alleges=alleges)

    assert value("alleging-labour") == number


@mark.django_db
def test_people_made_safe_are_those_brought_to_a_first_place(visit, value):
    FirstPlaceFactory(case__encounter__visit=visit)

    assert value("people-made-safe") == 1


@mark.django_db
@mark.parametrize(("state", "number"), [("held", 1), ("planned", 0), ("called-off", 0)])
def test_events_are_those_that_were_held(operation, value, state, number):
    EventFactory(operation=operation, area=operation.area, state=state)

    assert value("awareness-events") == number


@mark.django_db
@mark.parametrize("measure", EACH, ids=named)
def test_another_operation_counts_for_nothing(measure, value, team):
    other = OperationFactory(area=AreaFactory())
    PartnerAgencyFactory(operation=other)
    TargetFactory(operation=other)
    InterventionFactory(visit=VisitFactory(team=TeamFactory(operation=other), operation=other))

    assert value(measure.code) == 0
