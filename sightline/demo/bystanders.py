"""Bystanders: reports, premises and another agency's operation that have no part in either story.

They give the walls something to hide. Made from a seed, so that every demonstration is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from sightline.agencies.models import Agency, Area, Person, Role
from sightline.demo.cast import Part, enrol
from sightline.demo.moments import at
from sightline.intelligence import actions as intelligence
from sightline.kit.vocabulary import load
from sightline.operations import actions as operations
from sightline.places import actions as places
from sightline.places.models import Premises
from sightline.reports import actions as reports

SEED = 2016
FIRST, LAST = at("2018-06-01 08:00"), at("2018-10-17 15:00")
STILL_OPEN = 0.98
TOWNS = {
    "northumbria": [
        ("Gateshead", "NE8 1HH"),
        ("Sunderland", "SR1 3NS"),
        ("South Shields", "NE33 1RN"),
        ("Ashington", "NE63 9UT"),
    ],
    "north-wales": [("Mold", "CH7 1NA"), ("Denbigh", "LL16 3AF"), ("Pwllheli", "LL53 5HD"), ("Conwy", "LL32 8AY")],
    "greater-manchester": [("Bolton", "BL1 1RU"), ("Oldham", "OL1 1DJ"), ("Salford", "M5 4WT"), ("Wigan", "WN1 1YN")],
    "cleveland": [
        ("Middlesbrough", "TS1 2LF"),
        ("Stockton", "TS18 1AU"),
        ("Hartlepool", "TS24 8AY"),
        ("Redcar", "TS10 1RT"),
    ],
}


class Seen(NamedTuple):
    """What somebody who passes tells: the words, what it may be, at which kind of work or place, by which signs."""

    says: str
    kind: str
    sector: str
    signs: tuple[str, ...]


SEEN = [
    Seen(
        "Workers arrive in one van before six and leave after ten.",
        "forced-work",
        "food-processing",
        ("very-long-hours",),
    ),
    Seen(
        "A girl is dropped off at a different door each evening.",
        "sexual-exploitation",
        "brothel-or-massage",
        ("someone-speaks-for-them",),
    ),
    Seen("The same two men sleep in the shop every night.", "forced-work", "convenience-store", ("lives-at-work",)),
    Seen(
        "A woman who cleans there has never been seen outside alone.",
        "servitude",
        "private-house",
        ("cannot-go-out-alone",),
    ),
    Seen(
        "Cash only, four pounds for a full wash, and no gloves.",
        "forced-work",
        "car-wash",
        ("very-low-price", "no-safety-gear"),
    ),
    Seen(
        "The girls who do the nails never look up, and a man by the till takes what is paid.",
        "forced-work",
        "nail-bar",
        ("pay-taken", "watched-or-locked-in"),
    ),
    Seen(
        "The boy in the kitchen is never paid: he is told that he still owes for the journey.",
        "forced-work",
        "takeaway-or-restaurant",
        ("pay-taken", "debt"),
    ),
    Seen(
        "He says that his passport is with the boss until he has paid.",
        "forced-work",
        "do-not-know",
        ("papers-taken", "debt"),
    ),
]
NAMES = ["Corner", "Bridge", "Harbour", "Station", "Castle", "Market", "Park", "River", "Mill", "Chapel"]


class Neighbourhood(NamedTuple):
    """An area, its force and the three people of its desk who work through the reports."""

    area: Area
    force: Agency
    handler: Person
    analyst: Person
    commander: Person
    colleague: Person


def fill(
    areas: Mapping[str, Area], agencies: Mapping[str, Agency], *, reports: int, premises: int
) -> list[Neighbourhood]:
    """So many reports and premises over four areas, and in each an operation of its own. Gives the people of each."""
    chance = Random(SEED)  # noqa: S311  a story, not a secret
    places_of = [neighbourhood(code, areas, agencies) for code in TOWNS]
    for number in range(reports):
        tell(places_of[number % len(places_of)], chance, number, number / reports)
    known = [know(places_of[number % len(places_of)], chance, number) for number in range(premises)]
    for here in places_of:
        plan(here, [place for place in known if place.area_id == here.area.pk][:6])
    return places_of


def neighbourhood(code: str, areas: Mapping[str, Area], agencies: Mapping[str, Agency]) -> Neighbourhood:
    """The people of an area who have nothing to do with the two operations."""
    force = f"{code}-police"
    desk = [
        Part(f"{code}-handler", f"Desk of {areas[code].name}", "Call handler", force, (Role.CALL_HANDLER,), code),
        Part(f"{code}-analyst", f"Analyst of {areas[code].name}", "Analyst", force, (Role.ANALYST,), code),
        Part(f"{code}-commander", f"Commander of {areas[code].name}", "Inspector", force, (Role.COMMANDER,), code),
        Part(f"{code}-night", f"Night desk of {areas[code].name}", "Call handler", force, (Role.CALL_HANDLER,), code),
    ]
    people = enrol(areas, agencies, desk)
    return Neighbourhood(areas[code], agencies[force], *people.values())


def tell(here: Neighbourhood, chance: Random, number: int, share: float) -> None:
    """One report. share: how far through the summer, from 0 to 1; what came last is still open."""
    seen = chance.choice(SEEN)
    town, postcode = chance.choice(TOWNS[here.area.code])
    when = FIRST + share * (LAST - FIRST) + timedelta(minutes=chance.randrange(60))
    report = reports.receive(
        by=here.handler,
        at=when,
        desk=here.force,
        door=chance.choice(["call", "partner", "field"]),
        area=here.area,
        what=seen.says,
        place=f"{town}, {postcode}",
        kinds=[seen.kind],
        sector=seen.sector,
        signs=list(seen.signs),
        danger="yes" if number % 40 == 0 else "no",
    )
    if share < STILL_OPEN:
        reports.take(report, by=here.handler, at=when + timedelta(minutes=4))
        finish(here, report, seen.says, town, when + timedelta(minutes=50), chance)


def finish(here: Neighbourhood, report: Any, says: str, town: str, when: datetime, chance: Random) -> None:
    """What became of a report that was taken: closed with a reason, or passed on and graded."""
    turn = chance.random()
    if turn < 0.25:
        return reports.close(
            report, by=here.handler, at=when, why="Poor pay, no sign of control; told of the regulator."
        )
    sanitised = reports.pass_on(
        report, by=here.handler, at=when, area=here.area, text=says, provenance="Somebody who passes there.", place=town
    )
    if sanitised.state == sanitised.State.WRITTEN:
        reports.check(sanitised, by=here.colleague, at=when + timedelta(minutes=20))
    kept = turn < 0.4
    return grade(here, sanitised, when + timedelta(hours=5), chance.choice("ACD"), kept=kept)


def grade(here: Neighbourhood, sanitised: Any, when: datetime, assessment: str, *, kept: bool) -> None:
    """Graded by the area's own analyst; some of it kept for the agency that holds it."""
    if when > LAST - timedelta(days=4):
        return
    intelligence.grade(
        sanitised,
        by=here.analyst,
        at=when,
        agency=here.force,
        source="2",
        assessment=assessment,
        handling="C" if kept else "P",
        conditions="Ask the originator before any use." if kept else "",
        exploitation=["labour"],
    )


def know(here: Neighbourhood, chance: Random, number: int) -> Premises:
    """A place on the map, now and then with a concern."""
    town, postcode = chance.choice(TOWNS[here.area.code])
    kind = chance.choice(list(kinds()))
    when = at("2018-07-01 09:00") + timedelta(hours=number)
    place = places.record_premises(
        by=here.analyst,
        at=when,
        kind=kind,
        name=f"{chance.choice(NAMES)} {number + 1}",
        area=here.area,
        street=f"{number + 1} {chance.choice(NAMES)} Street",
        town=town,
        postcode=postcode,
    )
    if number % 4 == 0:
        intelligence.raise_concern(
            place,
            by=here.analyst,
            at=when,
            exploitation=["labour"],
            control=["debt"],
            confidence="realistic",
            reason="Two untested reports speak of long hours and of wages that are not paid.",
        )
    return place


def kinds() -> Iterator[str]:
    """Kinds of premises where people work."""
    yield from (code for code in load("intelligence/premises_kinds") if code not in ("not-known", "vehicle", "street"))


def plan(here: Neighbourhood, known: list[Premises]) -> None:
    """An operation of the area's own, planned for November, unknown to everyone else."""
    when = at("2018-10-02 09:00")
    operation = operations.propose(
        by=here.commander,
        at=when,
        name=f"Day of action, {here.area.name}",
        kind="days",
        lead=here.force,
        area=here.area,
        starts_on=date(2018, 11, 13),
        ends_on=date(2018, 11, 13),
        place=here.area.name,
        aims=["protect-people"],
    )
    for place in known:
        operations.propose_target(operation, by=here.commander, at=when, premises=place)
