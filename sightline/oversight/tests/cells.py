"""Who may what with counts, figures and statements, and what the counting role reads."""

from sightline.operations.models import Operation, Team
from sightline.oversight.measures import MEASURES
from sightline.oversight.models import Count, Figure, Quotation, Statement


def commander(me, row):
    return me.covers("operation commander", row.operation.area)


def coordinator(me, row):
    return me.covers("safeguarding coordinator", row.operation.area)


def commander_confirmed(me, row):
    return me.confirmed and commander(me, row)


def coordinator_confirmed(me, row):
    return me.confirmed and coordinator(me, row)


def either(me, row):
    return commander(me, row) or coordinator(me, row)


def overseer(me, row):
    return me.covers("oversight", row.operation.area)


def published(me, figure):
    return figure.published_at is not None


def released(me, statement):
    return statement.state in ("released", "superseded")


COUNTED = {Operation, Team} | {measure.model for measure in MEASURES.values()}

CELLS = {
    Count: {"see": either},
    (Count, "sl_counter"): {"add": lambda me, count: True},
    Figure: {
        "see": lambda me, row: (
            either(me, row) or published(me, row) or (overseer(me, row) and row.approved_at is not None)
        ),
        **dict.fromkeys(("add", "hold", "supersede", "publish"), commander),
        "approve": commander_confirmed,
        "release_small": coordinator_confirmed,
        "keep_small": coordinator,
    },
    (Figure, "sl_public"): {"see": published},
    Statement: {
        "see": lambda me, row: either(me, row) or overseer(me, row) or released(me, row),
        "check": coordinator,
        **dict.fromkeys(("add", "amend", "quote", "reopen", "supersede"), commander),
        "release": commander_confirmed,
    },
    (Statement, "sl_public"): {"see": released},
    Quotation: {
        "see": lambda me, row: either(me, row) or overseer(me, row) or me.is_(row.speaker),
        **dict.fromkeys(("add", "withdraw"), commander),
        "sign_off": lambda me, row: me.is_(row.speaker),
    },
    **{(model, "sl_counter"): {"see": lambda me, row: True} for model in COUNTED},
}
