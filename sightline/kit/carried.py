"""A key that a rule needs, copied down the chain and held true by a compound foreign key.

    class Meta:
        constraints = [CarriedKey("visit", "operation")]

The row's `operation` is then always its visit's: PostgreSQL refuses another and carries a change down. The parent
needs `UniqueConstraint(fields=["id", "operation"])`; `carries("operation")` makes it.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.constraints import BaseConstraint


class CarriedKey(BaseConstraint):
    """`child.key` equals `child.via.key`, enforced by PostgreSQL."""

    def __init__(self, via: str, *keys: str, name: str):
        super().__init__(name=name)
        self.via, self.keys = via, keys

    def constraint_sql(self, model: type[models.Model], schema_editor: Any) -> None:
        self.create_sql(model, schema_editor)

    def create_sql(self, model: type[models.Model], schema_editor: Any) -> None:
        """Added when the migration ends, since the parent may be made in the same one."""
        table, name = schema_editor.quote_name(model._meta.db_table), schema_editor.quote_name(self.name)
        schema_editor.deferred_sql.append(f"alter table {table} add constraint {name} {self._clause(model)}")

    def remove_sql(self, model: type[models.Model], schema_editor: Any) -> Any:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"alter table {table} drop constraint {schema_editor.quote_name(self.name)}"

    def validate(self, *args: Any, **options: Any) -> None:
        """The database alone decides: a form cannot see the parent of every row."""

    def deconstruct(self) -> tuple[str, tuple, dict]:
        return ("sightline.kit.carried.CarriedKey", (self.via, *self.keys), {"name": self.name})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CarriedKey) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.via, self.keys, self.name))

    def _clause(self, model: type[models.Model]) -> str:
        field = model._meta.get_field(self.via)
        parent: Any = field.related_model
        own = ", ".join(f'"{model._meta.get_field(name).column}"' for name in (self.via, *self.keys))
        theirs = ", ".join(f'"{parent._meta.get_field(name).column}"' for name in ("id", *self.keys))
        return (
            f'foreign key ({own}) references "{parent._meta.db_table}" ({theirs}) '
            f"on update cascade deferrable initially deferred"
        )


def carries(*keys: str, name: str) -> models.UniqueConstraint:
    """What a parent needs so that children can carry its keys."""
    return models.UniqueConstraint(fields=["id", *keys], name=name)
