"""Who has looked at a record, when, in which role, why and by which rule: from the ledger, without any content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.clocks.deadlines import LONDON
from sightline.kit.vocabulary import says
from sightline.ledger.models import Entry
from sightline.sharing.models.sights import REASONS

ACTS: dict[str, Promise] = {
    "consult": _("Looked"),
    "collect": _("Wrote down"),
    "alter": _("Changed"),
    "disclose": _("Gave out"),
    "transfer": _("Sent to another agency"),
    "combine": _("Joined"),
    "erase": _("Erased"),
    "grant": _("Gave a role"),
    "revoke": _("Ended a role"),
    "approve": _("Approved"),
    "refuse": _("Was refused"),
}
MOST = 500
HEADING = ("when", "who", "agency", "roles", "what", "of what", "reason", "rule", "fields", "outcome")


@dataclass(frozen=True)
class Look:
    """One entry as the auditor reads it: names of people and fields, never a value."""

    entry: Entry
    who: str
    agency: str
    kind: Any

    @property
    def what(self) -> Promise | str:
        """The act in words."""
        return ACTS.get(self.entry.act, self.entry.act)

    @property
    def why(self) -> str:
        """The code of the reason in words, and what was written beside it; empty where none was asked for."""
        code = says(REASONS, self.entry.code) if self.entry.code else ""
        return ": ".join(str(part) for part in (code, self.entry.reason) if part)

    def cells(self) -> list[str]:
        """The look as a row of a table that leaves the house."""
        entry = self.entry
        at = entry.at.astimezone(LONDON).isoformat(timespec="seconds")
        roles, fields = "; ".join(entry.roles), "; ".join(entry.fields)
        what = f"{entry.act}: {entry.verb}"
        return [at, self.who, self.agency, roles, what, str(self.kind), self.why, entry.rule, fields, entry.outcome]


def entries_about(keys: Iterable[UUID], since: date | None = None, act: str = "") -> QuerySet[Entry]:
    """The entries about these records from a day on, the newest first."""
    found = Entry.objects.filter(record__in=list(keys)).order_by("-at", "id")
    if since:
        found = found.filter(at__gte=datetime.combine(since, time.min, LONDON))
    return found.filter(act=act) if act else found


def told(entries: Sequence[Entry]) -> list[Look]:
    """The same with the names of people and agencies from the open directory, in two queries."""
    people = dict(Person.objects.filter(pk__in={each.actor for each in entries}).values_list("pk", "name"))
    agencies = dict(Agency.objects.filter(pk__in={each.agency for each in entries}).values_list("pk", "name"))
    return [
        Look(each, people.get(each.actor, ""), agencies.get(each.agency, ""), kind_in_words(each.kind))
        for each in entries
    ]


def kind_in_words(label: str) -> Any:
    """A kind of record as people call it; its label where no such kind is left."""
    try:
        return apps.get_model(label)._meta.verbose_name
    except (LookupError, ValueError):
        return label


def agencies_and_roles(looks: Iterable[Look]) -> list[tuple[str, str, date, int]]:
    """What a person in care is told: which agency, in which role, last on which day, how often. No officer's name."""
    found: dict[tuple[str, str], list[date]] = {}
    for look in looks:
        key = (look.agency, ", ".join(look.entry.roles))
        found.setdefault(key, []).append(look.entry.at.astimezone(LONDON).date())
    return sorted((agency, roles, max(days), len(days)) for (agency, roles), days in found.items())


def lookers_of(case: Model) -> list[tuple[str, str, datetime, int]]:
    """Who looked at a person in care, for its holder: agency, roles, when last and how often; no officer."""
    with connection.cursor() as cursor:
        cursor.execute("select agency, roles, last, times from priv.lookers_of_case(%s)", [case.pk])
        rows = cursor.fetchall()
    names = dict(Agency.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", "name"))
    return [(names.get(agency, ""), ", ".join(roles), last, times) for agency, roles, last, times in rows]
