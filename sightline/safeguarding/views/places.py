"""Pages: asking for a bed, finding one, accepting a person. An address is shown on a page of its own and nowhere else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sightline.agencies.models import Agency
from sightline.kit.clocks.deadlines import london_day
from sightline.kit.confirming import once_confirmed
from sightline.kit.vocabulary import says
from sightline.ledger.finding import find, may, why
from sightline.safeguarding import actions
from sightline.safeguarding.forms.places import AskForPlaceForm, OfferForm, WhyNotForm
from sightline.safeguarding.models import Case, Identity, Placement, PlacementRequest
from sightline.safeguarding.views.cases import form_page


def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: ask the provider of the support contract for a bed, without a name."""
    case = find(Case, ref)
    names = Identity.objects.filter(case=case.pk).names()
    initial = {"language": case.language}
    form = AskForPlaceForm(
        request.POST or None, by=request.person, on=london_day(request.now), names=names, initial=initial
    )
    if form.is_valid():
        actions.ask_for_place(case, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:case", case.ref)
    lede = _("Help, a bed, food and a doctor never depend on a referral or on talking to police.")
    return form_page(request, case, form, _("Ask for a bed"), lede=lede, button=_("Ask for a bed"))


def request_for_place(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one bed asked for, in nameless needs, and the homes offered for it, without their addresses."""
    record = find(PlacementRequest, ref)
    offers = Placement.objects.unaddressed().filter(request=record.pk).order_by("-placed_at")
    agencies = Agency.objects.in_bulk([record.to_id, *(offer.provider_id for offer in offers)])
    context = {
        "record": record,
        "contractor": agencies[record.to_id],
        "contract": says("safeguarding/support_contracts/contract", record.contract),
        "offers": [(offer, agencies[offer.provider_id]) for offer in offers],
        "takes": may(record, "take", request.person),
        "places": may(record, "place", request.person) and not _stands(offers),
        "why": why(record, request.person),
    }
    return render(request, "safeguarding/request.html", context)


@require_POST
def take(request: HttpRequest, ref: str) -> HttpResponse:
    """Begin to look for the bed."""
    record = actions.take_request(find(PlacementRequest, ref), by=request.person, at=request.now)
    return redirect("safeguarding:request", record.ref)


def place(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: offer the person to a provider who has the bed."""
    record = find(PlacementRequest, ref)
    form = OfferForm(request.POST or None, by=request.person)
    if form.is_valid():
        home = actions.place(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:home", home.ref)
    return render(request, "safeguarding/place.html", {"record": record, "form": form})


@once_confirmed
def home(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: a home offered or lived in, with its address: for the placement coordinators and this provider."""
    record = find(Placement, ref)
    context = {
        "record": record,
        "provider": Agency.objects.get(pk=record.provider_id),
        "accepts": may(record, "accept", request.person),
        "why": why(record, request.person),
    }
    return render(request, "safeguarding/home.html", context)


@require_POST
def accept(request: HttpRequest, ref: str) -> HttpResponse:
    """Say yes for the provider, and become the person's support worker to be."""
    record = find(Placement, ref)
    actions.accept(record, by=request.person, at=request.now)
    return redirect("safeguarding:home", record.ref)


def decline(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: say no for the provider, and why."""
    record = find(Placement, ref)
    form = WhyNotForm(request.POST or None)
    if form.is_valid():
        actions.decline_place(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:index")
    return render(request, "safeguarding/decline.html", {"record": record, "form": form})


def _stands(offers: object) -> bool:
    return any(offer.state in (Placement.State.OFFERED, Placement.State.ACCEPTED) for offer in offers)
