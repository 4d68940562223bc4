"""What is old enough to be looked at: reports of the year before that led to nothing, one of them under a legal hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from sightline.agencies.models import Agency, Area, Person
from sightline.demo.moments import STATEMENT, at
from sightline.reports import actions as reports
from sightline.reports.models import Report
from sightline.trust import actions as trust
from sightline.trust.models import Review


class Told(NamedTuple):
    """A call of long ago: when, what, where, at which kind of place, and what the caller left to be called back."""

    when: datetime
    what: str
    place: str
    sector: str
    reach: str = ""


CLOSED = "Asked after; the regulator found wages and papers in order."
CALLS = [
    Told(
        at("2017-05-09 10:20"), "Two men sleep above the shop and never seem to leave.", "Elswick", "convenience-store"
    ),
    Told(at("2017-06-21 18:05"), "Girls come and go at a flat at all hours.", "Byker", "brothel-or-massage"),
    Told(at("2017-08-02 08:40"), "They pick leaves and are paid in food, he says.", "Benwell", "do-not-know"),
    Told(at("2017-09-14 13:15"), "A lad washes cars from dawn without a break.", "Walker", "car-wash"),
    Told(
        at("2018-02-20 16:30"),
        "My neighbour's cleaner cries in the yard.",
        "Heaton",
        "private-house",
        "Invented, 07700 900456",
    ),
]


def look_again(areas: Mapping[str, Area], agencies: Mapping[str, Agency], people: Mapping[str, Person]) -> None:
    """The old calls, what is proposed at the story clock, and what two people have made of some of it."""
    handler, auditor = people["handler"], people["auditor"]
    told = [tell(call, handler, agencies["northumbria-police"], areas["northumbria"]) for call in CALLS]
    trust.propose(by=None, at=STATEMENT)
    gone, wished, held = (Review.objects.get(record=report.pk, rule="unactioned-report") for report in told[:3])
    before = STATEMENT - timedelta(hours=2)
    trust.ask_to_erase(gone, by=handler, at=before, why="Nothing came of it in more than a year.")
    trust.confirm(gone, by=auditor, at=STATEMENT - timedelta(hours=1))
    trust.ask_to_erase(wished, by=handler, at=before, why="The flat has been let to a family since.")
    trust.place_hold(held, by=auditor, at=before, why="The employment tribunal has asked for what was told.")


def tell(call: Told, handler: Person, desk: Agency, area: Area) -> Report:
    """One call, taken and closed on the same day."""
    contact = {"reach": call.reach} if call.reach else None
    said = {"what": call.what, "place": call.place, "sector": call.sector, "danger": "no"}
    report = reports.receive(by=handler, at=call.when, desk=desk, door="call", area=area, contact=contact, **said)
    reports.take(report, by=handler, at=call.when)
    reports.close(report, by=handler, at=call.when + timedelta(hours=3), why=CLOSED)
    return report
