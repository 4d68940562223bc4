"""What belongs to a record, and so goes with it: followed along the foreign keys of all stages, never listed by hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import ForeignKey, Model

from sightline.kit.apply import our_models
from sightline.reports.models import CallDraft, Original, Report, ReporterContact, SanitisedReport
from sightline.safeguarding.models import Placement
from sightline.visits.models import Encounter

APART: frozenset[type[Model]] = frozenset({SanitisedReport})  # once it left the desk, it has a life of its own


@dataclass(frozen=True)
class Root:
    """A kind of record that may be erased. emptied: its sealed text goes and the row stays, as what was safe."""

    model: type[Model]
    emptied: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """Its table."""
        return self.model._meta.db_table


ROOTS = {
    root.model._meta.label: root
    for root in (
        Root(Report),
        Root(ReporterContact),
        Root(Original),
        Root(CallDraft),
        Root(Encounter),
        Root(Placement, emptied=("address_sealed",)),
    )
}


def above(root: type[Model]) -> list[tuple[ForeignKey, ...]]:
    """Each way along the keys to what it is part of, however far: a hold on any of that holds it too.

    What it is part of is every other kind that may be erased and would take it along, and what lies between.
    """
    wholes = [belonging(other.model) for other in ROOTS.values() if other.model is not root]
    kinds = {kind for whole in wholes if root in whole for kind in whole} - {root}
    ways: list[tuple[ForeignKey, ...]] = [(key,) for key in _leading(root, kinds)]
    for way in ways:
        ways += [(*way, key) for key in _leading(way[-1].related_model, kinds)]  # type: ignore[arg-type]
    return ways


def belonging(root: type[Model]) -> dict[type[Model], list[ForeignKey]]:
    """Every kind of record whose rows go with one of `root`, parents first, each with the keys that lead there.

    What stands apart is left: the database then refuses to erase what it still points at.
    """
    found = {root}
    while new := {model for model in our_models() if model not in found | APART and _leading(model, found)}:
        found |= new
    ordered: dict[type[Model], list[ForeignKey]] = {root: []}
    while len(ordered) < len(found):
        ready = [
            model for model in our_models() if model in found - ordered.keys() and _is_ready(model, found, ordered)
        ]
        ordered |= {model: _leading(model, found) for model in ready}
    return ordered


def _leading(model: type[Model], found: Collection[type[Model]]) -> list[ForeignKey]:
    """Its foreign keys into those kinds, but for its own."""
    keys = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    return [key for key in keys if key.related_model in found and key.related_model is not model]


def _is_ready(model: type[Model], found: Collection[type[Model]], ordered: Collection[type[Model]]) -> bool:
    return all(key.related_model in ordered for key in _leading(model, found))
