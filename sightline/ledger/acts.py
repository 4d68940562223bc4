"""`@action`: the only way to write. Permitted, in one transaction, in the ledger, by construction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import connection, models, transaction
from django.db.utils import IntegrityError, ProgrammingError

from sightline.kit.acting import acting_as, confirmed_now, reader_and_role
from sightline.kit.keyring import keyring_for
from sightline.kit.numbers import cited
from sightline.kit.policies import policy_of
from sightline.kit.records import forget_facts, passing, row_and_rules, row_of
from sightline.kit.refusals import Refused, Unconfirmed
from sightline.kit.rules import CONFIRMED
from sightline.ledger.notes import note, note_each
from sightline.ledger.writing import Act, one_act

ACTIONS: dict[str, Callable] = {}


class Taken(Exception):
    """The database refused what was written: a duplicate, a row that is not there, or one that may not be used."""


def action(
    verb: str, *, on: type[models.Model] | None = None, act: str = "", role: str = "sl_staff", each: bool = False
) -> Callable:
    """Make a function an act: `def open_case(encounter, *, by, at, ...)`.

    verb: the rule of the first argument's policy that opens the act; with `on`, the act grows from nothing and the
    database asks that kind's `add` rule. act: the ledger's word, if not "alter" or "collect". each: it gives a list of
    what it stored, and every one of them has an entry of its own. Only keywords follow the record; `by` is the actor
    and `at` the moment. Raises Refused, WrongStep, or Taken.
    """

    def decorate(function: Callable) -> Callable:
        @wraps(function)
        def acted(*subject: models.Model, by: Any, at: datetime, **given: Any) -> Any:
            forget_facts(by)
            with _one_act(by, role), one_act() as doing:
                record = subject[0] if subject else None
                asked = _ask(record, verb, by, role) if record is not None else Asked()
                result = _do(function, verb, on, subject, by=by, at=at, **given)
                _tell(Told(verb, act, role, given, each), record, asked, result, doing)
                forget_facts(by)
                return result

        acted.verb, acted.on, acted.act = verb, on, act  # type: ignore[attr-defined]
        ACTIONS[f"{function.__module__}.{function.__name__}"] = acted
        return acted

    return decorate


@contextmanager
def _one_act(by: Any, role: str) -> Iterator[None]:
    """One transaction as `by`: the one the page opened, or one of its own for tests, commands and the demonstration.

    Whoever opens none answers for it that `by` is who they say: there is no page that could ask.
    """
    acting, through = reader_and_role() if connection.in_atomic_block else (None, "")
    if acting is not None and acting != (by.pk if by else None):
        raise Refused("act for another")
    if acting is not None:
        with transaction.atomic():
            yield
    elif by is None and through == role:  # nobody, as the page said
        with transaction.atomic(), keyring_for(role):
            yield
    else:
        with acting_as(by, role, confirmed=True):
            yield


@dataclass(frozen=True)
class Asked:
    """What the policy answered: the numbers of the rules that let the act through, and the record's row as it stood."""

    rule: str = ""
    row: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """How an act is told in the ledger: its verb, the ledger's word, the role it acts through, what it was given.

    each: every record of the list that it gives is told.
    """

    verb: str
    act: str
    role: str
    given: dict[str, Any]
    each: bool = False

    def rule_to_store(self, model: type[models.Model]) -> str:
        """The numbers of the rules that let in new rows of that kind; empty where a function of the database stores them."""
        policy = policy_of(model, self.role)
        return cited(model, "add", policy.add.arms(), self.role) if policy and policy.add else ""


def _ask(record: models.Model, verb: str, by: Any, role: str) -> Asked:
    policy = policy_of(type(record), role)
    rule = policy.rule_for(verb) if policy else None
    row, holding = row_and_rules(list(rule.arms()), record, by) if rule else ({}, [])
    if not holding:
        would = rule is not None and passing([rule], record, by, {CONFIRMED: True})
        raise Unconfirmed(verb, record) if would else Refused(verb, record)
    return Asked(cited(type(record), verb, holding, role), row)


def _do(function: Callable, verb: str, on: type[models.Model] | None, subject: tuple, **given: Any) -> Any:
    try:
        result = function(*subject, **given)
        _check_now()
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", "") != "42501":
            raise
        refusal = Unconfirmed if on and _waits_for_confirming(on) else Refused
        raise refusal(verb, subject[0] if subject else None, on._meta.label if on else "") from error
    except IntegrityError as error:
        raise Taken("This is already stored, or belongs to something that is not there.") from error
    return result


def _check_now() -> None:
    """What is checked at the end of a transaction is checked here, so that an error comes inside the act."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")


def _waits_for_confirming(kind: type[models.Model]) -> bool:
    """Whether only who has confirmed may add such a record, and this reader has not."""
    policy = policy_of(kind)
    rule = policy.add if policy else None
    return rule is not None and CONFIRMED in rule.facts() and not confirmed_now()


def _tell(told: Told, record: models.Model | None, asked: Asked, result: Any, doing: Act) -> None:
    """One entry for the record, one for what came of it, one for each other kind of record that was written.

    Where the act has a word of its own, such as "disclose", what it stored or changed is told beside it.
    """
    reason = str(told.given.get("why") or "")
    if record is not None:
        was, now = _changed(record, asked.row)
        more = {"fields": sorted({*told.given, *was}), "reason": reason, "was": was, "now": now, "rule": asked.rule}
        note(told.act or "alter", told.verb, record, **more | doing.more)
    made = result if told.each else [result]
    stored = [each for each in made if isinstance(each, models.Model) and each != record]
    if stored:
        rule = told.rule_to_store(type(stored[0]))
        more = {"fields": sorted(told.given), "reason": reason, "rule": rule}
        note_each(told.act or "collect", told.verb, stored, **more | doing.more)
    if told.role != "sl_public":
        known = () if told.act else (record, *stored)
        for act, model, beside in doing.beside(*known):
            note(act, told.verb, rule=told.rule_to_store(model) if act == "collect" else asked.rule, **beside)


def _changed(record: models.Model, was: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns of a record that the act changed, before and after; none when it cannot be seen any more."""
    now = row_of(record)
    names = [name for name in was if name in now and was[name] != now[name]]
    return {name: was[name] for name in names}, {name: now[name] for name in names}
