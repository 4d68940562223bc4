"""What happened to a record, as lines for its page, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from sightline.agencies.models import Person
from sightline.kit.steps import histories


@dataclass(frozen=True)
class Happened:
    """One line of what happened, as the history component draws it."""

    what: Any
    at: datetime
    by: Person | UUID | None = None
    why: str = ""


def trail() -> list[dict[str, Any]]:
    """Where intelligence stands on the line. Nothing behind it is a link: no page leads back to a report."""
    names = [_("Reports"), _("Intelligence"), _("Operations"), _("Visits")]
    return [{"name": name, "here": number == 1} for number, name in enumerate(names)]


def told_by_steps(records: Sequence[Model], words: dict[str, str]) -> list[Happened]:
    """The steps of records of one kind as lines, each verb in words; one query."""
    if not records:
        return []
    told = histories(type(records[0]), [record.pk for record in records])
    return [Happened(words[step.verb], step.at, step.by, step.why) for steps in told.values() for step in steps]


def with_names(lines: list[Happened]) -> list[Happened]:
    """The same lines with people in place of their keys; one query."""
    people = Person.objects.in_bulk({line.by for line in lines if line.by})
    return [Happened(line.what, line.at, people.get(line.by), line.why) for line in lines]
