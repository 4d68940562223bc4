"""The public front: released statements in English and Welsh, and the figures that they told."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from sightline.oversight.models import Figure, Statement
from sightline.oversight.wording import bound, contact_lines, paragraphs
from sightline.reports.signposting import current
from sightline.reports.views.front import frame, line


def statements(request: HttpRequest) -> HttpResponse:
    """Page: every statement that was released, newest first."""
    found = Statement.objects.filter(state="released").order_by("-released_at")[:100]
    return _shown(request, "public_statements", {"statements": [read(one) for one in found]})


def statement(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one statement as it was frozen at release, with its figures; an older one says that it was superseded."""
    found = Statement.objects.filter(ref=ref).first()
    if found is None:
        raise Http404
    services = [line(service, request.now) for service in contact_lines(found.contacts, request.now.date(), current())]
    given = {
        "statement": read(found),
        "figures": published().filter(ref__in=bound(found.text_en)),
        "services": services,
        "later": Statement.objects.filter(replaces=found).first(),
    }
    return _shown(request, "public_statement", given)


def figures(request: HttpRequest) -> HttpResponse:
    """Page: every figure that a released statement told, with what it is a part of, whose it is and as at when."""
    return _shown(request, "public_figures", {"figures": published()[:200]})


def published() -> QuerySet[Figure]:
    """The figures that the public may read, newest first."""
    return Figure.objects.published().select_related("subset_of").order_by("-as_at", "about", "measure")


def read(statement: Statement) -> Statement:
    """The statement with its title and text in the reader's language, English where there is no Welsh."""
    welsh = (get_language() or "").startswith("cy") and bool(statement.frozen_cy)
    statement.title = statement.title_cy if welsh and statement.title_cy else statement.title_en  # type: ignore[attr-defined]
    statement.paragraphs = list(paragraphs(statement.frozen_cy if welsh else statement.frozen_en, {}))  # type: ignore[attr-defined]
    return statement


def _shown(request: HttpRequest, name: str, given: dict) -> HttpResponse:
    return render(request, f"oversight/{name}.html", frame(request) | given)
