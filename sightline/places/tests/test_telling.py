"""Which police area words tell of: people write half an address, and a wrong desk is worse than the helpline."""

from pytest import mark

from sightline.places.telling import area_told


@mark.parametrize(
    ("words", "area"),
    [
        ("12 Mill Lane, NE4 6AN", "northumbria"),
        ("behind the shop (ne46an)", "northumbria"),
        ("Flat ZZ9 9ZZ or NE4 6AN", "northumbria"),
        ("14 Mill Lane, Newcastle NE4", "northumbria"),
        ("the car wash in ll57", "north-wales"),
        ("NE4 the blue shop", "northumbria"),
        ("Hotel, Lime Street, Liverpool", "merseyside"),
        ("a nail bar in wrexham", "north-wales"),
        ("Caffi, Wrecsam", "north-wales"),
        ("A takeaway near Glasgow.", "scotland"),
        ("Farm, Lincolnshire", "lincolnshire"),
        ("Shop, Peckham, London", "metropolitan"),
    ],
)
def test_half_an_address_tells_the_area(words, area):
    assert area_told(words) == area


@mark.parametrize(
    "words",
    [
        "",
        "\x00",
        "behind the petrol station",
        "ZZ99 9ZZ",
        "the lay-by on the A1",
        "Junction 10 of the M6",
        "a van, AB12 CDE, by the river",
        "Liverpool Road, next to the bank",
        "Nail bar, Newcastle",  # upon Tyne, or under Lyme
        "High Street, Sutton",
        "CH4",  # on both sides of a border
        "between Leeds, and Manchester",
        "a shop in Leeds, then one in Manchester",
    ],
)
def test_words_that_tell_none_or_several_tell_no_area(words):
    assert area_told(words) == ""
