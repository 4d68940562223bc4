"""Rounds of the summer of 2018 in two other areas: hand car washes that reports told of, each asked at by a soft visit.

They belong to neither story. What reports lead to is told to everybody only of five places or more; here are six.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sightline.agencies.models import Agency, Person, Role
from sightline.demo.bystanders import Neighbourhood
from sightline.demo.cast import Part, enrol
from sightline.demo.moments import at
from sightline.intelligence import actions as intelligence
from sightline.operations import actions as operations
from sightline.operations.models import Operation, Tasking, Team
from sightline.places import actions as places
from sightline.places.models import Premises
from sightline.reports import actions as reports
from sightline.visits import actions as visits


class Wash(NamedTuple):
    """A hand car wash: where, what was told of it, by which signs and when."""

    area: str
    street: str
    town: str
    postcode: str
    says: str
    signs: tuple[str, ...]
    told_at: datetime


WASHES = [
    Wash(
        "greater-manchester",
        "Invented Lane",
        "Bolton",
        "BL1 1RU",
        "Six lads wash cars in the rain in trainers, and none of them ever stops to eat.",
        ("no-safety-gear",),
        at("2018-06-05 11:20"),
    ),
    Wash(
        "greater-manchester",
        "Pretend Street",
        "Oldham",
        "OL1 1DJ",
        "I paid the lad, and a man took it out of his hand before I had closed the window.",
        ("pay-taken",),
        at("2018-06-12 17:45"),
    ),
    Wash(
        "greater-manchester",
        "Story Road",
        "Salford",
        "M5 4WT",
        "They sleep in the container behind the bays; there are mattresses in it.",
        ("lives-at-work",),
        at("2018-06-20 08:10"),
    ),
    Wash(
        "cleveland",
        "Invented Road",
        "Middlesbrough",
        "TS1 2LF",
        "Three pounds for a whole car, and the same four men from seven until dark.",
        ("very-low-price", "very-long-hours"),
        at("2018-06-07 19:30"),
    ),
    Wash(
        "cleveland",
        "Pretend Lane",
        "Stockton",
        "TS18 1AU",
        "One of them said that he has worked off half of what his journey cost.",
        ("debt",),
        at("2018-06-15 12:05"),
    ),
    Wash(
        "cleveland",
        "Story Street",
        "Hartlepool",
        "TS24 8AY",
        "His hands are raw from what they spray, and he hides them when the owner looks.",
        ("no-safety-gear", "neglected"),
        at("2018-06-26 15:50"),
    ),
]
PLANNED = at("2018-07-16 09:00")
BEGINS = at("2018-07-24 10:00")
ENDED = at("2018-07-24 18:00")


def go_round(neighbourhoods: Iterable[Neighbourhood], agencies: Mapping[str, Agency]) -> None:
    """In each area that has such washes: what was told of them, the plan, and a day of visits."""
    for here in neighbourhoods:
        washes = [wash for wash in WASHES if wash.area == here.area.code]
        if washes:
            known = [hear_of(here, wash) for wash in washes]
            visit_all(here, officer(here, agencies), known)


def officer(here: Neighbourhood, agencies: Mapping[str, Agency]) -> Person:
    """Somebody of the force who goes to doors."""
    code, roles = here.area.code, (Role.VISITING_OFFICER,)
    part = Part(f"{code}-officer", f"Visits of {here.area.name}", "Neighbourhood officer", here.force.code, roles, code)
    return enrol({code: here.area}, agencies, [part])[part.key]


def hear_of(here: Neighbourhood, wash: Wash) -> Premises:
    """A call about a wash, passed on the same hour and graded about the place the same day."""
    when = wash.told_at
    report = reports.receive(
        by=here.handler,
        at=when,
        desk=here.force,
        door="call",
        area=here.area,
        what=wash.says,
        place=f"Hand car wash, {wash.street}, {wash.town}",
        kinds=["forced-work"],
        sector="car-wash",
        signs=list(wash.signs),
        danger="no",
    )
    reports.take(report, by=here.handler, at=when + timedelta(minutes=3))
    sanitised = pass_on(here, report, wash)
    premises = places.record_premises(
        by=here.analyst,
        at=when + timedelta(hours=3),
        kind="car-wash",
        name="Hand car wash",
        area=here.area,
        street=wash.street,
        town=wash.town,
        postcode=wash.postcode,
    )
    intelligence.grade(
        sanitised,
        by=here.analyst,
        at=when + timedelta(hours=4),
        agency=here.force,
        source="2",
        assessment="C",
        handling="P",
        exploitation=["labour"],
        premises=premises,
    )
    return premises


def pass_on(here: Neighbourhood, report: Any, wash: Wash) -> Any:
    """The words without the one who said them, read by a colleague where the level asks for it."""
    when = wash.told_at + timedelta(minutes=40)
    provenance = "Somebody who has had a car washed there."
    sanitised = reports.pass_on(
        report, by=here.handler, at=when, area=here.area, text=wash.says, provenance=provenance, place=wash.town
    )
    if sanitised.state == sanitised.State.WRITTEN:
        reports.check(sanitised, by=here.colleague, at=when + timedelta(minutes=20))
    return sanitised


def visit_all(here: Neighbourhood, by: Person, known: list[Premises]) -> None:
    """A day of soft visits from the plan to its closing."""
    operation, commander = propose(here), here.commander
    team = operations.form_team(operation, by=commander, at=PLANNED, name="Neighbourhood team", agency=here.force)
    operations.join_team(team, by=commander, at=PLANNED, person=by)
    starts = [BEGINS + timedelta(hours=2 * number) for number in range(len(known))]
    taskings = [send(here, operation, team, place, when) for place, when in zip(known, starts, strict=True)]
    operations.approve(operation, by=commander, at=PLANNED + timedelta(hours=1))
    operations.brief(operation, by=commander, at=PLANNED + timedelta(hours=2))
    operations.go_live(operation, by=commander, at=BEGINS - timedelta(hours=1))
    for tasking, when in zip(taskings, starts, strict=True):
        ask_there(tasking, by, when)
    operations.begin_closing(operation, by=commander, at=ENDED)
    operations.close(
        operation, by=commander, at=ENDED + timedelta(days=1), why="All were asked at; nobody wished to leave."
    )


def propose(here: Neighbourhood) -> Operation:
    """A day on which the force asks at car washes how people are."""
    return operations.propose(
        by=here.commander,
        at=PLANNED,
        name=f"Round of car washes, {here.area.name}",
        kind="days",
        lead=here.force,
        area=here.area,
        starts_on=BEGINS.date(),
        ends_on=BEGINS.date(),
        place=here.area.name,
        aims=["protect-people", "educate"],
    )


def send(here: Neighbourhood, operation: Operation, team: Team, place: Premises, when: datetime) -> Tasking:
    """A place chosen for a soft visit, and the team sent there."""
    commander = here.commander
    target = operations.propose_target(operation, by=commander, at=PLANNED, premises=place)
    operations.choose_target(
        target,
        by=commander,
        at=PLANNED,
        visit_type="soft",
        people_at_risk="not-known",
        criminality="no",
        purpose="safeguard",
        reason="One untested report: enough to ask how people are, and for no more.",
    )
    tasking = operations.task(
        target, by=commander, at=PLANNED, team=team, starts_at=when, ends_at=when + timedelta(minutes=60)
    )
    operations.release(tasking, by=commander, at=PLANNED)
    return tasking


def ask_there(tasking: Tasking, by: Person, when: datetime) -> None:
    """Somebody asks how the people there are, and leaves a way to get in touch."""
    visit = visits.begin(tasking, by=by, at=when)
    visits.intervene(visit, by=by, at=when + timedelta(minutes=10), kind="soft", purpose="safeguard")
    visits.give_awareness(visit, by=by, at=when + timedelta(minutes=25), says="Signs of slavery", leaflets=4)
    visits.close(visit, by=by, at=when + timedelta(minutes=40), outcome="advice_given", people_met=4)
