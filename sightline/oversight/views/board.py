"""The live board of a running operation: for its command, not for oversight."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sightline.justice.models import Custody
from sightline.kit.refusals import Refused
from sightline.ledger.finding import find, listed, may, why
from sightline.operations.models import Operation, Target, Tasking
from sightline.oversight.models import Count
from sightline.places.models import Premises
from sightline.visits.models import Visit


def board(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: how the day stands: doors, people made safe, people in custody, on a map and as a list."""
    operation = find(Operation, ref)
    if not may(operation, "count", request.person):
        raise Refused("count", operation)
    doors = _doors(operation)
    held = listed(Custody.objects.filter(operation=operation).order_by("-arrested_at"), asked="custody of an operation")
    given = {
        "operation": operation,
        "doors": doors,
        "done": sum(1 for door in doors if door["state"] == "done"),
        "held": held,
        "safe": Count.objects.filter(operation=operation, measure="people-made-safe").order_by("-counted_at").first(),
        "why": why(operation, request.person),
    }
    return render(request, "oversight/board.html", given)


def _doors(operation: Operation) -> list[dict[str, Any]]:
    """Each tasking with its visit, its place and where it stands, in the order of the day."""
    taskings = listed(
        Tasking.objects.filter(operation=operation).order_by("starts_at"), asked="taskings of an operation"
    )
    visits = {visit.tasking_id: visit for visit in Visit.objects.filter(operation=operation)}
    targets = dict(Target.objects.filter(operation=operation).values_list("pk", "premises_id"))
    premises = Premises.objects.in_bulk(set(targets.values()))
    return [
        _door(tasking, visits.get(tasking.pk), premises.get(targets.get(tasking.target_id))) for tasking in taskings
    ]


def _door(tasking: Tasking, visit: Visit | None, premises: Premises | None) -> dict[str, Any]:
    state, word = _standing(tasking, visit)
    return {"tasking": tasking, "visit": visit, "premises": premises, "state": state, "word": word}


def _standing(tasking: Tasking, visit: Visit | None) -> tuple[str, str]:
    if visit is None:
        return ("called-off", _("Called off")) if tasking.state == "withdrawn" else ("planned", _("Planned"))
    if visit.state == Visit.State.OPEN:
        return "now", _("At the door")
    return "done", visit.get_outcome_display()
