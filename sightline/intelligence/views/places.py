"""Pages: places and why they are a concern. They stand here because they read intelligence."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sightline.intelligence import actions
from sightline.intelligence.about import AboutPlace, AboutPlaces, trail
from sightline.intelligence.forms import ConcernForm, SearchForm, WhyForm
from sightline.intelligence.words import because
from sightline.kit.refusals import Refused
from sightline.ledger.finding import find, may, why
from sightline.places.forms import WHO_RECORDS, areas_as
from sightline.places.models import Premises


def places(request: HttpRequest) -> HttpResponse:
    """Page: the places of the reader's areas on a map and in a list; words to find one come in the body."""
    form = SearchForm(request.POST or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    about = AboutPlaces(request.person, words, concern=request.GET.get("show") == "concern")
    shown = {"about": about, "form": form, "words": words, "records": areas_as(request.person, *WHO_RECORDS).exists()}
    shown |= {"assesses": areas_as(request.person, "analyst").exists()}
    return render(request, "intelligence/places.html", shown)


def premises(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: a place, why it is a concern, what is known of it and how well."""
    place = find(Premises, ref)
    about = AboutPlace(place, request.person, only=request.GET.get("only", ""))
    return render(request, "intelligence/premises.html", {
        "place": place,
        "about": about,
        "trail": trail(),
        "assesses": may(place, "raise_concern", request.person),
        "why": because(why(place, request.person)),
    })  # fmt: skip


def raise_concern(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: say why a place is a concern."""
    place = assessed(request, ref)
    about = AboutPlace(place, request.person)
    form = ConcernForm(request.POST or None, initial=about.gathered())
    if form.is_valid():
        actions.raise_concern(place, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("intelligence:premises", place.ref)
    shown = {"place": place, "about": about, "form": form, "why": because(why(place, request.person))}
    return render(request, "intelligence/raise_concern.html", shown)


def end_concern(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: end the concern about a place."""
    place = assessed(request, ref)
    concern = AboutPlace(place, request.person).concern
    form = WhyForm(request.POST or None, label=_("Why is this place no longer a concern?"))
    if concern and form.is_valid():
        actions.end_concern(concern, by=request.person, at=request.now, **form.cleaned_data)
    if concern is None or form.is_valid():
        return redirect("intelligence:premises", place.ref)
    shown = {"place": place, "concern": concern, "form": form, "why": because(why(place, request.person))}
    return render(request, "intelligence/end_concern.html", shown)


def assessed(request: HttpRequest, ref: str) -> Premises:
    """The place, for one who assesses it."""
    place = find(Premises, ref)
    if not may(place, "raise_concern", request.person):
        raise Refused("raise_concern", place)
    return place
