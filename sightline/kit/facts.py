"""Facts about the reader: short, named, evaluated once a query by the database.

A stage declares what it knows of a reader (`fact("areas_as", ...)`), rules use it as `me.areas_as("analyst")`.
Each fact is a definer function in the schema `priv` that takes the reader from the signed context, never from an
argument. A fact reads grants and teams, never a protected record through its policy, and holds about 200 ids at most.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Expression

READERS = ("sl_staff", "sl_worker", "sl_auditor", "sl_public", "sl_counter", "sl_door")

FIELDS: dict[str, models.Field] = {
    "uuid": models.UUIDField(),
    "uuid[]": models.UUIDField(),
    "text": models.TextField(),
    "text[]": models.TextField(),
    "integer": models.IntegerField(),
    "boolean": models.BooleanField(),
    "timestamptz": models.DateTimeField(),
}


@dataclass(frozen=True)
class Definition:
    """One fact: its name, what it takes and gives (PostgreSQL types), its sentence and the SELECT of its function, whose
    rows make the list where it gives one; a value twice does no harm.

    roles: the roles of which one must be held for the fact to hold, from what the fact is given; None when a person
    of any role may be so named. named: one must be named on a record; left out, where no role is asked for.
    covered: what must also hold for it to open a record of that kind; "{kind}" is the kind. Empty where kinds are alike.
    seldom: a list that is empty for most readers: a rule that always wins asks first whether there is anything in it.
    """

    name: str
    takes: tuple[str, ...]
    gives: str
    says: str
    sql: str
    covered: str = ""
    roles: Callable[..., Collection[str]] | None = None
    named: bool | None = None
    seldom: bool = False

    def create(self) -> str:
        """SQL that makes the function anew and says who may call it; where kinds differ, also the one for a kind."""
        made = self._function(self.takes, self.sql)
        if self.covered:
            made += self._function((*self.takes, "text"), f"{self.sql} and {self.covered_for(len(self.takes) + 1)}")
        return made

    def covered_for(self, place: int) -> str:
        """The further condition, with the kind as the function's argument of that number.

        "is true" keeps the planner from joining: what it asks is worked out once, and only where a row came so far.
        """
        return f"({self.covered.replace('{kind}', f'${place}')}) is true"

    def _function(self, takes: tuple[str, ...], sql: str) -> str:
        signature = f"priv.{self.name}({', '.join(takes)})"
        answer = f"select array({sql})" if self.gives.endswith("[]") else sql
        return (
            f"create or replace function {signature} returns {self.gives} language sql stable security definer "
            f"set search_path = public, pg_temp as $fact${answer}$fact$; "
            f"revoke all on function {signature} from public; "
            f"grant execute on function {signature} to {', '.join(READERS)};"
        )


DEFINITIONS: dict[str, Definition] = {}


def fact(name: str, *takes: str, gives: str, says: str, sql: str, covered: str = "", **more: Any) -> Definition:
    """Declare a fact. `sql` is one SELECT; `priv.reader()` is the reader, `$1`... what the fact takes.

    covered: a condition that the SELECT may end with; with roles, named and seldom, see Definition.
    """
    DEFINITIONS[name] = Definition(name, takes, gives, says, sql, covered, **more)
    return DEFINITIONS[name]


class Fact(Expression):
    """A fact as it stands in a rule: `me.visits`, or `me.areas_as("analyst")`."""

    conditional = False

    def __init__(self, name: str, given: tuple[str, ...] = ()):
        super().__init__(output_field=FIELDS[DEFINITIONS[name].gives])
        self.name, self.given = name, given
        self.conditional = DEFINITIONS[name].gives == "boolean"

    def __call__(self, *given: str) -> Fact:
        return Fact(self.name, given)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        places = ", ".join(["%s"] * len(self.given))
        return f"(select priv.{self.name}({places}))::{DEFINITIONS[self.name].gives}", list(self.given)

    def about(self, kind: str) -> Fact:
        """The same fact as it opens records of a kind; itself where kinds are alike, or the kind is already said."""
        definition = DEFINITIONS[self.name]
        if not definition.covered or len(self.given) > len(definition.takes):
            return self
        return Fact(self.name, (*self.given, kind))

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What tells this fact from another: its name and what it was given."""
        return (self.name, self.given)

    @property
    def roles(self) -> frozenset[str] | None:
        """The roles of which one must be held for this to hold of a reader; None when any person may be so named."""
        asked = DEFINITIONS[self.name].roles
        return frozenset(asked(*self.given[: len(DEFINITIONS[self.name].takes)])) if asked else None

    @property
    def named(self) -> bool:
        """Whether the reader must be named on some record, and not only hold a role."""
        definition = DEFINITIONS[self.name]
        return definition.roles is None if definition.named is None else definition.named

    @property
    def many(self) -> bool:
        """Whether the fact is a list of values rather than one."""
        return DEFINITIONS[self.name].gives.endswith("[]")

    def __deepcopy__(self, memo: dict) -> Fact:
        return Fact(self.name, self.given)


class Me:
    """The reader, as rules speak of them."""

    def __getattr__(self, name: str) -> Fact:
        if name not in DEFINITIONS:
            raise AttributeError(f"no stage declares the fact {name!r}")
        return Fact(name)


me = Me()

fact("id", gives="uuid", says="the reader", sql="select priv.reader()")
fact(
    "present",
    gives="boolean",
    says="whether somebody is signed in",
    sql="select priv.reader() is not null",
    named=False,
)
fact(
    "confirmed_lately",
    gives="boolean",
    says="whether the reader has confirmed within the last five minutes that it is them",
    sql="select coalesce(priv.context(3)::bigint > extract(epoch from now()), false)",
)
