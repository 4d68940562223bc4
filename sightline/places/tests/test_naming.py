"""Names stand inside their areas, clear of the points, of each other and of the scale, or not at all."""

from itertools import combinations

from pytest import fixture, mark

from sightline.places.canvas import Canvas, framed
from sightline.places.naming import LETTER, LINE, TOWN, Named, _room, _within, named
from sightline.places.regions import Region
from sightline.places.shapes import Box

SQUARE = ((100.0, 50.0), (300.0, 50.0), (300.0, 250.0), (100.0, 250.0))
HOLE = ((150.0, 100.0), (250.0, 100.0), (250.0, 200.0), (150.0, 200.0))


@fixture
def canvas():
    """A sheet of a whole country, where no postcode district is named."""
    return Canvas(Box(-6, 50, 2, 56), 560, 380)


def region(says, *rings, about=True):
    return Region(says, frozenset({says}), about, rings)


def half(name):
    return len(name.says) * LETTER / 2


@mark.parametrize(
    ("spot", "inside"),
    [((200, 150), True), ((110, 60), True), ((90, 150), False), ((200, 260), False), ((0, 0), False)],
)
def test_a_spot_is_inside_a_ring_or_not(spot, inside):
    assert _within(spot, [SQUARE]) is inside


@mark.parametrize(("spot", "inside"), [((200, 150), False), ((120, 150), True), ((280, 240), True)])
def test_a_ring_in_a_ring_is_a_hole(spot, inside):
    assert _within(spot, [SQUARE, HOLE]) is inside


def test_the_room_of_a_spot_is_how_far_the_nearest_corner_is():
    assert _room((103, 54), [SQUARE]) == 5
    assert _room((200, 150), [SQUARE, HOLE]) < _room((200, 150), [SQUARE])


def test_an_area_is_named_inside_itself(canvas):
    (name,) = named(canvas, [region("Tyne", SQUARE)], [])

    assert name.says == "Tyne"
    assert not name.far
    assert _within(name.at, [SQUARE])


def test_an_area_around_is_named_as_one(canvas):
    (name,) = named(canvas, [region("Tees", SQUARE, about=False)], [])

    assert name.far


def test_a_name_keeps_clear_of_every_point(canvas):
    points = [((200.0, 150.0), 30.0), ((150.0, 90.0), 20.0)]

    (name,) = named(canvas, [region("Tyne", SQUARE)], points)

    assert all(name.clear_of(dot, radius) for dot, radius in points)


def test_an_area_full_of_points_has_no_name(canvas):
    points = [((x, y), 30.0) for x in range(100, 320, 20) for y in range(40, 270, 20)]

    assert named(canvas, [region("Tyne", SQUARE)], [((float(x), float(y)), r) for (x, y), r in points]) == ()


def test_an_area_too_small_for_a_name_has_none(canvas):
    speck = ((100.0, 100.0), (104.0, 100.0), (104.0, 104.0), (100.0, 104.0))

    assert named(canvas, [region("Tyne", speck)], []) == ()


def test_two_names_do_not_run_into_each_other(canvas):
    names = named(canvas, [region("Northumberland", SQUARE), region("Newcastle upon Tyne", SQUARE)], [])

    assert len(names) == 2
    assert all(one.beside(other) for one, other in combinations(names, 2))


def test_what_the_map_is_about_is_named_before_what_lies_around(canvas):
    names = named(canvas, [region("Around", SQUARE, about=False), region("About", SQUARE)], [])

    assert [name.says for name in names] == ["About", "Around"]


def test_a_name_stays_on_the_sheet(canvas):
    edge = ((-50.0, -50.0), (90.0, -50.0), (90.0, 90.0), (-50.0, 90.0))

    for name in named(canvas, [region("Northumberland", edge)], []):
        assert half(name) <= name.at[0] <= canvas.width - half(name)
        assert LINE <= name.at[1] <= canvas.height - LINE


def test_a_name_leaves_the_corner_of_the_scale_free(canvas):
    corner = ((5.0, 348.0), (190.0, 348.0), (190.0, 379.0), (5.0, 379.0))

    assert named(canvas, [region("Tyne", corner)], []) == ()


@mark.parametrize(
    ("at", "gap", "clear"),
    [((100, 100), 1, False), ((100 + 2 * LETTER + 9, 100), 10, False), ((100 + 2 * LETTER + 11, 100), 10, True)],
)
def test_a_name_is_as_wide_as_its_letters(at, gap, clear):
    assert Named("Tyne", (100, 100)).clear_of(at, gap) is clear


@mark.parametrize(("at", "beside"), [((100, 100), False), ((100, 110), False), ((100, 120), True), ((160, 100), True)])
def test_names_stand_beside_or_below_one_another(at, beside):
    one, other = Named("Tyne", (100, 100)), Named("Tees", at)

    assert one.beside(other) is beside
    assert other.beside(one) is beside


def test_a_map_of_a_town_names_its_postcode_districts():
    near = framed([(-1.65, 54.97)], 560, 380)

    names = {name.says for name in named(near, [], [])}

    assert near.metres_a_unit < TOWN
    assert "NE4" in names
    assert all(says[0].isalpha() and says[-1].isalnum() for says in names)


def test_a_map_of_a_county_names_none(canvas):
    assert canvas.metres_a_unit > TOWN
    assert named(canvas, [], []) == ()


def test_a_district_gives_way_to_a_point():
    near = framed([(-1.65, 54.97)], 560, 380)
    first = next(name for name in named(near, [], []) if name.says == "NE4")

    later = [name for name in named(near, [], [(first.at, 10.0)]) if name.says == "NE4"]

    assert all(name.at != first.at for name in later)
