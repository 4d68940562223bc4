"""Pages of a partner: sending a report, a file of reports, and what it sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sightline.agencies.models import Agency, Person
from sightline.kit.records import facts_of
from sightline.kit.refusals import Refused
from sightline.ledger.finding import listed
from sightline.reports import importing, tables
from sightline.reports.forms.partner import ImportForm, PartnerForm, SendForm
from sightline.reports.forms.questions import choices_of
from sightline.reports.models import Report
from sightline.reports.views.files import attach
from sightline.reports.views.queue import lines

HANDLER, PARTNER = ("agencies_as", ("call handler",)), ("agencies_as", ("visiting partner",))


def sent(request: HttpRequest) -> HttpResponse:
    """Page: the reports that the reader's agencies sent."""
    partners = facts_of(request.person, {PARTNER})[PARTNER]
    mine = Report.objects.readable(by=request.person).filter(partner__in=partners).order_by("-received_at")
    found = listed(mine.select_related("taken_by", "area"), asked="reports we sent")
    return render(request, "reports/sent.html", {"reports": lines(found, request.now)})


def send(request: HttpRequest) -> HttpResponse:
    """Page: a partner sends one report."""
    partner = own_partner(request)
    form = SendForm(request.POST or None, request.FILES or None)
    if form.is_valid() and not already_here(form, partner):
        act = {"by": request.person, "at": request.now}
        files = form.cleaned_data.pop("files")
        report = importing.receive(form, partner=partner, door=Report.Door.PARTNER, **act)
        attach(report, files, **act)
        return redirect("reports:report", report.ref)
    return render(request, "reports/send.html", {"form": form, "partner": partner})


def bring_in(request: HttpRequest) -> HttpResponse:
    """Page: reports from a file, each row answered."""
    held = facts_of(request.person, {HANDLER, PARTNER})
    if not held[HANDLER] and not held[PARTNER]:
        raise Refused("receive", kind=Report._meta.label)
    partners = Agency.objects.order_by("name")
    partners = partners if held[HANDLER] else partners.filter(pk__in=held[PARTNER])
    form = ImportForm(request.POST or None, request.FILES or None, partners=partners)
    given = {"form": form, "needed": importing.NEEDED, "allowed": importing.ALLOWED, "codes": codes_of_columns()}
    if form.is_valid():
        given |= answered(request, form)
    return render(request, "reports/import.html", given)


def codes_of_columns() -> dict[str, dict[str, str]]:
    """The columns of a file that hold codes, each with its codes in words."""
    fields = PartnerForm().fields
    coded = [name for name in importing.ALLOWED if hasattr(fields[name], "choices")]
    return {name: {code: words for code, words in choices_of(fields[name]).items() if code} for name in coded}


def answered(request: HttpRequest, form: ImportForm) -> dict[str, Any]:
    """What became of each row, the refused ones first, or why the file could not be read."""
    act = {"partner": form.cleaned_data["partner"], "by": request.person, "at": request.now}
    act["desk"] = own_desk(request.person)
    try:
        rows = tables.rows_of(form.cleaned_data["file"].read(), importing.NEEDED)
    except tables.NotAFile as trouble:
        form.add_error("file", str(trouble))
        return {}
    answers = sorted(importing.bring_in(rows, **act), key=lambda answer: answer.outcome != "refused")
    return {"answers": answers, **{name: count(answers, says) for name, says in OUTCOMES.items()}}


OUTCOMES = {"stored": "stored", "again": "told again", "known": "here already", "refused": "refused"}


def count(answers: list[importing.Answer], outcome: str) -> int:
    """How many rows came out so."""
    return sum(answer.outcome == outcome for answer in answers)


def own_desk(person: Person) -> Agency | None:
    """The desk of a call handler, which reads what they bring in; a partner's reports go to the desk of their place."""
    return person.agency if person.agency_id in facts_of(person, {HANDLER})[HANDLER] else None


def own_partner(request: HttpRequest) -> Agency:
    """The agency in whose name the reader sends."""
    if request.person.agency_id not in facts_of(request.person, {PARTNER})[PARTNER]:
        raise Refused("receive", kind=Report._meta.label)
    return request.person.agency


def already_here(form: SendForm, partner: Agency) -> bool:
    """Whether the partner has sent that reference before; the form then says so."""
    found = Report.objects.filter(partner=partner, partner_reference=form.cleaned_data["partner_reference"]).first()
    if found:
        form.add_error("partner_reference", _("You sent this reference before, as %(ref)s.") % {"ref": found.ref})
    return bool(found)
