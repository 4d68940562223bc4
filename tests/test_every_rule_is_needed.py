"""A rule that could be missing or turned round without notice is no wall: each is, in turn, and the cells must differ.

A fixed sample in `make test`; `make faults` tries them all (MUTANTS=1/1).
"""

import os
import time

from django.db.models import Q
from pytest import mark

from sightline.kit.rules import rule
from tests.cells.mutants import caught, conditions, mutants, variants
from tests.figures import record
from tests.test_every_cell import world  # noqa: F401 - the same world, made once for this module

EVERY = int(os.environ.get("MUTANTS", "1/12").partition("/")[2])
CAUGHT = 0.99
PLANS = "who may see another's assignment plans or commands"
READS = "who may see it is an analyst of its agency, or of its area with handling P"
COMMANDS = "who may see a tasking that is only planned plans or commands"
MEETS = "who may see a person met is on the team, or a coordinator of the area with concern"
ALIKE = {
    "operations.Assignment (sl_staff) end: without condition 0 of planning lesser parts": PLANS,
    "operations.PartnerAction (sl_staff) tick: without condition 1 of of their own agency": "who may see it has a part",
    "intelligence.Item (sl_staff) mention: without condition 0 of shared with the area": READS,
    "intelligence.Item (sl_staff) mention: without condition 1 of shared with the area": READS,
    "intelligence.Mention (sl_staff) link: without condition 0 of shared with the area": READS,
    "intelligence.Mention (sl_staff) link: without condition 1 of shared with the area": READS,
    "operations.Tasking (sl_staff) move: without condition 0 of commanders of the area and while planned": COMMANDS,
    "operations.Tasking (sl_staff) move: without condition 0 of commanding and while planned": COMMANDS,
    "operations.Tasking (sl_staff) move: without condition 0 of planning and while planned": COMMANDS,
    "visits.Encounter (sl_staff) close: without condition 1 of on the visit without concern": MEETS,
    "visits.Encounter (sl_staff) close: without condition 1 of with concern": MEETS,
    "visits.Encounter (sl_staff) tell: without condition 1 of on the visit until handed on": MEETS,
    "safeguarding.Case (sl_staff) ask_for_a_place: without condition 0 of holding it and grown up": "who sees it holds it",
}  # mutants that mean the same for every record that the reader may see, and why


@rule
def red() -> Q:
    """whoever is red"""
    return Q(level="red", desk=1)


@rule
def blue() -> Q:
    """whoever is blue"""
    return Q(level="blue")


def test_each_arm_is_left_out_and_turned_round():
    found = {what for what, _ in variants(red | blue)}

    assert {"without red", "not red", "without blue", "not blue"} <= found


def test_a_rule_of_one_arm_without_it_is_nobody():
    assert dict(variants(blue))["without blue"] is None


def test_each_condition_of_an_arm_is_left_out_and_turned_round():
    assert dict(conditions(Q(a=1, b=2))) == {
        "without condition 0 of": Q(b=2),
        "condition 0 turned of": Q(~Q(a=1), b=2),
        "without condition 1 of": Q(a=1),
        "condition 1 turned of": Q(("a", 1), ~Q(b=2)),
    }


def test_conditions_inside_brackets_are_found():
    found = [what for what, _ in conditions(Q(Q(a=1) | Q(b=2), c=3))]

    assert "in 0, without condition 1 of" in found


@mark.slow
def test_nearly_every_mutant_is_caught(world, capsys, record_figure):  # noqa: F811
    begun, tried = time.perf_counter(), list(mutants())[::EVERY]

    survivors = [str(mutant) for mutant in tried if not caught(world, mutant)]
    alike = [each for each in survivors if each in ALIKE]

    found = len(tried) - len(survivors)
    record("mutants" if EVERY == 1 else "mutants in short", tried=len(tried), caught=found)
    with capsys.disabled():
        print(f"\nmutants: {len(tried)} tried, {found} caught, {time.perf_counter() - begun:.1f} s")
        print("".join(f"survives: {each} ({ALIKE.get(each, 'to be looked into')})\n" for each in survivors), end="")
    record_figure("mutants" if EVERY == 1 else "mutants in short", tried=len(tried), caught=found)
    assert len(tried) > 100
    assert found / len(tried) >= CAUGHT
    assert survivors == alike
