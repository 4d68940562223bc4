"""The access matrix, read off the rules themselves: who may read, add and change which kind of record, and by which rule.

A column is a role, or whoever is named on the record whatever their role, or a front without people. Which roles an
arm of a rule asks for is told by the facts it mentions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Role
from sightline.kit.apply import our_models
from sightline.kit.facts import Fact, me
from sightline.kit.numbers import Standing, standing

READ, ADD, CHANGE = "read", "add", "change"
ACTIONS = {READ: _("Read"), ADD: _("Add"), CHANGE: _("Change")}
NAMED, PUBLIC, COUNTER = "named", "sl_public", "sl_counter"
DOOR, WORKER = "sl_door", "sl_worker"
SEALER, VERIFIER = "sl_sealer", "sl_auditor"
HEADS = {
    NAMED: _("Whoever is named on it"),
    PUBLIC: _("Public page"),
    COUNTER: _("Counting role"),
    DOOR: _("Sign-in pages"),
    WORKER: _("Background worker"),
    SEALER: _("Sealer"),
    VERIFIER: _("Verifier"),
}
SHORT = {
    Role.ANALYST: _("Analyst"),
    Role.COMMANDER: _("Com\u00admander"),
    Role.COORDINATOR: _("Safe\u00adguarding"),
    Role.PLACEMENT: _("Place\u00adment"),
    Role.INVESTIGATOR: _("Investi\u00adgator"),
    Role.IMMIGRATION: _("Immi\u00adgration"),
    Role.AWARENESS: _("Aware\u00adness"),
    Role.OVERSIGHT: _("Over\u00adsight"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Adminis\u00adtrator"),
    NAMED: _("Named on it"),
    COUNTER: _("Count\u00ading role"),
    DOOR: _("Sign-in pages"),
    WORKER: _("Worker"),
}  # as the heads of narrow columns have them
GROUPS = [
    (_("How a worry comes in"), ("reports", "intelligence")),
    (_("What is done"), ("places", "operations", "visits")),
    (_("Who is in care"), ("safeguarding",)),
    (_("What comes of it"), ("justice", "oversight", "awareness")),
    (_("Who works here, and what they did"), ("agencies", "sharing", "ledger", "kit", "trust", "demo")),
]
WORDS = {
    "all": _("every one of their area or agency"),
    "some": _("those of their area or agency that the rule describes"),
    "theirs": _("those given to them, and no other"),
    "own": _("what bears their own name"),
    "never": _("forbidden, and no other rule can allow it"),
}
SAYS = {"all": _("all"), "some": _("some"), "theirs": _("theirs"), "own": _("own"), "never": _("never")}


@dataclass(frozen=True)
class Column:
    """A role, whoever is named, or a front: its code for addresses, its words, and shorter ones for a narrow head."""

    code: str
    says: str | Promise
    short: str | Promise
    role: str = ""


@dataclass(frozen=True)
class Cell:
    """What one column may do of one action with one kind of record, by which ways in."""

    column: Column
    ways: tuple[Standing, ...]
    forbidden: tuple[Standing, ...]

    @property
    def word(self) -> str:
        """The widest of its ways in, as one word; empty when there is none."""
        if self.forbidden:
            return "never"
        reach = {reach_of(each.arm.q()) for each in self.ways}
        return next((word for word in WORDS if word in reach), "")

    @property
    def says(self) -> str | Promise:
        """The word as it is written; how many different changes, where it is about changing."""
        return SAYS.get(self.word, "")

    @property
    def verbs(self) -> int:
        """How many different verbs it opens."""
        return len({each.verb for each in self.ways})


@dataclass(frozen=True)
class Row:
    """One kind of record: a cell for each column."""

    model: type[Model]
    cells: tuple[Cell, ...]

    @property
    def label(self) -> str:
        """The kind of record as addresses and the ledger have it."""
        return self.model._meta.label

    @property
    def says(self) -> str:
        """The kind of record in words."""
        return str(self.model._meta.verbose_name).capitalize()


def columns() -> list[Column]:
    """The columns of the matrix, roles first."""
    roles = [Column(slugify(role.value), role.label, SHORT.get(role, role.label), role.value) for role in Role]
    return [*roles, *(Column(slugify(code), says, SHORT.get(code, says)) for code, says in HEADS.items())]


def rows(action: str) -> list[Row]:
    """A row for every kind of record, with what each column may do of this action."""
    ways: dict[type[Model], list[Asked]] = {model: [] for model in our_models()}
    for each in standing():
        if action_of(each.verb) in (action, ""):
            ways[each.model].append(Asked.by(each))
    return [Row(model, tuple(_cell(column, mine) for column in columns())) for model, mine in ways.items()]


def groups(action: str) -> list[tuple[Any, list[Row]]]:
    """The rows under the parts of the story."""
    found = rows(action)
    return [(says, [row for row in found if row.model._meta.app_label in apps]) for says, apps in GROUPS]


def picked(groups: list[tuple[Any, list[Row]]], kind: str, who: str) -> tuple[Row, Cell] | None:
    """The row and cell of that kind of record ("safeguarding.Placement") and column; None for any other words."""
    every = ((row, cell) for _, rows in groups for row in rows for cell in row.cells)
    return next(((row, cell) for row, cell in every if (row.label, cell.column.code) == (kind, who)), None)


def roles_of(part: Any) -> frozenset[str] | None:
    """The roles of which one must be held for a filter to hold; None when a person of any role may pass."""
    if isinstance(part, tuple):
        return roles_of(part[1])
    if isinstance(part, Fact):
        return part.roles
    if not isinstance(part, Q) or part.negated:
        return None
    asked = [roles_of(child) for child in part.children]
    if part.connector == Q.OR:
        return None if None in asked else frozenset().union(*(roles for roles in asked if roles))
    named = [roles for roles in asked if roles is not None]
    return frozenset.intersection(*named) if named else None


def reach_of(q: Q) -> str:
    """How far a filter reaches, as one of WORDS."""
    facts = list(_facts_asked(q))
    if any(fact.key == me.id.key for fact in facts):
        return "own"
    if any(fact.named for fact in facts):
        return "theirs"
    return "some" if _has_conditions(q) else "all"


class Asked(NamedTuple):
    """One way in with what it asks for, read off its filter once for all columns."""

    way: Standing
    roles: frozenset[str] | None
    by_name: bool

    @classmethod
    def by(cls, way: Standing) -> Asked:
        """What that way in asks for."""
        q = way.arm.q()
        return cls(way, roles_of(q), reach_of(q) in ("own", "theirs"))


def _cell(column: Column, ways: list[Asked]) -> Cell:
    open_here = tuple(each.way for each in ways if each.way.verb != "never" and _opens(each, column))
    never = tuple(each.way for each in ways if each.way.verb == "never" and column.role in (each.roles or ()))
    return Cell(column, open_here, never)


def action_of(verb: str) -> str:
    """Which of the three actions a verb belongs to; the empty word for what forbids."""
    return {"see": READ, "add": ADD, "never": ""}.get(verb, CHANGE)


def _opens(each: Asked, column: Column) -> bool:
    """Whether this way in stands in that column."""
    if each.way.policy.role != "sl_staff":
        return column.code == slugify(each.way.policy.role)
    if column.role:
        return column.role in each.roles if each.roles is not None else not each.by_name
    return column.code == NAMED and each.roles is None and each.by_name


def _facts_asked(part: Any) -> Iterator[Fact]:
    """The facts that must hold, those under a negation left out."""
    if isinstance(part, tuple):
        part = part[1]
    if isinstance(part, Fact):
        yield part
    elif isinstance(part, Q) and not part.negated:
        for child in part.children:
            yield from _facts_asked(child)


def _has_conditions(q: Q) -> bool:
    """Whether the filter asks something of the record beside its place, or leaves some out."""
    return q.negated or any(
        _has_conditions(child) if isinstance(child, Q) else isinstance(child, tuple) and _is_condition(*child)
        for child in q.children
    )


def _is_condition(name: str, value: Any) -> bool:
    return not isinstance(value, Fact) and (name, value) != ("pk__isnull", False)
