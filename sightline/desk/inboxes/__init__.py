"""The inboxes of all stages, in the order of the story: what waits for a verb, and how a desk shows it."""

from sightline.desk.inboxes.caring import CARING
from sightline.desk.inboxes.deciding import DECIDING
from sightline.desk.inboxes.going import GOING
from sightline.desk.inboxes.inbox import Inbox, Line
from sightline.desk.inboxes.keeping import KEEPING
from sightline.desk.inboxes.proving import PROVING
from sightline.desk.inboxes.telling import TELLING

__all__ = ["INBOXES", "Inbox", "Line"]

ALL = [*TELLING, *GOING, *CARING, *PROVING, *KEEPING, *DECIDING]
INBOXES: dict[str, Inbox] = {inbox.code: inbox for inbox in ALL}
