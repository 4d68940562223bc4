"""Something for the auditor to find: looks off duty and into the own street, a decoy that rang, a weekly note.

The ledger keeps real time, so all of it happened on the day of the replay.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from sightline.agencies.models import Area, Person
from sightline.demo.moments import STATEMENT
from sightline.kit.acting import acting_as
from sightline.ledger.finding import find
from sightline.operations.models import Operation
from sightline.places.models import Premises
from sightline.trust import actions as trust
from sightline.trust import weekly
from sightline.visits.models import Visit

OWN_STREET = "Westgate Road"


def look_round(areas: Mapping[str, Area], people: Mapping[str, Person], today: date) -> None:
    """An officer looks where there is no reason to, and an analyst opens what was planted."""
    officer, analyst, auditor = people["officer-two"], people["analyst"], people["auditor"]
    area, at = areas["northumbria"], STATEMENT
    off = [(today.weekday() + 3) % 7]
    trust.declare(by=officer, at=at, surname="Bewick", street=OWN_STREET, weekdays=off, begins=time(8), ends=time(16))
    with acting_as(officer):
        for ref in Visit.objects.values_list("ref", flat=True):
            find(Visit, ref)
        find(Operation, Operation.objects.values_list("ref", flat=True)[0])
    planted = Premises.objects.filter(area=area).order_by("street", "id").values_list("ref", flat=True)[0]
    trust.plant(by=auditor, at=at, ref=planted, area=area)
    with acting_as(analyst):
        find(Premises, planted)
    trust.look_through(by=auditor, at=at, day=today, area=area)
    weekly.write(weekly.monday(today))
