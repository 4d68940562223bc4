"""What auditors do with agreements, and what people do with sights and conflicts of interest."""

from sightline.sharing.actions.agreements import Signature, Terms, amend, approve, confirm, draft, end, withdraw
from sightline.sharing.actions.conflicts import end_conflict, hand_over, let_stand, record_conflict
from sightline.sharing.actions.sights import Meant, ask_to_see, let_see, refuse_to_show, stop_seeing

__all__ = [
    "Meant",
    "Signature",
    "Terms",
    "amend",
    "approve",
    "ask_to_see",
    "confirm",
    "draft",
    "end",
    "end_conflict",
    "hand_over",
    "let_see",
    "let_stand",
    "record_conflict",
    "refuse_to_show",
    "stop_seeing",
    "withdraw",
]
