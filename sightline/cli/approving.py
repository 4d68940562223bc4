"""A changed set of rules is applied only when two people have approved exactly that change (trust, section 11, 12).

A database that has no rules yet takes the first ones; a demonstration, whose people are invented, takes any.
"""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from sightline.config.problems import Problem
from sightline.kit.changes import Change, as_data, difference, mark_of
from sightline.ledger.notes import note
from sightline.trust.models import ChangedRules


class NotApproved(Problem):
    """The rules in code differ from those that were applied, and two people have not approved that."""


def needs_approval() -> list[Change]:
    """What changes, where somebody has to approve it."""
    return [] if settings.DEMONSTRATION else difference()


def must_be_approved() -> str:
    """The mark of the approved change, to be told once it was applied; empty where nothing changes.

    Raises NotApproved where two people have not approved exactly this.
    """
    changes = needs_approval()
    if not changes:
        return ""
    mark = mark_of(changes)
    if not ChangedRules.objects.approved_as(mark).exists():
        raise NotApproved(
            f"The rules change in {len(changes)} places, and two people have not approved it. "
            "`sightline policies propose` puts it before them, at /trust/changes of the release that serves now; "
            f"its mark is {mark}."
        )
    return mark


def applied(mark: str, at: datetime | None = None) -> None:
    """Say of the approved change that it was applied; its approval is used up, and the ledger says so."""
    moment = at or timezone.now()
    for changed in ChangedRules.objects.approved_as(mark):
        ChangedRules.objects.filter(pk=changed.pk).update(applied_at=moment)
        note("policy", "apply", changed, fingerprint=mark)


def propose(at: datetime | None = None) -> ChangedRules | None:
    """Put what changes before the approvers, once; None where nothing changes."""
    changes = difference()
    if not changes:
        return None
    mark = mark_of(changes)
    open_one = (
        ChangedRules.objects.waiting().filter(mark=mark).first() or ChangedRules.objects.approved_as(mark).first()
    )
    if open_one:
        return open_one
    made = ChangedRules.objects.create(mark=mark, cells=as_data(changes), proposed_at=at or timezone.now())
    note("policy", "propose", made, fingerprint=mark)
    return made
