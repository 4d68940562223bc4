"""Approving a figure, releasing a small number and releasing a statement: only by who has just confirmed."""

from datetime import UTC, datetime

from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.policies import policy_of
from sightline.kit.refusals import Refused, Unconfirmed
from sightline.ledger.finding import may
from sightline.operations.tests.factories import OperationFactory
from sightline.oversight import actions
from sightline.oversight.models import Figure, Statement
from sightline.oversight.tests.factories import FigureFactory, StatementFactory, checked, held

pytestmark = mark.django_db

NOON = datetime(2018, 10, 17, 12, tzinfo=UTC)


@fixture
def operation():
    return OperationFactory(area=AreaFactory())


@fixture
def commander():
    return person_as("operation commander")


@fixture
def coordinator():
    return person_as("safeguarding coordinator")


@fixture
def figure(operation):
    return FigureFactory(operation=operation)


def test_a_figure_is_not_approved_by_a_commander_who_has_not_confirmed(figure, commander):
    with raises(Unconfirmed), acting_as(commander):
        actions.approve_figure(figure, by=commander, at=NOON)

    assert Figure.objects.get().state == "draft"


def test_a_commander_who_has_confirmed_approves_it(figure, commander):
    with acting_as(commander, confirmed=True):
        actions.approve_figure(figure, by=commander, at=NOON)

    assert Figure.objects.get().state == "approved"


def test_whoever_may_not_at_all_is_refused_and_not_asked(figure):
    analyst = person_as("analyst")

    with raises(Refused) as refusal, acting_as(analyst):
        actions.approve_figure(figure, by=analyst, at=NOON)

    assert not isinstance(refusal.value, Unconfirmed)


def test_a_small_number_is_not_released_by_a_coordinator_who_has_not_confirmed(coordinator, operation):
    small = held(operation=operation)

    with raises(Unconfirmed), acting_as(coordinator):
        actions.release_small(small, by=coordinator, at=NOON)


def test_to_keep_it_covered_needs_no_confirming(coordinator, operation):
    small = held(operation=operation)

    with acting_as(coordinator):
        actions.keep_small(small, by=coordinator, at=NOON)


def test_a_statement_is_not_released_by_a_commander_who_has_not_confirmed(commander, operation):
    statement = checked(operation=operation)

    with raises(Unconfirmed), acting_as(commander):
        actions.release(statement, by=commander, at=NOON)


@mark.parametrize(("model", "verb"), [(Figure, "approve"), (Statement, "release")])
def test_the_database_itself_changes_nothing_for_who_has_not_confirmed(model, verb, commander, operation):
    """Past every action: the rule of the verb in the statement itself."""
    record = FigureFactory(operation=operation) if model is Figure else StatementFactory(operation=operation)
    rule = policy_of(model).rule_for(verb)

    with acting_as(commander):
        assert not model.objects.filter(pk=record.pk).filter(rule.q()).exists()
    with acting_as(commander, confirmed=True):
        assert model.objects.filter(pk=record.pk).filter(rule.q()).exists()


def test_the_button_is_shown_before_confirming_since_pressing_it_asks(figure, commander):
    with acting_as(commander):
        assert may(figure, "approve", commander)
