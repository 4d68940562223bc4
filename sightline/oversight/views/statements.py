"""Statements: worded, quoted, checked, released."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sightline.agencies.models import Person
from sightline.kit.steps import history
from sightline.ledger.finding import find, may, why
from sightline.operations.models import Operation
from sightline.oversight import actions
from sightline.oversight.forms import CheckForm, QuotationForm, StatementForm
from sightline.oversight.models import Figure, Quotation, Statement
from sightline.oversight.wording import contact_lines, figures_of, loose_numbers, objections, paragraphs


def statement(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the statement as it will be read, with what stands against its release."""
    found = find(Statement, ref)
    return render(request, "oversight/statement.html", _shown(request, found) | {"form": CheckForm()})


def new(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: begin a statement on an operation."""
    operation = find(Operation, ref)
    form = StatementForm(request.POST or None)
    if form.is_valid():
        made = actions.draft_statement(operation, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("oversight:statement", made.ref)
    figures = Figure.objects.of(operation).standing()
    return render(request, "oversight/wording.html", {"operation": operation, "form": form, "figures": figures})


def amend(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: change the words of a draft."""
    found = find(Statement, ref)
    form = StatementForm(request.POST or None, instance=found)
    if form.is_valid():
        actions.amend_statement(found, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("oversight:statement", found.ref)
    figures = Figure.objects.filter(operation_id=found.operation_id).standing()
    return render(request, "oversight/wording.html", {"statement": found, "form": form, "figures": figures})


def quote(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: put the words of an office into the statement."""
    found = find(Statement, ref)
    form = QuotationForm(request.POST or None, speakers=Person.objects.readable(by=request.person))
    if form.is_valid():
        actions.quote(found, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("oversight:statement", found.ref)
    return render(request, "oversight/quote.html", {"statement": found, "form": form})


def quotation(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the words of an office, for whoever signs them off and may see no more of the statement."""
    found = find(Quotation, ref)
    within = Statement.objects.filter(pk=found.statement_id).first()
    figures = {one.ref: one for one in Figure.objects.filter(operation_id=found.operation_id)}
    given = {"row": _quoted(found, figures, request.person), "statement": within, "why": why(found, request.person)}
    return render(request, "oversight/quotation.html", given)


@require_POST
def sign_off(request: HttpRequest, ref: str) -> HttpResponse:
    """The office that is quoted signs off its words."""
    found = find(Quotation, ref)
    actions.sign_off(found, by=request.person, at=request.now)
    return redirect("oversight:quotation", found.ref)


@require_POST
def check(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that nothing in it harms proceedings or names anybody."""
    found = find(Statement, ref)
    form = CheckForm(request.POST)
    problems = _tried(actions.check, found, request, **form.cleaned_data) if form.is_valid() else []
    if form.is_valid() and not problems:
        return redirect("oversight:statement", found.ref)
    return render(request, "oversight/statement.html", _shown(request, found) | {"form": form, "problems": problems})


@require_POST
def release(request: HttpRequest, ref: str) -> HttpResponse:
    """Release the statement, or say what is missing."""
    found = find(Statement, ref)
    problems = _tried(actions.release, found, request)
    if not problems:
        return redirect("oversight:statement", found.ref)
    return render(
        request, "oversight/statement.html", _shown(request, found) | {"form": CheckForm(), "problems": problems}
    )


def _tried(act: Any, found: Statement, request: HttpRequest, **given: Any) -> list[str]:
    """Do it, or say in sentences why it cannot be done yet."""
    try:
        act(found, by=request.person, at=request.now, **given)
    except actions.NotReady as error:
        return list(error.args[0])
    return []


def _shown(request: HttpRequest, found: Statement) -> dict[str, Any]:
    """What the page of a statement shows."""
    me, figures = request.person, figures_of(found)
    quotations = list(Quotation.objects.filter(statement=found).order_by("office"))
    against = [] if found.state in ("released", "superseded") else objections(found, figures, quotations)
    verbs = ("amend", "check", "release", "quote")
    return {
        "statement": found,
        "figures": figures.values(),
        "texts": [list(paragraphs(text, figures)) for text in (found.text_en, found.text_cy)],
        "quotations": [_quoted(quotation, figures, me) for quotation in quotations],
        "checks": _checks(found, against),
        "services": contact_lines(found.contacts, request.now.date()),
        "history": history(found),
        "can": {verb: may(found, verb, me) for verb in verbs},
        "left": len(against),
        "why": why(found, me),
    }


def _quoted(quotation: Quotation, figures: dict[str, Figure], me: Person) -> dict[str, Any]:
    """A quotation with its figures in words, and whether the reader may sign it off."""
    words = [list(paragraphs(text, figures)) for text in (quotation.says_en, quotation.says_cy)]
    return {"quotation": quotation, "texts": words, "may_sign": may(quotation, "sign_off", me)}


def _checks(found: Statement, against: list[str]) -> list[dict[str, str]]:
    """The list before release: what waits, what has passed."""
    loose = loose_numbers(f"{found.text_en} {found.text_cy}")
    rows = [{"word": _("Waits"), "kind": "soon", "what": what} for what in against]
    for done, what in (
        (found.no_proceedings_harmed, _("Nothing harms active proceedings")),
        (found.names_nobody, _("Nothing names or places anybody in care")),
    ):
        rows.append({"word": _("Passed") if done else _("Waits"), "kind": "safe" if done else "soon", "what": what})
    if loose:
        note = _("Bind each to a figure, unless it is a telephone number or a day.")
        rows.append(
            {"word": _("Look"), "kind": "soon", "what": _("Numbers typed by hand: ") + ", ".join(loose), "note": note}
        )
    return rows
