"""The frame of a map shows what it should, true to scale, with nothing on top of anything."""

from math import cos, hypot, radians

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark

from sightline.places.canvas import apart, framed

longitudes, latitudes = st.floats(-7, 1.5), st.floats(50, 60)
places = st.lists(st.tuples(longitudes, latitudes), min_size=1, max_size=20)


@given(places)
def test_every_point_is_on_the_sheet(points):
    canvas = framed(points, 560, 380)

    for point in points:
        x, y = canvas.at(*point)
        assert 0 <= x <= 560
        assert 0 <= y <= 380


@given(places)
def test_a_metre_east_is_as_long_as_a_metre_north(points):
    canvas = framed(points, 560, 380)
    box = canvas.box
    middle = (box.south + box.north) / 2

    east = 560 / ((box.east - box.west) * cos(radians(middle)))
    north = 380 / (box.north - box.south)
    assert east == approx(north, rel=0.02)


def test_one_point_is_shown_with_the_town_around_it():
    canvas = framed([(-1.64, 54.97)], 560, 380)

    assert canvas.metres_a_unit * 380 == approx(3000, rel=0.3)
    assert canvas.at(-1.64, 54.97) == approx((280, 190))


def test_north_is_up_and_east_is_right():
    canvas = framed([(-2, 54), (-1, 55)], 560, 380)

    assert canvas.at(-1, 55)[0] > canvas.at(-2, 55)[0]
    assert canvas.at(-1, 55)[1] < canvas.at(-1, 54)[1]


def test_an_outline_is_cut_to_the_sheet():
    canvas = framed([(-1.64, 54.97)], 560, 380)

    cut = canvas.clipped(((-9, 40), (5, 40), (5, 65), (-9, 65), (-9, 40)))

    assert all(-9 <= x <= 569 and -9 <= y <= 389 for x, y in cut)
    assert len(cut) >= 4


def test_an_outline_elsewhere_leaves_nothing():
    canvas = framed([(-1.64, 54.97)], 560, 380)

    assert canvas.clipped(((-5, 50), (-4, 50), (-4, 51), (-5, 50))) == []


dots = st.lists(st.tuples(st.floats(0, 200), st.floats(0, 200)), max_size=60)


@given(dots, st.floats(2, 15))
def test_no_two_dots_lie_on_each_other(many, gap):
    placed = apart(many, gap)

    assert len(placed) == len(many)
    for n, (x, y) in enumerate(placed):
        assert all(hypot(x - a, y - b) >= gap * 0.98 for a, b in placed[:n])


def test_a_dot_with_room_stays_where_it_is():
    assert apart([(10, 10), (50, 50)], 8) == [(10, 10), (50, 50)]


@mark.parametrize("many", [2, 7, 30])
def test_dots_of_one_place_stay_close_to_it(many):
    placed = apart([(100, 100)] * many, 10)

    assert max(hypot(x - 100, y - 100) for x, y in placed) <= 10 * many**0.5 + 10
