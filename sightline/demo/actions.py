"""Moving the story clock."""

from __future__ import annotations

from datetime import datetime

from sightline.agencies.models import Person
from sightline.demo.models import StoryClock
from sightline.ledger.acts import action


@action("move")
def move_clock(clock: StoryClock, *, by: Person, at: datetime, to: datetime) -> None:
    """Let the story stand at another moment, for everybody; `at` is where it stood."""
    StoryClock.objects.filter(pk=clock.pk).update(stands_at=to)
    clock.stands_at = to
