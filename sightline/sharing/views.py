"""Pages: all agreements, one, a new one or a next version, and its end.

An agreement holds by the real day, whatever day a story stands at: so these pages ask the real clock.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from sightline.agencies.models import Person
from sightline.agencies.trail import happened
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.kit.vocabulary import load
from sightline.ledger.finding import find, listed, may, why
from sightline.sharing import actions
from sightline.sharing.covering import fields_of
from sightline.sharing.forms import AgreementForm, AmendForm, WhyForm
from sightline.sharing.models import Agreement


def index(request: HttpRequest) -> HttpResponse:
    """Page: what waits for approval, what holds today, and what has ended."""
    agreements = Agreement.objects.readable(by=request.person).prefetch_related("parties__agency").order_by("title")
    rows = listed(agreements, asked="sharing agreements")
    today = localdate()
    context = {
        "waiting": [row for row in rows if row.state in ("drafted", "approved")],
        "holding": [row for row in rows if row.holds_on(today)],
        "coming": [row for row in rows if row.state == "in-force" and row.starts_on > today],
        "over": [row for row in rows if row.state == "ended" or (row.state == "in-force" and row.ends_on < today)],
        "audits": _audits(request.person),
    }
    return render(request, "sharing/index.html", context)


def draft(request: HttpRequest) -> HttpResponse:
    """Page: write an agreement down that its parties have signed."""
    if not _audits(request.person):
        raise Http404
    form = AgreementForm(request.POST or None)
    if form.is_valid():
        given = {"terms": form.terms(), "signatures": form.signatures()}
        made = actions.draft(by=request.person, at=request.now, **given)
        return redirect("sharing:agreement", made.ref)
    return render(request, "sharing/draft.html", {"form": form})


def agreement(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one agreement: its parties, what it opens field by field, and who approved it."""
    record = find(Agreement, ref)
    known, today = load("sharing/kinds"), localdate()
    context = {
        "agreement": record,
        "parties": record.parties.select_related("agency").order_by("agency__name"),
        "kinds": [(known[kind], _of(record.fields, [kind])) for kind in record.kinds],
        "later": sorted(set(fields_of(record.kinds)) - set(record.fields)),
        "before": Agreement.objects.filter(pk=record.replaces_id).first(),
        "after": Agreement.objects.filter(replaces=record).exclude(state="withdrawn").first(),
        "holds": record.holds_on(today),
        "over": record.ends_on < today,
        "can": {verb: may(record, verb, request.person) for verb in ("approve", "confirm", "withdraw", "end")},
        "amends": record.state == "in-force" and may(record, "amend", request.person),
        "happened": happened(record),
        "why": why(record, request.person),
    }
    return render(request, "sharing/agreement.html", context)


def amend(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the next version."""
    record = find(Agreement, ref)
    if not may(record, "amend", request.person):
        raise Http404
    form = AmendForm(request.POST or None, amends=record)
    if form.is_valid():
        given = {"terms": form.terms(), "signatures": form.signatures()}
        made = actions.amend(record, by=request.person, at=request.now, **given)
        return redirect("sharing:agreement", made.ref)
    return render(request, "sharing/draft.html", {"form": form, "agreement": record})


@require_POST
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """Approve: the first time by one auditor, the second time by another."""
    record = find(Agreement, ref)
    step = actions.confirm if record.state == Agreement.State.APPROVED else actions.approve
    step(record, by=request.person, at=request.now)
    return redirect("sharing:agreement", record.ref)


def end(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: end it before its last day, or drop the draft, with the reason."""
    record = find(Agreement, ref)
    step = actions.end if may(record, "end", request.person) else actions.withdraw
    if not may(record, step.verb, request.person):
        raise Http404
    form = WhyForm(request.POST or None)
    if form.is_valid():
        step(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("sharing:agreement", record.ref)
    return render(request, "sharing/end.html", {"form": form, "agreement": record, "ending": step is actions.end})


def _audits(person: Person) -> bool:
    return bool(facts_of(person, {me.audits.key})[me.audits.key])


def _of(fields: list[str], kinds: list[str]) -> list[str]:
    """Those of the fields that belong to these kinds, in words."""
    return [name for name in fields if name in set(fields_of(kinds))]
