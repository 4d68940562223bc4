"""What partners' programs reach: the same engine as the partner's form, answered as JSON. See `describing`."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from sightline.kit.records import facts_of
from sightline.kit.refusals import Refused
from sightline.ledger.finding import find, listed
from sightline.reports import describing, importing
from sightline.reports.models import Report
from sightline.reports.tables import as_text

PARTNER = ("agencies_as", ("visiting partner",))


class NotRead(ValueError):
    """What was sent is not what the description asks for; the text says why."""


def description(request: HttpRequest) -> HttpResponse:
    """How a program talks to us."""
    return only("GET", request) or JsonResponse(describing.description())


def reports(request: HttpRequest) -> HttpResponse:
    """Send one report, or see where our newest stand."""
    if request.method == "POST":
        return send(request)
    return only("GET", request) or JsonResponse({"reports": [standing(each) for each in newest(request)]})


def send(request: HttpRequest) -> HttpResponse:
    """One report: 201 when it is new, 200 when it was here, 422 when something in it is wrong."""
    try:
        row = read(request)
    except NotRead as trouble:
        return wrong(400, str(trouble))
    answer = rows_answered(request, [row])[0]
    status = {"stored": 201, "refused": 422}.get(answer["outcome"], 200)
    return JsonResponse(answer, status=status)


def several(request: HttpRequest) -> HttpResponse:
    """Several reports, each answered; a bad one never blocks the others."""
    if refused := only("POST", request):
        return refused
    try:
        rows = read(request).get("reports")
    except NotRead as trouble:
        return wrong(400, str(trouble))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return wrong(400, "Send an object whose “reports” is a list of objects.")
    if not 0 < len(rows) <= describing.MOST:
        return wrong(422, f"Send between 1 and {describing.MOST} at once.")
    return JsonResponse({"rows": rows_answered(request, rows)})


def one(request: HttpRequest, ref: str) -> HttpResponse:
    """Where one of our own reports stands."""
    return only("GET", request) or JsonResponse(standing(find(Report, ref)))


def newest(request: HttpRequest) -> list[Report]:
    """The reports that the program's agency sent, the newest first."""
    mine = Report.objects.filter(partner=request.person.agency_id).order_by("-received_at")
    return listed(mine, asked="reports we sent")


def rows_answered(request: HttpRequest, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What became of each, as the description says it."""
    if request.person.agency_id not in facts_of(request.person, {PARTNER})[PARTNER]:
        raise Refused("receive", kind=Report._meta.label)
    act = {"partner": request.person.agency, "by": request.person, "at": request.now}
    answers = importing.bring_in([as_text(row) for row in rows], **act)
    return [as_json(answer, row) for answer, row in zip(answers, rows, strict=True)]


def as_json(answer: importing.Answer, row: dict[str, Any]) -> dict[str, Any]:
    """One answer. Rows count from 1, as in a list."""
    return {
        "row": answer.row - 1,
        "partner_reference": answer.reference,
        "outcome": answer.outcome,
        "reference": answer.report.ref if answer.report else None,
        "wrong": [{"field": name.removeprefix("__all__"), "reason": reason} for name, reason in answer.wrong],
        "ignored": sorted(as_text(dict.fromkeys(row.keys() - set(importing.COLUMNS)))),
    }


def standing(report: Report) -> dict[str, Any]:
    """Where a report stands, and nothing of what it holds."""
    names = ("partner_reference", "state")
    told = {name: getattr(report, name) for name in names}
    return {"reference": report.ref, "received_at": report.received_at.isoformat(), **told}


def read(request: HttpRequest) -> dict[str, Any]:
    """The object that was sent. Raises NotRead."""
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as trouble:
        raise NotRead("This is not JSON in UTF-8.") from trouble
    if not isinstance(sent, dict):
        raise NotRead("Send an object.")
    return sent


def only(method: str, request: HttpRequest) -> HttpResponse | None:
    """A refusal of any other method than that one."""
    if request.method == method:
        return None
    return wrong(405, "That cannot be done here.", Allow=method)


def wrong(status: int, words: str, **headers: str) -> JsonResponse:
    """An answer that says what is wrong with the whole of what was sent."""
    return JsonResponse({"wrong": [{"field": "", "reason": words}]}, status=status, headers=headers)
