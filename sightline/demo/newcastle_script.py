"""The script of Newcastle: where, who and in which words. `newcastle.py` plays it. Places and people are invented."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

PARTNERS = {
    "newcastle-city-council": "Housing, social care, a place for the reception centre",
    "nca": "National tasking, victim interviewers",
    "cps": "Early advice and charging",
    "glaa": "Labour inspection",
    "dwp": "Benefit records",
    "hmrc": "Pay and tax records",
    "nhs": "Health screening at the reception centre",
    "immigration-enforcement": "Identity checks on request; not at the door",
    "british-red-cross": "Reception centre, clothes, tracing of families",
    "hope-for-justice": "Support workers and interpreters",
}


class Place(NamedTuple):
    """A target: what it is, where, what was said of it, who went and when, how many were arrested."""

    kind: str
    name: str
    street: str
    postcode: str
    said: str
    control: tuple[str, ...]
    day: str
    hour: str
    team: int
    arrests: int
    met: tuple[tuple[str, str, str], ...] = ()

    @property
    def sector(self) -> str:
        """The kind of place as a caller names it: of a shared house they know only that people live there."""
        return "private-house" if self.kind == "shared-house" else self.kind


PLACES = [
    Place(
        "shared-house",
        "Terraced house",
        "Wingrove Avenue",
        "NE4 9BX",
        "Nine men share three rooms and are collected before dawn.",
        ("debt", "threats"),
        "2018-10-16",
        "06:10",
        0,
        2,
    ),
    Place(
        "car-wash",
        "Hand car wash",
        "Westgate Road",
        "NE4 6AN",
        "Workers sleep in a container behind the wash and are paid in food.",
        ("little-or-no-pay",),
        "2018-10-16",
        "06:10",
        1,
        1,
    ),
    Place(
        "shared-house",
        "Flat above a shop",
        "Stanhope Street",
        "NE4 5JS",
        "A man holds the bank cards of everyone who lives there.",
        ("coercion", "documents-held"),
        "2018-10-16",
        "09:30",
        0,
        1,
    ),
    Place(
        "takeaway-or-restaurant",
        "Takeaway",
        "Elswick Road",
        "NE4 6JH",
        "Kitchen staff are never seen to leave and flinch when spoken to.",
        ("threats",),
        "2018-10-16",
        "10:00",
        1,
        1,
    ),
    Place(
        "shared-house",
        "Terraced house",
        "Croydon Road",
        "NE4 5LP",
        "New people arrive each month and owe for the journey.",
        ("debt",),
        "2018-10-17",
        "06:10",
        0,
        2,
        (
            ("Man, 20s", "ro", "Says that he works to pay off a debt which grows."),
            ("Man, 30s", "ro", "Papers held by the man who drives them."),
        ),
    ),
    Place(
        "factory-or-warehouse",
        "Packing unit",
        "Benwell Lane",
        "NE15 6RX",
        "Twelve-hour nights for forty pounds a week.",
        ("little-or-no-pay", "excessive-hours"),
        "2018-10-17",
        "06:10",
        1,
        2,
        (("Man, 40s", "vi", "Paid once in six weeks; told that his family would suffer."),),
    ),
    Place(
        "shared-house",
        "Terraced house",
        "Fairholm Road",
        "NE4 8AT",
        "A young woman is driven to different addresses.",
        ("threats", "coercion"),
        "2018-10-17",
        "09:40",
        0,
        1,
        (("Young woman, says she is 19", "sq", "Age not sure; someone else answers her phone."),),
    ),
    Place(
        "convenience-store",
        "Shop with rooms above",
        "Adelaide Terrace",
        "NE4 8BL",
        "The man seen driving every van lives here.",
        ("coercion", "debt"),
        "2018-10-17",
        "10:10",
        1,
        2,
    ),
]
TRAFFICKING = "Suspicion of trafficking people into the UK for exploitation"
SIGN_OF = {
    "little-or-no-pay": "below-minimum-pay",
    "coercion": "someone-speaks",
    "excessive-hours": "long-hours",
    "documents-held": "documents-held",
    "threats": "fearful",
    "debt": "in-debt",
}
ARRESTED = [  # as the officer at the door says it, and the name that custody takes
    ("Man, about 50, holds the rent book", "Martin Ashdown"),
    ("Man, 30s, blue tracksuit", "Craig Fenwick"),
    ("Man, 20s, drives the van", "Lee Marlow"),
    ("Man, 40s, at the till", "Stefan Hollis"),
    ("Man, about 60, grey beard", "Paul Dunmore"),
    ("Man, 30s, short hair, scar on the hand", "Viktor Lang"),
    ("Man, 40s, red jacket", "Dean Carrick"),
    ("Man, about 35, keeps the papers", "Adrian Voss"),
    ("Woman, 40s, has the keys", "Joanne Sefton"),
    ("Man, 20s, white trainers", "Kevin Rudge"),
    ("Man, 50s, glasses", "Peter Holm"),
    ("Man, 30s, says he only drives", "Gary Thirlwell"),
]
HOUSEHOLDS = ["", "One man in his 30s", "One man in his 40s"]
TODAY = [
    (
        "2018-10-17 13:20",
        "no",
        "A new man counts the workers out of a van each morning.",
        "Scotswood Road, NE4 7JL",
        "do-not-know",
    ),
    (
        "2018-10-17 16:05",
        "yes",
        "They are clearing the rooms above the shop and putting people into a car.",
        "Adelaide Terrace, NE4 8BL",
        "convenience-store",
    ),
]
ON_THE_PAGE = [  # when, and what was told on the public page on the day, in the words of the people themselves
    (
        "2018-10-17 09:10",
        {
            "language": "ro",
            "what": "Spăl mașini de la șapte dimineața și nu am mai fost plătit de două luni.",
            "place": "Scotswood Road, NE4 7JL",
            "sector": "car-wash",
            "signs": ["pay-taken"],
        },  # I have washed cars from seven in the morning and have not been paid for two months.
    ),
    (
        "2018-10-17 12:25",
        {
            "language": "vi",
            "what": "Em gái tôi làm móng cả ngày và không được ra ngoài một mình.",
            "place": "Shields Road, NE6 1DL",
            "sector": "nail-bar",
            "signs": ["cannot-go-out-alone"],
        },  # My younger sister does nails all day and may not go out alone.
    ),
    (
        "2018-10-17 13:50",
        {
            "language": "sq",
            "what": "Kushëriri im punon çdo natë në fabrikë dhe nuk guxon të flasë me askënd.",
            "place": "Benwell Lane, NE15 6RX",
            "sector": "food-processing",
            "signs": ["very-long-hours"],
        },  # My cousin works in the factory every night and does not dare to speak to anyone.
    ),
    (
        "2018-10-17 15:30",
        {
            "language": "ro",
            "what": "Dormim patru într-o cameră deasupra bucătăriei, iar cardurile noastre sunt la șef.",
            "place": "Elswick Road, NE4 6JH",
            "sector": "takeaway-or-restaurant",
            "signs": ["lives-at-work", "phone-or-card-taken"],
        },  # Four of us sleep in one room above the kitchen, and the boss has our cards.
    ),
]
AT_THE_DOOR = {
    "what": "A neighbour says that the van stops at a nail bar too, and that the girls there are fetched after dark.",
    "place": "Nail bar, Bentinck Road, NE4 6UX",
    "sector": "nail-bar",
    "signs": ["someone-speaks-for-them"],
    "danger": "no",
}
ADDED = "I was wrong about the van: she says that it is a dark blue one, not the white one."
ON_PAPER = {
    "number": "SH-4K7M-Q2X9",
    "told_on": date(2018, 10, 15),
    "taken_by": "A volunteer at the Monday drop-in, Invented Hall",
    "language": "vi",
    "what": "Tôi làm việc cả ngày và không được trả tiền.",  # I work all day and am not paid.
    "place": "Shields Road, NE6 1DL",
    "sector": "rather-not-say",
    "signs": ["pay-taken"],
    "danger": "no",
}
NAMES = ["Andrei", "Mihai", "Minh", "Elira"]
HOME = "Flat 3, Invented Court, a street that no page of Sightline shows"
ACCOUNT = (
    "He came in March after a promise of building work. On arrival his papers were taken and he was told that the journey "
    "had to be paid for. He washed cars for twelve hours a day and was given food and ten pounds a week."
)
