"""Who may what with intelligence: the agency that holds it, and the analysts of the area where it may be shared."""

from sightline.intelligence.models import Concern, Item, Link, Mention, SectorAssessment


def holding_agency(me, item):
    return me.at("analyst", item.agency)


def reads(me, item):
    shared = item.handling == "P" and me.shares_with(item.agency)
    return holding_agency(me, item) or (shared and me.covers("analyst", item.area))


def reads_its_item(me, mention):
    return reads(me, mention.item)


def analyst(me, row):
    return me.covers("analyst", row.area)


def analyst_or_commander(me, row):
    return analyst(me, row) or me.covers("operation commander", row.area)


CELLS = {
    Item: {
        "see": lambda me, item: reads(me, item) or me.sights("intelligence", item),
        "mention": reads,
        **dict.fromkeys(("add", "withdraw", "place"), holding_agency),
    },
    Mention: {
        "see": lambda me, row: reads_its_item(me, row) or me.sights("intelligence", row.item),
        **dict.fromkeys(("add", "link"), reads_its_item),
    },
    Link: {"see": reads, "add": holding_agency},
    Concern: {
        "see": lambda me, row: analyst_or_commander(me, row) or me.sights("premises", row.premises),
        **dict.fromkeys(("add", "end"), analyst),
    },
    SectorAssessment: {
        "see": lambda me, row: analyst_or_commander(me, row) or me.covers("awareness lead", row.area),
        "add": analyst,
    },
}
