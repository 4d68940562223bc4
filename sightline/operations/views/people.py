"""Pages: who takes part in an operation, what partners promised, what was decided."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.agencies.models import Person
from sightline.ledger.finding import find, listed, may, why
from sightline.operations import actions
from sightline.operations.forms.leading import AssignForm, DecisionForm, DoneForm, PartnerForm, PromiseForm
from sightline.operations.models import Assignment, Decision, Operation, PartnerAction, PartnerAgency


def to_plan(request: HttpRequest, ref: str) -> Operation:
    """The operation, for who plans it; for others the page does not exist."""
    operation = find(Operation, ref)
    if not may(operation, "plan", request.person):
        raise Http404
    return operation


def decisions(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the decision log, newest first, and a new entry."""
    operation = to_plan(request, ref)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        actions.decide(operation, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:decisions", operation.ref)
    log = Decision.objects.filter(operation=operation).select_related("decided_by").order_by("-decided_at")
    context = {"operation": operation, "form": form, "log": listed(log, asked="decisions")}
    return render(request, "operations/decisions.html", context)


def partners(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the agencies that take part, each with what it promised."""
    operation = find(Operation, ref)
    agencies = PartnerAgency.objects.filter(operation=operation).select_related("agency").order_by("agency__name")
    promised = PartnerAction.objects.filter(operation=operation).select_related("agency").order_by("due_on", "says")
    rows = listed(agencies, asked="partners")
    context = {
        "operation": operation,
        "partners": rows,
        "promises": listed(promised, asked="promises"),
        "mine": request.person.agency_id,
        "planning": may(operation, "plan", request.person),
        "takes_part": request.person.agency_id in {row.agency_id for row in rows},
        "today": request.now.date(),
        "why": why(operation, request.person),
    }
    return render(request, "operations/partners.html", context)


def add_partner(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: name an agency that takes part."""
    operation = to_plan(request, ref)
    form = PartnerForm(request.POST or None, initial={"since": operation.starts_on, "until": operation.ends_on})
    if form.is_valid():
        actions.add_partner(operation, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:partners", operation.ref)
    return render(request, "operations/add_partner.html", {"operation": operation, "form": form})


def promise(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: note what a partner will do; a partner notes its own."""
    operation = find(Operation, ref)
    only = None if may(operation, "plan", request.person) else request.person.agency
    partners = list(PartnerAgency.objects.filter(operation=operation))
    form = PromiseForm(request.POST or None, partners=partners, only=only)
    if form.is_valid():
        actions.promise(operation, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:partners", operation.ref)
    return render(request, "operations/promise.html", {"operation": operation, "form": form})


@require_POST
def kept(request: HttpRequest, ref: str) -> HttpResponse:
    """Note that a promise was kept today."""
    operation = find(Operation, ref)
    form = DoneForm(request.POST, operation=operation, by=request.person)
    if not form.is_valid():
        raise Http404
    today = request.now.date()
    actions.keep_promise(form.cleaned_data["done"], by=request.person, at=request.now, done_on=today)
    return redirect("operations:partners", operation.ref)


def people(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: who has which part, and a part for another person."""
    operation = to_plan(request, ref)
    form = AssignForm(request.POST or None, agencies=agencies_of(operation))
    if form.is_valid():
        actions.assign(operation, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:people", operation.ref)
    parts = Assignment.objects.filter(operation=operation).select_related("person__agency").order_by("part", "since")
    context = {"operation": operation, "form": form, "parts": listed(parts, asked="parts")}
    return render(request, "operations/people.html", context)


def agencies_of(operation: Operation) -> set:
    """The keys of the agencies whose people may have a part: the lead, the partners, the commander's own."""
    partners = PartnerAgency.objects.filter(operation=operation).values_list("agency_id", flat=True)
    own = Person.objects.filter(pk=operation.commander_id).values_list("agency_id", flat=True)
    return {operation.lead_id, *partners, *own}
