"""The verbs of care: the only place that writes about a person in care."""

from sightline.safeguarding.actions.care import (
    accept_help,
    close,
    decline_help,
    enter_support,
    hand_over,
    inform,
    keep_in_touch,
    make_safe,
    move_on,
    open_case,
    plan_follow_up,
    record_contact,
    record_identity,
    tick_follow_up,
)
from sightline.safeguarding.actions.consents import record_consent
from sightline.safeguarding.actions.places import (
    accept,
    ask_for_place,
    decline_place,
    place,
    reach_first_place,
    take_request,
)
from sightline.safeguarding.actions.referrals import decide, draft_referral, rewrite, send, withdraw
from sightline.safeguarding.actions.relays import decline, open_relay, pass_on, write

__all__ = [
    "accept",
    "accept_help",
    "ask_for_place",
    "close",
    "decide",
    "decline",
    "decline_help",
    "decline_place",
    "draft_referral",
    "enter_support",
    "hand_over",
    "inform",
    "keep_in_touch",
    "make_safe",
    "move_on",
    "open_case",
    "open_relay",
    "pass_on",
    "place",
    "plan_follow_up",
    "reach_first_place",
    "record_consent",
    "record_contact",
    "record_identity",
    "rewrite",
    "send",
    "take_request",
    "tick_follow_up",
    "withdraw",
    "write",
]
