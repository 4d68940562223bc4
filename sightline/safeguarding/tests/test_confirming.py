"""A safe address is opened only for who has just confirmed that it is them, and the database itself holds it back."""

from django.db import connection
from pytest import fixture, mark, raises

from sightline.agencies.models import Account
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Unconfirmed
from sightline.ledger.models import Entry
from sightline.safeguarding.models import Placement
from sightline.safeguarding.tests.factories import PlacementFactory

pytestmark = mark.django_db


@fixture
def home():
    """A home offered, whose address is a canary."""
    return PlacementFactory()


@fixture
def finder(home):
    """The placement coordinator who found it."""
    return home.placed_by


def address_of(home: Placement) -> str:
    """The address, read as a page would."""
    return Placement.objects.get(pk=home.pk).address


def test_who_has_confirmed_reads_it(home, finder):
    with acting_as(finder, confirmed=True):
        assert "Canary" in address_of(home)


def test_who_has_not_reads_the_home_and_not_its_address(home, finder):
    with acting_as(finder):
        assert Placement.objects.get(pk=home.pk).state == "offered"
        with raises(Unconfirmed):
            address_of(home)


def test_the_database_itself_gives_no_key_to_who_has_not(home, finder):
    """Not even the wrapped one, so nothing in the process could open it."""
    question = "select wrapped is not null from priv.wrapped_keys(%s)"

    for confirmed in (False, True):
        with acting_as(finder, confirmed=confirmed), connection.cursor() as cursor:
            cursor.execute(question, [[home.pk]])
            assert cursor.fetchone() == (confirmed,)


def test_its_key_is_guarded_from_the_first_and_other_keys_are_not(home):
    with connection.cursor() as cursor:
        cursor.execute("select id from kit_datakey where guarded")
        assert cursor.fetchall() == [(home.pk,)]


def test_a_list_of_homes_needs_no_confirming(home, finder):
    with acting_as(finder):
        assert [row.ref for row in Placement.objects.waiting()] == [home.ref]


def test_the_page_asks_before_it_looks_and_then_shows_the_address(home, finder, client, settings):
    settings.DEMONSTRATION = True
    client.force_login(Account.objects.create(pk=finder.pk, name="invented"))
    page = f"/safeguarding/{home.ref}"

    asked = client.get(page)
    shown = client.post("/sign/confirm", {"confirm-onward": page, "confirm-shown": "yes"}, follow=True)

    assert asked.status_code == 403
    assert "Confirm that it is you" in asked.content.decode()
    assert "Canary" not in asked.content.decode()
    assert not Entry.objects.filter(act="consult", record=home.pk, at__lt=Entry.objects.get(verb="confirm").at).exists()
    assert "Canary" in shown.content.decode()


def test_a_home_that_is_not_there_asks_the_same(finder, client):
    """So the asking tells nobody which homes there are."""
    client.force_login(Account.objects.create(pk=finder.pk, name="invented"))
    there = PlacementFactory()

    answers = [client.get(f"/safeguarding/{ref}") for ref in (there.ref, "Y-2222-2222")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert len({len(answer.content.replace(there.ref.encode(), b"Y-2222-2222")) for answer in answers}) == 1
