"""Figures of the runs: kept with what they were measured on."""

import json
import re
from pathlib import Path

from tests.figures import commit, machine, record, recorded


def test_a_figure_is_kept_with_day_commit_and_machine(tmp_path: Path):
    path = record("restore drill", tmp_path, seconds=7.1)

    kept = json.loads(path.read_text())
    assert kept["figures"] == {"seconds": 7.1}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", kept["on"])
    assert (kept["commit"], kept["machine"]) == (commit(), machine())


def test_a_later_run_replaces_an_earlier_one_and_leaves_no_draft(tmp_path: Path):
    record("kills", tmp_path, survived=1)
    record("kills", tmp_path, survived=2)

    assert recorded(tmp_path)["kills"]["figures"] == {"survived": 2}
    assert len(list(tmp_path.iterdir())) == 1


def test_nothing_measured_is_nothing(tmp_path: Path):
    assert recorded(tmp_path / "never-made") == {}


def test_the_machine_is_told_in_public_terms():
    assert re.fullmatch(r"\d+ cores, \w+", machine())
