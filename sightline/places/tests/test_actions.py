"""Recording places and putting them right."""

from datetime import UTC, datetime

from pytest import approx, fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.refusals import Refused
from sightline.ledger.models import Entry
from sightline.places import postcodes
from sightline.places.actions import amend_premises, record_premises
from sightline.places.models import Premises
from sightline.places.postcodes import Postcodes, write
from sightline.places.tests.factories import PremisesFactory

pytestmark = mark.django_db

NOON = datetime(2018, 9, 11, 12, tzinfo=UTC)
WASH = {"kind": "car-wash", "name": "Invented Hand Car Wash", "street": "Carrick Road", "town": "Newcastle"}


@fixture(autouse=True)
def one_postcode(tmp_path, monkeypatch):
    write([("NE4 6AN", "E08000021", 424_100.0, 564_200.0)], tmp_path / "postcodes.bin")
    monkeypatch.setattr(postcodes, "postcodes", lambda: Postcodes(tmp_path / "postcodes.bin"))


@fixture
def analyst():
    return person_as("analyst")


@mark.parametrize("role", ["analyst", "operation commander"])
def test_who_assesses_or_plans_in_the_area_records_a_place(role):
    person = person_as(role)

    premises = record_premises(**WASH, area=AreaFactory(), by=person, at=NOON)

    assert (premises.recorded_by, premises.recorded_at) == (person, NOON)
    assert Premises.objects.get().address == "Carrick Road, Newcastle"


@mark.parametrize("role", ["visiting officer", "call handler", "oversight", "administrator"])
def test_nobody_else_records_one(role):
    with raises(Refused):
        record_premises(**WASH, area=AreaFactory(), by=person_as(role), at=NOON)


def test_nobody_records_a_place_in_an_area_that_is_not_theirs(analyst):
    with raises(Refused):
        record_premises(**WASH, area=AreaFactory(code="gwent"), by=analyst, at=NOON)


def test_a_place_gets_its_point_from_its_postcode(analyst):
    premises = record_premises(**WASH, postcode="ne46an", area=AreaFactory(), by=analyst, at=NOON)

    assert premises.postcode == "NE4 6AN"
    assert (premises.latitude, premises.longitude) == (approx(54.97, abs=0.01), approx(-1.63, abs=0.01))
    assert list(Premises.objects.on_the_map()) == [premises]


def test_a_postcode_that_we_do_not_know_is_kept_but_is_on_no_map(analyst):
    premises = record_premises(**WASH, postcode="ne99 9zz", area=AreaFactory(), by=analyst, at=NOON)

    assert (premises.postcode, premises.latitude) == ("NE99 9ZZ", None)
    assert not Premises.objects.on_the_map().exists()


def test_a_place_that_was_misheard_is_put_right_and_moves_on_the_map(analyst):
    premises = PremisesFactory(name="Karrick Wash", latitude=51.0, longitude=-3.0)

    amend_premises(premises, **WASH | {"name": "Carrick Wash"}, postcode="NE4 6AN", by=analyst, at=NOON)

    put_right = Premises.objects.get()
    assert (put_right.name, put_right.postcode) == ("Carrick Wash", "NE4 6AN")
    assert put_right.latitude == approx(54.97, abs=0.01)


def test_the_ledger_knows_which_fields_were_put_right_and_no_value(analyst):
    amend_premises(PremisesFactory(), **WASH, postcode="", by=analyst, at=NOON)

    entry = Entry.objects.get(verb="amend")
    assert entry.fields == ["kind", "name", "postcode", "street", "town"]


def test_a_commander_does_not_put_places_right():
    with raises(Refused):
        amend_premises(PremisesFactory(), **WASH, postcode="", by=person_as("operation commander"), at=NOON)


@mark.parametrize("words", ["carrick", "hand carrick", "Newcastle", "NE4 6AN", "ne46an", "NE4", "NE4 6", "NE46"])
def test_a_place_is_found_by_its_name_its_street_its_town_or_its_postcode(words):
    found = PremisesFactory(name="Invented Hand Car Wash", postcode="NE4 6AN")
    PremisesFactory(name="Nail bar", street="Alder Street", town="Gateshead", postcode="NE8 1AA")

    assert list(Premises.objects.matching(words)) == [found]


@mark.parametrize("words", ["NE5", "Carrick Alder", "%", "zzz"])
def test_words_that_fit_no_place_find_none(words):
    PremisesFactory(postcode="NE4 6AN")

    assert not Premises.objects.matching(words).exists()


def test_private_homes_are_known_as_such():
    assert PremisesFactory(kind="shared-house").is_home
    assert not PremisesFactory(kind="car-wash").is_home
    assert not PremisesFactory(kind="a-kind-of-tomorrow").is_home
