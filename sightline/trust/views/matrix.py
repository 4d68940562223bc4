"""Pages: who sees what, the same on paper, and why one person may or may not."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sightline.agencies.models import Grant
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.ledger.finding import counted
from sightline.ledger.models import Entry
from sightline.ledger.notes import note
from sightline.trust import answering
from sightline.trust.forms.matrix import WhyForm
from sightline.trust.matrix import ACTIONS, READ, SAYS, WORDS, Cell, Row, columns, groups, picked
from sightline.trust.sheets import sheets

LATELY = timedelta(days=7)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Page: roles by kinds of record for one action; one cell opens to its sentences."""
    asked = request.GET.get("action", READ)
    action = asked if asked in ACTIONS else READ
    found = groups(action)
    cell = picked(found, request.GET.get("kind", ""), request.GET.get("who", ""))
    context = {
        "action": action,
        "actions": ACTIONS,
        "columns": columns(),
        "groups": found,
        "kinds": sum(len(rows) for _, rows in found),
        "picked": cell,
        "used": _used(request, *cell) if cell and _audits(request) else None,
        "words": [(SAYS[word], says) for word, says in WORDS.items()],
        "now": request.now,
    }
    return render(request, "trust/matrix.html", context)


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """Page: every kind of record with its numbered rules, for printing."""
    return render(request, "trust/paper.html", {"groups": sheets(), "now": request.now})


def why(request: HttpRequest) -> HttpResponse:
    """Page: why a person may, or may not, do each thing with a record; oneself, or for the auditor anybody."""
    form = WhyForm(request.POST or None, me=request.person, of_others=_audits(request))
    context = {"form": form, "audits": _audits(request)}
    if form.is_valid():
        person, record = form.cleaned_data["person"], form.cleaned_data["record"]
        model = answering.kind(record)
        note("consult", "ask why", person, asked="why", typed=[record])
        context |= {"person": person, "record": record, "kind": model._meta.verbose_name}
        context["answers"] = answering.answers(person.pk, record)
    return render(request, "trust/why.html", context)


def _audits(request: HttpRequest) -> bool:
    return bool(facts_of(request.person, {me.audits.key})[me.audits.key])


def _used(request: HttpRequest, row: Row, cell: Cell) -> dict[str, int] | None:
    """How many hold the role today, and how often they looked at this kind of record lately; counts, never whom."""
    if not cell.column.role:
        return None
    now = request.now
    held = Grant.objects.filter(Q(until=None) | Q(until__gt=now), role=cell.column.role, since__lte=now)
    looks = Entry.objects.filter(kind=row.label, roles__contains=[cell.column.role], at__gte=now - LATELY)
    return {
        "people": counted(held.values("person").distinct(), asked="people who hold a role"),
        "looks": counted(looks.exclude(act="refuse"), asked="looks at a kind of record"),
        "refused": counted(looks.filter(act="refuse"), asked="refusals at a kind of record"),
    }
