"""Wrong codes slow their source for minutes. Held in the memory of this process alone, under a mark that ends with it.

No code and no report is ever locked: another source may go on at once.
"""

from __future__ import annotations

import hmac
import os
from collections import deque
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest

MOST_WRONG = 10
WITHIN = 600  # seconds; nothing of a source is held for longer
MOST_SOURCES = 10_000


def source_of(request: HttpRequest) -> str:
    """Who connects. Over a guarded line that is the operator's proxy, which writes down whom it speaks for.

    Only the last address counts, since the proxy added it: a sender can make up those before it.
    """
    told = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return told.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


@dataclass
class Slowing:
    """Which sources tried wrong codes lately."""

    key: bytes = field(default_factory=lambda: os.urandom(32))
    tried: dict[bytes, deque[float]] = field(default_factory=dict)

    def minutes_to_wait(self, source: str, now: float) -> int:
        """How long this source should wait before the next code; 0 when it need not. now: seconds of any one clock."""
        lately = self._lately(source, now)
        return 0 if len(lately) < MOST_WRONG else int((lately[0] + WITHIN - now) // 60) + 1

    def was_wrong(self, source: str, now: float) -> None:
        """This source tried a code that no report has."""
        self._forget(now)
        self.tried.setdefault(self._mark(source), deque(maxlen=MOST_WRONG)).append(now)

    def _lately(self, source: str, now: float) -> list[float]:
        return [at for at in self.tried.get(self._mark(source), ()) if at > now - WITHIN]

    def _forget(self, now: float) -> None:
        """What is old, and where there is too much of it the oldest sources."""
        old = [mark for mark, times in self.tried.items() if times[-1] <= now - WITHIN]
        for mark in [*old, *list(self.tried)[: max(0, len(self.tried) - len(old) - MOST_SOURCES + 1)]]:
            self.tried.pop(mark, None)

    def _mark(self, source: str) -> bytes:
        return hmac.digest(self.key, source.encode(), "sha256")[:16]
