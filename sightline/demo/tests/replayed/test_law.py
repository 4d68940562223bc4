"""The law's seven acts on every kind of record: each that the product knows leaves its entry, each other has a reason.

Source of the seven: Data Protection Act 2018, section 62 (collection, alteration, consultation, disclosure including
transfers, combination, erasure).
"""

from __future__ import annotations

import inspect
from typing import get_type_hints

from django.db.models import Model
from pytest import fixture, mark

from sightline.kit.apply import our_models
from sightline.kit.policies import policy_of
from sightline.ledger.acts import ACTIONS
from sightline.ledger.models import Entry

pytestmark = [mark.django_db, mark.slow]

LAW = ("collect", "alter", "consult", "disclose", "transfer", "combine", "erase")

NEVER = {
    "transfer": "only a person in care is handed on to another agency",
    "combine": "only mentions, an item with its place and a person in custody with their investigation are joined",
    "erase": "nothing is erased yet; what is to leave, and when, is decided by retention",
    "consult": "no member of staff may read it; it is asked through a function made for one purpose",
    "disclose": "no member of staff may read it, so nobody can pass it on",
    "alter": "a row of it stands as it was stored; what changes is stored anew",
    "collect": "it comes with the installation or is made by the machine, not by a person's act",
}


def kinds() -> list[type[Model]]:
    return our_models()


def actions() -> dict[str, object]:
    """The product's own actions, those of tests left out."""
    return {name: act for name, act in ACTIONS.items() if ".tests." not in name}


def cells_of(act) -> set[tuple[str, str]]:
    """The cells that an action fills by what it takes and gives: (act, kind)."""
    function = inspect.unwrap(act)
    hints = get_type_hints(function)
    free = [
        each.name for each in inspect.signature(function).parameters.values() if each.kind.name.startswith("POSITIONAL")
    ]
    taken = hints.get(free[0]) if free and not act.on else None
    given = hints.get("return")
    found = {(act.act or "alter", taken._meta.label)} if is_kind(taken) else set()
    if is_kind(given) and given is not taken:
        found.add((act.act or "collect", given._meta.label))
    return {cell for cell in found if cell[0] in LAW}


def is_kind(given: object) -> bool:
    return isinstance(given, type) and issubclass(given, Model)


def readable(model: type[Model]) -> bool:
    policy = policy_of(model)
    return bool(policy and policy.see)


def cells() -> set[tuple[str, str]]:
    """Every cell that the product knows."""
    found = set().union(*(cells_of(act) for act in actions().values()))
    return found | {(act, model._meta.label) for model in kinds() if readable(model) for act in ("consult", "disclose")}


@fixture
def filled(told) -> set[tuple[str, str]]:
    """The cells that the replayed story left entries in."""
    return set(Entry.objects.order_by().values_list("act", "kind").distinct())


STORY_LEAVES_OUT = {
    ("alter", "intelligence.Concern"),
    ("alter", "operations.BriefingCopy"),
    ("alter", "operations.PartnerAction"),
    ("alter", "operations.PartnerAgency"),
    ("alter", "safeguarding.FollowUp"),
    ("alter", "safeguarding.RelayMessage"),
    ("collect", "awareness.Attendance"),
    ("collect", "justice.Order"),
    ("collect", "reports.CallNote"),
    ("collect", "reports.ReporterContact"),
    ("collect", "visits.Account"),
    ("collect", "visits.ContactGiven"),
    ("combine", "intelligence.Item"),
    ("combine", "intelligence.Link"),
    ("combine", "intelligence.Mention"),
}


def test_every_act_that_the_story_tells_has_left_its_entry(filled):
    done = {cell for cell in cells() if cell[0] not in ("consult", "disclose")}

    assert done - filled == STORY_LEAVES_OUT
