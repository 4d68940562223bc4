"""Why may this person do this, or why not: each way in with its own yes or no, and nothing of the record itself.

The database answers, in a function made from the rules: of themselves anybody, of others the auditor. For everybody
but the auditor, a record they may not see and one that is not there are answered alike: no.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Model

from sightline.kit.apply import generated, our_models
from sightline.kit.compiling import condition, mogrify, seen
from sightline.kit.numbers import Standing, standing
from sightline.kit.policies import policy_of
from sightline.kit.records import ReferenceField
from sightline.kit.references import kind_of


@dataclass(frozen=True)
class Way:
    """One way in, and whether it holds for the person and the record."""

    number: int
    says: str
    holds: bool


@dataclass(frozen=True)
class Answer:
    """Whether the person may: yes when some way in holds, the record may be seen and nothing forbids it."""

    verb: str
    yes: bool
    ways: tuple[Way, ...]

    @property
    def doing(self) -> str:
        """The verb as it is read."""
        return self.verb.replace("_", " ").capitalize()


@generated
def function() -> str:
    """SQL that makes `priv.answers(person, reference)`: verb, arm and whether it holds, for the ways into a record."""
    branches = "\n".join(
        f"when '{prefix}' then return query {_asked(model)};" for prefix, model in sorted(referred().items())
    )
    return f"""
create or replace function priv.answers(person uuid, reference text)
returns table (verb text, arm text, holds boolean)
language plpgsql security definer set search_path = public, pg_temp as $answers$
#variable_conflict use_column
declare
  was text := coalesce(current_setting('app.context', true), '');
  open_to_auditor boolean := priv.audits();
begin
  if priv.reader() is null or person is distinct from priv.reader() and not open_to_auditor then
    raise insufficient_privilege using message = 'one asks about oneself, the auditor about others';
  end if;
  perform set_config('app.context', priv.context_of(person), true);
  case split_part(reference, '-', 1)
{branches}
  else null;
  end case;
  perform set_config('app.context', was, true);
end $answers$;
revoke all on function priv.answers(uuid, text) from public;
grant execute on function priv.answers(uuid, text) to sl_staff;
"""


def referred() -> dict[str, type[Model]]:
    """Every kind of record that has references of its own, by the letters they begin with."""
    fields = [(model, field) for model in our_models() for field in model._meta.fields]
    return {field.prefix: model for model, field in fields if isinstance(field, ReferenceField)}


def answers(person: UUID, reference: str) -> list[Answer]:
    """What the person may do with the record of that reference, verb by verb, reading first.

    Raises a refusal of the database when the reader asks about another and is no auditor.
    """
    with connection.cursor() as cursor:
        cursor.execute("select verb, arm, holds from priv.answers(%s, %s)", [person, reference])
        held = {(verb, arm): holds for verb, arm, holds in cursor.fetchall()}
    model = kind(reference)
    return list(_answered(model, held)) if model else []


def kind(reference: str) -> type[Model] | None:
    """The kind of record that a tidy reference is of."""
    return referred().get(kind_of(reference))


def _answered(model: type[Model], held: dict[tuple[str, str], bool]) -> Iterator[Answer]:
    ways: dict[str, list[Way]] = {}
    for each in _asked_of(model):
        holds = held.get((each.verb, each.arm.name), False)
        ways.setdefault(each.verb, []).append(Way(each.number, each.arm.says, holds))
    forbidden = any(way.holds for way in ways.get("never", []))
    seen = any(way.holds for way in ways.get("see", [])) and not forbidden
    for verb, found in ways.items():
        yes = forbidden if verb == "never" else seen and any(way.holds for way in found)
        yield Answer(verb, yes, tuple(found))


def _asked_of(model: type[Model]) -> list[Standing]:
    """The ways of signed-in staff into one record that is there; to add another is no question about it."""
    return [
        each for each in standing() if each.model is model and each.policy.role == "sl_staff" and each.verb != "add"
    ]


def _asked(model: type[Model]) -> str:
    """The SELECT that tries each way in; for whoever is no auditor, a record they may not see answers as none."""
    table = model._meta.db_table
    ways = [
        mogrify("(%s, %s, ({}))".replace("{}", _safe(condition(each.arm, model))), _names(each))
        for each in _asked_of(model)
    ]
    if not ways:
        return "select '', '', false where false"
    return (
        f"select w.verb, w.arm, coalesce(w.holds, false) from {table}, lateral (values {', '.join(ways)}) w (verb, arm, holds) "
        f"where {table}.ref = reference and (open_to_auditor or {seen(policy_of(model))})"
    )


def _names(each: Standing) -> list[str]:
    return [each.verb, each.arm.name]


def _safe(text: str) -> str:
    """Conditions are written out already; a percent sign in one would be taken for a place to fill."""
    return text.replace("%", "%%")
