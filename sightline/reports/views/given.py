"""The code, shown once: written down, typed back in part, kept as a picture; then what comes next."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from sightline.reports import desks, receipts
from sightline.reports.drawn import picture
from sightline.reports.forms.questions import GroupForm
from sightline.reports.telling import Telling
from sightline.reports.views.front import shown, signposts

ON, PICTURE, AGAIN = "on", "picture", "again"


def given(request: HttpRequest, telling: Telling) -> HttpResponse:
    """Page: the code, or what comes after it. Nothing is stored here; the report already is."""
    go = request.POST.get("go", "")
    if go == PICTURE:
        return as_picture(telling)
    typed = request.POST if request.POST.get("page") == "code" and go != AGAIN else None
    form = GroupForm(typed, code=telling.code)
    if go == ON or form.is_valid():
        return next_steps(request, telling)
    return code(request, telling, form)


def code(request: HttpRequest, telling: Telling, form: GroupForm | None = None) -> HttpResponse:
    """Page: the code in groups of four, one of which is typed back."""
    so_far = telling.signed()
    shows: dict[str, Any] = {"code": receipts.grouped(telling.code), "form": form or GroupForm(code=telling.code)}
    shows |= {"so_far": so_far, "carried": {"so_far": so_far, "go": AGAIN}, "telling": telling}
    return shown(request, "given.html", shows)


def as_picture(telling: Telling) -> HttpResponse:
    """The code as a plain picture to keep, under a name that says nothing."""
    groups = receipts.grouped(telling.code).split()
    name = {"Content-Disposition": 'attachment; filename="picture.png"'}
    return HttpResponse(picture("\n".join(groups)), content_type="image/png", headers=name)


def next_steps(request: HttpRequest, telling: Telling) -> HttpResponse:
    """Page: what happens now, and whom to call."""
    _desk, area = desks.placed(telling.answers["place"])
    where = {"situation": situation(telling.answers), "nation": area.nation if area else ""}
    shows = {"telling": telling, "code": telling.code, **where, **signposts(request, **where)}
    return shown(request, "sent.html", shows)


def situation(answers: dict[str, Any]) -> str:
    """Which numbers somebody needs after telling us this."""
    if answers.get("about") == "self":
        return "victim"
    return "child" if answers.get("children") in ("yes", "maybe") else "concern"
