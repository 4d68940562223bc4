"""The verbs of reports: take in what the public tells, and what calls, partners and files bring; read it, pass it on."""

from sightline.reports.actions.arriving import receive_from_public
from sightline.reports.actions.attaching import (
    attach,
    attach_from_field,
    attach_from_public,
    end_trust,
    entrust,
    let_analysts_see,
    open_original,
)
from sightline.reports.actions.calling import (
    begin_call,
    begin_draft,
    end_call,
    end_draft,
    hand_over,
    keep_typed,
    note_call,
    pick_up,
)
from sightline.reports.actions.joining import join, part
from sightline.reports.actions.levels import agree_to_level, leave_level, ring_again, send_up, set_level
from sightline.reports.actions.reading import (
    check,
    close,
    let_in,
    mark_graded,
    mark_sent_back,
    pass_on,
    release,
    rewrite,
    take,
    turn_down,
)
from sightline.reports.actions.receiving import (
    hear,
    note_contact,
    receive,
    receive_several,
    tell_again,
    write_down,
)
from sightline.reports.actions.signposts import decline_wish, list_service, tell_service, wish_for
from sightline.reports.actions.talking import write, write_back
from sightline.reports.actions.typing import type_in
from sightline.reports.actions.wordings import end_review, name_reviewer, reword, translate

__all__ = [
    "agree_to_level",
    "attach",
    "attach_from_field",
    "attach_from_public",
    "begin_call",
    "begin_draft",
    "check",
    "close",
    "decline_wish",
    "end_call",
    "end_draft",
    "end_review",
    "end_trust",
    "entrust",
    "hand_over",
    "hear",
    "join",
    "keep_typed",
    "leave_level",
    "let_analysts_see",
    "let_in",
    "list_service",
    "mark_graded",
    "mark_sent_back",
    "name_reviewer",
    "note_call",
    "note_contact",
    "open_original",
    "part",
    "pass_on",
    "pick_up",
    "receive",
    "receive_from_public",
    "receive_several",
    "release",
    "reword",
    "rewrite",
    "ring_again",
    "send_up",
    "set_level",
    "take",
    "tell_again",
    "tell_service",
    "translate",
    "turn_down",
    "type_in",
    "wish_for",
    "write",
    "write_back",
    "write_down",
]
