"""Every place in the United Kingdom lies in one police area."""

from pytest import mark

from sightline.kit.vocabulary import load

AREAS, AUTHORITIES = load("places/police_areas"), load("places/local_authorities")


def test_there_are_43_areas_in_england_and_wales_and_one_each_elsewhere():
    nations = [area.get("nation") for area in AREAS.values()]

    assert {nation: nations.count(nation) for nation in nations} == {
        "england": 39,
        "wales": 4,
        "scotland": 1,
        "northern-ireland": 1,
    }


def test_every_authority_lies_in_exactly_one_area():
    covered = [code for area in AREAS.values() for code in area.get("authorities")]

    assert len(covered) == len(set(covered))
    assert set(covered) == set(AUTHORITIES)


@mark.parametrize(
    ("area", "authorities"),
    [
        ("northumbria", {"Northumberland", "Newcastle upon Tyne", "North Tyneside", "South Tyneside", "Sunderland",
                         "Gateshead"}),
        ("cumbria", {"Cumberland", "Westmorland and Furness"}),
        ("avon-and-somerset", {"Bath and North East Somerset", "Bristol", "North Somerset", "South Gloucestershire",
                               "Somerset"}),
        ("south-yorkshire", {"Barnsley", "Doncaster", "Rotherham", "Sheffield"}),
        ("city-of-london", {"City of London"}),
    ],
)  # fmt: skip
def test_an_area_is_a_union_of_authorities(area, authorities):
    assert {AUTHORITIES[code].says for code in AREAS[area].get("authorities")} == authorities


def test_north_wales_has_six_authorities():
    assert len(AREAS["north-wales"].get("authorities")) == 6


def test_an_area_and_its_authorities_are_of_one_nation():
    for area in AREAS.values():
        assert {AUTHORITIES[code].get("nation") for code in area.get("authorities")} == {area.get("nation")}


def test_every_area_has_a_force_and_a_neighbourhood_number():
    forces = load("agencies/forces")

    for area in AREAS.values():
        assert forces[area.get("force")].get("area") == area.code
        assert area.get("neighbourhood") == "101"
