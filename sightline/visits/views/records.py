"""Pages of visits at a desk: what waits, all visits, one visit."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.facts import me
from sightline.ledger.finding import find, listed, may, why
from sightline.operations.models import Operation, Tasking, Team
from sightline.visits.happened import happened_on
from sightline.visits.models import (
    Arrest,
    AwarenessGiven,
    Encounter,
    Escalation,
    IndicatorSeen,
    Intervention,
    OfAVisit,
    Visit,
)
from sightline.visits.reporting import may_report

CHIPS = [
    ("", _("All")),
    ("open", _("At the door")),
    ("raised", _("Raised or brought down")),
    ("again", _("Visit again")),
    ("victims", _("Potential victims found")),
]


def index(request: HttpRequest) -> HttpResponse:
    """Page: people of concern and arrests that wait, and the visits this reader may see."""
    person, show = request.person, request.GET.get("show", "")
    visits = Visit.objects.readable(by=person).showing(show).order_by("-arrived_at", "pk")
    page = Paginator(visits, 50).get_page(request.GET.get("page"))
    people = Encounter.objects.readable(by=person).waiting().order_by("met_at")
    arrests = Arrest.objects.readable(by=person).waiting().select_related("arrested_by").order_by("arrested_at")
    context = {
        "people": listed(people, asked="people of concern who wait"),
        "arrests": listed(arrests, asked="arrests that wait"),
        "visits": listed(page.object_list, asked="visits", typed=[show]),
        "page": page,
        "show": show,
        "chips": CHIPS,
        "in_the_field": may_report(person),
        "on_a_team": Tasking.objects.filter(team__in=me.teams).exists(),
    }
    return render(request, "visits/index.html", context)


def visit(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one visit, as far as this reader may know it."""
    found = find(Visit, ref)
    escalations = of(found, Escalation, request.person, "recorded_by").order_by("happened_at")
    context = {
        "visit": found,
        "operation": Operation.objects.filter(pk=found.operation_id).first(),
        "team": Team.objects.filter(pk=found.team_id).first(),
        "happened": happened_on(found, escalations),
        "may_record": may(found, "record", request.person),
        "may_report": may_report(request.person),
        "why": why(found, request.person),
        **recorded(found, request.person),
    }
    return render(request, "visits/visit.html", context)


def recorded(visit: Visit, person: Person) -> dict[str, Any]:
    """What was recorded on a visit, each list as far as this reader may see it."""
    people = of(visit, Encounter, person).order_by("met_at")
    return {
        "people": listed(people, asked="people met on a visit"),
        "signs": of(visit, IndicatorSeen, person, "recorded_by").order_by("recorded_at"),
        "interventions": of(visit, Intervention, person, "recorded_by").order_by("happened_at"),
        "awareness": of(visit, AwarenessGiven, person).order_by("recorded_at"),
        "arrests": listed(of(visit, Arrest, person, "arrested_by").order_by("arrested_at"), asked="arrests on a visit"),
    }


def of(visit: Visit, model: type[OfAVisit], person: Person, *names: str) -> Any:
    """The rows of one kind that belong to a visit and that this reader may read, with the names of some people."""
    rows = model.objects.readable(by=person).filter(visit=visit)
    return rows.select_related(*names) if names else rows  # without names it would join rows that are hidden
