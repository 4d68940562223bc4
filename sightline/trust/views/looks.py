"""Pages: who has looked at a record and why; the same as a table to take along; who looked at mine."""

from __future__ import annotations

import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sightline.agencies.models import Person
from sightline.kit import sheets
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.ledger.finding import find
from sightline.ledger.models import Entry
from sightline.ledger.notes import note
from sightline.safeguarding.models import Case
from sightline.trust.forms.desk import LooksForm
from sightline.trust.looks import HEADING, Look, agencies_and_roles, entries_about, lookers_of, told
from sightline.trust.references import keys_of

MOST = 500


def looks(request: HttpRequest) -> HttpResponse:
    """Page: who has looked at this person's record since May, and why? Asked and answered without content.

    It is asked by POST, so that no reference stands in an address; "as a table" gives the answer as a file.
    """
    auditors_only(request)
    form = LooksForm(request.POST or None)
    found = _asked(form) if form.is_valid() else None
    if found is not None and "table" in request.POST:
        return _table(form.cleaned_data["ref"], found)
    context = {"form": form, "looks": found, "most": MOST, "now": request.now}
    if found:
        context |= {"people": len({look.entry.actor for look in found}), "for_the_person": agencies_and_roles(found)}
    return render(request, "trust/looks.html", context)


def mine(request: HttpRequest) -> HttpResponse:
    """Page: who looked at what the directory and the grants hold about me."""
    found = told(list(entries_about([request.person.pk])[:MOST]))
    note("consult", "list", kind=Entry._meta.label, asked="who looked at mine", found=len(found))
    return render(request, "trust/mine.html", {"looks": found})


def case(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: who looked at a person in care, for the holder to print for them: agencies and roles, no officer."""
    record = find(Case, ref)
    lookers = lookers_of(record)
    note("consult", "list", record, asked="who looked", found=len(lookers))
    return render(request, "trust/case.html", {"case": record, "lookers": lookers, "now": request.now})


def _asked(form: LooksForm) -> list[Look]:
    """The answer; the question is in the ledger, with its reason and the record it was about."""
    given = form.cleaned_data
    keys = keys_of(given["ref"])
    found = list(entries_about(keys, given["since"], given["act"])[:MOST])
    note(
        "consult",
        "looks",
        kind=Entry._meta.label,
        reason=given["reason"],
        asked="who looked",
        found=len(found),
        key=next(iter(keys), None),
    )
    return told(found)


def _table(ref: str, found: list[Look]) -> HttpResponse:
    """The answer as a file that no spreadsheet computes."""
    out = io.StringIO()
    sheets.write(HEADING, (look.cells() for look in found), out)
    note("disclose", "export", kind=Entry._meta.label, asked="who looked", found=len(found), recipient="file")
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="looks-{ref}.csv"'
    return answer


def auditors_only(request: HttpRequest) -> None:
    """For everybody else the page does not exist."""
    person: Person = request.person  # type: ignore[attr-defined]
    if not facts_of(person, {me.audits.key})[me.audits.key]:
        raise Http404
