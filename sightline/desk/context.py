"""The story line of the masthead: the stations that a reader's roles use, and what waits at each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.functions import Now
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sightline.agencies.models import Grant, Role
from sightline.desk.waiting import Waiting


@dataclass(frozen=True)
class Station:
    """One station of the story: its first page, the apps whose pages stand at it, the roles that use it."""

    code: str
    name: Promise
    url_name: str
    apps: tuple[str, ...]
    roles: frozenset[str]


FIELD = {Role.VISITING_OFFICER, Role.VISITING_PARTNER}
CARE = {Role.COORDINATOR, Role.PLACEMENT, Role.SUPPORT_WORKER}
STATIONS = [
    Station(
        "reports",
        gettext_lazy("Reports"),
        "reports:queue",
        ("reports",),
        frozenset({Role.CALL_HANDLER, Role.VISITING_PARTNER}),
    ),
    Station(
        "intelligence",
        gettext_lazy("Intelligence"),
        "intelligence:inbox",
        ("intelligence", "places"),
        frozenset({Role.ANALYST, Role.COMMANDER}),
    ),
    Station(
        "operations",
        gettext_lazy("Operations"),
        "operations:index",
        ("operations",),
        frozenset({Role.COMMANDER, Role.ANALYST, *FIELD}),
    ),
    Station(
        "visits",
        gettext_lazy("Visits"),
        "visits:index",
        ("visits",),
        frozenset({Role.COMMANDER, Role.ANALYST, Role.COORDINATOR, *FIELD}),
    ),
    Station(
        "safe",
        gettext_lazy("Safe"),
        "safeguarding:index",
        ("safeguarding",),
        frozenset({*CARE, *FIELD, Role.INVESTIGATOR}),
    ),
    Station(
        "justice",
        gettext_lazy("Justice"),
        "justice:board",
        ("justice",),
        frozenset({Role.INVESTIGATOR, Role.COMMANDER}),
    ),
    Station(
        "figures",
        gettext_lazy("Figures"),
        "oversight:index",
        ("oversight",),
        frozenset({Role.COMMANDER, Role.COORDINATOR, Role.OVERSIGHT, Role.AUDITOR}),
    ),
    Station(
        "awareness",
        gettext_lazy("Awareness"),
        "awareness:index",
        ("awareness",),
        frozenset({Role.AWARENESS, Role.ANALYST, Role.COMMANDER, Role.AUDITOR}),
    ),
    Station("trust", gettext_lazy("Trust"), "trust:first", ("trust",), frozenset({Role.AUDITOR, Role.OVERSIGHT})),
]


def story(request: HttpRequest) -> dict[str, Any]:
    """The stations of the reader, and where to look something up; nothing for who is not signed in."""
    person = getattr(request, "person", None)
    if person is None:
        return {}
    here = request.resolver_match.app_name if request.resolver_match else ""
    waiting = waiting_for(request)
    stations = [_drawn(station, waiting, here) for station in stations_of(person)]
    return {"story": stations, "find_url": reverse("desk:find")}


def waiting_for(request: HttpRequest) -> Waiting:
    """What waits for the reader of this request; counted once for the page and its story line."""
    if not hasattr(request, "waiting"):
        request.waiting = Waiting(request.person, request.now)  # type: ignore[attr-defined]
    return request.waiting  # type: ignore[attr-defined]


def stations_of(person: Any) -> list[Station]:
    """The stations that the roles of this person use."""
    held = Grant.objects.filter(person=person.pk).filter(Q(until=None) | Q(until__gt=Now()))
    roles = set(held.values_list("role", flat=True))
    return [station for station in STATIONS if station.roles & roles]


def _drawn(station: Station, waiting: Waiting, here: str) -> dict[str, Any]:
    return {
        "name": station.name,
        "url": reverse(station.url_name),
        "waiting": in_words(waiting, station.code),
        "here": here in station.apps,
    }


def in_words(waiting: Waiting, station: str) -> str:
    """What waits at a station: "2 to take over"; "5 wait for you" where it is of several kinds."""
    full = [(inbox, number) for inbox, number in waiting.inboxes if inbox.station == station]
    if len(full) == 1:
        inbox, number = full[0]
        return inbox.short % {"n": number}
    number = sum(inbox.things(number) for inbox, number in full)
    return _("%(n)s wait for you") % {"n": number} if number else ""
