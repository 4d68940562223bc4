"""Who may what with premises."""

from sightline.places.models import Premises


def analyst(me, premises):
    return me.covers("analyst", premises.area)


def analyst_or_commander(me, premises):
    return analyst(me, premises) or me.covers("operation commander", premises.area)


CELLS = {
    Premises: {
        "see": lambda me, row: analyst_or_commander(me, row) or me.sights("premises", row),
        "add": analyst_or_commander,
        "amend": analyst,
        "raise_concern": analyst,
    }
}
