"""The staff front and a form that comes twice: by a second tap, a dead line, or a browser that tries again."""

from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.sent import TOKEN
from sightline.ledger.models import Entry
from sightline.places.models import Premises

pytestmark = mark.django_db

RECORD = "/places/record"


def filled(page="drawn-for-this-page", **other):
    """The page that records a place, filled in. Two places may be called the same: nothing else keeps it from doubling."""
    area = AreaFactory().pk
    return {"kind": "car-wash", "name": "Invented Hand Wash", "area": str(area), TOKEN: page} | other


def signed_in(client, role):
    """A browser of a new person in that role."""
    person = person_as(role)
    client.force_login(Account.objects.create(id=person.pk, name=str(person.pk)))
    return client


@fixture
def page(client):
    """A browser of an analyst's."""
    return signed_in(client, "analyst")


def test_it_acts_once_and_leads_to_the_same_place(page):
    first, second = page.post(RECORD, filled()), page.post(RECORD, filled())

    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert Premises.objects.count() == 1
    assert Entry.objects.filter(act="collect", kind="places.Premises").count() == 1


def test_the_same_words_on_a_page_opened_anew_are_another_act(page):
    page.post(RECORD, filled())

    page.post(RECORD, filled(page="drawn-for-another-page"))

    assert Premises.objects.count() == 2


def test_a_form_that_was_not_whole_is_put_right_and_sent_again(page):
    assert page.post(RECORD, filled(name="")).status_code == 200
    assert page.post(RECORD, filled(name="")).status_code == 200
    assert page.post(RECORD, filled()).status_code == 302
    assert Premises.objects.count() == 1


def test_a_refused_form_leaves_no_mark_and_is_refused_again(client):
    signed_in(client, "visiting officer")

    answers = [client.post(RECORD, filled()).status_code for _ in range(2)]

    assert answers == [403, 403]


def test_what_another_person_sent_is_nobody_elses(page, client):
    page.post(RECORD, filled())

    signed_in(client, "analyst").post(RECORD, filled())

    assert Premises.objects.count() == 2
