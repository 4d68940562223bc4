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
from sightline.safeguarding.actions.crossings import (
    approve_crossing,
    ask_to_cross,
    confirm_crossing,
    refuse_crossing,
    send_crossing,
)
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
from sightline.safeguarding.actions.urgent import ask_urgently, refuse_urgent, second

__all__ = [
    "accept",
    "accept_help",
    "approve_crossing",
    "ask_for_place",
    "ask_to_cross",
    "ask_urgently",
    "close",
    "confirm_crossing",
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
    "refuse_crossing",
    "refuse_urgent",
    "rewrite",
    "second",
    "send",
    "send_crossing",
    "take_request",
    "tick_follow_up",
    "withdraw",
    "write",
]
