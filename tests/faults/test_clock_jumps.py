"""A clock that jumps by an hour or a year, forward or back: no context lasts longer, none that ended is valid again.

The machine's own clock is left alone: the front's time is given to what signs, as everywhere here.
"""

import time

from pytest import mark

from sightline.agencies.tests.factories import PersonFactory
from sightline.kit.acting import LASTS_FOR, enter, reader, token

pytestmark = mark.django_db

HOUR, YEAR = 3600, 365 * 24 * 3600


def who_reads(person, ahead: float):
    """Whom the database takes a context for, signed by a clock that is so many seconds ahead of its own."""
    enter("sl_staff", token(person.pk, now=time.time() + ahead))
    found = reader()
    enter("sl_owner", "")
    return found


@mark.parametrize("ahead", [-HOUR, -YEAR, HOUR, YEAR, -LASTS_FOR - 5])
def test_where_the_clocks_differ_nobody_reads(ahead):
    assert who_reads(PersonFactory(), ahead) is None


@mark.parametrize("ahead", [0, 30, -30, 60])
def test_a_minute_more_or_less_does_no_harm(ahead):
    person = PersonFactory()

    assert who_reads(person, ahead) == person.pk


def test_a_context_that_ended_is_not_valid_again_when_the_database_goes_back():
    """Going back by an hour is the same as every context having been signed by a clock an hour ahead."""
    person = PersonFactory()

    assert who_reads(person, HOUR + LASTS_FOR) is None
    assert who_reads(person, HOUR) is None
