"""The ways an act or a look can fail that are nobody's mistake in the code."""

from __future__ import annotations

from django.db.models import Model


class Refused(Exception):
    """No rule lets this person do this."""

    def __init__(self, verb: str, record: Model | None = None, kind: str = ""):
        self.verb, self.record = verb, record
        self.kind = kind or (record._meta.label if record else "")
        super().__init__(f"{verb}: no rule allows this")


class Unconfirmed(Refused):
    """A rule lets them, once they have confirmed that it is them."""


class WrongStep(Exception):
    """The record has moved on, or is not there yet; somebody else may have been quicker."""

    def __init__(self, verb: str, record: Model):
        self.verb, self.record = verb, record
        super().__init__(f"{verb}: {record._meta.verbose_name} is {getattr(record, 'state', 'elsewhere')}")


class OtherKeys(Exception):
    """The sealing keys of this process are not those of its database; the text says which, and what to do."""


class Unopened(Exception):
    """Sealed text cannot be opened here: its key is missing or another, or somebody changed what was sealed."""
