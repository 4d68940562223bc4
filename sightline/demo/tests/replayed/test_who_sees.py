"""Who sees what of the world that was replayed, on the real database role: a person by a kind of record, in counts.

What is not in a person's line, that person sees nothing of. 40 reports and 24 premises of bystanders lie between.
"""

from pytest import fixture, mark

from sightline.awareness.models import Attendance
from sightline.intelligence.models import Concern, Item, Mention, SectorAssessment
from sightline.justice.models import Custody, CustodyEvent, Investigation, Suspect
from sightline.kit.acting import acting_as
from sightline.operations.models import Operation, PartnerAction, Target, Tasking
from sightline.oversight.models import Count, Figure, Quotation, Statement
from sightline.places.models import Premises
from sightline.reports.models import CallNote, Report, ReporterContact, SanitisedReport
from sightline.safeguarding.models import (
    Case,
    Consent,
    FirstPlace,
    FollowUp,
    Identity,
    Placement,
    PlacementRequest,
    Referral,
    Relay,
    RelayMessage,
    SafeContact,
)
from sightline.visits.models import Account, Arrest, ContactGiven, Encounter, Intervention, Visit

pytestmark = [mark.django_db, mark.slow]

GUARDED = [
    *(Report, ReporterContact, CallNote, SanitisedReport, Premises, Item, Mention, Concern, SectorAssessment),
    *(Operation, PartnerAction, Target, Tasking, Visit, Intervention, Encounter, Account, ContactGiven, Arrest),
    *(Case, Identity, FirstPlace, FollowUp, Placement, PlacementRequest, Referral),
    *(Relay, RelayMessage, Investigation, Suspect, Custody, CustodyEvent, Attendance, Count, Quotation),
]
SEES = {
    "handler": {Report: 30, ReporterContact: 1, SanitisedReport: 15},
    "analyst": {SanitisedReport: 15, Premises: 14, Item: 15, Mention: 8, Concern: 14, Visit: 8},
    "commander": {
        Premises: 14,
        Concern: 14,
        Operation: 3,
        Target: 14,
        Tasking: 8,
        Visit: 8,
        Intervention: 8,
        Arrest: 12,
        Custody: 12,
        Count: 11,
        Quotation: 2,
    },
    "officer": {Operation: 1, Tasking: 4, Visit: 4, Intervention: 4, Encounter: 3, FirstPlace: 3, Arrest: 6},
    "officer-two": {Operation: 1, Tasking: 4, Visit: 4, Intervention: 4, Encounter: 1, FirstPlace: 1, Arrest: 6},
    "partner": {Operation: 1, Tasking: 4, Visit: 4, Intervention: 4, Encounter: 1, FirstPlace: 1, Arrest: 6},
    "coordinator": {
        Encounter: 4,
        Case: 4,
        Identity: 4,
        FirstPlace: 4,
        PlacementRequest: 3,
        Referral: 1,
        Relay: 1,
        RelayMessage: 1,
        Count: 11,
        Quotation: 2,
    },
    "placement": {PlacementRequest: 7, Placement: 5},
    "support": {Placement: 1},
    "investigator": {
        Arrest: 12,
        Custody: 12,
        CustodyEvent: 10,
        Investigation: 1,
        Suspect: 1,
        Relay: 1,
        RelayMessage: 1,
    },
    "immigration": {},
    "pcc": {Quotation: 2},
    "auditor": {},
    "wales-auditor": {},
    "salvation-auditor": {},
    "administrator": {},
    "wales-handler": {Report: 11, SanitisedReport: 8},
    "wales-analyst": {SanitisedReport: 8, Premises: 66, Item: 8, Concern: 0, SectorAssessment: 1, Visit: 60},
    "wales-commander": {
        Premises: 66,
        SectorAssessment: 1,
        Operation: 3,
        PartnerAction: 2,
        Target: 66,
        Tasking: 60,
        Visit: 60,
        Intervention: 105,
        Count: 11,
        Quotation: 2,
    },
    "wales-coordinator": {Operation: 1, PartnerAction: 2, Encounter: 4, Count: 11, Quotation: 2},
    "wales-investigator": {Operation: 1, PartnerAction: 2, Investigation: 1, Suspect: 1},
    "awareness": {Operation: 1, PartnerAction: 2, SectorAssessment: 1},
    "wales-pcc": {Quotation: 2},
    "wales-placement": {PlacementRequest: 7, Placement: 5},
    **{
        worker: {Case: 2, Identity: 2, FirstPlace: 2, FollowUp: 2, Placement: 2, PlacementRequest: 2}
        for worker in ("bawso", "red-cross")
    },
    **{
        f"wales-officer-{team}": {
            Operation: 1,
            PartnerAction: 2,
            Tasking: 15,
            Visit: 15,
            Intervention: 15 if team == 4 else 30,
            Encounter: 1,
            FirstPlace: 1,
        }
        for team in (1, 2, 3, 4)
    },
    "border": {
        Operation: 1,
        PartnerAction: 2,
        Tasking: 15,
        Visit: 15,
        Intervention: 30,
    },  # whom others met is nothing for an immigration agency
}
BOTH = (Placement, PlacementRequest)  # the Salvation Army has one desk for England and Wales


def seen_by(person):
    with acting_as(person):
        counts = {model: model.objects.count() for model in GUARDED}
    return {model.__name__: count for model, count in counts.items() if count}


@mark.parametrize("who", SEES)
def test_each_sees_what_belongs_to_them_and_nothing_else(cast, who):
    assert seen_by(cast[who]) == {model.__name__: count for model, count in SEES[who].items() if count}


def test_nobody_of_the_cast_is_forgotten(cast):
    assert set(SEES) == set(cast)


def test_who_is_nobody_sees_nothing(told):
    assert seen_by(None) == {}


AREAS = {"northumbria": "north-wales", "north-wales": "northumbria"}
PLACED = [model for model in GUARDED if model not in BOTH and any(f.name == "area" for f in model._meta.fields)]


@fixture
def home(cast):
    return {key: "north-wales" if key in WALES else "northumbria" for key in cast}


WALES = {key for key in SEES if key.startswith("wales") or key in ("awareness", "bawso", "red-cross", "border")}


@mark.parametrize("who", SEES)
def test_newcastle_never_sees_wales_nor_wales_newcastle(cast, home, who):
    other = AREAS[home[who]]

    with acting_as(cast[who]):
        found = [model.__name__ for model in PLACED if model.objects.filter(area__code=other).exists()]

    assert found == []


@mark.parametrize("who", SEES)
def test_the_bystanders_of_two_other_areas_are_hidden_from_everybody(cast, who):
    with acting_as(cast[who]):
        found = [
            model.__name__
            for model in PLACED
            if model.objects.filter(area__code__in=["greater-manchester", "cleveland"]).exists()
        ]

    assert found == []


@mark.parametrize("area", ["greater-manchester", "cleveland"])
def test_there_is_something_to_hide(told, area):
    for model, least in ((Report, 10), (Premises, 6), (Item, 5), (Operation, 1), (Target, 6)):
        assert model.objects.filter(area__code=area).count() >= least, model


def test_rank_opens_nothing(cast):
    with acting_as(cast["commander"]):
        assert not Encounter.objects.exists()
        assert not Case.objects.exists()
        assert not Item.objects.exists()


def test_care_and_prosecution_do_not_see_each_other(cast):
    with acting_as(cast["coordinator"]):
        assert not Custody.objects.exists()
    with acting_as(cast["investigator"]):
        assert not Case.objects.exists()
        assert not Encounter.objects.exists()


def test_an_address_of_safety_is_read_by_who_placed_and_who_supports_alone(cast):
    readers = set()
    for who, person in cast.items():
        with acting_as(person, confirmed=True):
            readers |= {who} if any(home.address for home in Placement.objects.all()) else set()

    assert readers == {"placement", "wales-placement", "support", "bawso", "red-cross"}


@mark.parametrize("model", [Consent, SafeContact])
def test_what_a_person_agreed_to_and_how_to_reach_them_is_read_with_their_case_alone(cast, model):
    for who, person in cast.items():
        with acting_as(person):
            assert set(model.objects.values_list("case", flat=True)) <= set(
                Case.objects.values_list("pk", flat=True)
            ), who


def test_a_case_that_was_handed_over_is_closed_to_who_had_it(cast):
    with acting_as(cast["wales-coordinator"]):
        assert not Case.objects.exists()
        assert not Identity.objects.exists()


@mark.parametrize(("one", "other"), [("bawso", "red-cross"), ("red-cross", "bawso")])
def test_one_provider_sees_nobody_whom_the_other_supports(cast, one, other):
    with acting_as(cast[one]):
        mine = set(Case.objects.values_list("pk", flat=True))
    with acting_as(cast[other]):
        assert not Case.objects.filter(pk__in=mine).exists()


def test_two_search_teams_do_not_read_each_others_doors(cast):
    with acting_as(cast["officer"]):
        mine = set(Visit.objects.values_list("pk", flat=True))
    with acting_as(cast["officer-two"]):
        assert not Visit.objects.filter(pk__in=mine).exists()


def test_everybody_may_read_what_was_released(cast):
    for person in cast.values():
        with acting_as(person):
            assert Statement.objects.filter(state="released").count() == 2


def test_everybody_may_read_what_was_published(cast):
    for person in cast.values():
        with acting_as(person):
            assert Figure.objects.published().count() == 13


def test_so_may_the_public(told):
    with acting_as(None, "sl_public"):
        assert (Figure.objects.count(), Statement.objects.count()) == (13, 2)


@mark.parametrize("who", SEES)
def test_what_no_statement_said_is_read_by_those_who_count_and_oversee(cast, who):
    """Only the figure of the other forces, which are not stated, stands in no statement."""
    with acting_as(cast[who]):
        found = Figure.objects.filter(published_at=None).count()

    assert found == (who in ("wales-commander", "wales-coordinator", "wales-pcc"))


def test_oversight_reads_figures_and_no_record_behind_them(cast):
    with acting_as(cast["pcc"]):
        assert Figure.objects.filter(area__code="northumbria").count() == 6
        assert not any(model.objects.exists() for model in (Arrest, Encounter, Custody, Visit, Count))


def test_the_relay_shows_the_investigator_no_case(cast):
    with acting_as(cast["investigator"]):
        (relay,) = Relay.objects.all()
        assert not Case.objects.filter(pk=relay.case_id).exists()
