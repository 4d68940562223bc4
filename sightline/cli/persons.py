"""Whose act it is: a verb that acts names its person with `--as`, and the walls hold for them as on the pages."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import timezone

from sightline.agencies import accounts, trying
from sightline.agencies.models import Account, Person
from sightline.config.problems import Problem
from sightline.kit.acting import acting_as, confirmed_now


class Nobody(Problem):
    """No account has that name, or it has been closed."""


class NotConfirmed(Problem):
    """What the verb does asks for the person's factor first."""


def argument(parser: argparse.ArgumentParser) -> None:
    """Ask for the person."""
    parser.add_argument("--as", dest="name", required=True, metavar="NAME", help="whose act it is: their sign-in name")
    parser.add_argument("--code", default="", help="the one-time code of their telephone, for what must be confirmed")


@contextmanager
def acting(options: argparse.Namespace) -> Iterator[Person]:
    """The person whom `--as` names, acting in one transaction through the staff front's role.

    Raises Nobody when there is none, NotConfirmed for a code that is not of now. What the verb does is rolled back when
    it fails.
    """
    account = Account.objects.filter(name=options.name, is_active=True).first()
    if account is None:
        raise Nobody(f"Nobody signs in as {options.name}.")
    with acting_as(account, confirmed=_confirmed(account, options.code)):
        yield Person.objects.select_related("agency").get(pk=account.pk)


def must_be_confirmed() -> None:
    """Raise NotConfirmed unless the person who acts has confirmed that it is them."""
    if not confirmed_now():
        raise NotConfirmed("This is among the most sensitive there is: add --code with the code of your telephone.")


def _confirmed(account: Account, code: str) -> bool:
    """Whether the code is theirs and of now. In a demonstration nobody has a telephone, and this stands for it."""
    if not code:
        return settings.DEMONSTRATION
    try:
        accounts.take_code(account, code, timezone.now())
    except (accounts.NotIn, trying.TooSoon) as error:
        raise NotConfirmed("That is not the code of now. Wait for the next one and try again.") from error
    return True
