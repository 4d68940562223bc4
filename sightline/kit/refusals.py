"""The two ways an act can fail that are nobody's mistake in the code."""

from __future__ import annotations

from django.db.models import Model


class Refused(Exception):
    """No rule lets this person do this."""

    def __init__(self, verb: str, record: Model | None = None, kind: str = ""):
        self.verb, self.record = verb, record
        self.kind = kind or (record._meta.label if record else "")
        super().__init__(f"{verb}: no rule allows this")


class WrongStep(Exception):
    """The record has moved on, or is not there yet; somebody else may have been quicker."""

    def __init__(self, verb: str, record: Model):
        self.verb, self.record = verb, record
        super().__init__(f"{verb}: {record._meta.verbose_name} is {getattr(record, 'state', 'elsewhere')}")
