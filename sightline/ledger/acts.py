"""`@action`: the only way to write. Permitted, in one transaction, in the ledger, by construction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import connection, models, transaction
from django.db.utils import IntegrityError, ProgrammingError

from sightline.kit.acting import acting_as, confirmed_now, reader
from sightline.kit.policies import policy_of
from sightline.kit.records import forget_facts, passing
from sightline.kit.refusals import Refused, Unconfirmed
from sightline.kit.rules import CONFIRMED
from sightline.ledger.notes import note

ACTIONS: dict[str, Callable] = {}


class Taken(Exception):
    """The database refused what was written: a duplicate, a row that is not there, or one that may not be used."""


def action(verb: str, *, on: type[models.Model] | None = None, act: str = "", role: str = "sl_staff") -> Callable:
    """Make a function an act: `def open_case(encounter, *, by, at, ...)`.

    verb: the rule of the first argument's policy that opens the act; with `on`, the act grows from nothing and the
    database asks that kind's `add` rule. act: the ledger's word, if not "alter" or "collect". Only keywords follow the
    record; `by` is the actor and `at` the moment. Raises Refused, WrongStep, or Taken.
    """

    def decorate(function: Callable) -> Callable:
        @wraps(function)
        def acted(*subject: models.Model, by: Any, at: datetime, **given: Any) -> Any:
            forget_facts(by)
            with _one_act(by, role):
                record = subject[0] if subject else None
                if record is not None:
                    _ask(record, verb, by, role)
                result = _do(function, verb, on, subject, by=by, at=at, **given)
                _tell(verb, act, record, result, given)
                forget_facts(by)
                return result

        acted.verb, acted.on = verb, on  # type: ignore[attr-defined]
        ACTIONS[f"{function.__module__}.{function.__name__}"] = acted
        return acted

    return decorate


@contextmanager
def _one_act(by: Any, role: str) -> Iterator[None]:
    """One transaction as `by`: the one the page opened, or one of its own for tests, commands and the demonstration.

    Whoever opens none answers for it that `by` is who they say: there is no page that could ask.
    """
    acting = reader() if connection.in_atomic_block else None
    if acting is not None and acting != (by.pk if by else None):
        raise Refused("act for another")
    with transaction.atomic() if acting is not None else acting_as(by, role, confirmed=True):
        yield


def _ask(record: models.Model, verb: str, by: Any, role: str) -> None:
    policy = policy_of(type(record), role)
    rule = policy.rule_for(verb) if policy else None
    if rule is None or not passing([rule], record, by):
        would = rule is not None and passing([rule], record, by, {CONFIRMED: True})
        raise Unconfirmed(verb, record) if would else Refused(verb, record)


def _do(function: Callable, verb: str, on: type[models.Model] | None, subject: tuple, **given: Any) -> Any:
    try:
        result = function(*subject, **given)
        connection.check_constraints()
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", "") != "42501":
            raise
        refusal = Unconfirmed if on and _waits_for_confirming(on) else Refused
        raise refusal(verb, subject[0] if subject else None, on._meta.label if on else "") from error
    except IntegrityError as error:
        raise Taken("This is already stored, or belongs to something that is not there.") from error
    return result


def _waits_for_confirming(kind: type[models.Model]) -> bool:
    """Whether only who has confirmed may add such a record, and this reader has not."""
    policy = policy_of(kind)
    rule = policy.add if policy else None
    return rule is not None and CONFIRMED in rule.facts() and not confirmed_now()


def _tell(verb: str, act: str, record: models.Model | None, result: Any, given: dict[str, Any]) -> None:
    more = {"fields": sorted(given), "reason": str(given.get("why") or "")}
    if record is not None:
        note(act or "alter", verb, record, **more)
    if isinstance(result, models.Model) and result != record:
        note(act or "collect", verb, result, **more)
