"""Pages: who has looked at a record and why; the same as a file that a second person approves; who looked at mine."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sightline.agencies.models import Person
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.ledger.finding import find
from sightline.ledger.models import Entry
from sightline.ledger.notes import note
from sightline.safeguarding.models import Case
from sightline.trust import actions
from sightline.trust.forms.desk import LooksForm
from sightline.trust.looks import MOST, Look, agencies_and_roles, entries_about, lookers_of, told
from sightline.trust.references import keys_of


def looks(request: HttpRequest) -> HttpResponse:
    """Page: who has looked at this person's record since May, and why? Asked and answered without content.

    It is asked by POST, so that no reference stands in an address; "as a table" asks a second person for the file.
    """
    auditors_only(request)
    form, moment = LooksForm(request.POST or None), timezone.now()
    found = _asked(form) if form.is_valid() else None
    if found is not None and "table" in request.POST:
        given = {name: form.cleaned_data[name] for name in ("since", "act", "reason")}
        wish = actions.ask_to_export(
            by=request.person, at=request.now, real=moment, about=form.cleaned_data["ref"], **given
        )
        return redirect("trust:export", wish.ref)
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


def auditors_only(request: HttpRequest) -> None:
    """For everybody else the page does not exist."""
    person: Person = request.person  # type: ignore[attr-defined]
    if not facts_of(person, {me.audits.key})[me.audits.key]:
        raise Http404
