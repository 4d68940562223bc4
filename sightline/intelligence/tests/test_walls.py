"""Who sees what of intelligence, through the real database roles."""

from pytest import fixture, mark

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as
from sightline.intelligence.models import Concern, Item, Link, Mention, SectorAssessment
from sightline.intelligence.tests.factories import (
    ConcernFactory,
    ItemFactory,
    LinkFactory,
    MentionFactory,
    SectorAssessmentFactory,
)
from sightline.kit.acting import acting_as
from sightline.places.models import Premises
from sightline.places.tests.factories import PremisesFactory
from sightline.reports.models import Report, ReporterContact, SanitisedReport
from sightline.reports.tests.factories import ReporterContactFactory, ReportFactory, SanitisedReportFactory
from sightline.sharing.tests.closed import closed_in, closes

pytestmark = mark.django_db

ROLES = {
    "handler": "call handler",
    "commander": "operation commander",
    "officer": "visiting officer",
    "partner": "visiting partner",
    "coordinator": "safeguarding coordinator",
    "placement": "placement coordinator",
    "support worker": "support worker",
    "investigator": "investigator",
    "immigration": "immigration partner",
    "awareness lead": "awareness lead",
    "oversight": "oversight",
    "auditor": "auditor",
    "administrator": "administrator",
}


@fixture
def agency():
    return AgencyFactory()


@fixture
def people(agency):
    elsewhere = AreaFactory(code="gwent")
    return {
        "analyst": person_as("analyst", agency=agency),
        "analyst of another agency": person_as("analyst"),
        "analyst elsewhere": person_as("analyst", area=elsewhere),
        "colleague elsewhere": person_as("analyst", area=elsewhere, agency=agency),
        "commander elsewhere": person_as("operation commander", area=elsewhere),
        **{name: person_as(role, agency=agency) for name, role in ROLES.items()},
    }


def seen_by(people, records):
    seen = []
    for name, person in people.items():
        with acting_as(person):
            seen += [name] if records.exists() else []
    return seen


SHARED = ["analyst", "analyst of another agency", "colleague elsewhere"]
HELD_BACK = ["analyst", "colleague elsewhere"]
ANALYSTS = ["analyst", "analyst of another agency"]
PLANNERS = [*ANALYSTS, "commander"]


def test_a_shared_item_reaches_the_analysts_of_its_area_and_of_its_agency(people, agency):
    ItemFactory(agency=agency)

    assert seen_by(people, Item.objects.all()) == SHARED


def test_an_item_with_conditions_stays_with_the_analysts_of_its_agency(people, agency):
    ItemFactory(agency=agency, handling="C")

    assert seen_by(people, Item.objects.all()) == HELD_BACK


def test_an_item_with_conditions_is_in_no_count_of_another_agency(people, agency):
    ItemFactory(agency=agency, handling="C")

    with acting_as(people["analyst of another agency"]):
        assert Item.objects.count() == 0


@mark.parametrize(("handling", "sees"), [("P", SHARED), ("C", HELD_BACK)])
def test_a_mention_is_seen_by_whoever_sees_its_item(people, agency, handling, sees):
    MentionFactory(item__agency=agency, item__handling=handling)

    assert seen_by(people, Mention.objects.all()) == sees


@mark.parametrize(("handling", "sees"), [("P", SHARED), ("C", HELD_BACK)])
def test_a_link_is_seen_as_its_stricter_end_is(people, agency, handling, sees):
    LinkFactory(one__item__agency=agency, other__item__agency=agency, other__item__handling=handling)

    assert seen_by(people, Link.objects.all()) == sees


def test_premises_and_the_concern_about_them_reach_those_who_plan_in_the_area(people):
    ConcernFactory()

    assert seen_by(people, Premises.objects.all()) == PLANNERS
    assert seen_by(people, Concern.objects.all()) == PLANNERS


def test_a_commander_sees_the_place_and_the_concern_but_no_item(people, agency):
    premises = PremisesFactory()
    ConcernFactory(premises=premises)
    MentionFactory(item=ItemFactory(agency=agency, premises=premises))

    with acting_as(people["commander"]):
        assert Premises.objects.exists()
        assert Concern.objects.exists()
        assert not Item.objects.exists()
        assert not Mention.objects.exists()


def test_a_sector_assessment_reaches_those_who_plan_and_those_who_raise_awareness(people):
    SectorAssessmentFactory()

    assert seen_by(people, SectorAssessment.objects.all()) == [*PLANNERS, "awareness lead"]


def test_nobody_reaches_the_report_or_the_reporter_from_an_item(people, agency):
    report = ReportFactory()
    ReporterContactFactory(report=report)
    item = ItemFactory(agency=agency, sanitised=SanitisedReportFactory(report=report))

    assert seen_by(people, Report.objects.filter(pk=item.sanitised.report_id)) == []
    assert seen_by(people, ReporterContact.objects.filter(report=item.sanitised.report_id)) == []


def test_who_reads_an_item_elsewhere_does_not_reach_even_the_sanitised_report(people, agency):
    item = ItemFactory(agency=agency, sanitised=SanitisedReportFactory())

    assert "colleague elsewhere" in seen_by(people, Item.objects.all())
    assert seen_by(people, SanitisedReport.objects.filter(pk=item.sanitised_id)) == ANALYSTS


@mark.parametrize("model", closed_in("intelligence"), ids=lambda model: model.__name__)
def test_a_conflict_of_interest_closes_it(model):
    assert closes(model)
