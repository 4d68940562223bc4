"""An act on the command line is some person's act."""

from argparse import ArgumentParser, Namespace

import pytest

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import PersonFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import account_of, telephone_of
from sightline.cli.persons import Nobody, NotConfirmed, acting, argument, must_be_confirmed
from sightline.kit.acting import confirmed_now, reader

pytestmark = pytest.mark.django_db


def options(*words: str) -> Namespace:
    """What a verb makes of these words."""
    parser = ArgumentParser()
    argument(parser)
    return parser.parse_args(words)


def test_the_database_knows_who_acts():
    person = PersonFactory()
    Account.objects.create(id=person.pk, name="ruth")

    with acting(options("--as", "ruth")) as found:
        assert (found, reader()) == (person, person.pk)


@pytest.mark.parametrize("name", ["nobody", "closed"])
def test_nobody_and_somebody_who_left_cannot_act(name: str):
    Account.objects.create(id=PersonFactory().pk, name="closed", is_active=False)

    with pytest.raises(Nobody, match=f"Nobody signs in as {name}"), acting(options("--as", name)):
        pass


def test_an_act_without_a_person_is_refused():
    with pytest.raises(SystemExit, match="2"):
        options()


@pytest.fixture
def ruth():
    """Somebody whose telephone makes codes."""
    person = person_as("analyst")
    account_of(person, "ruth")
    return person, telephone_of(person)


def test_with_the_code_of_their_telephone_they_count_as_confirmed(ruth):
    _, telephone = ruth

    with acting(options("--as", "ruth", "--code", telephone.now())):
        assert confirmed_now()


def test_without_it_they_do_not(ruth):
    with acting(options("--as", "ruth")):
        assert not confirmed_now()
        with pytest.raises(NotConfirmed, match="--code"):
            must_be_confirmed()


def test_a_code_that_is_not_of_now_is_refused(ruth):
    with pytest.raises(NotConfirmed, match="not the code of now"), acting(options("--as", "ruth", "--code", "12")):
        pass


def test_in_a_demonstration_nobody_has_a_telephone_and_none_is_asked_for(ruth, settings):
    settings.DEMONSTRATION = True

    with acting(options("--as", "ruth")):
        must_be_confirmed()
