"""What auditors and desks do to keep trust."""

from sightline.trust.actions.desk import declare, explain, look_through, pass_on, plant
from sightline.trust.actions.retention import ask_to_erase, confirm, keep, lift, place_hold, propose

__all__ = [
    "ask_to_erase",
    "confirm",
    "declare",
    "explain",
    "keep",
    "lift",
    "look_through",
    "pass_on",
    "place_hold",
    "plant",
    "propose",
]
