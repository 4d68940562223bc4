"""What auditors and desks do to keep trust."""

from sightline.trust.actions.retention import ask_to_erase, confirm, keep, lift, place_hold, propose

__all__ = ["ask_to_erase", "confirm", "keep", "lift", "place_hold", "propose"]
