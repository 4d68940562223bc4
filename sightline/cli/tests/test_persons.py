"""An act on the command line is some person's act."""

from argparse import ArgumentParser, Namespace

import pytest

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import PersonFactory
from sightline.cli.persons import Nobody, acting, argument
from sightline.kit.acting import reader

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
