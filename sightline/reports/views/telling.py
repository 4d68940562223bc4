"""Telling us something: one question after another, then a look at it all, then a code.

Nothing is kept between two pages but what travels signed inside the form. Each page posts its answer and where to go;
the answer to it is the next page.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sightline.reports import actions, desks, receipts
from sightline.reports.forms.questions import PAGES, Page
from sightline.reports.telling import CHECK, ORDER, Telling, Unreadable
from sightline.reports.views.front import shown, signposts

SEND, BACK = "send", "back"


def ask(request: HttpRequest) -> HttpResponse:
    """Page: whatever comes next: a question, the danger page, the look at it all, or the code."""
    if request.method != "POST":
        return redirect("reports:before")
    if not desks.any_reads():
        return shown(request, "closed.html", signposts(request, "concern"), status=503)
    page = request.POST.get("page", "")
    try:
        telling = Telling.read(request.POST.get("so_far", ""))
    except Unreadable:
        return _begun_again(request, page)
    form = PAGES[page](request.POST, telling=telling) if page in PAGES else None
    if form and not form.is_valid():
        return _shown(request, telling, form)
    telling = telling.told(form.answers()) if form else telling
    return _go(request, telling, page, request.POST.get("go", ""))


def _go(request: HttpRequest, telling: Telling, page: str, go: str) -> HttpResponse:
    """The page that comes next; the desk is told at once when somebody may be in danger."""
    if go == SEND and not telling.missing:
        return _sent(request, telling)
    onward = telling.after(page) if page else ORDER[0]
    wanted = {BACK: telling.before(page) or page, "": onward, SEND: CHECK}.get(go, go)
    if telling.red:
        _store(request, telling, finished=False)
    if telling.alarming:
        return _danger(request, telling, wanted)
    return _page(request, telling, wanted)


def _page(request: HttpRequest, telling: Telling, name: str) -> HttpResponse:
    name = name if name in PAGES else ORDER[0]
    return _shown(request, telling.at_check() if name == CHECK else telling, PAGES[name](telling=telling))


def _shown(request: HttpRequest, telling: Telling, form: Page) -> HttpResponse:
    """A question, or the look at it all, with what was told so far inside its form."""
    given: dict[str, Any] = {"telling": telling, "so_far": telling.signed(), "form": form}
    given |= {"carried": {"so_far": given["so_far"], "go": form.name}, "earlier": telling.before(form.name)}
    if form.name == CHECK:
        desk, area = desks.placed(telling.answers.get("place", ""))
        return shown(request, "check.html", given | {"summary": list(summary(telling)), "desk": desk, "area": area})
    return shown(request, "question.html", given)


def _danger(request: HttpRequest, telling: Telling, onward: str) -> HttpResponse:
    given = {"so_far": telling.shown_danger().signed(), "onward": onward}
    return shown(request, "danger.html", given | {"carried": {"so_far": telling.signed(), "go": onward}})


def _sent(request: HttpRequest, telling: Telling) -> HttpResponse:
    code = _store(request, telling, finished=True)
    _desk, area = desks.placed(telling.answers["place"])
    numbers = signposts(request, situation(telling.answers), area.nation if area else "")
    return shown(request, "sent.html", {"code": receipts.grouped(code), **numbers})


def _store(request: HttpRequest, telling: Telling, *, finished: bool) -> str:
    language = (get_language() or "en")[:2]
    told = telling.answers | {"language": language}
    return actions.receive_from_public(by=None, at=request.now, key=telling.key, finished=finished, **told)


def _begun_again(request: HttpRequest, page: str) -> HttpResponse:
    """What came before cannot be read any more: the page itself comes back with what was typed, and why."""
    telling = Telling.begin()
    if page not in PAGES:
        return _page(request, telling, ORDER[0])
    form = PAGES[page](request.POST, telling=telling)
    form.add_error(None, _("Your earlier answers could not be read: they are too old, or were changed on the way."))
    form.add_error(None, _("What you typed on this page is still here. The other questions come again after it."))
    return _shown(request, telling, form)


def situation(answers: dict[str, Any]) -> str:
    """Which numbers somebody needs after telling us this."""
    if answers.get("about") == "self":
        return "victim"
    return "child" if answers.get("children") in ("yes", "maybe") else "concern"


def summary(telling: Telling) -> Any:
    """Each question with its answer in words, and the page on which to change it."""
    for page in telling.pages:
        form = PAGES[page](telling=telling)
        for name, field in form.fields.items():
            if name not in form.beneath:
                answer = in_words(field, telling.answers.get(name))
                yield {"page": page, "first": name == form.first, "asked": field.label, "answer": answer}


def in_words(field: Any, answer: Any) -> str:
    """An answer as the person chose or wrote it."""
    if not hasattr(field, "choices"):
        return answer or ""
    says = dict(field.choices)
    for group in [value for value in says.values() if isinstance(value, list | tuple)]:
        says |= dict(group)
    chosen = answer if isinstance(answer, list) else [answer]
    return "; ".join(str(says[code]) for code in chosen if code in says)
