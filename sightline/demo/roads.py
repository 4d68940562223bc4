"""Where to begin in the demonstration: whom to become, and what there is to see and to try as them."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sightline.demo.cast import CAST


class Road(NamedTuple):
    """One way into the story. key: of a person of the cast."""

    key: str
    says: Promise


ROADS = [
    Road("handler", _("Read what the public and partners told. Take a report, and write what may leave the desk.")),
    Road(
        "analyst", _("Grade a report and never read who made it. See why a place is a concern, and how sure that is.")
    ),
    Road(
        "commander",
        _("Two days in the west end: eight doors, two teams, the decisions, the live board, the statement."),
    ),
    Road(
        "officer",
        _("On a phone: one visit from the door to its outcome, one decision a screen, hidden by one gesture."),
    ),
    Road("coordinator", _("Four people met on the second day: their choices, a referral, a bed, and their clocks.")),
    Road(
        "placement", _("Find a home for somebody whose name you do not learn. No police page ever shows where it is.")
    ),
    Road(
        "support", _("The provider’s side: accept a person, and pass a question on through the relay, or decline it.")
    ),
    Road(
        "investigator",
        _("Twelve arrests, seven people in custody, two clocks each. Move the clock on and see them run."),
    ),
    Road("pcc", _("Figures with their qualifiers and how they were counted, and no record behind them.")),
    Road("awareness", _("The week of October 2016 in North Wales: landlord forums, hotel visits, campaign codes.")),
    Road(
        "auditor", _("Verify the whole ledger and its seals, ask its witnesses, and take the proof of one entry away.")
    ),
    Road("administrator", _("Keep the service running, and see no content at all.")),
]


def roads() -> list[dict[str, object]]:
    """Each road with the person it is walked as: name, office and the name they are stepped into by."""
    cast = {part.key: part for part in CAST}
    return [{"part": cast[road.key], "account": f"demo-{cast[road.key].plays}", "says": road.says} for road in ROADS]
