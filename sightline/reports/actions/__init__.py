"""The verbs of reports: take in what the public tells, and what calls, partners and files bring; read it, pass it on."""

from sightline.reports.actions.arriving import receive_from_public
from sightline.reports.actions.attaching import (
    attach,
    attach_from_public,
    end_trust,
    entrust,
    let_analysts_see,
    open_original,
)
from sightline.reports.actions.reading import (
    check,
    close,
    mark_graded,
    mark_sent_back,
    pass_on,
    release,
    rewrite,
    take,
    turn_down,
)
from sightline.reports.actions.receiving import hear, note_contact, receive, tell_again, write_down
from sightline.reports.actions.signposts import decline_wish, list_service, tell_service, wish_for

__all__ = [
    "attach",
    "attach_from_public",
    "check",
    "close",
    "decline_wish",
    "end_trust",
    "entrust",
    "hear",
    "let_analysts_see",
    "list_service",
    "mark_graded",
    "mark_sent_back",
    "note_contact",
    "open_original",
    "pass_on",
    "receive",
    "receive_from_public",
    "release",
    "rewrite",
    "take",
    "tell_again",
    "tell_service",
    "turn_down",
    "wish_for",
    "write_down",
]
