"""The live board of a running operation: for its command, not for oversight."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sightline.justice.models import Custody
from sightline.kit.refusals import Refused
from sightline.ledger.finding import find, listed, may, why
from sightline.operations.models import Operation
from sightline.oversight.doors import doors_of, map_of, outcomes, standing
from sightline.oversight.models import Count


def board(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: how the day stands: doors, people made safe, people in custody, on a map and as a list."""
    operation = find(Operation, ref)
    if not may(operation, "count", request.person):
        raise Refused("count", operation)
    doors = doors_of(operation)
    arrested = Custody.objects.filter(operation=operation).order_by("-arrested_at")
    held = listed(arrested, asked="custody of an operation")
    given = {
        "operation": operation,
        "doors": doors,
        "done": sum(door.is_done for door in doors),
        "map": map_of(operation, doors),
        "standing": standing(doors),
        "held": held,
        "outcomes": outcomes(held),
        "safe": Count.objects.filter(operation=operation, measure="people-made-safe").order_by("-counted_at").first(),
        "why": why(operation, request.person),
    }
    return render(request, "oversight/board.html", given)
