"""The ground of a map: where towns are, as squares of a size that fits."""

from pytest import approx, fixture, mark

from sightline.places.fabric import MOST, SIZES, Fabric, write
from sightline.places.shapes import Box

NEWCASTLE = [("E08000021", 424_000 + dx, 564_000 + dy) for dx in range(0, 2000, 50) for dy in range(0, 1000, 50)]
BELFAST = [("N09000003", 333_000 + dx, 374_000) for dx in range(0, 1000, 50)]
LONELY = [("E06000057", 390_000, 600_000)]
TOWN = Box(-1.66, 54.95, -1.58, 54.99)


@fixture
def fabric(tmp_path):
    write(NEWCASTLE + BELFAST + LONELY, tmp_path / "fabric.bin")
    return Fabric(tmp_path / "fabric.bin")


def test_a_town_near_by_is_shown_in_the_finest_squares(fabric):
    size, dots = fabric.dots(TOWN)

    assert size == 100
    assert len(dots) == 20 * 10


def test_from_afar_the_squares_are_wider_and_fewer(fabric):
    size, dots = fabric.dots(Box(-3, 54, 0, 56))

    assert size > 300
    assert len(dots) < 20


@mark.parametrize("width", [0.02, 0.1, 0.5, 2, 8])
def test_there_are_never_more_squares_than_a_page_can_bear(width, fabric):
    _, dots = fabric.dots(Box(-1.62 - width, 54.97 - width / 2, -1.62 + width, 54.97 + width / 2))

    assert len(dots) <= MOST * 1.2


def test_a_lone_house_is_no_town(fabric):
    _, dots = fabric.dots(Box(-3, 54, 0, 56))

    assert all(latitude < 55.1 for _, latitude in dots)


def test_all_dots_lie_in_the_box(fabric):
    _, dots = fabric.dots(TOWN)

    assert all(TOWN.west <= lon <= TOWN.east and TOWN.south <= lat <= TOWN.north for lon, lat in dots)


def test_northern_ireland_is_found_on_its_own_grid(fabric):
    _, dots = fabric.dots(Box(-6, 54.55, -5.9, 54.62))

    assert dots[0] == approx((-5.94, 54.597), abs=0.02)


def test_where_nothing_is_there_is_nothing(fabric):
    assert fabric.dots(Box(-1.0, 55.5, -0.9, 55.6))[1] == []


def test_sizes_grow():
    assert list(SIZES) == sorted(SIZES)
