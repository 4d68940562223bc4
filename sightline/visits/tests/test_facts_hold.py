"""What must be true of a visit, tried to be broken."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.utils import IntegrityError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory
from sightline.operations.tests.factories import OperationFactory, TaskingFactory, TeamFactory
from sightline.places.tests.factories import PremisesFactory
from sightline.visits.models import Account, ContactGiven, Encounter, IndicatorSeen, Visit
from sightline.visits.tests.factories import (
    AT_THE_DOOR,
    AccountFactory,
    ArrestFactory,
    AwarenessGivenFactory,
    ContactGivenFactory,
    EncounterFactory,
    EscalationFactory,
    IndicatorSeenFactory,
    InterventionFactory,
    VisitFactory,
)

pytestmark = mark.django_db

OF_A_VISIT = [
    EscalationFactory,
    InterventionFactory,
    IndicatorSeenFactory,
    AwarenessGivenFactory,
    EncounterFactory,
    ArrestFactory,
]


@fixture
def visit():
    return VisitFactory()


def refused(write):
    """Whether the database refuses what is written, keys that are checked late included."""
    try:
        with transaction.atomic():
            write()
            connection.check_constraints()
    except IntegrityError:
        return True
    return False


def test_a_visit_is_to_the_premises_of_its_tasking():
    tasking = TaskingFactory()
    planned = {"tasking": tasking, "team": tasking.team}

    assert refused(lambda: VisitFactory(premises=PremisesFactory(), **planned))
    assert not refused(lambda: VisitFactory(premises=tasking.premises, **planned))


@mark.parametrize("factory", OF_A_VISIT, ids=lambda factory: factory._meta.model.__name__)
@mark.parametrize("key", ["team", "operation", "area"])
def test_what_belongs_to_a_visit_carries_its_keys(factory, key, visit):
    other = {"team": TeamFactory, "operation": OperationFactory, "area": lambda: AreaFactory(code="gwent")}[key]()

    assert refused(lambda: factory(visit=visit, **{key: other}))


def test_a_visit_is_of_its_teams_operation(visit):
    assert refused(lambda: VisitFactory(team=visit.team, operation=OperationFactory()))


def test_what_a_person_told_belongs_to_their_visit(visit):
    encounter = EncounterFactory(visit=visit)
    elsewhere = VisitFactory()

    for factory in (AccountFactory, ContactGivenFactory):
        assert refused(lambda factory=factory: factory(encounter=encounter, visit=elsewhere))


@mark.parametrize("factory", [AccountFactory, ContactGivenFactory])
def test_what_a_person_told_is_as_open_as_the_concern_for_them(factory):
    """A row that claims concern would let safeguarding read what no rule gives them."""
    encounter = EncounterFactory(concern=False)

    assert refused(lambda: factory(encounter=encounter, concern=True))


@mark.parametrize(("factory", "model"), [(AccountFactory, Account), (ContactGivenFactory, ContactGiven)])
def test_concern_reaches_what_was_told_before(factory, model):
    encounter = EncounterFactory(concern=False)
    factory(encounter=encounter)

    Encounter.objects.update(concern=True, concern_says="Afraid.")

    assert model.objects.get().concern


def test_an_encounter_of_an_arrest_is_of_the_same_visit(visit):
    arrest = ArrestFactory(visit=visit)

    assert refused(lambda: EncounterFactory(visit=VisitFactory(), arrest=arrest, concern=True))
    assert not refused(lambda: EncounterFactory(visit=visit, arrest=arrest, concern=True))


def test_an_arrest_is_told_to_safeguarding_once(visit):
    arrest = ArrestFactory(visit=visit)
    EncounterFactory(visit=visit, arrest=arrest, concern=True)

    assert refused(lambda: EncounterFactory(visit=visit, arrest=arrest, concern=True))


def test_safeguarding_was_told_only_of_who_may_be_a_victim(visit):
    assert refused(lambda: ArrestFactory(visit=visit, concern_at=AT_THE_DOOR, may_be_victim=False))


def test_a_concern_is_said_in_words(visit):
    assert refused(lambda: EncounterFactory(visit=visit, concern=True, concern_says=""))


def test_a_closed_visit_has_an_outcome(visit):
    assert refused(lambda: VisitFactory(state="closed", outcome=""))


def test_a_team_does_not_leave_before_it_arrives():
    assert refused(lambda: VisitFactory(left_at=AT_THE_DOOR - timedelta(minutes=1)))


def test_one_tasking_is_one_visit():
    tasking = TaskingFactory()
    VisitFactory(team=tasking.team, tasking=tasking)

    assert refused(lambda: VisitFactory(team=tasking.team, tasking=tasking))


def test_a_sign_is_noticed_once_in_the_same_way(visit):
    IndicatorSeenFactory(visit=visit, basis="seen")

    assert refused(lambda: IndicatorSeenFactory(visit=visit, basis="seen"))
    assert not refused(lambda: IndicatorSeenFactory(visit=visit, basis="told"))


def test_a_closed_visit_is_not_opened_again():
    VisitFactory(state="closed", outcome="advice_given")

    with raises(IntegrityError):
        Visit.objects.update(state="open")


@mark.parametrize(
    ("visit", "raised"),
    [
        (Visit(type_planned="soft", type_actual="enforced"), True),
        (Visit(type_planned="enforced", type_actual="soft"), True),
        (Visit(type_planned="soft", type_actual="soft"), False),
    ],
)
def test_a_visit_that_became_another_type_was_raised_or_brought_down(visit, raised):
    assert visit.raised is raised


@mark.parametrize(
    ("concern", "state", "waits"),
    [(True, "met", True), (True, "taken", False), (True, "no-concern", False), (False, "met", False)],
)
def test_who_waits_for_safeguarding(concern, state, waits):
    assert Encounter(concern=concern, state=state).waits is waits
    EncounterFactory(concern=concern, state=state)
    assert Encounter.objects.waiting().exists() is waits


@mark.parametrize("which", ["open", "raised", "again", "victims"])
def test_a_list_shows_those_that_were_asked_for(which):
    wanted = {
        "open": {},
        "raised": {"type_actual": "enforced"},
        "again": {"visit_again": True},
        "victims": {"outcome": "potential_victims_found"},
    }
    closed = {"state": "closed", "outcome": "advice_given"}
    VisitFactory(**closed)
    visit = VisitFactory(**({} if which == "open" else closed | wanted[which]))

    assert list(Visit.objects.showing(which)) == [visit]
    assert Visit.objects.showing("").count() == Visit.objects.showing("nonsense").count() == 2


def test_words_of_codes_are_shown_and_an_unknown_code_stays():
    assert IndicatorSeen(code="in-debt").label == "They work off a debt"
    assert IndicatorSeen(code="debt").label == "They work to pay off a debt"
    assert Encounter(language="ro", alleges=["labour"]).speaks == "Romanian"
    assert Encounter(alleges=["labour"]).allegations == ["Labour exploitation"]
    assert Visit(premises_kind="no-such-kind").kind_says == "no-such-kind"
