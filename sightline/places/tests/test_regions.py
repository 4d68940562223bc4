"""A map draws local authorities near by and police areas from afar, those that it is about on top."""

from django.utils import translation
from pytest import fixture, mark

from sightline.kit.vocabulary import load
from sightline.places.canvas import framed
from sightline.places.regions import FAR, in_view, says_authority
from sightline.places.shapes import authorities_of, frame

NEWCASTLE, GWYNEDD = (-1.65, 54.97), (-4.1, 52.9)


@fixture
def near():
    return framed([NEWCASTLE], 560, 380)


@fixture
def country():
    return framed([(-5.7, 50.0), (-1.2, 60.0)], 560, 380)


def test_near_by_each_local_authority_is_one(near):
    assert near.metres_a_unit < FAR
    assert {"Newcastle upon Tyne", "Gateshead"} <= {region.says for region in in_view(near, frozenset())}


def test_from_afar_each_police_area_is_one(country):
    names = {region.says for region in in_view(country, frozenset())}

    assert country.metres_a_unit > FAR
    assert {"Northumbria", "North Wales"} <= names
    assert "Gateshead" not in names


def test_what_is_not_on_the_sheet_is_left_out(near):
    assert not {"Cornwall", "Gwynedd", "Cardiff"} & {region.says for region in in_view(near, frozenset())}


def test_what_the_map_is_about_comes_last(near):
    regions = in_view(near, authorities_of(["northumbria"]))
    about = [region.about for region in regions]

    assert about == sorted(about)
    assert about[-1]


def test_a_map_about_nothing_is_about_none(near):
    assert not any(region.about for region in in_view(near, frozenset()))


def test_a_police_area_is_what_the_map_is_about_by_any_of_its_authorities(country):
    some = frozenset(sorted(authorities_of(["north-wales"]))[:1])

    assert [region.says for region in in_view(country, some) if region.about] == ["North Wales"]


@mark.parametrize("area", ["northumbria", "north-wales", "greater-manchester", "metropolitan", "cleveland"])
def test_a_map_of_an_area_shows_all_its_authorities(area):
    codes = authorities_of([area])
    box = frame(codes)
    canvas = framed([(box.west, box.south), (box.east, box.north)], 560, 380)

    shown = [code for region in in_view(canvas, codes) if region.about for code in region.authorities]

    assert set(codes) <= set(shown)


def test_every_outline_is_cut_to_the_sheet_and_some_of_it_is_seen(near):
    for region in in_view(near, frozenset()):
        for ring in region.rings:
            assert len(ring) > 2
            assert min(x for x, _ in ring) < near.width
            assert max(y for _, y in ring) > 0


@mark.parametrize(("language", "says"), [("en-gb", "Isle of Anglesey"), ("cy", "Ynys Môn")])
def test_an_authority_of_wales_is_named_in_the_readers_language(language, says):
    (code,) = [
        code for code, entry in load("places/local_authorities").items() if entry.says.startswith("Isle of Anglesey")
    ]

    with translation.override(language):
        assert says_authority(code) == says


@mark.parametrize("language", ["en-gb", "cy", "ar"])
def test_an_authority_with_one_name_keeps_it(language):
    (code,) = [code for code, entry in load("places/local_authorities").items() if entry.says == "Gateshead"]

    with translation.override(language):
        assert says_authority(code) == "Gateshead"
