"""Who may what with awareness."""

from sightline.awareness.models import Attendance, Event

FOLLOW = ("awareness lead", "analyst", "operation commander", "visiting officer", "visiting partner")
FOLLOW += ("safeguarding coordinator", "support worker", "investigator", "auditor")


def follows(me, row):
    return me.has(*FOLLOW)


def leads(me, event):
    return me.covers("awareness lead", event.area)


CELLS = {
    Event: {
        "see": follows,
        **dict.fromkeys(("hold", "call_off", "record"), leads),
        "add": lambda me, event: leads(me, event) and (event.operation is None or me.in_(event.operation)),
    },
    Attendance: {"see": follows, "add": lambda me, row: leads(me, row.event)},
}
