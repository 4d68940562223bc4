"""A rule that no test would miss is no rule: a sample of the policies, each taken away in turn."""

import re
import subprocess
import sys

from pytest import fixture, mark

from sightline.config.paths import ROOT

pytestmark = mark.slow

EVERY = 20  # `make faults` tries them all


@fixture(scope="module")
def told() -> str:
    """What the plugin says of its sample."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.mutation", "sightline", "--policies", f"1/{EVERY}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300).stdout


def test_every_policy_of_the_sample_is_missed_by_some_test(told: str):
    assert re.findall(r"survives: .*", told) == [], told


def test_the_sample_is_of_some_size(told: str):
    tried = re.search(r"policies: (\d+) dropped in turn", told)

    assert tried, told
    assert int(tried[1]) >= 8
