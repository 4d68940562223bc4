"""What the worker does for reports by the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from procrastinate.contrib.django import app

from sightline.reports import actions

EVERY_MINUTE = "* * * * *"
HOURLY = "11 * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="ring", name="call again where nobody took a report of danger")
def ring_again(timestamp: int) -> int:
    """One more minute; how many were called. In the demonstration the story clock stands, and nobody is called."""
    return 0 if settings.DEMONSTRATION else actions.ring_again(by=None, at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron=HOURLY)
@app.task(queueing_lock="up", name="call the commander about reports that nobody took in time")
def send_up(timestamp: int) -> int:
    """What is overdue goes up; how many were called about. In the demonstration the story clock stands."""
    return 0 if settings.DEMONSTRATION else actions.send_up(by=None, at=datetime.fromtimestamp(timestamp, UTC))
