"""What is planted, through the pages that people use, and who may ever be shown it.

Who may see what is written down here by hand, from the table of trust, and not asked of the rules.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sightline.reports.tests.materials import PLANTED as TELEPHONE
from sightline.reports.tests.materials import TAKEN, photo
from tests.people import Answer, Visitor

PROVIDER_SIDE = frozenset({"placement coordinator", "support worker"})
IN_CARE = frozenset({"safeguarding coordinator", "support worker"})
DESK = frozenset({"call handler"})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Canary:
    """A secret: what kind it is, its words, and the roles of the demonstration that may be shown it."""

    kind: str
    words: str
    shown_to: frozenset[str]


CANARIES = [
    Canary("safe address", "71 Zeisigfinken Close, NE99 7ZQ", PROVIDER_SIDE),
    Canary("name in care", "Quenby Zaunkoenig", IN_CARE),
    Canary("other name in care", "Zaunkoenig-Stieglitz", IN_CARE),
    Canary("safe contact", "by text to 07700 900461", IN_CARE),
    Canary("what was asked for", "wants her Gimpelschrift book", IN_CARE),
    Canary("reporter contact", "07700 900462 after six", DESK),
    Canary("report text", "Girlitzhaus behind the tyre shop", DESK),
    Canary("network address", "203.0.113.77", NOBODY),
    Canary("forwarded for", "198.51.100.78", NOBODY),
    Canary("browser", "Zeisigbrowser/7.1", NOBODY),
    Canary("referrer", "stieglitz-forum.example", NOBODY),
    Canary("cookie", "zaunkoenig-cookie-81", NOBODY),
    Canary("language list", "x-dompfaff", NOBODY),
    Canary("file name", "my-name-is-Bluthaenfling.csv", NOBODY),
    Canary("name of a photo", "Bluthaenfling-my-street.jpg", NOBODY),
    Canary("telephone that took it", TELEPHONE, NOBODY),
    Canary("moment when it was taken", TAKEN, NOBODY),
]
WORDS = {canary.kind: canary.words for canary in CANARIES}
TRACES = {
    "User-Agent": WORDS["browser"],
    "Referer": f"https://{WORDS['referrer']}/thread",
    "X-Forwarded-For": f"{WORDS['network address']}, {WORDS['forwarded for']}",
    "X-Real-Ip": WORDS["network address"],
    "Forwarded": f"for={WORDS['network address']}",
    "Cookie": f"seen={WORDS['cookie']}",
    "Accept-Language": f"en, {WORDS['language list']};q=0.4",
}


@dataclass
class Planted:
    """What was done: the answers to those who planted, and the moments between which only strangers acted."""

    began: datetime
    ended: datetime
    reports: int
    refused: list[str] = field(default_factory=list)


def plant(public: str, staff: str, reports: int = 12) -> Planted:
    """Plant everything: first what strangers leave, alone, then what the staff know."""
    began = at_the_next_second()
    codes = [report_as_a_stranger(public, f"{WORDS['report text']}, {number}") for number in range(reports)]
    send_a_photo(public, codes[0])
    ended = datetime.now(UTC)
    at_the_next_second()
    planted = Planted(began, ended, reports)
    for plants in (take_a_call, bring_in_a_file, know_a_person, place_a_person):
        plants(staff)
    return planted


def at_the_next_second() -> datetime:
    """Wait until a second begins, so that what strangers do shares no second with anybody else; that moment."""
    time.sleep(1 - datetime.now(UTC).microsecond / 1_000_000)
    return datetime.now(UTC)


def report_as_a_stranger(front: str, what: str) -> str:
    """Tell what was seen, from a browser that says everything it can of itself; gives the return code."""
    stranger, so_far = Visitor(front, TRACES), ""
    stranger.get("/")
    steps = (
        ("what", {"what": what}, "place"),
        ("place", {"place": "Behind the tyre shop"}, "check"),
        ("check", {}, "send"),
    )
    for page, typed, go in steps:
        answer = stranger.post("/ask", {"page": page, "so_far": so_far, "go": go} | typed)
        held = [form.filled["so_far"][0] for form in answer.forms if form.action == "/ask" and "so_far" in form.filled]
        so_far = held[-1] if held else ""
    assert not stranger.cookies
    return re.sub(r"\D", "", first(answer, r'class="code"[^<]*'))


def send_a_photo(front: str, code: str) -> None:
    """A photo that tells where, when and by which telephone it was taken, under a name that tells whose it is."""
    stranger = Visitor(front, TRACES)
    answer = stranger.upload("/add", {"code": code, "sending": "yes"}, "files", WORDS["name of a photo"], photo())
    assert answer.status == 200
    assert "Send the files" not in answer.text
    assert not stranger.cookies


def take_a_call(front: str) -> None:
    """A caller who may be called back."""
    handler = Visitor(front).become("demo-call handler")
    form = handler.form("/reports/call")
    given = {"line": WORDS["report text"], "reach": WORDS["reporter contact"], "when_safe": "after six"}
    assert handler.post("/reports/call", form.filled | given).status == 302


def bring_in_a_file(front: str) -> None:
    """A partner's file whose name tells who made it."""
    partner = Visitor(front).become("demo-visiting partner")
    form = partner.form("/reports/import")
    rows = b"partner_reference,observed_on,place,what\r\nB-1,2018-10-16,Carrick Road,Men sleep there\r\n"
    choice = {name: options[-1] for name, options in form.choices.items() if form.kinds[name] == "select"}
    given = {name: values[0] for name, values in form.filled.items()} | choice
    answer = partner.upload("/reports/import", given, "file", WORDS["file name"], rows)
    assert answer.status == 200
    assert "stored" in answer.text


def know_a_person(front: str) -> None:
    """Who a person in care is, and how they may be reached."""
    coordinator = Visitor(front).become("demo-safeguarding coordinator")
    case = first(coordinator.get("/safeguarding/"), r"/safeguarding/C-[0-9A-Z-]+")
    who = {"calls_self": WORDS["name in care"], "full_name": WORDS["other name in care"], "nationality": "Invented"}
    reach = {"how": WORDS["safe contact"], "asked_for": WORDS["what was asked for"]}
    for page, given in ((f"{case}/who", who), (f"{case}/contact", reach)):
        answer = coordinator.post(page, coordinator.form(page).filled | given)
        assert answer.status == 302, page


def place_a_person(front: str) -> None:
    """A home, from the bed that is asked for to its address."""
    coordinator = Visitor(front).become("demo-safeguarding coordinator")
    placement = Visitor(front).become("demo-placement coordinator")
    request = wanted_bed(coordinator, placement)
    page = f"{request}/place"
    form = placement.form(page)
    given = form.filled | {"provider": form.choices["provider"][-1], "address": WORDS["safe address"]}
    answer = placement.post(page, given)
    assert answer.status == 302, answer.text[:2000]
    assert WORDS["safe address"] not in placement.get(answer.leads_to).text
    assert WORDS["safe address"] in placement.confirm().get(answer.leads_to).text


def wanted_bed(coordinator: Visitor, placement: Visitor) -> str:
    """A bed that is being looked for: the address of its page."""
    for case in dict.fromkeys(re.findall(r"/safeguarding/C-[0-9A-Z-]+", coordinator.get("/safeguarding/").text)):
        form = next((each for each in coordinator.get(f"{case}/bed").forms if "contract" in each.choices), None)
        if form is None:
            continue
        chosen = {name: form.choices[name][-1] for name in ("to", "contract")}
        given = form.filled | chosen | {"household": "One woman", "needs": "A quiet room"}
        if coordinator.post(f"{case}/bed", given).status == 302:
            break
    for request in dict.fromkeys(re.findall(r"/safeguarding/H-[0-9A-Z-]+", placement.get("/safeguarding/").text)):
        take = next((each for each in placement.get(request).forms if each.action.endswith("/take")), None)
        if take and placement.post(take.action, take.filled).status == 302:
            return request
    raise AssertionError("the demonstration has no case for which a bed can be asked")


def first(answer: Answer, pattern: str) -> str:
    """The first address on the page that looks so."""
    found = re.search(pattern, answer.text)
    assert found, pattern
    return found[0]
