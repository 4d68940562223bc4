"""Tries that failed slow the next ones down: for one name by one way in, never for anybody else and never for good.

Five are free. Then each failure doubles the wait, up to a quarter of an hour; a quarter of an hour without one and all
is forgotten. There is no limit for a whole front, since whoever fills it would lock everybody out. A passkey is not
slowed: nobody can guess one, so its owner gets in however often others try their name.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from sightline.agencies.models import Tries
from sightline.agencies.sealing import mark

FREE = 5
FIRST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)


class TooSoon(Exception):
    """The next try must wait. `wait`: for how long, from now."""

    def __init__(self, wait: timedelta):
        self.wait = wait
        super().__init__(f"wait {wait}")


def ask(way: str, name: str, at: datetime) -> None:
    """Raise TooSoon when this name must wait before it is tried again by this way, "password" or "code"."""
    tries = Tries.objects.filter(pk=mark(way, name)).first()
    if tries and (wait := tries.last_at + _wait(tries.failed) - at) > timedelta():
        raise TooSoon(wait)


def failed(way: str, name: str, at: datetime) -> None:
    """Keep that it failed."""
    key = mark(way, name)
    Tries.objects.filter(last_at__lt=at - LONGEST).delete()
    tries, _ = Tries.objects.get_or_create(pk=key, defaults={"last_at": at})
    Tries.objects.filter(pk=tries.pk).update(failed=F("failed") + 1, last_at=at)


def succeeded(way: str, name: str) -> None:
    """Forget what failed before."""
    Tries.objects.filter(pk=mark(way, name)).delete()


def _wait(failures: int) -> timedelta:
    """How long after the last of so many failures."""
    over = failures - FREE
    return min(FIRST * 2 ** min(over, 10), LONGEST) if over >= 0 else timedelta()
