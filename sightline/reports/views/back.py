"""Coming back with a code: where the report stands, what the desk asks, and writing more."""

from datetime import date, datetime
from time import monotonic
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse

from sightline.reports import actions, receipts
from sightline.reports.forms.back import BackForm
from sightline.reports.forms.questions import CodeForm
from sightline.reports.led_to import by_kind_and_area
from sightline.reports.slowing import Slowing, source_of
from sightline.reports.views.front import shown, signposts
from sightline.reports.views.wishing import wishes_of

SALT, LASTS_FOR = "sightline.reports.back", 3600  # seconds
SLOWING = Slowing()


def code(request: HttpRequest) -> HttpResponse:
    """Page: come back with a code. A code that no report has takes the same way as one that has."""
    if held := read(request.POST.get("held", "")):
        return writing(request, held)
    source = source_of(request)
    if minutes := SLOWING.minutes_to_wait(source, monotonic()):
        return shown(request, "wait.html", {"minutes": minutes}, status=429)
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return shown(request, "code.html", {"form": form})
    typed = form.cleaned_data["code"]
    answer = standing_page(request, {"code": typed, "key": receipts.new_key()})
    if not answer.found:
        SLOWING.was_wrong(source, monotonic())
    return answer


def writing(request: HttpRequest, held: dict[str, str]) -> HttpResponse:
    """Page: the same, with what the holder of the code wrote; the desk is called."""
    if "again" in request.POST:
        return standing_page(request, held)
    form = BackForm(request.POST)
    if not form.is_valid():
        return standing_page(request, held, form)
    told, text = form.told(), form.cleaned_data["text"]
    level = actions.write_back(by=None, at=request.now, code=held["code"], key=held["key"], text=text, **told)
    return standing_page(request, held | {"key": receipts.new_key()}, outcome=level or "not")


def standing_page(
    request: HttpRequest, held: dict[str, str], form: BackForm | None = None, outcome: str = ""
) -> HttpResponse:
    """Where the report of a code stands, in plain words."""
    found, kept = standing(held["code"]), signing.dumps(held, salt=SALT)
    given: dict[str, Any] = {"found": found, "state": found and state(found), "held": kept, "outcome": outcome}
    given |= {
        "wishes": wishes_of(held["code"]),
        "code": held["code"],
        "led": by_kind_and_area(request.now.date()),
        "form": form or BackForm(),
        "carried": {"held": kept, "again": "yes"},
        **signposts(request, "concern"),
    }
    answer = shown(request, "standing.html", given)
    answer.found = found is not None  # type: ignore[attr-defined]
    return answer


def standing(typed: str) -> dict[str, Any] | None:
    """What the holder of a code may read, its days and hours as such."""
    found = receipts.dialogue_of(typed)
    if found is None:
        return None
    said = [{**each, "hour": datetime.fromisoformat(each["hour"])} for each in found["said"]]
    written = [datetime.fromisoformat(each) for each in found["written"]]
    return {**found, "said": said, "written": written, "until": date.fromisoformat(found["until"])}


def state(found: dict[str, Any]) -> str:
    """Where it stands, or that a question waits."""
    last = found["said"][-1] if found["said"] else None
    answered = last and found["written"] and found["written"][-1] >= last["hour"]
    return "question" if last and last["asks"] and not answered else str(found["state"])


def read(text: str) -> dict[str, str] | None:
    """The code that travels in the form; None when it is not ours or too old, and the code is asked again."""
    try:
        held: dict[str, str] = signing.loads(text, salt=SALT, max_age=LASTS_FOR)
    except signing.BadSignature:
        return None
    return held
