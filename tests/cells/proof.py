"""The proof: every reader, every record, every verb; what the database allows against what was stated."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Model

from tests.cells.database import Cell, allowed
from tests.cells.oracle import expected, stated
from tests.cells.reader import Reader
from tests.cells.world import World


@dataclass
class Proof:
    """How many cells were compared, and which differ: permitted though nobody said so, refused though somebody did.

    ways: the kinds, fronts and verbs that were stated to be open to some reader.
    """

    cells: int = 0
    opened: int = 0
    permitted: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    ways: set[tuple[type[Model], str, str]] = field(default_factory=set)

    @property
    def wrong(self) -> list[str]:
        """All that differ."""
        return [*(f"permitted: {each}" for each in self.permitted), *(f"refused: {each}" for each in self.refused)]

    def __str__(self) -> str:
        return (
            f"cells: {self.cells:,} compared, {self.opened:,} of them open, "
            f"{len(self.permitted)} wrongly permitted, {len(self.refused)} wrongly refused"
        )


def prove(world: World, models: list[type[Model]] | None = None, readers: list[Reader] | None = None) -> Proof:
    """Compare every cell of these kinds of record (all of them, unless told otherwise)."""
    models, readers, said, proof = models or list(world.rows), readers or world.readers, stated(), Proof()
    rows = {model: world.rows[model] for model in models}
    found = allowed(readers, models)
    for reader in readers:
        for cell, wanted in expected(reader, rows, said).items():
            _compare(proof, reader, cell, found[reader].get(cell, set()), wanted, len(rows[cell.model]))
    return proof


def _compare(proof: Proof, reader: Reader, cell: Cell, found: set, wanted: set, rows: int) -> None:
    proof.cells += rows
    proof.opened += len(found & wanted)
    proof.ways |= {(cell.model, reader.front, cell.verb)} if wanted else set()
    told = f"{reader} {cell.verb} {cell.model._meta.label}"
    proof.permitted += [f"{told}: {len(found - wanted)} records"] if found - wanted else []
    proof.refused += [f"{told}: {len(wanted - found)} records"] if wanted - found else []
