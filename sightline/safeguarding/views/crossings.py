"""Pages: one person's details to one immigration agency. There is no list of people here, no file and no search."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sightline.agencies.models import Agency, Person
from sightline.agencies.trail import happened
from sightline.kit.clocks.deadlines import london_day
from sightline.kit.vocabulary import load
from sightline.ledger.finding import find, may, why
from sightline.safeguarding import actions
from sightline.safeguarding.actions.crossings import BASES, FIELDS
from sightline.safeguarding.forms.crossings import CrossingForm, RefuseForm
from sightline.safeguarding.models import Case, Consent, Crossed, Crossing
from sightline.safeguarding.models.crossings import CROSSING
from sightline.safeguarding.views.cases import form_page


def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: ask that details of a person go to an immigration agency."""
    case = find(Case, ref)
    if not may(case, "cross", request.person):
        raise Http404
    agreed = Consent.objects.agreed(case, CROSSING, london_day(request.now))
    form = CrossingForm(request.POST or None, consents=agreed is not None)
    if form.is_valid():
        made = actions.ask_to_cross(case, by=request.person, at=request.now, **form.asked())
        return redirect("safeguarding:crossing", made.ref)
    lede = _("Nothing is sent until two coordinators who did not ask have approved it. It is counted in public.")
    return form_page(request, case, form, _("Send details to immigration?"), lede=lede, button=_("Ask for approval"))


def crossing(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what is asked, on what ground, who approved it, and whether it was sent."""
    record = find(Crossing, ref)
    bases, fields = load(BASES), load(FIELDS)
    context = {
        "crossing": record,
        "to": Agency.objects.get(pk=record.to_id),
        "basis": bases[record.basis],
        "fields": [fields[name] for name in record.fields],
        "case": Case.objects.filter(pk=record.case_id).first(),
        "asked_by": Person.objects.get(pk=record.asked_by_id),
        "can": {verb: may(record, verb, request.person) for verb in ("approve", "confirm", "refuse", "send")},
        "happened": happened(record),
        "why": why(record, request.person),
    }
    return render(request, "safeguarding/crossing.html", context)


@require_POST
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """Approve: first one coordinator, then another."""
    record = find(Crossing, ref)
    step = actions.confirm_crossing if record.state == Crossing.State.APPROVED else actions.approve_crossing
    step(record, by=request.person, at=request.now)
    return redirect("safeguarding:crossing", record.ref)


def refuse(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: it does not cross, and why."""
    record = find(Crossing, ref)
    if not may(record, "refuse", request.person):
        raise Http404
    form = RefuseForm(request.POST or None)
    if form.is_valid():
        actions.refuse_crossing(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:crossing", record.ref)
    return render(request, "safeguarding/refuse_crossing.html", {"crossing": record, "form": form})


@require_POST
def send(request: HttpRequest, ref: str) -> HttpResponse:
    """Send what was approved, and nothing else."""
    record = find(Crossing, ref)
    actions.send_crossing(record, by=request.person, at=request.now)
    return redirect("safeguarding:crossing", record.ref)


def crossed(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the details, as they were sent, for the agency that they were sent to."""
    record = find(Crossed, ref)
    return render(request, "safeguarding/crossed.html", {"crossed": record, "why": why(record, request.person)})
