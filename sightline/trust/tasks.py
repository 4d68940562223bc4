"""What the worker does by the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from procrastinate.contrib.django import app

from sightline.kit.acting import acting_as
from sightline.kit.clocks.deadlines import LONDON
from sightline.ledger.sealer import PATIENCE, alarm
from sightline.ledger.sealing import waiting_since
from sightline.trust import actions, listing, weekly

EVERY_MINUTE = "* * * * *"
SOON = "*/5 * * * *"
MONDAYS = "17 5 * * 1"
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


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="watch", name="watch that the ledger is sealed")
def watch_that_the_ledger_is_sealed(timestamp: int) -> bool:
    """Call the auditors when entries have waited for a seal for over a minute; whether it did.

    The sealer calls them too, but not when it hangs itself or cannot be started.
    """
    now = datetime.now(UTC)
    with acting_as(None, "sl_worker"):
        waiting = waiting_since()
        late = waiting is not None and waiting < now - PATIENCE
        if late:
            alarm(now)
    return late


@app.periodic(cron=MONDAYS)
@app.task(queueing_lock="weekly", name="write the weekly notes")
def write_the_weekly_notes(timestamp: int) -> int:
    """The notes of the week before; how many. timestamp: when it was to run, seconds since 1970."""
    before = datetime.fromtimestamp(timestamp, UTC).astimezone(LONDON).date() - weekly.WEEK
    with acting_as(None, "sl_worker"):
        return weekly.write(weekly.monday(before))
