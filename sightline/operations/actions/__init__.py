"""The verbs of operations: propose and lead one, choose its places, form its teams, send them."""

from sightline.operations.actions.briefing import acknowledge, issue_briefing
from sightline.operations.actions.leading import (
    add_partner,
    approve,
    assign,
    begin_closing,
    brief,
    call_off,
    close,
    decide,
    end_assignment,
    end_partner,
    go_live,
    keep_promise,
    promise,
    propose,
)
from sightline.operations.actions.sending import mark_begun, move, release, task, withdraw
from sightline.operations.actions.targets import choose_target, drop_target, propose_target, reconsider_target
from sightline.operations.actions.teams import form_team, join_team, leave_team, record_capability

__all__ = [
    "acknowledge",
    "add_partner",
    "approve",
    "assign",
    "begin_closing",
    "brief",
    "call_off",
    "choose_target",
    "close",
    "decide",
    "drop_target",
    "end_assignment",
    "end_partner",
    "form_team",
    "go_live",
    "issue_briefing",
    "join_team",
    "keep_promise",
    "leave_team",
    "mark_begun",
    "move",
    "promise",
    "propose",
    "propose_target",
    "reconsider_target",
    "record_capability",
    "release",
    "task",
    "withdraw",
]
