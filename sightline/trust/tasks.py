"""What the worker does by the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from procrastinate.contrib.django import app

from sightline.kit.acting import acting_as
from sightline.trust import actions, listing

SOON = "*/5 * * * *"
HOURLY = "7 * * * *"  # what is proposed once is not proposed again, so an hour missed is made up for by the next


@app.periodic(cron=HOURLY)
@app.task(queueing_lock="propose", name="propose what is due for review")
def propose_what_is_due(timestamp: int) -> int:
    """The round of a day; how many reviews it found due. timestamp: when it was to run, seconds since 1970.

    In the demonstration the story clock stands, and the replay has proposed what is due by it.
    """
    if settings.DEMONSTRATION:
        return 0
    return actions.propose(by=None, at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron=SOON)
@app.task(queueing_lock="list", name="list what was erased")
def list_what_was_erased(timestamp: int) -> int:
    """Write the list of erasures to where a restore finds it; how many lines."""
    with acting_as(None, "sl_worker"):
        return listing.write(settings.ERASURES)
