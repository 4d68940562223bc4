"""Grid references become latitude and longitude within a few metres."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark

from sightline.places.grid import BRITAIN, IRELAND, to_degrees, to_metres

FIVE_METRES = 0.00008


@mark.parametrize(
    ("east", "north", "grid", "point"),
    [
        (651_409.903, 313_177.270, BRITAIN, (52.657977, 1.716038)),  # the Ordnance Survey's own worked example
        (530_267, 179_640, BRITAIN, (51.50072, -0.12463)),  # Palace of Westminster, clock tower
        (333_800, 374_000, IRELAND, (54.5965, -5.9305)),  # Belfast City Hall
    ],
)
def test_known_points_come_out_where_they_are(east, north, grid, point):
    assert to_degrees(east, north, grid) == approx(point, abs=2 * FIVE_METRES)


britain = st.tuples(st.integers(100_000, 650_000), st.integers(10_000, 1_200_000))


@given(britain)
def test_every_point_of_the_grid_lies_in_or_around_britain(point):
    latitude, longitude = to_degrees(*point)

    assert 49.5 < latitude < 61.5
    assert -9.5 < longitude < 3


@given(britain)
def test_a_kilometre_north_is_a_kilometre_north(point):
    east, north = point
    metres = (to_degrees(east, north + 1000)[0] - to_degrees(east, north)[0]) * 111_250

    assert metres == approx(1000, abs=12)


@given(britain)
def test_metres_become_degrees_and_metres_again(point):
    assert to_metres(*to_degrees(*point)) == approx(point, abs=1)


def test_the_irish_grid_turns_back_too():
    assert to_metres(*to_degrees(333_800, 374_000, IRELAND), IRELAND) == approx((333_800, 374_000), abs=1)
