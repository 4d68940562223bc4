"""The people of the stories came in as everybody does: enrolled and granted by an administrator."""

from pytest import mark, raises

from sightline.agencies import actions as agencies
from sightline.agencies.models import Account, Grant, Person
from sightline.demo.cast import CAST
from sightline.demo.moments import LONG_BEFORE, STATEMENT
from sightline.kit.refusals import Refused

pytestmark = [mark.django_db, mark.slow]


def test_everybody_was_enrolled_and_granted_their_role_by_an_administrator(cast):
    grants = Grant.objects.filter(person__in=[person.pk for person in cast.values()]).select_related("granted_by")

    assert len(grants) == len(CAST)
    assert {grant.granted_by.office for grant in grants} == {"First administrator"}
    assert {grant.since for grant in grants} == {LONG_BEFORE}


def test_the_first_administrators_have_no_account_to_step_into(told):
    first = Person.objects.filter(office="First administrator")

    assert not Account.objects.filter(pk__in=first.values("pk")).exists()


def test_whoever_is_offered_can_be_stepped_into_by_their_own_key(cast):
    played = {f"demo-{part.plays}": cast[part.key].pk for part in CAST if part.plays}

    assert dict(Account.objects.filter(name__startswith="demo-").values_list("name", "pk")) == played


def test_the_bystanders_have_no_accounts(told):
    assert not Account.objects.filter(pk__in=Person.objects.filter(name__startswith="Analyst of").values("pk")).exists()


@mark.parametrize("who", ["analyst", "commander", "pcc"])
def test_nobody_but_an_administrator_enrols(cast, who):
    with raises(Refused):
        agencies.enrol(by=cast[who], at=STATEMENT, name="Nobody", office="Nowhere", agency=cast[who].agency)
