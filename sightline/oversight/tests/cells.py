"""Who may what with counts, figures and statements, and what the counting role reads."""

from sightline.operations.models import Operation, Team
from sightline.oversight.measures import MEASURES
from sightline.oversight.models import Count, Figure, Quotation, Statement


def commander(me, row):
    return me.covers("operation commander", row.operation.area)


def coordinator(me, row):
    return me.covers("safeguarding coordinator", row.operation.area)


def either(me, row):
    return commander(me, row) or coordinator(me, row)


def overseer(me, row):
    return me.covers("oversight", row.operation.area)


def released(me, statement):
    return statement.state in ("released", "superseded")


COUNTED = {Operation, Team} | {measure.model for measure in MEASURES.values()}

CELLS = {
    Count: {"see": either},
    (Count, "sl_counter"): {"add": lambda me, count: True},
    Figure: {
        "see": lambda me, row: (
            either(me, row) or (overseer(me, row) and row.state in ("approved", "held", "superseded"))
        ),
        **dict.fromkeys(("add", "approve", "hold", "supersede"), commander),
        **dict.fromkeys(("release_small", "keep_small"), coordinator),
    },
    Statement: {
        "see": lambda me, row: either(me, row) or overseer(me, row) or released(me, row),
        "check": either,
        **dict.fromkeys(("add", "amend", "quote", "reopen", "release", "supersede"), commander),
    },
    (Statement, "sl_public"): {"see": released},
    Quotation: {
        "see": lambda me, row: commander(me, row) or overseer(me, row) or me.is_(row.speaker),
        "add": commander,
        "sign_off": lambda me, row: me.is_(row.speaker),
    },
    **{(model, "sl_counter"): {"see": lambda me, row: True} for model in COUNTED},
}
