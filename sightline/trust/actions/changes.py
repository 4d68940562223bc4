"""Two people approve a change of the rules, or one of them refuses it; the owner's hand applies nothing else."""

from __future__ import annotations

from datetime import datetime

from sightline.agencies.models import Person
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.trust.models import ChangedRules


@action("approve", act="approve")
def approve_rules(changed: ChangedRules, *, by: Person, at: datetime) -> None:
    """The first approval, by a data-protection auditor."""
    advance(changed, "approve", by=by, at=at, approved_by=by)


@action("confirm", act="approve")
def confirm_rules(changed: ChangedRules, *, by: Person, at: datetime) -> None:
    """The second approval, by another auditor or by somebody of oversight: now a database may take it, once."""
    advance(changed, "confirm", by=by, at=at, confirmed_by=by)


@action("refuse", act="refuse")
def refuse_rules(changed: ChangedRules, *, by: Person, at: datetime, why: str) -> None:
    """Refuse it, with the reason: it cannot be applied, and the release that brings it does not serve."""
    advance(changed, "refuse", by=by, at=at, why=why)
