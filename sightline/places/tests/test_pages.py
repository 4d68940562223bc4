"""Recording a place and putting it right, through the forms that people fill in."""

from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AreaFactory, GrantFactory, person_as
from sightline.places import postcodes
from sightline.places.models import Premises
from sightline.places.postcodes import Postcodes, write
from sightline.places.tests.factories import PremisesFactory

pytestmark = mark.django_db


@fixture(autouse=True)
def two_postcodes(tmp_path, monkeypatch):
    """One in Northumbria and one in Gwent, in place of the real ones."""
    rows = [("NE4 6AN", "E08000021", 424_100.0, 564_200.0), ("NP204UR", "W06000022", 331_000.0, 188_000.0)]
    write(rows, tmp_path / "postcodes.bin")
    monkeypatch.setattr(postcodes, "postcodes", lambda: Postcodes(tmp_path / "postcodes.bin"))


@fixture
def area():
    return AreaFactory(code="northumbria")


@fixture
def become(client):
    """Sign in as somebody; gives the client back."""

    def sign_in(person):
        client.force_login(Account.objects.create(id=person.pk, name="somebody"))
        return client

    return sign_in


@fixture
def desk(become):
    """The browser of an analyst of Northumbria."""
    return become(person_as("analyst"))


def told(answer):
    return answer.content.decode()


def wash(area, **more):
    return {"kind": "car-wash", "name": "Invented Hand Car Wash", "area": area.pk, **more}


def test_recording_a_place_leads_to_its_page(desk, area):
    answer = desk.post("/places/record", wash(area, street="Carrick Road", postcode="ne46an"))

    premises = Premises.objects.get()
    assert answer["Location"] == f"/intelligence/places/{premises.ref}"
    assert (premises.postcode, premises.area, premises.street) == ("NE4 6AN", area, "Carrick Road")
    assert premises.latitude is not None


def test_a_place_without_a_postcode_is_recorded_too(desk, area):
    desk.post("/places/record", wash(area))

    assert Premises.objects.get().latitude is None


def test_a_postcode_that_is_none_is_asked_for_again_and_kept(desk, area):
    page = told(desk.post("/places/record", wash(area, postcode="rubbish")))

    assert "Enter a full postcode, such as NE4 6AN" in page
    assert 'value="rubbish"' in page
    assert not Premises.objects.exists()


def test_a_postcode_that_we_do_not_know_blames_nobody(desk, area):
    page = told(desk.post("/places/record", wash(area, postcode="NE99 9ZZ")))

    assert "That postcode is not one we know. Check it, or describe the place." in page


def test_a_postcode_of_another_police_area_is_noticed(desk, area):
    page = told(desk.post("/places/record", wash(area, postcode="NP20 4UR")))

    assert "This postcode lies in another police area." in page
    assert not Premises.objects.exists()


def test_a_person_chooses_among_their_own_areas_only(become, area):
    person = person_as("analyst")
    GrantFactory(person=person, role="operation commander", area=AreaFactory(code="gwent"))
    AreaFactory(code="dorset")

    page = told(become(person).get("/places/record"))

    assert "Northumbria" in page
    assert "Gwent" in page
    assert "Dorset" not in page


def test_an_area_that_is_not_theirs_is_refused_like_one_that_is_not_there(desk, area):
    elsewhere = AreaFactory(code="gwent")

    answers = [told(desk.post("/places/record", {**wash(area), "area": key})) for key in (elsewhere.pk, "nonsense")]

    assert all("Select a valid choice" in answer or "is not a valid" in answer for answer in answers)
    assert not Premises.objects.exists()


def test_a_commander_may_record_a_place(become, area):
    become(person_as("operation commander")).post("/places/record", wash(area))

    assert Premises.objects.exists()


@mark.parametrize("role", ["visiting officer", "oversight", "administrator"])
def test_who_neither_assesses_nor_plans_gets_no_form(become, role):
    assert become(person_as(role)).get("/places/record").status_code == 403


def test_putting_a_place_right_begins_with_what_is_recorded(desk):
    premises = PremisesFactory(name="Karrick Wash", street="Carrick Road")

    page = told(desk.get(f"/places/{premises.ref}/amend"))

    assert 'value="Karrick Wash"' in page
    assert 'value="Carrick Road"' in page
    assert '<option value="car-wash" selected>' in page


def test_a_place_that_is_put_right_keeps_its_area_and_reference(desk, area):
    premises = PremisesFactory(area=area)

    desk.post(f"/places/{premises.ref}/amend", {"kind": "nail-bar", "name": "Invented Nails", "postcode": "NE4 6AN"})

    put_right = Premises.objects.get()
    assert (put_right.ref, put_right.area, put_right.kind) == (premises.ref, area, "nail-bar")
    assert put_right.postcode == "NE4 6AN"


def test_a_place_needs_a_name_and_a_kind(desk):
    premises = PremisesFactory()

    page = told(desk.post(f"/places/{premises.ref}/amend", {"name": "", "street": "A street that was typed"}))

    assert "Enter a name, or what kind of house it is." in page
    assert "A street that was typed" in page


def test_a_commander_does_not_put_a_place_right(become):
    premises = PremisesFactory()

    assert become(person_as("operation commander")).get(f"/places/{premises.ref}/amend").status_code == 403


def test_a_hidden_place_is_not_there_to_put_right(desk):
    hidden = PremisesFactory(area=AreaFactory(code="gwent"))

    assert desk.get(f"/places/{hidden.ref}/amend").status_code == 404
    assert desk.get("/places/L-2222-2222/amend").status_code == 404
    assert desk.get("/places/nonsense/amend").status_code == 404
