"""Pages: items of intelligence, one and many."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sightline.intelligence import actions
from sightline.intelligence.about import AboutMentions, Happened, told_by_steps, trail, with_names
from sightline.intelligence.forms import MentionForm, PlaceForm, SubmitForm, WhyForm
from sightline.intelligence.models import Item, Mention
from sightline.intelligence.words import because
from sightline.kit.refusals import Refused
from sightline.ledger.finding import find, listed, may, why
from sightline.places.models import Premises

MOST = 50


def items(request: HttpRequest) -> HttpResponse:
    """Page: the newest items, all or only what is shared with conditions."""
    handling = request.GET.get("sharing", "")
    found = Item.objects.standing().readable(by=request.person)
    found = found.filter(handling=handling) if handling in ("P", "C") else found
    rows = listed(found, asked="newest items", typed=[handling], most=MOST)
    return render(request, "intelligence/items.html", {"items": rows, "sharing": handling, "most": MOST})


def item(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one item, its grade in words, what it mentions."""
    found = find(Item, ref)
    mentions = Mention.objects.filter(item=found).order_by("kind", "says").readable(by=request.person)
    return render(request, "intelligence/item.html", {
        "item": found,
        "trail": trail(),
        "mentioned": list(AboutMentions(listed(mentions, asked="mentions of an item"), request.person)),
        "place": place_of(found, request),
        "happened": with_names(told_of(found)),
        "may": {verb: may(found, verb, request.person) for verb in ("mention", "place", "withdraw")},
        "why": because(why(found, request.person)),
    })  # fmt: skip


def place_of(item: Item, request: HttpRequest) -> Premises | None:
    """The place an item is about, when the reader may see it."""
    return Premises.objects.readable(by=request.person).filter(pk=item.premises_id).first()


def told_of(item: Item) -> list[Happened]:
    """What happened to an item, newest first."""
    steps = told_by_steps([item], {"withdraw": _("Withdrawn")})
    return [*steps, Happened(_("Graded %s") % item.boxes, item.graded_at, item.graded_by_id)]


def submit(request: HttpRequest) -> HttpResponse:
    """Page: put in intelligence that did not come as a report."""
    places = Premises.objects.all()
    start = {"premises": places.readable(by=request.person).filter(ref=request.GET.get("place", "")).first()}
    form = SubmitForm(request.POST or None, person=request.person, places=places, initial=start)
    if not form.fields["area"].queryset:
        raise Refused("submit", kind=Item._meta.label)
    if form.is_valid():
        act = {"agency": request.person.agency, "by": request.person, "at": request.now}
        return redirect("intelligence:item", actions.submit(**act, **form.cleaned_data).ref)
    return render(request, "intelligence/submit.html", {"form": form})


def mention(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: note whom or what an item mentions."""
    found, form = allowed(request, ref, "mention"), MentionForm(request.POST or None)
    if form.is_valid():
        actions.mention(found, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("intelligence:item", found.ref)
    return asked(request, found, form, _("Add a mention"), _("Add it"))


def place(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: say which place an item is about."""
    found = allowed(request, ref, "place")
    places = Premises.objects.filter(area=found.area_id).readable(by=request.person).by_name()
    form = PlaceForm(request.POST or None, places=places, initial={"premises": found.premises_id})
    if form.is_valid():
        actions.place(found, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("intelligence:item", found.ref)
    return asked(request, found, form, _("Say which place it is about"), _("Save the place"))


def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: withdraw an item that should not be relied on."""
    found = allowed(request, ref, "withdraw")
    form = WhyForm(request.POST or None, label=_("Why should nobody rely on it any more?"))
    if form.is_valid():
        actions.withdraw(found, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("intelligence:item", found.ref)
    return asked(request, found, form, _("Withdraw this item"), _("Withdraw it"))


def allowed(request: HttpRequest, ref: str, verb: str) -> Item:
    """The item, for one who may do that to it."""
    found = find(Item, ref)
    if not may(found, verb, request.person):
        raise Refused(verb, found)
    return found


def asked(request: HttpRequest, item: Item, form: object, heading: str, button: str) -> HttpResponse:
    """The page of one question about an item, with its words beside it."""
    words = {
        "item": item,
        "form": form,
        "heading": heading,
        "button": button,
        "why": because(why(item, request.person)),
    }
    return render(request, "intelligence/ask_item.html", words)
