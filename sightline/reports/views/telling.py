"""Telling us something: one question after another, then a look at it all, then a code.

Nothing is kept between two pages but what travels signed inside the form. Each page posts its answer and where to go;
the answer to it is the next page.
"""

from time import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sightline.kit.vocabulary import load
from sightline.reports import actions, desks, floods, giveaways
from sightline.reports.forms.questions import PAGES, Page, in_words
from sightline.reports.questions import QUESTIONS, pages
from sightline.reports.telling import CHECK, DOOR, ORDER, Telling, Unreadable
from sightline.reports.views.front import shown, signposts
from sightline.reports.views.given import code, given

TRAP = "website"  # a field that no person sees and a machine fills in
NEEDED = ("what", "place")  # asked for on the last page too, where they are missing
SEND, BACK, SOFTEN = "send", "back", "soften-"


def ask(request: HttpRequest) -> HttpResponse:
    """Page: whatever comes next: a question, the danger page, the look at it all, or the code."""
    if request.method != "POST":
        return redirect("reports:before")
    page = request.POST.get("page", "")
    try:
        telling = Telling.read(request.POST.get("so_far", ""), trial="trial" in request.POST)
    except Unreadable:
        return _begun_again(request, page)
    if not telling.answers and not desks.any_reads():  # asked once: an agency never leaves the directory
        return shown(request, "closed.html", signposts(request, "concern"), status=503)
    if telling.sent:
        return given(request, telling)
    form = PAGES[page](request.POST, telling=telling) if page in PAGES else None
    if form and not form.is_valid():
        return _shown(request, telling, form)
    telling = telling.told(form.answers()) if form else telling
    return _go(request, telling, page, request.POST.get("go", ""))


def _go(request: HttpRequest, telling: Telling, page: str, go: str) -> HttpResponse:
    """The page that comes next; the desk is told at once when somebody may be in danger."""
    if go == SEND and not telling.missing:
        return _sent(request, telling)
    if go.startswith(SOFTEN):
        return _page(request, telling.softened(go.removeprefix(SOFTEN), language()), CHECK)
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
    page: dict[str, Any] = {"telling": telling, "so_far": telling.signed(), "form": form}
    page |= {"carried": {"so_far": page["so_far"], "go": form.name}, "earlier": telling.before(form.name)}
    if form.name == CHECK:
        return shown(request, "check.html", page | checked(telling))
    return shown(request, "question.html", page | {"enough": not telling.missing, "told": telling.told_in_codes})


def _danger(request: HttpRequest, telling: Telling, onward: str) -> HttpResponse:
    page = {"so_far": telling.shown_danger().signed(), "onward": onward, "telling": telling}
    return shown(request, "danger.html", page | {"carried": {"so_far": telling.signed(), "go": onward}})


def _sent(request: HttpRequest, telling: Telling) -> HttpResponse:
    held = not telling.trial and floods.holds(time(), telling.begun, request.POST.get(TRAP, ""))
    _store(request, telling, finished=True, held=held)
    return code(request, telling.sent_off())


def _store(request: HttpRequest, telling: Telling, *, finished: bool, held: bool = False) -> None:
    """Before anything is shown of it; of a trial, nothing."""
    if not telling.trial:
        told = telling.answers | {"language": language()}
        act = {"by": None, "at": request.now, "key": telling.key, "warned": telling.warned}
        actions.receive_from_public(**act, finished=finished, held=held, **told)


def language() -> str:
    """The language that the page is read in, "cy"."""
    return (get_language() or "en")[:2]


def _begun_again(request: HttpRequest, page: str) -> HttpResponse:
    """What came before cannot be read any more: the page itself comes back with what was typed, and why."""
    telling = Telling.begin()
    if page not in PAGES:
        return _page(request, telling, ORDER[0])
    form = PAGES[page](request.POST, telling=telling)
    form.add_error(None, _("Your earlier answers could not be read: they are too old, or were changed on the way."))
    form.add_error(None, _("What you typed on this page is still here. The other questions come again after it."))
    return _shown(request, telling, form)


def checked(telling: Telling) -> dict[str, Any]:
    """What the look at it all shows: the answers, what may give the writer away, and what is passed to whom."""
    desk, area = desks.reads_first(telling.answers, in_danger=telling.in_danger)
    labels = {question.get("field"): question.label for question in load(QUESTIONS).values()}
    texts = [
        {"asked": labels[text.name], "text": text, "page": page_of(text.name)}
        for text in giveaways.pointed_out(telling.answers, language())
    ]
    chosen = in_words(PAGES["share-with"](telling=telling).fields["share_with"], telling.answers.get("share_with"))
    return {
        "summary": list(summary(telling)),
        "desk": desk,
        "area": area,
        "apart": desks.wants_no_police(telling.answers),
        "police": desks.is_police(desk),
        "texts": texts,
        "chosen": chosen,
        "trap": TRAP,
    }


def page_of(name: str) -> str:
    """The page on which an answer is given."""
    codes = {question.get("field"): code for code, question in load(QUESTIONS).items()}
    return next(page.code for page in pages(DOOR) if codes[name] in page.get("asks"))


def summary(telling: Telling) -> Any:
    """Each question with its answer in words, and the page on which to change it."""
    for page in telling.pages:
        form = PAGES[page](telling=telling)
        for name, field in form.fields.items():
            if name not in form.beneath:
                answer = in_words(field, telling.answers.get(name))
                line = {"page": page, "first": name == form.first, "asked": field.label, "answer": answer}
                yield line | {"shown": bool(answer) or name in NEEDED}
