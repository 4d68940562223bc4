"""What the worker does for reports by the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from procrastinate.contrib.django import app

from sightline.reports import actions

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="ring", name="call again where nobody took a report of danger")
def ring_again(timestamp: int) -> int:
    """One more minute; how many were called. In the demonstration the story clock stands, and nobody is called."""
    return 0 if settings.DEMONSTRATION else actions.ring_again(by=None, at=datetime.fromtimestamp(timestamp, UTC))
