"""The story clock: pages of the demonstration take the time from it, and nothing else does."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from pytest import fixture, mark, raises

from sightline.demo.context import demonstration
from sightline.demo.models import StoryClock
from sightline.demo.moments import LONG_BEFORE, STATEMENT, at
from sightline.demo.story import StoryTime

REAL = datetime(2031, 3, 4, 5, tzinfo=UTC)


@mark.parametrize(
    ("said", "moment"),
    [
        ("2018-10-16 06:30", datetime(2018, 10, 16, 5, 30, tzinfo=UTC)),  # summer time
        ("2018-11-16 06:30", datetime(2018, 11, 16, 6, 30, tzinfo=UTC)),
        ("2018-10-28 12:00", datetime(2018, 10, 28, 12, tzinfo=UTC)),  # the clocks went back that night
        ("2016-10-17 00:00", datetime(2016, 10, 16, 23, tzinfo=UTC)),
    ],
)
def test_a_moment_is_said_in_london_time_and_kept_in_universal_time(said, moment):
    assert at(said) == moment
    assert at(said).utcoffset() == timedelta(0)


def test_people_were_enrolled_before_either_story_began():
    assert at("2016-09-01 00:00") > LONG_BEFORE


def test_words_that_are_no_moment_are_refused():
    with raises(ValueError, match="Invalid isoformat"):
        at("the second afternoon")


@fixture
def ask():
    """What the time is on a page."""

    def now_on(path):
        request = SimpleNamespace(path=path, now=REAL)
        return StoryTime(lambda request: request.now)(request)

    return now_on


@mark.django_db
def test_pages_of_the_demonstration_take_the_time_of_the_story(ask, settings):
    settings.DEMONSTRATION = True
    StoryClock.objects.create(stands_at=STATEMENT)

    assert ask("/operations/") == STATEMENT


@mark.django_db
def test_signing_in_keeps_the_real_time(ask, settings):
    settings.DEMONSTRATION = True
    StoryClock.objects.create(stands_at=STATEMENT)

    assert ask("/sign/in") == REAL


@mark.django_db
def test_before_the_story_is_told_the_time_is_the_real_one(ask, settings):
    settings.DEMONSTRATION = True

    assert ask("/operations/") == REAL


def test_a_real_service_never_asks_for_the_story(ask, settings):
    settings.DEMONSTRATION = False  # no mark for the database: a query would fail here

    assert ask("/operations/") == REAL


def test_the_banner_says_where_the_story_stands(settings):
    settings.DEMONSTRATION = True

    told = demonstration(SimpleNamespace(story=True, now=STATEMENT))

    assert told["demonstration"]["now"] == STATEMENT


@mark.parametrize(
    ("demonstrating", "request_"),
    [
        (False, SimpleNamespace(story=True, now=REAL)),
        (True, SimpleNamespace(story=False, now=REAL)),
        (True, SimpleNamespace(now=REAL)),
    ],
    ids=["a real service", "signing in", "a page outside the story"],
)
def test_there_is_no_banner_elsewhere(settings, demonstrating, request_):
    settings.DEMONSTRATION = demonstrating

    assert demonstration(request_) == {}
