"""`sightline retention`: the list of what was erased, and its replay after a restore."""

import json
from argparse import Namespace

import pytest

from sightline.agencies.tests.factories import person_as
from sightline.cli import retention
from sightline.cli.retention import NotAList
from sightline.reports.models import Report
from sightline.reports.tests.factories import ReportFactory
from sightline.trust import actions, listing
from sightline.trust.models import Erasure
from sightline.trust.tests.factories import NOW, ErasureFactory, HoldFactory, ReviewFactory

pytestmark = pytest.mark.django_db


def test_every_erasure_is_a_line():
    first, second = ErasureFactory(), ErasureFactory()

    assert {json.loads(line)["record"] for line in listing.lines()} == {str(first.record), str(second.record)}


def test_what_came_back_with_a_restore_is_erased_again():
    report = ReportFactory()
    line = line_of(report)

    assert retention.replayed([line]) == 1
    assert not Report.objects.filter(pk=report.pk).exists()
    assert Erasure.objects.get().record == report.pk


def test_replaying_twice_erases_once_and_lists_once():
    line = line_of(ReportFactory())

    assert [retention.replayed([line]), retention.replayed([line])] == [1, 0]
    assert Erasure.objects.count() == 1


def test_a_hold_that_the_backup_still_had_does_not_stop_the_replay():
    report = ReportFactory()
    HoldFactory(report=report)

    assert retention.replayed([line_of(report)]) == 1


@pytest.mark.parametrize("bad", ["{", "[]", '{"kind": "reports.Report"}', '{"record": "x"}', "null"])
def test_a_damaged_list_erases_nothing(bad):
    report = ReportFactory()

    with pytest.raises(NotAList, match="Line 2 is not an erasure; nothing was erased"):
        retention.replayed([line_of(report), bad])
    assert Report.objects.filter(pk=report.pk).exists()


def test_the_list_of_a_real_erasure_replays(capsys):
    report = ReportFactory(state="closed")
    first, second = (person_as("call handler", agency=report.desk) for _ in range(2))
    review = ReviewFactory(report=report)
    actions.ask_to_erase(review, by=first, at=NOW, why="Nothing came of it.")
    actions.confirm(review, by=second, at=NOW)

    retention.run(Namespace(act="erasures", file=None))
    lines = capsys.readouterr().out.splitlines()

    assert retention.replayed(lines) == 0
    assert json.loads(lines[0])["rows"]["reports_report"] == 1


def test_the_round_can_be_made_by_hand(capsys):
    retention.run(Namespace(act="propose", file=None))

    assert capsys.readouterr().out == "0 proposed.\n"


def line_of(report) -> str:
    """A line of the list, for a report that a restore brought back."""
    made = ErasureFactory(record=report.pk)
    (line,) = listing.lines()
    Erasure.objects.filter(pk=made.pk).delete()
    return line


def test_without_a_list_there_is_nothing_to_replay(capsys, settings, tmp_path):
    settings.ERASURES = tmp_path / "erasures.jsonl"

    retention.run(Namespace(act="replay", file=None))

    assert capsys.readouterr().out == "0 erased again.\n"
