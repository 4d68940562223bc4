"""Pages: the investigations that are mine to work on, one of them, its people, suspects and orders."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from sightline.justice import actions
from sightline.justice.board import areas_kept_by
from sightline.justice.forms.cases import OpenForm, OrderForm, StaffForm, SuspectForm, WhyForm
from sightline.justice.happened import happened
from sightline.justice.models import Custody, Investigation, Investigator, Order, Suspect
from sightline.ledger.finding import find, listed, may, why
from sightline.operations.models import Operation


def to(verb: str, request: HttpRequest, ref: str) -> Investigation:
    """The investigation, for who may do this with it now; for others the page does not exist."""
    record = find(Investigation, ref)
    if not may(record, verb, request.person):
        raise Http404
    return record


def index(request: HttpRequest) -> HttpResponse:
    """Page: the investigations that the reader works on."""
    mine = (
        Investigation.objects.readable(by=request.person)
        .select_related("lead", "agency")
        .order_by("state", "-opened_at")
    )
    rows = listed(mine, asked="investigations")
    context = {
        "open": [row for row in rows if row.state == Investigation.State.OPEN],
        "closed": [row for row in rows if row.state == Investigation.State.CLOSED],
        "may_open": bool(areas_kept_by(request.person)),
    }
    return render(request, "justice/investigations.html", context)


def open_one(request: HttpRequest) -> HttpResponse:
    """Page: open an investigation."""
    form = OpenForm(request.POST or None, by=request.person, initial={"agency": request.person.agency.code})
    if form.is_valid():
        opened = actions.open_investigation(by=request.person, at=request.now, **form.cleaned_data)
        return redirect("justice:investigation", opened.ref)
    return render(request, "justice/open.html", {"form": form})


def investigation(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one investigation."""
    record = find(Investigation, ref)
    team = Investigator.objects.filter(investigation=record, until=None).select_related("person")
    orders = Order.objects.filter(investigation=record).select_related("suspect").order_by("-made_on", "ref")
    context = {
        "investigation": record,
        "team": list(team.order_by("person__name")),
        "suspects": list(Suspect.objects.filter(investigation=record).order_by("since", "name")),
        "held": list(Custody.objects.readable(by=request.person).filter(investigation=record).order_by("-arrested_at")),
        "orders": list(orders),
        "operation": Operation.objects.filter(pk=record.operation_id).first(),
        "agency": record.agency,
        "working": may(record, "work", request.person) and record.state == Investigation.State.OPEN,
        "leading": may(record, "close", request.person),
        "happened": happened(record),
        "why": why(record, request.person),
    }
    return render(request, "justice/investigation.html", context)


def staff(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: let a colleague work on it."""
    record = to("staff", request, ref)
    already = list(Investigator.objects.filter(investigation=record, until=None).values_list("person_id", flat=True))
    form = StaffForm(request.POST or None, by=request.person, already=already)
    if form.is_valid():
        actions.staff(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("justice:investigation", record.ref)
    return render(request, "justice/staff.html", {"investigation": record, "form": form})


@require_POST
def leave(request: HttpRequest, ref: str) -> HttpResponse:
    """End a colleague's work on it."""
    record = to("staff", request, ref)
    part = get_object_or_404(Investigator, investigation=record, person__ref=request.POST.get("person", ""), until=None)
    actions.leave(part, by=request.person, at=request.now)
    return redirect("justice:investigation", record.ref)


def suspect(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: write down that a person is suspected."""
    record = to("work", request, ref)
    form = SuspectForm(request.POST or None, initial={"since": localdate(request.now)})
    if form.is_valid():
        actions.add_suspect(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("justice:investigation", record.ref)
    return render(request, "justice/suspect.html", {"investigation": record, "form": form})


def order(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: write down one prohibition of an order."""
    record = to("work", request, ref)
    suspects = Suspect.objects.filter(investigation=record).order_by("name")
    form = OrderForm(request.POST or None, suspects=suspects)
    if form.is_valid():
        actions.record_order(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("justice:investigation", record.ref)
    context = {"investigation": record, "form": form, "suspects": suspects.exists()}
    return render(request, "justice/order.html", context)


def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: close it, with the reason."""
    record = to("close", request, ref)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        actions.close(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("justice:investigation", record.ref)
    return render(request, "justice/close.html", {"investigation": record, "form": form})
