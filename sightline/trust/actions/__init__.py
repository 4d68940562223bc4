"""What auditors and desks do to keep trust."""

from sightline.trust.actions.changes import approve_rules, confirm_rules, refuse_rules
from sightline.trust.actions.desk import declare, explain, look_through, pass_on, plant
from sightline.trust.actions.exports import approve_export, ask_to_export, make_export, refuse_export
from sightline.trust.actions.retention import ask_to_erase, confirm, keep, lift, place_hold, propose

__all__ = [
    "approve_export",
    "approve_rules",
    "ask_to_erase",
    "ask_to_export",
    "confirm",
    "confirm_rules",
    "declare",
    "explain",
    "keep",
    "lift",
    "look_through",
    "make_export",
    "pass_on",
    "place_hold",
    "plant",
    "propose",
    "refuse_export",
    "refuse_rules",
]
