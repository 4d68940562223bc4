"""Figures from the command line are what that person would see on the page, and each look is theirs."""

import json
from argparse import ArgumentParser
from datetime import UTC, datetime

import pytest

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.cli import figures
from sightline.config.problems import Problem
from sightline.ledger.models import Entry
from sightline.operations.tests.factories import OperationFactory
from sightline.oversight.actions import count, propose_figure

pytestmark = pytest.mark.django_db

NOON = datetime(2018, 10, 17, 12, tzinfo=UTC)


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What `sightline figures WORDS` prints."""
    parser = ArgumentParser()
    figures.arguments(parser)
    figures.run(parser.parse_args(words))
    return capsys.readouterr().out


@pytest.fixture
def commander():
    person = person_as("operation commander")
    Account.objects.create(id=person.pk, name="ann")
    return person


@pytest.fixture
def figure(commander):
    operation = OperationFactory(area=AreaFactory(), commander=commander)
    count(operation, by=commander, at=NOON)
    return propose_figure(
        operation,
        by=commander,
        at=NOON,
        measure="partner-agencies",
        qualifier="exactly",
        value=0,
        by_whom="Invented Police",
        as_at=NOON,
        source="the operation order",
    )


def test_a_figure_is_told_as_published_and_as_counted(figure, capsys):
    (row,) = json.loads(printed(capsys, "--as", "ann", "--json"))

    assert (row["ref"], row["value"], row["by"]) == (figure.ref, 0, "Invented Police")
    assert row["source"] == "the operation order"


def test_the_line_for_people_says_who_told_it(figure, capsys):
    line = printed(capsys, "--as", "ann")

    assert line.startswith(figure.ref)
    assert "Invented Police" in line


def test_each_look_is_in_the_ledger_under_the_persons_name(figure, commander, capsys):
    before = Entry.objects.filter(act="consult").count()

    printed(capsys, "--as", "ann")

    assert Entry.objects.filter(act="consult").count() == before + 1
    assert Entry.objects.filter(act="consult").latest("at").actor == commander.pk


def test_who_may_see_no_figure_is_told_none(figure, capsys):
    Account.objects.create(id=person_as("visiting officer").pk, name="oli")

    assert json.loads(printed(capsys, "--as", "oli", "--json")) == []


def test_a_figure_that_several_may_see_is_told_once(figure, capsys):
    Account.objects.create(id=person_as("operation commander").pk, name="bea")

    told = json.loads(printed(capsys, "--all", "--json"))

    assert len(told) == len({row["ref"] for row in told}) == 1


@pytest.mark.parametrize("words", [[], ["--as", "nobody"], ["--as", ""]])
def test_whose_figures_must_be_said(words, figure, capsys):
    with pytest.raises(Problem, match="Say whose figures"):
        printed(capsys, *words)
