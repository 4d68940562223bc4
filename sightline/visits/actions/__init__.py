"""At the door: begin a visit, record it, raise it, close it; hand people on and arrests over; report."""

from sightline.visits.actions.arrests import arrest, mark_arrest_taken, note_concern
from sightline.visits.actions.notes import add_to, write_note
from sightline.visits.actions.people import close_encounter, hear, keep_contact, mark_taken, meet, raise_concern
from sightline.visits.actions.recording import give_awareness, intervene, notice_sign
from sightline.visits.actions.visit import begin, close, escalate

__all__ = [
    "add_to",
    "arrest",
    "begin",
    "close",
    "close_encounter",
    "escalate",
    "give_awareness",
    "hear",
    "intervene",
    "keep_contact",
    "mark_arrest_taken",
    "mark_taken",
    "meet",
    "note_concern",
    "notice_sign",
    "raise_concern",
    "write_note",
]
