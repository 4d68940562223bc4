"""What is typed and not sent yet, kept at each pause; and the places that half an address may mean."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from sightline.kit.records import facts_of
from sightline.kit.refusals import Refused
from sightline.kit.templatetags.kit import moment
from sightline.ledger.finding import find
from sightline.places.suggesting import suggested
from sightline.reports import actions, danger
from sightline.reports.forms.call import CallForm
from sightline.reports.models import CallDraft, Report

NOT_TYPED = ("csrfmiddlewaretoken", "key", "turn", "report")


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the form of a call as it stands: when it was kept, and how urgent it is by what it says so far."""
    key, desk = key_of(request), desk_of(request.person)
    report = find(Report, request.POST["report"]) if request.POST.get("report") else None
    if key is None:
        raise Refused("keep", kind=CallDraft._meta.label)
    act = {"by": request.person, "at": request.now}
    draft = CallDraft.objects.filter(pk=key).first() or actions.begin_draft(key=key, desk=desk, report=report, **act)
    actions.keep_typed(draft, turn=turn_of(request), typed=typed(request), **act)
    return JsonResponse({"saved": moment(request.now, "time"), **urgency(request, report)})


@require_POST
def place(request: HttpRequest) -> HttpResponse:
    """The places that half an address may mean, among those that the reader may see."""
    words = request.POST.get("q", "").replace("\x00", "")[:200]
    return JsonResponse({"places": suggested(words, request.person)})


def urgency(request: HttpRequest, report: Report | None) -> dict[str, Any]:
    """The level by the rules of danger, with the reason, if it is more than routine."""
    form = CallForm(request.POST, report=report)
    form.is_valid()
    found = danger.level(form.answers())
    return {"level": found.word, "reason": str(found.reasons[0].label) if found.word != "routine" else ""}


def typed(request: HttpRequest) -> dict[str, list[str]]:
    """The answers that say something, by their fields."""
    told = ((name, [value.replace("\x00", "") for value in values if value]) for name, values in request.POST.lists())
    return {name: values for name, values in told if values and name not in NOT_TYPED}


def draft_of(request: HttpRequest) -> CallDraft | None:
    """The draft of the form that was sent, if it was kept before and is the reader's own."""
    key = key_of(request)
    return CallDraft.objects.filter(pk=key, handler=request.person, ended_at=None).first() if key else None


def key_of(request: HttpRequest) -> UUID | None:
    """The key of the draft that a form names; None when it names none."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def fresh_key() -> UUID:
    """A key for a page on which nothing was typed yet."""
    return uuid4()


def turn_of(request: HttpRequest) -> int:
    """Which saving of the page this is."""
    given = request.POST.get("turn", "")
    return min(int(given), 2**31 - 1) if given.isascii() and given.isdigit() else 0


def desk_of(person: Any) -> Any:
    """The desk at which a person takes calls: their own agency, if they are a call handler there."""
    desks = facts_of(person, {("agencies_as", ("call handler",))})["agencies_as", ("call handler",)]
    if person.agency_id not in desks:
        raise Refused("receive", kind=Report._meta.label)
    return person.agency
