"""`column in fact`: Django would put brackets round an array, PostgreSQL wants `= any(array)`."""

from __future__ import annotations

from typing import Any

from django.db.models import Field, ForeignKey
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In

from sightline.kit.facts import Fact


class AmongFacts:
    """Compares a column with a fact's array; leaves every other `in` as Django has it."""

    lookup_name = "in"

    def get_prep_lookup(self) -> Any:
        return self.rhs if isinstance(self.rhs, Fact) else super().get_prep_lookup()  # type: ignore[misc, attr-defined]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        if not isinstance(self.rhs, Fact):  # type: ignore[attr-defined]
            return super().as_sql(compiler, connection)  # type: ignore[misc]
        left, left_given = self.process_lhs(compiler, connection)  # type: ignore[attr-defined]
        right, right_given = compiler.compile(self.rhs)  # type: ignore[attr-defined]
        return f"{left} = any({right})", [*left_given, *right_given]


@Field.register_lookup
class Among(AmongFacts, In):
    """`column in fact` for plain columns."""


@ForeignKey.register_lookup
class RelatedAmong(AmongFacts, RelatedIn):
    """`column in fact` for foreign keys."""
