"""When the ledger cannot be written, nothing is done and nothing is shown: acts and looks fail closed."""

from django.db import connection
from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as
from sightline.places.models import Premises
from sightline.places.tests.factories import PremisesFactory
from sightline.reports.models import Receipt, Report
from sightline.reports.tests.test_public_pages import STORY, go_on, tell

pytestmark = mark.django_db

TROUBLES = {
    "may not be written": "revoke execute on function priv.note(jsonb) from sl_staff, sl_public",
    "is not there": "alter table ledger_entry rename to ledger_elsewhere",
    "takes no row": "alter table ledger_entry add constraint full_up check (false) not valid",
}


@fixture
def analyst(client):
    """An analyst's browser."""
    person = person_as("analyst")
    client.force_login(Account.objects.create(id=person.pk, name="invented"))
    client.raise_request_exception = False
    return client


@fixture(params=TROUBLES)
def trouble(request, analyst, place):
    """The ledger in trouble, once everything else stands."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(TROUBLES[request.param])


@fixture
def place(analyst):
    return PremisesFactory(name="Invented Hand Wash", area=AreaFactory())


def test_an_act_fails_and_leaves_nothing(analyst, place, trouble):
    answer = analyst.post("/places/record", {"kind": "car-wash", "name": "Another", "area": str(place.area_id)})

    assert answer.status_code >= 500
    assert [each.name for each in Premises.objects.all()] == ["Invented Hand Wash"]


@mark.parametrize("address", ["/intelligence/places", "/intelligence/places/{ref}"])
def test_a_look_fails_and_shows_nothing(analyst, place, trouble, address):
    answer = analyst.get(address.format(ref=place.ref))

    assert answer.status_code >= 500
    assert b"Invented Hand Wash" not in answer.content
    assert b"ledger" not in answer.content


def test_a_report_of_the_public_fails_too_and_no_code_is_shown(public, client):
    AgencyFactory(code="northumbria-police", area=AreaFactory())
    check = tell(public, STORY)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(TROUBLES["may not be written"])
    public.raise_request_exception = False

    answer = go_on(public, check)

    assert answer.status_code >= 400
    assert b'class="code"' not in answer.content
    assert Report.objects.count() == Receipt.objects.count() == 0


def test_when_the_trouble_is_over_the_same_form_is_stored_once(public):
    AgencyFactory(code="northumbria-police", area=AreaFactory())
    check = tell(public, STORY)
    public.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table ledger_entry add constraint full_up check (false) not valid")
    go_on(public, check)
    with connection.cursor() as cursor:
        cursor.execute("alter table ledger_entry drop constraint full_up")

    assert go_on(public, check).status_code == 200
    assert Report.objects.count() == 1
