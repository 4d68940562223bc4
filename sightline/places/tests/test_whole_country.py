"""Postcodes of every nation, looked up in the whole directory: the police area of each, near enough where it is."""

from math import hypot

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark, raises

from sightline.kit.vocabulary import load
from sightline.places.grid import BRITAIN, IRELAND, to_degrees, to_metres
from sightline.places.map import Point, kept_vague
from sightline.places.postcodes import NotAPostcode, locate, tidy_postcode
from sightline.places.shapes import authorities_of, frame

KNOWN = [
    ("NE1 8QH", "northumbria", (54.978, -1.611)),  # Newcastle Civic Centre
    ("TD15 1DB", "northumbria", (55.771, -2.006)),  # Berwick, a Scottish postcode in England
    ("CA3 8QG", "cumbria", (54.898, -2.935)),
    ("LA1 1PJ", "lancashire", (54.047, -2.798)),
    ("M2 5DB", "greater-manchester", (53.479, -2.245)),  # Manchester Town Hall
    ("L1 1JF", "merseyside", (53.408, -2.977)),
    ("LS1 1UR", "west-yorkshire", (53.802, -1.549)),
    ("S1 2HH", "south-yorkshire", (53.380, -1.470)),  # Sheffield Town Hall
    ("HU1 2AA", "humberside", (53.745, -0.333)),
    ("ST4 1NH", "staffordshire", (53.003, -2.186)),
    ("SY13 1AX", "west-mercia", (52.970, -2.684)),
    ("NR2 1NH", "norfolk", (52.629, 1.292)),  # Norwich City Hall
    ("CB2 3QJ", "cambridgeshire", (52.205, 0.119)),
    ("OX1 1BX", "thames-valley", (51.752, -1.257)),
    ("BS1 5TR", "avon-and-somerset", (51.453, -2.602)),
    ("TR21 0LW", "devon-and-cornwall", (49.914, -6.315)),  # the Isles of Scilly
    ("SW1A 1AA", "metropolitan", (51.501, -0.142)),
    ("EC2V 7HH", "city-of-london", (51.516, -0.092)),  # Guildhall, a force of its own within London
    ("LL30 2LR", "north-wales", (53.328, -3.829)),
    ("LL65 1DR", "north-wales", (53.316, -4.625)),
    ("CF10 4UW", "south-wales", (51.470, -3.163)),  # Cardiff County Hall
    ("NP20 4UR", "gwent", (51.589, -3.006)),
    ("SY16 2NZ", "dyfed-powys", (52.514, -3.318)),  # Newtown, a Shrewsbury postcode in Wales
    ("EH1 1YZ", "scotland", (55.950, -3.193)),
    ("KW15 1NY", "scotland", (58.981, -2.957)),  # Orkney
    ("BT1 5GS", "northern-ireland", (54.597, -5.930)),  # Belfast City Hall
    ("BT48 6DQ", "northern-ireland", (54.996, -7.321)),
]


@mark.parametrize(("postcode", "area", "point"), KNOWN, ids=[postcode for postcode, _, _ in KNOWN])
def test_a_known_postcode_lies_in_its_police_area_at_its_place(postcode, area, point):
    found = locate(postcode)

    assert (found.postcode, found.area) == (postcode, area)
    assert (found.latitude, found.longitude) == approx(point, abs=0.002)
    assert found.nation == load("places/police_areas")[area].get("nation")


@mark.parametrize(("postcode", "area"), [(postcode, area) for postcode, area, _ in KNOWN])
def test_the_map_of_its_area_shows_the_point(postcode, area):
    found, box = locate(postcode), frame(authorities_of([area]))

    assert box.west - 0.02 <= found.longitude <= box.east + 0.02
    assert box.south - 0.02 <= found.latitude <= box.north + 0.02


@mark.parametrize("postcode", ["IM1 1AA", "JE1 1AA", "GY1 1AA"])
def test_the_crown_dependencies_are_in_no_police_area_of_ours(postcode):
    found = locate(postcode)

    assert (found.area, found.nation, found.latitude) == ("", "", None)


@mark.parametrize(
    "typed", ["NE4 6AN NE4 6AN", "NE4\t6AN extra", "10 Downing Street", "SW1A 1A1", "NE4 6AN\x00", "ＮＥ４ ６ＡＮ"]
)
def test_words_around_a_postcode_are_not_guessed_at(typed):
    with raises(NotAPostcode):
        tidy_postcode(typed)


@given(st.sampled_from([postcode for postcode, _, _ in KNOWN]), st.text(" -.", max_size=4), st.booleans())
def test_spaces_and_case_make_no_difference_to_where_it_is(postcode, between, small):
    typed = postcode.replace(" ", between)

    assert locate(typed.lower() if small else typed) == locate(postcode)


irish = st.tuples(st.integers(0, 366_000), st.integers(300_000, 450_000))


@given(irish)
def test_metres_of_the_irish_grid_become_degrees_and_metres_again(point):
    assert to_metres(*to_degrees(*point, IRELAND), IRELAND) == approx(point, abs=1)


@given(st.floats(50, 58.5), st.floats(-5.5, 1.5))
def test_degrees_become_metres_and_degrees_again(latitude, longitude):
    assert to_degrees(*to_metres(latitude, longitude)) == approx((latitude, longitude), abs=0.00002)


@given(st.floats(54, 55.3), st.floats(-8, -5.5))
def test_the_two_grids_agree_on_where_a_point_of_ulster_is(latitude, longitude):
    by_ireland = to_degrees(*to_metres(latitude, longitude, IRELAND), IRELAND)

    assert by_ireland == approx(to_degrees(*to_metres(latitude, longitude, BRITAIN)), abs=0.0001)


@given(st.floats(50, 58), st.floats(-5, 1))
def test_a_private_home_is_moved_by_no_more_than_its_street(latitude, longitude):
    vague = kept_vague(Point(latitude, longitude, home=True))
    (east, north), (vague_east, vague_north) = (
        to_metres(latitude, longitude),
        to_metres(vague.latitude, vague.longitude),
    )

    assert hypot(east - vague_east, north - vague_north) < 260


@given(st.floats(50, 58), st.floats(-5, 1))
def test_a_home_that_was_made_vague_stays_where_it_is(latitude, longitude):
    vague = kept_vague(Point(latitude, longitude, home=True))

    assert kept_vague(vague) == vague
