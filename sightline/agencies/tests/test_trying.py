"""Tries that failed slow down the next for that name by that way, nobody else, and never for good."""

from datetime import UTC, datetime, timedelta

from pytest import fixture, mark, raises

from sightline.agencies import trying
from sightline.agencies.models import Tries
from sightline.agencies.trying import FREE, LONGEST, TooSoon, ask, failed, succeeded

pytestmark = mark.django_db

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@fixture
def throttled():
    """The name "ruth", tried in vain until it must wait."""
    for _ in range(FREE):
        failed("password", "ruth", NOW)


def test_five_tries_are_free():
    for _ in range(FREE):
        ask("password", "ruth", NOW)
        failed("password", "ruth", NOW)

    with raises(TooSoon):
        ask("password", "ruth", NOW)


def test_each_failure_after_them_doubles_the_wait(throttled):
    waits = []
    for _ in range(4):
        with raises(TooSoon) as refused:
            ask("password", "ruth", NOW)
        waits.append(refused.value.wait)
        failed("password", "ruth", NOW)

    assert waits == [timedelta(seconds=seconds) for seconds in (30, 60, 120, 240)]


def test_no_wait_is_longer_than_a_quarter_of_an_hour(throttled):
    for _ in range(500):
        failed("password", "ruth", NOW)

    with raises(TooSoon) as refused:
        ask("password", "ruth", NOW)
    assert refused.value.wait == LONGEST
    ask("password", "ruth", NOW + LONGEST)


def test_another_name_is_not_slowed(throttled):
    ask("password", "tom", NOW)


def test_another_way_is_not_slowed(throttled):
    ask("code", "ruth", NOW)


def test_a_try_that_must_wait_does_not_lengthen_the_wait(throttled):
    for _ in range(50):
        with raises(TooSoon):
            ask("password", "ruth", NOW)

    ask("password", "ruth", NOW + timedelta(seconds=30))


def test_who_gets_in_begins_anew(throttled):
    succeeded("password", "ruth")

    ask("password", "ruth", NOW)
    assert not Tries.objects.exists()


def test_after_a_quarter_of_an_hour_all_is_forgotten(throttled):
    failed("password", "tom", NOW + LONGEST + timedelta(seconds=1))

    assert Tries.objects.count() == 1


def test_the_name_is_not_kept(throttled):
    assert "ruth" not in str(Tries.objects.values())
    assert bytes(Tries.objects.get().mark) == trying.mark("password", "ruth")
