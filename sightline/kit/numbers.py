"""Numbers of rules: each way in has one, given once and never again, in the papers, on the pages and in the ledger.

A way in is one arm of the rule of one verb on one kind of record, for one database role. `sightline policies docs`
gives the next number to what has none; the line of a rule that is gone stays, so that an old ledger can be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.db.models import Model

from sightline.kit.apply import our_models
from sightline.kit.policies import POLICIES, Policy
from sightline.kit.rules import Rule


class Way(NamedTuple):
    """One way in, by names: the kind of record, the database role, the verb, the arm."""

    kind: str
    role: str
    verb: str
    arm: str


class Standing(NamedTuple):
    """One way in as the rules have it today."""

    model: type[Model]
    policy: type[Policy]
    verb: str
    arm: Rule

    @property
    def way(self) -> Way:
        """Its names."""
        return Way(self.model._meta.label, self.policy.role, self.verb, self.arm.name)

    @property
    def doing(self) -> str:
        """The verb as it is read: "raise concern"."""
        return self.verb.replace("_", " ")

    @property
    def number(self) -> int:
        """Its number; 0 when none has been given yet."""
        return given().get(self.way, 0)


def number(model: type[Model], verb: str, arm: Rule, role: str = "sl_staff") -> int:
    """The number of one arm of the rule that opens a verb; 0 when none has been given yet."""
    return given().get(Way(model._meta.label, role, verb, arm.name), 0)


def cited(model: type[Model], verb: str, arms: Iterable[Rule], role: str = "sl_staff") -> str:
    """The numbers of the arms that held, as the ledger keeps them: "41, 43"; empty when none has a number."""
    return ", ".join(str(found) for arm in arms if (found := number(model, verb, arm, role)))


@cache
def given() -> dict[Way, int]:
    """The numbers given so far."""
    lines = settings.RULE_NUMBERS.read_text().splitlines()
    return {Way(*names): int(first) for first, *names in (line.split("\t") for line in lines)}


def standing() -> Iterator[Standing]:
    """Every way in that the rules have today, kind by kind: see, add, never, then the other verbs by name."""
    for model in our_models():
        for (owner, _), policy in sorted(POLICIES.items(), key=lambda entry: entry[0][1]):
            if owner is model:
                for verb, rule in spoken(policy):
                    yield from (Standing(model, policy, verb, arm) for arm in rule.arms())


def spoken(policy: type[Policy]) -> Iterator[tuple[str, Rule]]:
    """The verbs of a policy with their rules: see, add, never, then the others by name."""
    for verb in ("see", "add", "never"):
        if rule := policy.rule_for(verb):
            yield verb, rule
    yield from sorted(policy.verbs().items())


def register() -> str:
    """The register with a number for every way in: what has none gets the next."""
    known = dict(given())
    for each in standing():
        known.setdefault(each.way, max(known.values(), default=0) + 1)
    return "".join("\t".join([str(found), *way]) + "\n" for way, found in known.items())
