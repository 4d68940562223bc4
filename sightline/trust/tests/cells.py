"""Who may what with reviews, holds and erasures, and on the auditor's desk, which is never about themselves."""

from sightline.safeguarding.models import Crossing
from sightline.trust.models import ChangedRules, Declaration, Decoy, Erasure, Export, Hold, Review, Unusual, WeeklyNote


def desk(me, row):
    return (
        (row.part == "call handler" and me.at(row.part, row.agency))
        or (row.part == "safeguarding coordinator" and me.covers(row.part, row.area))
        or (row.part == "support worker" and me.at(row.part, row.agency))
    )


def auditor(me, row):
    return me.has("auditor")


def desk_or_auditor(me, row):
    return desk(me, row) or auditor(me, row)


def second(me, row):
    return desk_or_auditor(me, row) and row.decided_by is not None and not me.is_(row.decided_by)


def audits_another(me, row):
    return me.has("auditor") and not me.is_(row.person)


def themselves(me, row):
    return me.is_(row.person)


def approver(me, row):
    return me.has("auditor", "oversight")


def second_approver(me, row):
    return me.confirmed and approver(me, row) and row.approved_by is not None and not me.is_(row.approved_by)


def asker(me, row):
    return me.has("auditor") and me.is_(row.asked_by)


CELLS = {
    ChangedRules: {
        "see": approver,
        "approve": lambda me, row: me.confirmed and auditor(me, row),
        "confirm": second_approver,
        "refuse": approver,
    },
    Export: {
        "see": approver,
        "add": asker,
        "approve": lambda me, row: me.confirmed and approver(me, row) and not me.is_(row.asked_by),
        "refuse": approver,
        "make": lambda me, row: me.confirmed and asker(me, row),
    },
    Declaration: {"see": lambda me, row: auditor(me, row) or themselves(me, row), "add": themselves},
    Unusual: dict.fromkeys(("see", "add", "explain", "pass_on"), audits_another),
    Decoy: {"see": auditor, "add": lambda me, row: auditor(me, row) and me.is_(row.planted_by)},
    WeeklyNote: {"see": themselves},
    (Crossing, "sl_counter"): {"see": lambda me, row: True},
    Review: {
        "see": desk_or_auditor,
        "keep": desk,
        "ask": desk,
        "confirm": second,
        "hold": desk_or_auditor,
    },
    (Review, "sl_worker"): {"add": lambda me, row: row.state == "due" and row.decided_by is None},
    Hold: {
        "see": desk_or_auditor,
        "add": lambda me, row: desk_or_auditor(me, row) and me.is_(row.placed_by),
        "lift": auditor,
    },
    Erasure: {"see": auditor},
    (Erasure, "sl_worker"): {"see": lambda me, row: True},
}
