"""Bars stand beside their numbers, as long as the numbers say."""

from pytest import mark

from sightline.oversight.charts import bars, part_of
from sightline.oversight.models import Figure


def figure(value, qualifier="exactly", whole=None, says="people still in custody"):
    return Figure(value=value, qualifier=qualifier, says=says, subset_of=whole)


def told(rows):
    return [(str(bar.says), bar.number, bar.length, bar.kind) for bar in rows]


def test_the_longest_number_is_the_longest_bar():
    drawn = bars([("Done", 8, "safe"), ("Planned", 2, "other")])

    assert told(drawn) == [("Done", 8, 100, "safe"), ("Planned", 2, 25, "other")]


def test_parts_of_a_whole_are_measured_by_it():
    assert [bar.length for bar in bars([("In custody", 7, "here"), ("Not stated", 5, "other")], 12)] == [58, 42]


def test_nought_is_no_bar_and_one_of_many_is_not_nought():
    assert [bar.length for bar in bars([("Many", 4_000, "here"), ("One", 1, "here"), ("None", 0, "here")])] == [
        100,
        1,
        0,
    ]


@mark.parametrize("rows", [[], [("Done", 0, "safe")], [("Done", 0, "safe"), ("Planned", 0, "other")]])
def test_nothing_is_drawn_of_nothing(rows):
    assert bars(rows) == []


def test_a_part_stands_beside_what_nothing_is_said_of():
    drawn = part_of(figure(7, whole=figure(12, says="people arrested")))

    assert told(drawn) == [("people still in custody", 7, 58, "here"), ("not stated", 5, 42, "other")]


def test_a_part_that_is_everything_leaves_nothing_unsaid():
    assert [bar.number for bar in part_of(figure(12, whole=figure(12)))] == [12, 0]


@mark.parametrize(
    "given",
    [
        figure(7),
        figure(None, "most", whole=figure(12)),
        figure(7, whole=figure(100, "more than")),
        figure(None, whole=figure(12)),
        figure(3, whole=figure(None)),
        figure(13, whole=figure(12)),
        figure(0, whole=figure(0)),
    ],
    ids=["no whole", "no number", "no exact whole", "a small part", "a small whole", "more than the whole", "of none"],
)
def test_what_has_no_exact_share_is_not_drawn(given):
    assert part_of(given) == []
