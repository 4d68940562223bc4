"""The sharing agreements of both stories: drafted by one auditor, approved by two others, through the same actions.

Agreements hold by the real day. The story stands in 2018, so each runs from before it until some years from now.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sightline.agencies.models import Agency, Person
from sightline.demo.cast import HEDDLU, POLICE
from sightline.demo.moments import LONG_BEFORE, at
from sightline.sharing import actions as sharing
from sightline.sharing.actions import Signature, Terms
from sightline.sharing.models import Agreement

FIRST = date(2015, 7, 31)
YEARS = timedelta(days=3 * 365)
GLAA_BEGINS = date(2017, 5, 1)

AT_THE_DOOR = ["operations", "tasks", "visits", "encounters", "accounts", "arrests", "first-places"]
IN_CARE = ["care", "first-places", "identities", "referrals", "placements", "relay"]
BEHIND = ["operations", "intelligence", "premises"]

TITLES = {
    "door": "Joint visits",
    "care": "Care for people made safe",
    "homes": "Homes found for people in care",
    "figures": "Figures before their release",
    "behind": "Planning days of action together",
    "identity": "Identity checks of people arrested",
    "border": "Joint visits, without anybody's identity",
}
SHARED = [
    ("care", (POLICE, "salvation-army"), IN_CARE),
    ("care", (POLICE, "british-red-cross", "hope-for-justice", "newcastle-city-council", "nhs"), IN_CARE),
    ("figures", (POLICE, "northumbria-pcc"), ["figures"]),
    ("behind", (POLICE, "nca", "cps", "dwp", "hmrc"), BEHIND),
    ("identity", (POLICE, "immigration-enforcement"), ["arrests"]),
    ("care", (HEDDLU, "salvation-army"), IN_CARE),
    ("care", (HEDDLU, "bawso", "british-red-cross"), IN_CARE),
    ("homes", ("salvation-army", "bawso", "british-red-cross"), ["placements"]),
    ("figures", (HEDDLU, "north-wales-pcc", "welsh-government-anti-slavery"), ["figures"]),
    ("border", (HEDDLU, "border-force"), ["operations", "tasks", "visits", "encounters"]),
    ("behind", (HEDDLU, "greater-manchester-police", "cheshire-police", "merseyside-police"), BEHIND),
]


def agree(agencies: Mapping[str, Agency], people: Mapping[str, Person], today: date) -> None:
    """Every agreement that the stories need, and one that waits for the auditor whom a visitor becomes."""
    hands = [people[key] for key in ("auditor", "wales-auditor", "salvation-auditor")]
    for name, codes, kinds in SHARED:
        made = write(name, codes, kinds, agencies, hands[0], FIRST, today + YEARS)
        approve(made, hands[1:])
    regulator(agencies, hands, today)
    write("door", (HEDDLU, "crimestoppers"), ["sanitised"], agencies, hands[1], FIRST, today + YEARS)


def regulator(agencies: Mapping[str, Agency], hands: list[Person], today: date) -> None:
    """With the labour regulator, under the name of each time: the second version ends the first."""
    first = write("door", (POLICE, "gla"), AT_THE_DOOR, agencies, hands[0], FIRST, today + YEARS)
    approve(first, hands[1:])
    terms = Terms(TITLES["door"], first.purpose, AT_THE_DOOR, GLAA_BEGINS, today + YEARS)
    moment = at("2017-04-03 09:00")
    given = {"terms": terms, "signatures": signatures((POLICE, "glaa"), agencies, GLAA_BEGINS)}
    approve(sharing.amend(first, by=hands[0], at=moment, **given), hands[1:])


def write(
    name: str,
    codes: tuple[str, ...],
    kinds: list[str],
    agencies: Mapping[str, Agency],
    by: Person,
    first: date,
    last: date,
) -> Agreement:
    """An agreement written down by an auditor."""
    purpose = "To find, protect and support people who are exploited, and to stop those who exploit them"
    terms = Terms(TITLES[name], purpose, kinds, first, last)
    return sharing.draft(by=by, at=LONG_BEFORE, terms=terms, signatures=signatures(codes, agencies, first))


def approve(made: Agreement, hands: list[Person]) -> None:
    """Two others approve it."""
    sharing.approve(made, by=hands[0], at=made.drafted_at)
    sharing.confirm(made, by=hands[1], at=made.drafted_at)


def signatures(codes: tuple[str, ...], agencies: Mapping[str, Agency], day: date) -> list[Signature]:
    """Who signed for each of these agencies."""
    return [Signature(agencies[code], f"For {agencies[code].name}", "Head of service", day) for code in codes]
