"""The law's seven acts and the kinds of record: which the product knows, and why the others never happen.

Source of the seven: Data Protection Act 2018, section 62 (collection, alteration, consultation, disclosure including
transfers, combination, erasure).
"""

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

from django.db.models import Model

from sightline.kit.apply import our_models
from sightline.kit.policies import policy_of
from sightline.ledger.acts import ACTIONS

Cell = tuple[str, str]  # the act, the kind

LAW = ("collect", "alter", "consult", "disclose", "transfer", "combine", "erase")
LOOKED_AT = ("consult", "disclose")

NEVER = {
    "collect": "it comes with the installation or is made by the machine, not by a person's act",
    "alter": "a row of it stands as it was stored; what changes is stored anew",
    "consult": "no member of staff may read it; it is asked through a function made for one purpose",
    "disclose": "no member of staff may read it, so nobody can pass it on",
    "transfer": "only a person in care is handed on to another agency",
    "combine": "only mentions, an item with its place and a person in custody with their investigation are joined",
    "erase": "it goes with the record it belongs to, or no rule of retention has been met in the story",
}


def readable(model: type[Model]) -> bool:
    """Whether any member of staff may read rows of that kind."""
    policy = policy_of(model)
    return bool(policy and policy.see)


def cells() -> set[Cell]:
    """Every cell that the product's acts and pages fill by what they take and give."""
    acts = [act for name, act in ACTIONS.items() if ".tests." not in name]
    looks = {(act, model._meta.label) for model in our_models() if readable(model) for act in LOOKED_AT}
    return looks.union(*map(cells_of, acts))


def cells_of(act: Any) -> set[Cell]:
    """The cells of one act."""
    function: Callable = inspect.unwrap(act)
    hints = get_type_hints(function)
    free = [
        each.name for each in inspect.signature(function).parameters.values() if each.kind is each.POSITIONAL_OR_KEYWORD
    ]
    taken, given = hints.get(free[0]) if free and not act.on else None, hints.get("return")
    found = {(act.act or "alter", taken._meta.label)} if is_kind(taken) else set()
    if is_kind(given) and given is not taken:
        found.add((act.act or "collect", given._meta.label))
    return {cell for cell in found if cell[0] in LAW}


def is_kind(given: object) -> bool:
    """Whether a type is a kind of record."""
    return isinstance(given, type) and issubclass(given, Model)
