"""The access matrix on paper: for each kind of record every way in, with its number, its sentence and who it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sightline.agencies.models import Role
from sightline.kit.apply import our_models
from sightline.kit.numbers import Standing, standing
from sightline.trust.matrix import ACTIONS, GROUPS, HEADS, NAMED, columns, reach_of, roles_of, rows

FRONTS: dict[str, str | Promise] = {**HEADS, "sl_worker": gettext_lazy("Background jobs")}


@dataclass(frozen=True)
class Line:
    """One way in, as the paper has it."""

    number: int
    verb: str
    says: str
    who: str


@dataclass(frozen=True)
class Sheet:
    """One kind of record with its lines."""

    says: str
    lines: tuple[Line, ...]


def sheets() -> list[tuple[Any, list[Sheet]]]:
    """Every kind of record under its part of the story."""
    ways = list(standing())
    made = {
        model: Sheet(_title(model), tuple(_line(each) for each in ways if each.model is model))
        for model in our_models()
    }
    return [(says, [made[model] for model in made if model._meta.app_label in apps]) for says, apps in GROUPS]


def document() -> str:
    """`docs/access-matrix.md`: the three tables, one for each action."""
    lines = [
        "# The access matrix",
        "",
        "Made from the rules by `sightline policies docs`; a test keeps it fresh. A cell holds the numbers of the rules that",
        "let the column in (who-sees-what.md has their sentences); an empty cell means nobody. ~~Struck out~~: never, whatever",
        'other rule allows it. "Named" is whoever is named on the record or its operation, whatever their role.',
    ]
    return "\n".join([*lines, *(line for action in ACTIONS for line in _table(action))]) + "\n"


def _table(action: str) -> Iterator[str]:
    heads = [str(column.says) if column.code != NAMED else "Named" for column in columns()]
    yield from (
        "",
        f"## {ACTIONS[action]}",
        "",
        f"| Kind of record | {' | '.join(heads)} |",
        "|---" * (len(heads) + 1) + "|",
    )
    for row in rows(action):
        cells = [_cell(cell.ways, cell.forbidden) for cell in row.cells]
        yield f"| {row.says} ({row.model._meta.app_label}) | {' | '.join(cells)} |"


def _cell(ways: tuple[Standing, ...], forbidden: tuple[Standing, ...]) -> str:
    shown = forbidden or ways
    numbers = " ".join(str(each.number) for each in shown)
    return f"~~{numbers}~~" if forbidden else numbers


def _title(model: Any) -> str:
    return str(model._meta.verbose_name).capitalize()


def _line(each: Standing) -> Line:
    return Line(each.number, each.doing, each.arm.says, _who(each))


def _who(each: Standing) -> str:
    """Whom the way in asks for: roles, whoever is named, any staff, or a front."""
    if each.policy.role != "sl_staff":
        return str(FRONTS.get(each.policy.role, each.policy.role))
    roles = roles_of(each.arm.q())
    if roles is not None:
        return ", ".join(str(Role(role).label) for role in Role if role in roles)
    return str(HEADS[NAMED]) if reach_of(each.arm.q()) in ("own", "theirs") else _("Any member of staff")
