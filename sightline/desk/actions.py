"""What is done at the desk itself."""

from __future__ import annotations

from datetime import datetime

from sightline.agencies.models import Person
from sightline.kit.models import Notice
from sightline.kit.refusals import WrongStep
from sightline.ledger.acts import action


@action("answer")
def answer(notice: Notice, *, by: Person, at: datetime) -> None:
    """Say that somebody is dealing with what a notice is about. Raises WrongStep when a colleague was quicker."""
    if not Notice.objects.filter(pk=notice.pk, answered_at=None).update(answered_at=at, answered_by=by.pk):
        raise WrongStep("answer", notice)
