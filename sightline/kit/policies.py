"""Policies: which rule opens which verb on which record, for which database role."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Model

from sightline.kit.rules import Rule

POLICIES: dict[tuple[type[Model], str], type[Policy]] = {}


class Policy:
    """What one database role may see and do with one kind of record.

    see: who may read a row. add: who may store one. never: whom no other rule can let in. Any other rule is a verb:
    a step of the model, or `rule.setting("column", ...)` for a change that is no step. No rule means nobody.
    shares: the kind of record that an agreement names to share it between agencies; without one it stays at its own.
    """

    model: ClassVar[type[Model]]
    role: ClassVar[str] = "sl_staff"
    shares: ClassVar[str] = ""
    see: ClassVar[Rule | None] = None
    add: ClassVar[Rule | None] = None
    never: ClassVar[Rule | None] = None

    def __init_subclass__(cls) -> None:
        if (cls.model, cls.role) in POLICIES:
            raise TypeError(f"{cls.model.__name__} already has a policy for {cls.role}")
        POLICIES[cls.model, cls.role] = cls
        for name, value in [*vars(cls).items()]:
            if isinstance(value, Rule):
                setattr(cls, name, value.about(cls.shares))

    @classmethod
    def verbs(cls) -> dict[str, Rule]:
        """The rules of this policy that are verbs, by name."""
        return {name: value for name, value in vars(cls).items() if isinstance(value, Rule) and name not in RESERVED}

    @classmethod
    def changes(cls) -> dict[str, Rule]:
        """The verbs that change the row itself: its steps, and rules that set columns."""
        steps = getattr(cls.model, "STEPS", {})
        return {name: verb for name, verb in cls.verbs().items() if name in steps or verb.fields}

    @classmethod
    def columns(cls) -> list[str]:
        """The columns that any verb may change, in order."""
        steps: dict[str, Any] = getattr(cls.model, "STEPS", {})
        names = {field for verb in cls.changes().values() for field in verb.fields}
        for name in cls.changes().keys() & steps.keys():
            names |= {"state", *steps[name].sets}
        return sorted(str(cls.model._meta.get_field(name).column) for name in names)

    @classmethod
    def rule_for(cls, verb: str) -> Rule | None:
        """The rule that opens a verb, or None when nobody may."""
        found = getattr(cls, verb, None)
        return found if isinstance(found, Rule) else None


RESERVED = {"see", "add", "never"}


def policy_of(model: type[Model], role: str = "sl_staff") -> type[Policy] | None:
    """The policy of a kind of record for a role, or None: then nobody may anything."""
    return POLICIES.get((model._meta.concrete_model or model, role))
