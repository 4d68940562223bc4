"""Postcodes are read as people write them, and found without loading them all."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, fixture, mark, raises

from sightline.places import postcodes
from sightline.places.postcodes import (
    NotAPostcode,
    Postcodes,
    area_of_authority,
    locate,
    prepare,
    tidy_postcode,
    write,
)

ROWS = [
    ("NE4 6AN", "E08000021", 424_100.0, 564_200.0),
    ("NE469AA", "E06000057", 393_600.0, 564_000.0),
    ("LL301AB", "W06000003", 278_500.0, 381_900.0),
    ("BT1 5GS", "N09000003", 333_800.0, 374_000.0),
    ("B1  1AA", "E08000025", 406_600.0, 286_800.0),
    ("ZE1 0AA", "S12000027", 447_600.0, 1_141_600.0),
    ("NE999ZZ", "E08000021", None, None),
]


@fixture
def few(tmp_path, monkeypatch):
    """A file of a few postcodes in place of the real one."""
    path = tmp_path / "postcodes.bin"
    write(ROWS, path)
    monkeypatch.setattr(postcodes, "postcodes", lambda: Postcodes(path))


@mark.parametrize(
    ("typed", "printed"),
    [
        ("NE4 6AN", "NE4 6AN"),
        ("ne46an", "NE4 6AN"),
        (" Ne4  6aN ", "NE4 6AN"),
        ("NE4-6AN", "NE4 6AN"),
        ("NE4 6AN.", "NE4 6AN"),
        ("NE4 OAN", "NE4 0AN"),  # the letter for the nought
        ("b11aa", "B1 1AA"),
        ("sw1a1aa", "SW1A 1AA"),
        ("ec1a 1bb", "EC1A 1BB"),
        ("ll301ab", "LL30 1AB"),
        ("gir0aa", "GIR 0AA"),
    ],
)
def test_a_postcode_may_be_typed_in_any_case_and_spacing(typed, printed):
    assert tidy_postcode(typed) == printed


@mark.parametrize(
    "typed", ["", "NE4", "NE4 6A", "NE4 6ANN", "4NE 6AN", "NE4 AN6", "NE4 6CI", "the car wash", "NEE4 6AN"]
)
def test_what_is_no_postcode_is_refused_and_says_what_to_do(typed):
    with raises(NotAPostcode, match="such as NE4 6AN, or describe the place"):
        tidy_postcode(typed)


@given(st.text(max_size=12))
def test_any_text_is_a_postcode_or_plainly_refused(text):
    try:
        printed = tidy_postcode(text)
    except NotAPostcode:
        return
    assert tidy_postcode(printed.lower().replace(" ", "")) == printed


@mark.parametrize(
    ("postcode", "authority", "area", "nation", "point"),
    [
        ("ne46an", "E08000021", "northumbria", "england", (54.972, -1.625)),
        ("LL30 1AB", "W06000003", "north-wales", "wales", (53.32, -3.826)),
        ("BT1 5GS", "N09000003", "northern-ireland", "northern-ireland", (54.5965, -5.9305)),
        ("ZE1 0AA", "S12000027", "scotland", "scotland", (60.154, -1.143)),
        ("B1 1AA", "E08000025", "west-midlands", "england", (52.479, -1.904)),
    ],
)
@mark.usefixtures("few")
def test_a_postcode_gives_its_authority_area_nation_and_point(postcode, authority, area, nation, point):
    found = locate(postcode)

    assert (found.authority, found.area, found.nation) == (authority, area, nation)
    assert (found.latitude, found.longitude) == approx(point, abs=0.005)


@mark.usefixtures("few")
def test_a_short_outward_part_is_not_taken_for_a_long_one():
    assert locate("NE4 6AN").authority != locate("NE46 9AA").authority


@mark.usefixtures("few")
def test_a_postcode_without_a_point_still_gives_its_area():
    found = locate("NE99 9ZZ")

    assert (found.latitude, found.longitude, found.area) == (None, None, "northumbria")


@mark.parametrize("unknown", ["AA1 1AA", "NE4 6AB", "ZE9 9ZZ"])
@mark.usefixtures("few")
def test_a_postcode_that_nobody_knows_says_what_to_do(unknown):
    with raises(NotAPostcode, match="is not one we know"):
        locate(unknown)


def test_the_order_of_the_rows_does_not_matter(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    write(ROWS, one)
    write(reversed(ROWS), other)

    assert [Postcodes(one)[n] for n in range(len(ROWS))] == [Postcodes(other)[n] for n in range(len(ROWS))]


def test_only_postcodes_with_a_point_are_points(tmp_path):
    write(ROWS, tmp_path / "few")

    points = list(Postcodes(tmp_path / "few").points())

    assert ("N09000003", 333_800, 374_000) in points
    assert len(points) == len(ROWS) - 1


def test_a_file_that_is_none_of_ours_is_refused(tmp_path):
    path = tmp_path / "postcodes.bin"
    path.write_bytes(b"something else entirely")

    with raises(ValueError, match="delete it and prepare it again"):
        Postcodes(path)


def test_preparing_again_leaves_no_half_written_file(tmp_path):
    write(ROWS, tmp_path / "postcodes.bin")
    write(ROWS, tmp_path / "postcodes.bin")

    assert [path.name for path in tmp_path.iterdir()] == ["postcodes.bin"]


def test_an_authority_we_do_not_know_has_no_area():
    assert area_of_authority("E99999999") == ""


@mark.slow
def test_the_whole_country_is_prepared_with_every_area_known(tmp_path):
    count = prepare(tmp_path / "postcodes.bin")
    authorities = {authority for authority, _, _ in Postcodes(tmp_path / "postcodes.bin").points()}

    assert count > 2_700_000
    assert all(area_of_authority(authority) for authority in authorities)
