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
DESKS = ("at its call desk", "coordinating its area", "at its provider")
LATELY = "without condition 0 of their own and confirmed lately"
ANOTHER = "another than asked"
AREA, PLANNED = "shared with the area", "and while planned"
SAME = {
    "who may see it is the person themselves": {
        "agencies.Passkey (sl_staff) end": [LATELY],
        "agencies.Passkey (sl_door) use": ["without condition 0 of to be shown", "without condition 1 of to be shown"],
        "agencies.CodeGenerator (sl_staff) end": [LATELY],
    },
    "who may see it is the desk, or the partner that sent it": {
        "reports.Report (sl_staff) tell_again": [
            "without condition 0 of at the desk and from a partner",
            *(f"without condition {number} of own partner report and from a partner" for number in (0, 1)),
        ],
    },
    "who may see it is its desk": {
        f"reports.LevelChange (sl_staff) {verb}": [f"without condition 0 of at the desk and {what}"]
        for verb, what in (("settle", "their own below red"), ("agree", ANOTHER), ("leave", ANOTHER))
    },
    "whoever has a conflict with a person in care has it with the person who was met": {
        "safeguarding.Case (sl_staff) never": ["without condition 0 of in conflict"]
    },
    "any row comes together with a report": {
        "reports.Attachment (sl_public) add": ["without condition 0 of with any report and for the desk alone"]
    },
    "who may see it may open it": {
        "reports.Original (sl_staff) open": [
            f"without condition 0 of {who} and confirmed lately"
            for who in ("entrusted as investigator", "by sight of the originals")
        ]
    },
    "whoever records one of themselves does so by the rule of their own": {
        "sharing.Conflict (sl_staff) add": ["without condition 2 of an administrator or auditor of another"]
    },
    "who may see it is an auditor or of oversight": {
        "trust.Export (sl_staff) approve": [
            "without condition 0 of as approver and asked by another and confirmed lately"
        ]
    },
    "who may see it is an analyst of its agency, or of its area with handling P where it is shared": {
        kind: [f"without condition {number} of {AREA}" for number in (0, 1, 2)]
        for kind in ("intelligence.Item (sl_staff) mention", "intelligence.Mention (sl_staff) link")
    },
    "who may see another's assignment plans or commands": {
        "operations.Assignment (sl_staff) end": ["without condition 0 of planning lesser parts"]
    },
    "who may see it has a part": {
        "operations.PartnerAction (sl_staff) tick": ["without condition 1 of of their own agency"]
    },
    "who may see a tasking that is only planned plans or commands": {
        "operations.Tasking (sl_staff) move": [
            f"without condition 0 of {who} {PLANNED}" for who in ("commanders of the area", "commanding", "planning")
        ]
    },
    "who may see a person met is on the team, or a coordinator of the area with concern": {
        "visits.Encounter (sl_staff) close": [
            f"without condition 1 of {who}" for who in ("on the visit without concern", "with concern")
        ],
        "visits.Encounter (sl_staff) tell": ["without condition 1 of on the visit until handed on"],
    },
    "who may see it holds it": {
        "safeguarding.Case (sl_staff) ask_for_a_place": ["without condition 0 of holding it and grown up"]
    },
    "who finds a place for an agency acts for it": {
        f"safeguarding.Placement (sl_staff) {verb}": ["without condition 1 of accepting provider"]
        for verb in ("accept", "decline", "end")
    },
    "who may see it is its desk, or an auditor": {
        "trust.Review (sl_staff) hold": [
            f"without condition {number} of {desk}" for desk in DESKS for number in (0, 1)
        ],
        "trust.Review (sl_staff) confirm": [
            *(f"without condition {number} of {desk} and another person" for desk in DESKS for number in (0, 1)),
            "without condition 0 of as auditor and another person",
        ],
    },
    "an analyst sees nothing that has not left": {
        f"reports.SanitisedReport (sl_staff) {verb}": ["without condition 1 of analysts of the area and that has left"]
        for verb in ("grade", "send_back")
    },
    "who may see it approves rules": {
        "trust.ChangedRules (sl_staff) confirm": [
            "without condition 0 of as approver and after another approved and confirmed lately"
        ]
    },
    "who may see it is an auditor, and it is not about them": {
        f"trust.Unusual (sl_staff) {verb}": [f"without condition {number} of auditing others" for number in (0, 1)]
        for verb in ("explain", "pass_on")
    },
}  # mutants that mean the same for every record that the reader may see, and why
ALIKE = {f"{verb}: {what}": why for why, verbs in SAME.items() for verb, mutants_ in verbs.items() for what in mutants_}


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
    assert survivors == alike
    assert found / (len(tried) - len(alike)) >= CAUGHT
