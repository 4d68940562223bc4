"""More reports at once than people send: stored like any other, but held apart, so that a flood hides nothing.

No puzzle is asked and no address is counted: only how many were sent through this process lately, how fast a form was
filled in, and whether a field was filled that nobody sees. Danger now is never held.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

AT_ONCE = 60  # reports that one process takes in a while before it holds the rest
A_WHILE = 600  # seconds
FASTEST = 2  # seconds in which nobody reads the first question and sends the last


@dataclass
class Flood:
    """What was sent through this process lately. Its moments are forgotten after a while and never written down."""

    sent: deque[float] = field(default_factory=deque)

    def holds(self, now: float, begun: float, trap: str) -> bool:
        """Whether a report that is sent now is held. begun: when its questions were. now, begun: seconds of one clock."""
        while self.sent and self.sent[0] <= now - A_WHILE:
            self.sent.popleft()
        self.sent.append(now)
        return len(self.sent) > AT_ONCE or now - begun < FASTEST or bool(trap)
