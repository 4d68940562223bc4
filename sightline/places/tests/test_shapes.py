"""The committed outlines: small, complete, and nearly always around their own places."""

import json

from pytest import approx, fixture, mark, raises

from sightline.kit.vocabulary import load
from sightline.places import shapes
from sightline.places.shapes import (
    ATTRIBUTION,
    DISTRICTS,
    OUTLINES,
    Box,
    authorities_of,
    districts,
    frame,
    outline,
    written,
)
from sightline.places.surveying import Arc

NEWCASTLE = frozenset({"E08000021"})


def within(longitude, latitude, rings):
    odd = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):  # noqa: RUF007
            if (ay > latitude) != (by > latitude) and longitude < ax + (latitude - ay) / (by - ay) * (bx - ax):
                odd = not odd
    return odd


def test_the_outlines_stay_small_enough_to_commit():
    assert OUTLINES.stat().st_size + DISTRICTS.stat().st_size < 300_000


@mark.parametrize("path", [OUTLINES, DISTRICTS], ids=["outlines", "districts"])
def test_the_files_carry_their_attribution(path):
    assert json.loads(path.read_text())["attribution"] == ATTRIBUTION


@mark.parametrize(
    "words", ["OS data", "Crown copyright", "Royal Mail", "National Statistics", "Open Government Licence"]
)
def test_the_attribution_names_whose_data_it_is(words):
    assert words in ATTRIBUTION


@mark.parametrize("code", list(load("places/local_authorities")))
def test_every_authority_has_an_outline(code):
    assert outline(frozenset({code}))


@mark.parametrize("area", list(load("places/police_areas")))
def test_every_outline_of_a_police_area_closes(area):
    assert all(ring[0] == ring[-1] for ring in outline(authorities_of([area])))


@mark.parametrize(
    ("area", "longitude", "latitude"),
    [
        ("northumbria", -1.64, 54.975),  # west Newcastle
        ("northumbria", -1.7, 55.4),  # Alnwick
        ("north-wales", -3.83, 53.30),  # Llandudno Junction
        ("north-wales", -4.3, 53.28),  # the middle of Anglesey
        ("merseyside", -2.93, 53.41),
        ("scotland", -4.2, 57.0),  # far from any postcode
        ("northern-ireland", -6.7, 54.6),
    ],
)
def test_a_police_area_holds_its_places(area, longitude, latitude):
    assert within(longitude, latitude, outline(authorities_of([area])))


@mark.parametrize(("longitude", "latitude"), [(-1.0, 55.2), (-3.6, 53.6), (-2.2, 53.48)])
def test_sea_and_neighbours_lie_outside(longitude, latitude):
    assert not within(longitude, latitude, outline(authorities_of(["northumbria", "north-wales"])))


def test_a_police_area_shows_no_line_between_its_authorities():
    whole = outline(authorities_of(["north-wales"]))
    parts = [outline(frozenset({code})) for code in authorities_of(["north-wales"])]

    assert sum(map(len, whole)) < sum(len(ring) for rings in parts for ring in rings)


def test_an_area_we_do_not_know_is_an_error():
    with raises(KeyError):
        authorities_of(["atlantis"])


def test_the_frame_is_around_the_outline():
    box = frame(NEWCASTLE)

    assert box.west < -1.62 < box.east
    assert box.south < 54.98 < box.north


def test_frames_that_touch_meet():
    assert Box(0, 0, 1, 1).meets(Box(1, 1, 2, 2))
    assert not Box(0, 0, 1, 1).meets(Box(1.1, 0, 2, 1))


def test_a_postcode_district_has_a_middle():
    assert districts()["NE4"] == approx((-1.637, 54.973), abs=0.02)


@fixture
def two_squares(monkeypatch):
    """A and B side by side, as lines."""
    lines = (
        Arc("A", "B", ((1.0, 0.0), (1.0, 1.0))),
        Arc("A", "", ((1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (1.0, 0.0))),
        Arc("B", "", ((1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0))),
    )
    monkeypatch.setattr(shapes, "arcs", lambda: lines)
    outline.cache_clear()
    yield
    outline.cache_clear()


@mark.usefixtures("two_squares")
def test_lines_are_joined_into_a_ring():
    (ring,) = outline(frozenset({"A"}))

    assert ring[0] == ring[-1]
    assert set(ring) == {(0, 0), (1, 0), (1, 1), (0, 1)}


@mark.usefixtures("two_squares")
def test_together_two_areas_have_one_ring_around_both():
    (ring,) = outline(frozenset({"A", "B"}))

    assert set(ring) == {(0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1)}


def test_lines_are_written_as_steps_and_read_again(tmp_path, monkeypatch):
    line = Arc("A", "", ((-1.5, 54.0), (-1.498, 54.003), (-1.5, 54.0)))
    path = tmp_path / "outlines.json"
    path.write_text(json.dumps({"arcs": written([line])}))
    monkeypatch.setattr(shapes, "OUTLINES", path)

    (read,) = shapes.arcs.__wrapped__()

    assert list(read.points) == [approx(point) for point in line.points]


def test_a_line_too_short_to_see_is_not_written():
    assert written([Arc("A", "", ((-1.5, 54.0), (-1.5001, 54.0001)))]) == []
