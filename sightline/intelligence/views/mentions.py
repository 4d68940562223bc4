"""Pages: one mention, where else it is read, and linking it by hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.intelligence import actions
from sightline.intelligence.about import AboutMentions
from sightline.intelligence.forms import LinkForm
from sightline.intelligence.models import Item, Mention
from sightline.intelligence.words import because
from sightline.kit.refusals import Refused
from sightline.ledger.finding import find, listed, may, why


def mention(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: a mention, the items that read alike, the links made by hand."""
    found = find(Mention, ref)
    [noted] = AboutMentions([found], request.person)
    return render(request, "intelligence/mention.html", {
        "mention": found,
        "here": items_of(request, [found]),
        "elsewhere": items_of(request, noted.alike),
        "joined": noted.joined,
        "may_link": may(found, "link", request.person),
        "why": because(why(found, request.person)),
    })  # fmt: skip


def link(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: link a mention with another, and say why."""
    found = find(Mention, ref)
    if not may(found, "link", request.person):
        raise Refused("link", found)
    start = {"other": request.GET.get("with", "")}
    form = LinkForm(request.POST or None, mention=found, person=request.person, initial=start)
    if form.is_valid():
        actions.link(found, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("intelligence:mention", found.ref)
    return render(request, "intelligence/link.html", {
        "mention": found, "form": form, "near": near(request, found), "why": because(why(found, request.person)),
    })  # fmt: skip


def items_of(request: HttpRequest, mentions: list[Mention]) -> list[Item]:
    """The items that these mentions stand in, newest first."""
    found = Item.objects.filter(pk__in={mention.item_id for mention in mentions}).order_by("-graded_at")
    return listed(found.readable(by=request.person), asked="items of mentions")


def near(request: HttpRequest, mention: Mention) -> list[Mention]:
    """What the linker may mean: mentions that read alike, and the others of the same item."""
    [noted] = AboutMentions([mention], request.person)
    beside = Mention.objects.filter(item=mention.item_id).exclude(pk=mention.pk).readable(by=request.person)
    return [*noted.alike, *listed(beside.order_by("kind", "says"), asked="mentions of the same item")]
