"""Half an address: postcodes that begin so, and places that the reader may see."""

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.places.suggesting import MOST, suggested
from sightline.places.tests.factories import PremisesFactory

pytestmark = mark.django_db


@fixture
def asked():
    """What a reader of that role is shown."""

    def ask(words, role="call handler"):
        person = person_as(role)
        with acting_as(person):
            return suggested(words, person)

    return ask


@mark.parametrize("words", ["Elswick Road, NE4 6A", "Elswick Road, ne4 6a"])
def test_a_postcode_is_found_from_its_beginning_and_the_street_stays(words, asked):
    found = asked(words)

    assert found[0]["note"] == "Newcastle upon Tyne"
    assert all(each["write"].startswith("Elswick Road, NE4 6A") for each in found)


def test_a_whole_postcode_is_found_without_its_space(asked):
    assert asked("Elswick Road, ne46an") == [{"write": "Elswick Road, NE4 6AN", "note": "Newcastle upon Tyne"}]


def test_a_district_alone_shows_its_first_postcodes(asked):
    found = asked("NE4")

    assert len(found) == MOST
    assert all(each["write"].startswith("NE4 ") for each in found)


@mark.parametrize("words", ["", "N", "  ", "behind the tyre shop", "ZZ99 9ZZ", "🙂🙂🙂", "%%%", "NE4 6AN and more"])
def test_nothing_is_made_up(words, asked):
    assert asked(words) == []


def test_known_places_come_first_for_those_who_may_see_them_and_for_nobody_else(asked):
    PremisesFactory(name="Lacquer Lane", street="Westgate Road", postcode="NE4 6AN", area=AreaFactory())

    assert [each["write"] for each in asked("lacquer", "analyst")] == ["Lacquer Lane, Westgate Road, NE4 6AN"]
    assert asked("lacquer") == []
