"""The call handler's page: kept from the first key, stored from the first thing heard, and again with every line."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.kit.refusals import WrongStep
from sightline.kit.vocabulary import load
from sightline.ledger.finding import find, listed, may, why
from sightline.reports import actions, receipts
from sightline.reports.forms.call import CallForm, FactsForm
from sightline.reports.forms.questions import in_words
from sightline.reports.models import Call, CallDraft, CallNote, HandOver, Report
from sightline.reports.views.drafts import desk_of, draft_of, fresh_key, key_of
from sightline.reports.words import because, heading, reasons, tags

LATELY = timedelta(hours=1)
ENDS = {"yes": Call.Ended.AGREED, "left": Call.Ended.LEFT, "cut": Call.Ended.CUT_OFF}


def begin(request: HttpRequest) -> HttpResponse:
    """Page: a caller is speaking; nothing becomes a report before the first line."""
    desk = desk_of(request.person)
    form, facts = CallForm(request.POST or None), FactsForm(request.POST or None)
    if form.is_valid() and facts.is_valid():
        told = form.answers()
        report = actions.receive(by=request.person, at=request.now, desk=desk, door=Report.Door.CALL, **told)
        draft = draft_of(request)
        started = draft.begun_at if draft else request.now
        call = actions.begin_call(report, by=request.person, at=request.now, started_at=started)
        return keep(request, report, call, form, facts)
    return render(request, "reports/call.html", page(request, form, facts) | {"broken": broken_off(request)})


def calling(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the same call, with what was heard so far."""
    report = find(Report, ref)
    if not may(report, "hear", request.person) or not report.is_open:
        raise WrongStep("hear", report)
    call = Call.objects.filter(report=report, handler=request.person, ended_at=None).order_by("-started_at").first()
    form, facts = CallForm(request.POST or None, report=report), FactsForm(request.POST or None, call=call)
    if form.is_valid() and facts.is_valid():
        actions.hear(report, by=request.person, at=request.now, **form.answers())
        call = call or actions.begin_call(report, by=request.person, at=request.now)
        return keep(request, report, call, form, facts)
    draft = CallDraft.objects.filter(report=report, handler=request.person).unfinished().first()
    if draft and not request.POST:
        form.take_up(draft.answers)
        facts.take_up(draft.answers)
    return render(request, "reports/call.html", page(request, form, facts, draft) | heard(request, report, call))


def resume(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: a call that was not finished, as it was typed; a colleague's is first picked up."""
    draft = find(CallDraft, ref)
    if draft.handler_id != request.person.pk:
        if request.method != "POST":
            return render(request, "reports/draft.html", {"draft": draft, "now": request.now})
        actions.pick_up(draft, by=request.person, at=request.now)
    if draft.report:
        return redirect("reports:calling", draft.report.ref)
    if request.method == "POST":
        return redirect("reports:draft", draft.ref)
    form, facts = CallForm(), FactsForm()
    form.take_up(draft.answers)
    facts.take_up(draft.answers)
    return render(request, "reports/call.html", page(request, form, facts, draft))


@require_POST
def again(request: HttpRequest, ref: str) -> HttpResponse:
    """The caller who hung up is on the line again: a second call about the same report."""
    report = find(Report, ref)
    if not may(report, "hear", request.person) or not report.is_open:
        raise WrongStep("hear", report)
    actions.begin_call(report, by=request.person, at=request.now)
    return redirect("reports:calling", report.ref)


def keep(request: HttpRequest, report: Report, call: Call, form: CallForm, facts: FactsForm) -> HttpResponse:
    """The line that was written, how to call back, how the call goes; the draft is empty again. Then on."""
    told, act = form.cleaned_data, {"by": request.person, "at": request.now}
    if told["line"]:
        actions.write_down(report, basis=told["basis"] or CallNote.Basis.SAID, text=told["line"], **act)
    if told["reach"]:
        contact = {"reach": told["reach"], "when_safe": told["when_safe"], "name": told["callback_name"]}
        actions.note_contact(report, **contact, **act)
    if facts.facts:
        actions.note_call(call, **act, **facts.facts)
    if request.POST.get("hand_over") in HandOver.To.values:
        actions.hand_over(report, to=request.POST["hand_over"], **act)
    finish_draft(request, report)
    return onward(request, report, call)


def finish_draft(request: HttpRequest, report: Report) -> None:
    """Nothing of the form waits any more; a saving that is still under way finds its draft ended."""
    key, act = key_of(request), {"by": request.person, "at": request.now}
    if key and not CallDraft.objects.filter(pk=key).exists():
        actions.begin_draft(key=key, desk=report.desk, report=report, **act)
    if draft := draft_of(request):
        actions.end_draft(draft, **act)


def onward(request: HttpRequest, report: Report, call: Call) -> HttpResponse:
    """Back to the call; to the report when it has ended; to an empty page when the caller may ring again."""
    ended = ENDS.get(request.POST.get("end", ""))
    if ended is None:
        return redirect("reports:calling", report.ref)
    actions.end_call(call, by=request.person, at=request.now, ended=ended)
    return redirect("reports:report", report.ref) if ended == Call.Ended.AGREED else redirect("reports:call")


def page(request: HttpRequest, form: CallForm, facts: FactsForm, draft: CallDraft | None = None) -> dict[str, Any]:
    """What the page needs whether the call is stored or not."""
    words = [word for entry in load("reports/danger_words").values() for word in entry.get("words")]
    key = draft.pk if draft else key_of(request) or fresh_key()
    return {"form": form, "facts": facts, "key": key, "danger_words": words, "now": request.now}


def broken_off(request: HttpRequest) -> dict[str, Any]:
    """Calls of this handler that broke off within the hour, the youngest first, and drafts that were never sent."""
    mine = Call.objects.filter(handler=request.person, ended__in=[Call.Ended.LEFT, Call.Ended.CUT_OFF])
    lately = mine.filter(ended_at__gte=request.now - LATELY).order_by("-ended_at").select_related("report")
    calls = [call for call in listed(lately, asked="calls that broke off", most=4) if call.report.is_open]
    waiting = CallDraft.objects.readable(by=request.person).unfinished().exclude(pk=key_of(request))
    return {"calls": calls, "drafts": listed(waiting, asked="drafts of calls", most=4)}


def calls_of(report: Report) -> list[dict[str, Any]]:
    """The calls about a report in their order, each with what its handler wrote down of how it went."""
    calls = Call.objects.filter(report=report).select_related("handler").order_by("started_at", "pk")
    return [{"call": call, "facts": facts_of_call(call)} for call in listed(calls, asked="calls of a report")]


def facts_of_call(call: Call) -> list[tuple[str, str]]:
    """What is known of a call, as its form asks it and as it was answered; nothing of what was left out."""
    fields = FactsForm(call=call).fields
    answered = [
        (field.label, in_words(field, getattr(call, name))) for name, field in fields.items() if getattr(call, name)
    ]
    return [(str(label), words) for label, words in answered if words]


def handed_on(report: Report) -> list[HandOver]:
    """To whom the caller was given, when and by whom."""
    handed = HandOver.objects.filter(report=report).select_related("by").order_by("at", "pk")
    found: list[HandOver] = listed(handed, asked="hand-overs of a report")
    return found


def heard(request: HttpRequest, report: Report, call: Call | None) -> dict[str, Any]:
    """What the page shows of a call that is stored."""
    notes = listed(CallNote.objects.filter(report=report).order_by("at").select_related("by"), asked="notes of a call")
    code = receipts.grouped(receipts.code_of(report.call_key))
    return {
        "report": report,
        "call": call,
        "calls": Call.objects.filter(report=report).count(),
        "handed": handed_on(report),
        "heading": heading(report),
        "reasons": reasons(report),
        "heard": list(tags(report)),
        "notes": notes,
        "saved_at": notes[-1].at if notes else report.received_at,
        "contacts": report.contacts.count(),
        "code": code,
        "code_groups": code.split(),
        "why": because(why(report, request.person)),
    }
