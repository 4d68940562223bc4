"""Statements: worded, quoted, checked, released, replaced by a later one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.agencies.models import Person
from sightline.ledger.finding import find, why
from sightline.operations.models import Operation
from sightline.oversight import actions
from sightline.oversight.forms import CheckForm, QuotationForm, StatementForm
from sightline.oversight.models import Figure, Quotation, Statement
from sightline.oversight.telling import quoted, told


def statement(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the statement as it will be read, with what stands against its release."""
    return _page(request, find(Statement, ref))


def new(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: begin a statement on an operation."""
    operation = find(Operation, ref)
    form = StatementForm(request.POST or None)
    if form.is_valid():
        made = actions.draft_statement(operation, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("oversight:statement", made.ref)
    return _wording(request, operation, form)


def replace(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: begin the statement that will take the place of a released one, from its words."""
    found = find(Statement, ref)
    if begun := Statement.objects.filter(replaces=found).first():
        return redirect("oversight:statement", begun.ref)
    form = StatementForm(request.POST or None, initial=_words(found))
    if form.is_valid():
        given = {**form.cleaned_data, "replaces": found}
        made = actions.draft_statement(found.operation, by=request.person, at=request.now, **given)
        return redirect("oversight:statement", made.ref)
    return _wording(request, found.operation, form, replaces=found)


def amend(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: change the words of a draft."""
    found = find(Statement, ref)
    form = StatementForm(request.POST or None, initial=_words(found))
    if form.is_valid():
        actions.amend_statement(found, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("oversight:statement", found.ref)
    return _wording(request, found.operation, form, statement=found)


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
    figures = {one.ref: one for one in Figure.objects.of(found.operation_id)}
    given = {"row": quoted(found, figures, request.person), "statement": within, "why": why(found, request.person)}
    return render(request, "oversight/quotation.html", given)


@require_POST
def sign_off(request: HttpRequest, ref: str) -> HttpResponse:
    """The office that is quoted signs off its words."""
    found = find(Quotation, ref)
    actions.sign_off(found, by=request.person, at=request.now)
    return redirect("oversight:quotation", found.ref)


@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Take the words of an office out again."""
    found = find(Quotation, ref)
    actions.withdraw_quotation(found, by=request.person, at=request.now)
    return redirect("oversight:statement", found.statement.ref)


@require_POST
def check(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that nothing in it harms proceedings or names anybody."""
    found = find(Statement, ref)
    form = CheckForm(request.POST)
    problems = _tried(actions.check, found, request, **form.cleaned_data) if form.is_valid() else []
    if form.is_valid() and not problems:
        return redirect("oversight:statement", found.ref)
    return _page(request, found, form, problems)


@require_POST
def reopen(request: HttpRequest, ref: str) -> HttpResponse:
    """Make a checked statement a draft again."""
    found = find(Statement, ref)
    actions.reopen(found, by=request.person, at=request.now)
    return redirect("oversight:statement", found.ref)


@require_POST
def release(request: HttpRequest, ref: str) -> HttpResponse:
    """Release the statement, or say what is missing."""
    found = find(Statement, ref)
    problems = _tried(actions.release, found, request)
    return _page(request, found, problems=problems) if problems else redirect("oversight:statement", found.ref)


def _tried(act: Any, found: Statement, request: HttpRequest, **given: Any) -> list[str]:
    """Do it, or say in sentences why it cannot be done yet."""
    try:
        act(found, by=request.person, at=request.now, **given)
    except actions.NotReady as error:
        return list(error.args[0])
    return []


def _page(
    request: HttpRequest, found: Statement, form: CheckForm | None = None, problems: list[str] | None = None
) -> HttpResponse:
    given = {**told(found, request.person, request.now), "form": form or CheckForm(), "problems": problems}
    return render(request, "oversight/statement.html", given)


def _wording(request: HttpRequest, operation: Operation, form: StatementForm, **given: Any) -> HttpResponse:
    figures = Figure.objects.of(operation).standing().order_by("measure")
    return render(
        request, "oversight/wording.html", {"operation": operation, "form": form, "figures": figures, **given}
    )


def _words(found: Statement) -> dict[str, Any]:
    """The words of a statement as a form starts with them."""
    return {name: getattr(found, name) for name in StatementForm.Meta.fields}
