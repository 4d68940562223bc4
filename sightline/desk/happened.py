"""What happened today among the records that a reader works with, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.justice.board import areas_kept_by
from sightline.justice.happened import WORDS as IN_CUSTODY
from sightline.justice.models import Custody
from sightline.kit.clocks.deadlines import london_day, start_of_day
from sightline.kit.facts import me
from sightline.kit.steps import histories
from sightline.operations.happened import WORDS as OF_AN_OPERATION
from sightline.operations.models import Operation
from sightline.reports.models import Report
from sightline.reports.words import VERBS as OF_A_REPORT
from sightline.safeguarding.inbox import held, may_do
from sightline.safeguarding.words import STEPS
from sightline.visits.models import Visit

IN_CARE = {verb: words.done for verb, words in STEPS.items()}
AT_THE_DOOR = {"close": _("Visit closed")}
NEWEST = 40  # of each kind: the newest records are looked at


def today(person: Person, now: datetime, most: int = 6) -> list[dict[str, Any]]:
    """The newest steps of the day, as <c-history> draws them."""
    since = start_of_day(london_day(now))
    rows = [row for kind in _kinds(person) for row in _steps(*kind) if since <= row["at"] <= now]
    newest = sorted(rows, key=lambda row: row["at"], reverse=True)[:most]
    names = dict(Person.objects.filter(pk__in={row["by"] for row in newest}).values_list("pk", "name"))
    return [{**row, "by": names.get(row["by"], "")} for row in newest]


def _kinds(person: Person) -> Iterator[tuple[Sequence[Model], Mapping[str, Any], str]]:
    """The records whose steps are news for this reader, the words of their steps, and the page of one."""
    yield list(held(person)[:NEWEST]), IN_CARE, "safeguarding:case"
    areas = areas_kept_by(person)
    custody = Custody.objects.filter(area__in=areas).order_by("-arrested_at")[:NEWEST] if areas else ()
    yield list(custody), IN_CUSTODY, "justice:custody"
    commanded = may_do(Operation.objects.running(), "count", person).order_by("-starts_on")
    yield list(commanded[:NEWEST]), OF_AN_OPERATION, "operations:operation"
    visits = Visit.objects.filter(operation__in=me.operations_as("commander")).order_by("-arrived_at")
    yield list(visits[:NEWEST]), AT_THE_DOOR, "visits:visit"
    mine = Report.objects.filter(taken_by=person.pk).order_by("-taken_at")
    yield list(mine[:NEWEST]), OF_A_REPORT, "reports:report"


def _steps(records: Sequence[Any], words: Mapping[str, Any], page: str) -> Iterator[dict[str, Any]]:
    if not records:
        return
    taken = histories(type(records[0]), [record.pk for record in records])
    for record in records:
        link = format_html('<a class="ref" dir="ltr" href="{}">{}</a>', reverse(page, args=[record.ref]), record.ref)
        for step in taken.get(record.pk, ()):
            yield {"what": format_html("{}: {}", words.get(step.verb, step.verb), link), "at": step.at, "by": step.by}
