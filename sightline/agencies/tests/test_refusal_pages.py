"""A refused act is a plain page, whatever the exact kind of refusal."""

from django.test import RequestFactory
from pytest import fixture, mark

from sightline.agencies.reader import Front
from sightline.kit.refusals import Refused, WrongStep
from sightline.ledger.acts import Taken
from sightline.reports.models import Report


class MovedOnInItsOwnWay(WrongStep):
    """A stage's own kind of wrong step."""


@fixture
def front():
    return Front(lambda request: None)


@mark.parametrize(
    ("error", "status", "words"),
    [
        (Refused("take"), 403, b"You may not do this"),
        (WrongStep("take", Report()), 409, b"This has moved on"),
        (MovedOnInItsOwnWay("take", Report()), 409, b"This has moved on"),
        (Taken("stored"), 409, b"This cannot be stored"),
    ],
    ids=["refused", "wrong step", "a kind of wrong step", "taken"],
)
def test_each_refusal_has_its_page(front, error, status, words):
    answer = front.process_exception(RequestFactory().get("/"), error)

    assert answer.status_code == status
    assert words in answer.content


def test_any_other_error_is_left_to_the_framework(front):
    assert front.process_exception(RequestFactory().get("/"), ValueError("a fault of ours")) is None
