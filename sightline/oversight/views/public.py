"""The public front: released statements, in English and Welsh."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from sightline.oversight.models import Statement
from sightline.oversight.wording import contact_lines, paragraphs


def statements(request: HttpRequest) -> HttpResponse:
    """Page: every statement that was released, newest first."""
    found = Statement.objects.filter(state="released").order_by("-released_at")[:100]
    return render(request, "oversight/public_statements.html", {"statements": [read(one) for one in found]})


def statement(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one statement as it was frozen at release; an older one says that it was superseded."""
    found = Statement.objects.filter(ref=ref).first()
    if found is None:
        raise Http404
    services = contact_lines(found.contacts, request.now.date())
    return render(request, "oversight/public_statement.html", {"statement": read(found), "services": services})


def read(statement: Statement) -> Statement:
    """The statement with its title and text in the reader's language, English where there is no Welsh."""
    welsh = (get_language() or "").startswith("cy") and bool(statement.frozen_cy)
    statement.title = statement.title_cy if welsh and statement.title_cy else statement.title_en  # type: ignore[attr-defined]
    statement.paragraphs = list(paragraphs(statement.frozen_cy if welsh else statement.frozen_en, {}))  # type: ignore[attr-defined]
    return statement
