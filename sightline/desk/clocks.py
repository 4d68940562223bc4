"""The clocks that run for one reader: people in custody for those who keep them, people in care for their holders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sightline.agencies.models import Person
from sightline.desk.care import casebooks, clocks_of
from sightline.justice.board import areas_kept_by, lines
from sightline.justice.models import Custody
from sightline.kit.clocks import Reading
from sightline.ledger.finding import listed
from sightline.safeguarding.inbox import held


@dataclass(frozen=True)
class Running:
    """One clock that runs, and the record it runs for."""

    reading: Reading
    ref: str
    url: str

    @property
    def link(self) -> SafeString:
        """The record, as the note of the clock."""
        return format_html('<a class="ref" dir="ltr" href="{}">{}</a>', self.url, self.ref)


def running(person: Person, now: datetime) -> list[Running]:
    """Every clock that runs for this person, the one that ends first at the head."""
    clocks = [*custody(person, now), *care(person, now)]
    return sorted(clocks, key=lambda clock: clock.reading.ends_at or now)


def custody(person: Person, now: datetime) -> list[Running]:
    """The nearer of the two clocks of everybody held in an area whose custody this person keeps."""
    areas = areas_kept_by(person)
    if not areas:
        return []
    people = listed(Custody.objects.held().filter(area__in=areas).order_by("arrested_at"), asked="clocks of custody")
    near = [(line.custody, line.due) for line in lines(people, by=person, now=now)]
    return [
        Running(due.reading, one.ref, reverse("justice:custody", args=[one.ref]))
        for one, due in near
        if due is not None
    ]


def care(person: Person, now: datetime) -> list[Running]:
    """The running clocks of everybody whom this person holds."""
    people = listed(held(person).select_related("area"), asked="clocks of people in care", most=50)
    if not people:
        return []
    return [
        Running(reading, book.case.ref, reverse("safeguarding:case", args=[book.case.ref]))
        for book in casebooks(people)
        for reading in clocks_of(book, now)
    ]
