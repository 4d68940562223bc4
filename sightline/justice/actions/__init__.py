"""Investigate, take an arrest into custody, keep its clocks, and say what came of it."""

from sightline.justice.actions.custody import (
    attach,
    bail,
    book_in,
    charge,
    end_without_action,
    leave_unstated,
    raise_concern,
    record_event,
    release,
    take_arrest,
)
from sightline.justice.actions.investigating import (
    add_suspect,
    close,
    leave,
    open_investigation,
    record_order,
    staff,
)

__all__ = [
    "add_suspect",
    "attach",
    "bail",
    "book_in",
    "charge",
    "close",
    "end_without_action",
    "leave",
    "leave_unstated",
    "open_investigation",
    "raise_concern",
    "record_event",
    "record_order",
    "release",
    "staff",
    "take_arrest",
]
