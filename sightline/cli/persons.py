"""Whose act it is: a verb that acts names its person with `--as`, and the walls hold for them as on the pages."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from sightline.agencies.models import Account, Person
from sightline.config.problems import Problem
from sightline.kit.acting import acting_as


class Nobody(Problem):
    """No account has that name, or it has been closed."""


def argument(parser: argparse.ArgumentParser) -> None:
    """Ask for the person."""
    parser.add_argument("--as", dest="name", required=True, metavar="NAME", help="whose act it is: their sign-in name")


@contextmanager
def acting(options: argparse.Namespace) -> Iterator[Person]:
    """The person whom `--as` names, acting in one transaction through the staff front's role.

    Raises Nobody when there is none. What the verb does is rolled back when it fails.
    """
    account = Account.objects.filter(name=options.name, is_active=True).first()
    if account is None:
        raise Nobody(f"Nobody signs in as {options.name}.")
    with acting_as(account):
        yield Person.objects.select_related("agency").get(pk=account.pk)
