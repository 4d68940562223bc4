"""Pages: taking a person into care, the person in care, and each step on the way."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.kit.clocks.deadlines import london_day
from sightline.kit.vocabulary import load
from sightline.ledger.finding import find, why
from sightline.safeguarding import actions, glance, tracks
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.clocks import readings
from sightline.safeguarding.forms.care import StepForm, TakeForm
from sightline.safeguarding.happened import happened
from sightline.safeguarding.models import Case
from sightline.safeguarding.words import STEPS
from sightline.visits.models import Account, Encounter

NATIONS = {"england": "england-and-wales", "wales": "england-and-wales"}


def take(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: take a person met on a visit into care."""
    encounter = find(Encounter, ref)
    form = TakeForm(request.POST or None, initial={"language": encounter.language})
    if form.is_valid():
        case = actions.open_case(encounter, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:case", case.ref)
    said = Account.objects.filter(encounter=encounter.pk).order_by("told_at")
    context = {"encounter": encounter, "form": form, "accounts": said, "why": why(encounter, request.person)}
    return render(request, "safeguarding/take.html", context)


def case(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one person in care."""
    record = find(Case, ref)
    book = Casebook.of(record)
    return render(request, "safeguarding/case.html", _shown(request, book) | _of_the_record(request, book))


def step(request: HttpRequest, ref: str, verb: str) -> HttpResponse:
    """Page: record one step of a case, with a word about it."""
    record, words = find(Case, ref), STEPS[verb]
    form = StepForm(request.POST or None, words=words)
    if form.is_valid():
        says = {"why" if verb == "close" else "says": form.cleaned_data["says"]}
        getattr(actions, verb)(record, by=request.person, at=request.now, **says)
        return redirect("safeguarding:case", record.ref)
    return form_page(request, record, form, words.button)


def form_page(request: HttpRequest, record: Case, form: Any, title: Any, **more: Any) -> HttpResponse:
    """A page that asks one thing about a person in care. more: lede, button, says_first."""
    book = {"case": record, "form": form, "title": title, **more}
    return render(request, "safeguarding/form.html", book)


def _shown(request: HttpRequest, book: Casebook) -> dict[str, Any]:
    part = next((each.part for each in book.holdings if _mine(each, request.person)), "")
    kind, address, note = glance.address(book)
    return {
        "heading": glance.heading(book, request.now),
        "states": glance.states(book),
        "trail": glance.trail(book),
        "turn": glance.turn(book, part),
        "verbs": glance.verbs(book, part),
        "address": {"kind": kind, "says": address, "note": note},
        "part": part,
        "happened": happened(book),
        "consents": _consents(book, london_day(request.now)),
        "why": why(book.case, request.person),
    }


def _of_the_record(request: HttpRequest, book: Casebook) -> dict[str, Any]:
    nation = book.case.area.nation
    clocks = readings(book.facts(NATIONS.get(nation, nation)), request.now)
    aim = next((clock for clock in clocks if clock.rule.id == "T4"), None)
    return {
        "book": book,
        "case": book.case,
        "now": request.now,
        "clocks": sorted(clocks, key=lambda clock: clock.state(request.now) == "met"),
        "support": tracks.support(book, request.now),
        "decisions": tracks.decisions(book, request.now, aim),
        "contract": load("safeguarding/support_contracts/contract").get(book.request.contract)
        if book.request
        else None,
    }


def _mine(holding: Any, person: Any) -> bool:
    return holding.person_id == person.pk and holding.ended_at is None


def _consents(book: Casebook, today: Any) -> list[dict[str, Any]]:
    """Each purpose in the order of asking, safety first and police last, with the answer that counts."""
    entries = load("safeguarding/consents/consent").values()
    asked = [each for each in entries if not (book.case.goes_the_child_way and each.get("not_for_children"))]
    return [
        {"entry": entry, "answer": (answer := book.newest(entry.code)), "agreed": bool(answer and answer.live(today))}
        for entry in sorted(asked, key=lambda entry: entry.get("order"))
    ]
