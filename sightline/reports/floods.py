"""More reports at once than people send: stored like any other, but held apart, so that a flood hides nothing.

No puzzle is asked and no address is counted: only how many came through the public front in this while, by whichever of
its processes, how fast a form was filled in, and whether a field was filled that nobody sees. Danger now is never held.
"""

from __future__ import annotations

from django.db import connection

AT_ONCE = 60  # reports that the public front takes in a while of ten minutes before it holds the rest
FASTEST = 2  # seconds in which nobody reads the first question and sends the last


def holds(now: float, begun: float, trap: str) -> bool:
    """Whether a report that is sent now is held. begun: when its questions were. now, begun: seconds of one clock."""
    return sent_lately() > AT_ONCE or now - begun < FASTEST or bool(trap)


def sent_lately() -> int:
    """How many were sent in this while, with one more that is sent now."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.one_more_sent()")
        return int(cursor.fetchone()[0])
