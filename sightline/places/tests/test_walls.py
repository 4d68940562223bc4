"""Who sees a place that may be visited, through the real database roles."""

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.places.models import Premises
from sightline.places.tests.factories import PremisesFactory
from sightline.sharing.tests.closed import closed_in, closes

pytestmark = mark.django_db

NOT_THEIRS = [
    "call handler",
    "visiting officer",
    "visiting partner",
    "safeguarding coordinator",
    "placement coordinator",
    "support worker",
    "investigator",
    "immigration partner",
    "awareness lead",
    "oversight",
    "auditor",
    "administrator",
]


@fixture
def premises():
    return PremisesFactory()


@mark.parametrize("role", ["analyst", "operation commander"])
def test_who_assesses_and_who_plans_in_the_area_see_a_place(premises, role):
    with acting_as(person_as(role)):
        assert Premises.objects.get() == premises


@mark.parametrize("role", ["analyst", "operation commander"])
def test_the_same_roles_elsewhere_do_not(premises, role):
    with acting_as(person_as(role, area=AreaFactory(code="gwent"))):
        assert Premises.objects.count() == 0


@mark.parametrize("role", NOT_THEIRS)
def test_no_other_role_sees_it_by_its_role_alone(premises, role):
    with acting_as(person_as(role)):
        assert not Premises.objects.exists()


def test_nobody_at_all_sees_none(premises):
    with acting_as(None):
        assert not Premises.objects.exists()


def test_the_walls_hold_in_a_search(premises):
    with acting_as(person_as("visiting officer")):
        assert not Premises.objects.matching(premises.name).exists()
        assert not Premises.objects.on_the_map().exists()


@mark.parametrize("model", closed_in("places"), ids=lambda model: model.__name__)
def test_a_conflict_of_interest_closes_it(model):
    assert closes(model)
