"""Counting, choosing what is published, and saying it."""

from sightline.oversight.actions.figures import approve_figure, count, keep_small, propose_figure, release_small
from sightline.oversight.actions.statements import (
    NotReady,
    amend_statement,
    check,
    draft_statement,
    quote,
    release,
    reopen,
    sign_off,
    withdraw_quotation,
)

__all__ = [
    "NotReady",
    "amend_statement",
    "approve_figure",
    "check",
    "count",
    "draft_statement",
    "keep_small",
    "propose_figure",
    "quote",
    "release",
    "release_small",
    "reopen",
    "sign_off",
    "withdraw_quotation",
]
