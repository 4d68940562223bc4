"""At the door: the visit, what was done and seen there, who was met, who was arrested, what was reported."""

from sightline.visits.models.arrests import Arrest
from sightline.visits.models.notes import FieldNote
from sightline.visits.models.people import Account, Age, ContactGiven, Encounter
from sightline.visits.models.recorded import AwarenessGiven, IndicatorSeen, Intervention
from sightline.visits.models.visit import Escalation, OfAVisit, Visit

__all__ = [
    "Account",
    "Age",
    "Arrest",
    "AwarenessGiven",
    "ContactGiven",
    "Encounter",
    "Escalation",
    "FieldNote",
    "IndicatorSeen",
    "Intervention",
    "OfAVisit",
    "Visit",
]
