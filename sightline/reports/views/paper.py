"""The page of a clerk who types in what somebody told on paper, or on a page without a network."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sightline.agencies.models import Agency, Person
from sightline.kit.records import facts_of
from sightline.kit.refusals import Refused
from sightline.ledger.finding import listed
from sightline.reports import actions, sheets
from sightline.reports.forms.paper import SHEET, BlockForm, PaperForm
from sightline.reports.models import Report, Sheet
from sightline.reports.views.partner import HANDLER, PARTNER


def type_in(request: HttpRequest) -> HttpResponse:
    """Page: one sheet, by hand or from the block of text that its page made."""
    whose = brings(request.person)
    given: dict[str, Any] = {"today": localdate(request.now), "contact": whose["partner"] is None}
    if request.POST.get("go") == "apart":
        return taken_apart(request, given)
    form = PaperForm(request.POST or None, **given)
    if form.is_valid() and not already_here(form):
        sheet = actions.type_in(by=request.person, at=request.now, **whose, **form.answers())
        return redirect("reports:report", sheet.report.ref)
    return shown(request, form, BlockForm())


def taken_apart(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    """Page: the same, with the answers of the block filled in; nothing is stored yet."""
    block = BlockForm(request.POST)
    found = sheets.apart(block.cleaned_data["block"]) if block.is_valid() else None
    if found is None:
        if not block.errors:
            block.add_error("block", _("This is no block of our page. Paste it whole, or type the answers in below."))
        return shown(request, PaperForm(**given), block)
    return shown(request, PaperForm(initial=found, **given), BlockForm(), apart=len(found) - 1)


def shown(request: HttpRequest, form: PaperForm, block: BlockForm, apart: int | None = None) -> HttpResponse:
    """The page. apart: how many answers a block gave."""
    return render(request, "reports/type_in.html", {"form": form, "block": block, "apart": apart})


def brings(person: Person) -> dict[str, Agency | None]:
    """Whose desk reads what this person types in: their own, or a partner's reports that of their place. Raises Refused."""
    held = facts_of(person, {HANDLER, PARTNER})
    if person.agency_id in held[HANDLER]:
        return {"desk": person.agency, "partner": None}
    if person.agency_id in held[PARTNER]:
        return {"desk": None, "partner": person.agency}
    raise Refused("type_in", kind=Report._meta.label)


def already_here(form: PaperForm) -> bool:
    """Whether a sheet of this number was typed in before, as far as the reader may know; the form then says so."""
    number = form.cleaned_data["number"]
    same = Sheet.objects.filter(number=number).select_related("report")
    found = listed(same, asked="a sheet by its number", typed=[number], most=1)
    for sheet in found:
        form.add_error(SHEET[0], _("This sheet was typed in before, as %(ref)s.") % {"ref": sheet.report.ref})
    return bool(found)
