"""Finding a person a bed."""

from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory, person_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.ledger.acts import Taken
from sightline.safeguarding import actions
from sightline.safeguarding.models import Acceptance, FirstPlace, Placement, PlacementRequest
from sightline.safeguarding.tests.factories import (
    NOW,
    CaseFactory,
    IdentityFactory,
    PlacementFactory,
    PlacementRequestFactory,
)

pytestmark = mark.django_db

ADDRESS = "14 Canary Row, Exampleton, ZZ99 3CA"


@fixture
def contractor():
    return AgencyFactory(kind="charity")


@fixture
def provider():
    return AgencyFactory(kind="charity")


@fixture
def finder(contractor):
    return person_as("placement coordinator", agency=contractor)


@fixture
def worker(provider):
    return person_as("support worker", agency=provider)


def asked(case, contractor, **told):
    told = {"household": "One man, in his twenties", "language": "ro", **told}
    return actions.ask_for_place(case, by=case.opened_by, at=NOW, to=contractor, contract="avmscc", **told)


def test_the_first_place_of_safety_is_recorded_for_the_team_that_met_the_person():
    case = CaseFactory(state="wants-help")

    place = actions.reach_first_place(case, by=case.opened_by, at=NOW, says="The hall at Example Street")

    assert case.state == "first-place"
    assert (place.team, place.description, place.since) == (case.team, case.description, NOW)


def test_a_first_place_may_be_left_unsaid():
    case = CaseFactory(state="wants-help")

    actions.reach_first_place(case, by=case.opened_by, at=NOW)

    assert FirstPlace.objects.get().says == "A first place of safety"


def test_a_bed_goes_from_asked_to_accepted(contractor, provider, finder, worker):
    request = asked(CaseFactory(), contractor, needs="Ground floor")

    actions.take_request(request, by=finder, at=NOW)
    placement = actions.place(request, by=finder, at=NOW, provider=provider, address=ADDRESS)
    acceptance = actions.accept(placement, by=worker, at=NOW)

    assert (placement.household, placement.needs) == ("One man, in his twenties", "Ground floor")
    assert (placement.state, placement.accepted_by) == ("accepted", worker)
    assert (acceptance.case, acceptance.provider, acceptance.support_worker) == (request.case, provider, worker)


def test_a_request_tells_no_name(contractor):
    case = CaseFactory()
    IdentityFactory(case=case, calls_self="Andrei")

    with raises(WrongStep):
        asked(case, contractor, needs="Andrei needs a ground-floor room")

    assert not PlacementRequest.objects.exists()


@mark.parametrize("age", ["child", "unsure"])
def test_a_child_is_placed_by_the_local_authority_and_never_asked_for_here(age, contractor):
    with raises(Refused):
        asked(CaseFactory(age=age), contractor)


def test_two_placement_coordinators_do_not_look_for_the_same_bed(contractor, finder):
    request = PlacementRequestFactory(to=contractor)
    actions.take_request(request, by=finder, at=NOW)

    with raises(WrongStep):
        actions.take_request(request, by=person_as("placement coordinator", agency=contractor), at=NOW)


def test_the_coordinator_of_another_contractor_takes_nothing(contractor):
    with raises(Refused):
        actions.take_request(PlacementRequestFactory(to=contractor), by=person_as("placement coordinator"), at=NOW)


def test_one_offer_stands_at_a_time(contractor, provider, finder):
    request = PlacementRequestFactory(to=contractor, state="taken")
    actions.place(request, by=finder, at=NOW, provider=provider, address=ADDRESS)

    with raises(Taken):
        actions.place(request, by=finder, at=NOW, provider=AgencyFactory(), address="Another")


def test_after_a_provider_declined_another_is_asked(contractor, provider, finder, worker):
    request = PlacementRequestFactory(to=contractor, state="taken")
    placement = actions.place(request, by=finder, at=NOW, provider=provider, address=ADDRESS)
    actions.decline_place(placement, by=worker, at=NOW, why="No step-free room")

    actions.place(request, by=finder, at=NOW, provider=AgencyFactory(), address="Another")

    assert sorted(Placement.objects.values_list("state", flat=True)) == ["declined", "offered"]


def test_an_offer_is_accepted_once_and_by_that_provider_alone(provider, worker):
    placement = PlacementFactory(provider=provider)

    with raises(Refused):
        actions.accept(placement, by=person_as("support worker"), at=NOW)
    actions.accept(placement, by=worker, at=NOW)
    with raises(WrongStep):
        actions.accept(placement, by=person_as("support worker", agency=provider), at=NOW)

    assert Acceptance.objects.get().support_worker == worker


def test_what_waits_is_the_oldest_request_first(contractor):
    taken = PlacementRequestFactory(to=contractor, state="taken")
    PlacementRequestFactory(to=contractor, state="placed")

    assert list(PlacementRequest.objects.waiting()) == [taken]


def test_a_list_of_offers_never_fetches_an_address():
    PlacementFactory()

    assert "address" in Placement.objects.waiting().get().get_deferred_fields()
