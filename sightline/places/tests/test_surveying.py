"""Outlines drawn from points: nobody overlaps, gaps close, and small pieces go."""

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from sightline.places.surveying import (
    REACH,
    SIDE,
    grown,
    settle,
    smoothed,
    survey,
    thinned,
    traced,
    without_specks,
)

SEA = ""


def block(code, west, south, wide, high):
    return dict.fromkeys(product(range(west, west + wide), range(south, south + high)), code)


def around(lines, code):
    return [line for line in lines if code in line[:2]]


def test_a_square_belongs_to_the_authority_with_most_postcodes():
    assert settle(Counter({((1, 1), "A"): 2, ((1, 1), "B"): 3, ((2, 2), "A"): 1})) == {(1, 1): "B", (2, 2): "A"}


def test_land_between_two_postcodes_is_shared_out():
    land = grown({(0, 0): "A", (2 * REACH, 0): "B"})

    assert land[1, 0] == "A"
    assert land[2 * REACH - 1, 0] == "B"


def test_land_does_not_reach_far_out_to_sea():
    land = grown({(0, 0): "A"})

    assert max(abs(x) for x, _ in land) <= 2


def test_an_enclosed_gap_is_filled_however_wide():
    coast = {square: "A" for square in block("A", 0, 0, 60, 60) if not {2, 57}.isdisjoint(square)}

    assert (30, 30) in grown(coast)


def test_a_speck_goes_to_the_neighbour_that_surrounds_it():
    land = block("A", 0, 0, 10, 10) | block("B", 20, 0, 10, 10) | {(5, 5): "B"}

    assert without_specks(land)[5, 5] == "A"


def test_a_small_island_is_left_out_unless_it_is_all_there_is():
    land = block("A", 0, 0, 10, 10) | {(30, 30): "A", (50, 50): "C"}

    kept = without_specks(land)

    assert (30, 30) not in kept
    assert kept[50, 50] == "C"


def test_neighbours_share_one_line():
    lines = traced(block("A", 0, 0, 3, 3) | block("B", 3, 0, 3, 3))

    (shared,) = [line for line in lines if set(line[:2]) == {"A", "B"}]
    assert {tuple(shared[2][0]), tuple(shared[2][-1])} == {(3, 0), (3, 3)}


def test_an_island_has_one_closed_line_with_the_sea():
    ((left, right, line),) = traced(block("A", 0, 0, 3, 3))

    assert {left, right} == {"A", SEA}
    assert line[0] == line[-1]
    assert len(line) == 13


@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.sampled_from("ABC"), min_size=1))
def test_every_edge_between_two_owners_is_traced_once(land):
    edges = sum(
        land.get((x + dx, y + dy), SEA) != code
        for (x, y), code in land.items()
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
        if (x + dx, y + dy) not in land or (dx, dy) in ((1, 0), (0, 1))
    )

    assert sum(len(line) - 1 for _, _, line in traced(land)) == edges


@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.sampled_from("ABC"), min_size=1))
def test_lines_meet_at_their_ends_so_that_areas_close(land):
    for code in set(land.values()):
        ends = Counter(end for _, _, line in around(traced(land), code) for end in (line[0], line[-1]))
        assert all(count % 2 == 0 for count in ends.values())


def test_a_staircase_becomes_a_slope():
    stairs = [(0, 0), (1, 0), (1, 1), (2, 1), (2, 2), (3, 2), (3, 3)]

    assert thinned(smoothed(stairs)) == [(0, 0), (3, 3)]


def test_thinning_keeps_a_corner():
    assert thinned([(0, 0), (5, 0), (10, 0), (10, 5), (10, 10)]) == [(0, 0), (10, 0), (10, 10)]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=40))
def test_thinning_keeps_the_ends_and_adds_nothing(line):
    kept = thinned(line)

    assert (kept[0], kept[-1]) == (line[0], line[-1])
    assert set(kept) <= set(line)


def test_postcodes_become_lines_in_degrees_on_both_islands():
    points = [("E06000001", 450_000 + dx, 530_000) for dx in range(0, 20_000, SIDE)]
    points += [("N09000003", 333_000, 374_000 + dy) for dy in range(0, 20_000, SIDE)]

    lines = survey(points)
    by_owner = {next(code for code in (line.left, line.right) if code): line.points[0] for line in lines}

    assert by_owner["E06000001"] == approx((-1.13, 54.66), abs=0.2)
    assert by_owner["N09000003"] == approx((-5.94, 54.68), abs=0.2)
