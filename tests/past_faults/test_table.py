"""The table of past faults: every test named is there, and every gap says why."""

import tomllib
from pathlib import Path

from pytest import mark

from tests.assurance.asvs import functions

FAULTS = tomllib.loads(Path(__file__).with_name("table.toml").read_text())["fault"]


def test_every_past_fault_is_listed():
    assert len(FAULTS) == 23


@mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['where']}: {fault['what'][:30]}")
def test_each_is_held_by_a_test_that_is_there_or_says_what_lacks(fault):
    missing = [
        name for name in fault.get("tests", []) if name.partition("::")[2] not in functions(name.partition("::")[0])
    ]

    assert missing == []
    assert fault.get("tests") or len(fault["gap"]) > 20
