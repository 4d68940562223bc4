"""Handling C: what is shared with conditions only is in no list, search, count or page of another agency."""

import re

from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as
from sightline.intelligence.about import AboutMentions
from sightline.intelligence.models import Item, Link, Mention
from sightline.intelligence.tests.factories import ConcernFactory, ItemFactory, LinkFactory, MentionFactory
from sightline.kit.acting import acting_as
from sightline.places.tests.factories import PremisesFactory

pytestmark = mark.django_db

SECRET = "Quixotic wording that stands nowhere else"


@fixture
def holder():
    """An analyst of the agency that holds the item."""
    return person_as("analyst")


@fixture
def partner():
    """An analyst of the same area, of another agency."""
    return person_as("analyst")


@fixture
def place():
    return PremisesFactory(name="Carrick Road Hand Car Wash")


@fixture
def closed(holder, place):
    """An item with conditions about a place, beside one that is shared."""
    ItemFactory(premises=place, text="Shared with all", agency=holder.agency)
    return ItemFactory(premises=place, text=SECRET, agency=holder.agency, handling="C")


@fixture
def page(client):
    """The words of a page as a person reads it."""

    def words(person, address):
        account, _ = Account.objects.get_or_create(id=person.pk, defaults={"name": f"account-{person.pk}"})
        client.force_login(account)
        return client.get(f"/intelligence{address}").content.decode()

    return words


PHRASES = {
    "standing": lambda place: Item.objects.standing(),
    "about the place": lambda place: Item.objects.about(place),
    "by its words": lambda place: Item.objects.filter(text__contains="Quixotic"),
    "by its grade": lambda place: Item.objects.filter(handling="C"),
    "by its conditions": lambda place: Item.objects.exclude(conditions=""),
    "of its agency": lambda place: Item.objects.exclude(text="Shared with all"),
}


@mark.parametrize("phrase", PHRASES)
def test_no_list_of_a_partner_holds_or_counts_it(closed, place, partner, holder, phrase):
    wanted = PHRASES[phrase](place)

    with acting_as(partner):
        assert closed not in wanted.all()
        assert not wanted.filter(pk=closed.pk).count()
    with acting_as(holder):
        assert closed in wanted.all()


@mark.parametrize("part", ["ref", "text", "provenance", "conditions"])
def test_no_single_value_of_it_is_reached(closed, partner, part):
    with acting_as(partner):
        assert getattr(closed, part) not in Item.objects.exclude(text="Shared with all").values_list(part, flat=True)


def test_the_readable_list_agrees_with_the_wall(closed, partner, holder):
    for person in (partner, holder):
        with acting_as(person):
            assert set(Item.objects.all()) == set(Item.objects.readable(by=person))


@mark.parametrize("address", ["", "/items", "/places", "/sectors"])
def test_no_list_page_of_a_partner_shows_it(closed, partner, page, address):
    words = page(partner, address)

    assert SECRET not in words
    assert closed.ref not in words


def test_the_page_of_the_place_shows_the_shared_item_alone(closed, partner, holder, place, page):
    assert SECRET in page(holder, f"/places/{place.ref}")

    words = page(partner, f"/places/{place.ref}")
    assert "Shared with all" in words
    assert SECRET not in words


def test_a_page_of_it_is_the_same_as_of_one_that_is_not_there(closed, partner, client, page):
    page(partner, "")

    hidden, absent = (told(client.get(f"/intelligence/items/{ref}"), ref) for ref in (closed.ref, "I-2222-2222"))
    assert hidden == absent


def told(answer, ref):
    """The status and the words, without the reference that was asked for and the secret of the form."""
    words = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return answer.status_code, words.replace(ref, "")


@mark.parametrize("verb", ["mention", "place", "withdraw"])
def test_no_form_about_it_opens_or_acts_for_a_partner(closed, partner, client, page, verb):
    page(partner, "")
    address = f"/intelligence/items/{closed.ref}/{verb}"

    assert client.get(address).status_code == 404
    assert client.post(address, {"why": "x", "kind": "phone", "says": "0191 496 0123"}).status_code == 404
    assert not Mention.objects.exists()


def test_a_search_by_the_page_does_not_find_it(closed, place, partner, client, page):
    page(partner, "")

    found = client.post("/intelligence/places", {"words": "Quixotic"}).content.decode()
    assert closed.ref not in found
    assert SECRET not in found


def test_a_mention_that_reads_alike_is_not_betrayed_by_its_key(closed, partner):
    hidden = MentionFactory(item=closed)
    own = MentionFactory(item=ItemFactory(agency=partner.agency))

    with acting_as(partner):
        (noted,) = AboutMentions([own], partner)
        assert noted.alike == []
        assert not Mention.objects.filter(key=hidden.key).exclude(pk=own.pk).exists()


def test_its_holder_sees_that_the_two_read_alike(closed, holder):
    hidden = MentionFactory(item=closed)
    shared = MentionFactory(item=ItemFactory(agency=holder.agency))

    with acting_as(holder):
        (noted,) = AboutMentions([shared], holder)
        assert noted.alike == [hidden]


@mark.parametrize(("one", "other", "seen"), [("P", "P", True), ("P", "C", False), ("C", "P", False), ("C", "C", False)])
def test_a_link_is_seen_by_a_partner_only_when_both_ends_are_shared(holder, partner, one, other, seen):
    ends = [MentionFactory(item=ItemFactory(agency=holder.agency, handling=handling)) for handling in (one, other)]
    LinkFactory(one=ends[0], other=ends[1], agency=holder.agency)

    with acting_as(partner):
        assert Link.objects.exists() is seen
    with acting_as(holder):
        assert Link.objects.exists()


def test_a_commander_is_told_the_concern_and_not_how_much_is_kept(closed, place, page):
    ConcernFactory(premises=place, reason="Three reports agree.")

    words = page(person_as("operation commander"), f"/places/{place.ref}")
    assert "Three reports agree." in words
    assert SECRET not in words
    assert closed.conditions not in words


@mark.parametrize("role", ["operation commander", "visiting officer", "investigator", "oversight", "administrator"])
def test_an_office_of_the_same_agency_is_no_key_to_it(closed, holder, role):
    with acting_as(person_as(role, agency=holder.agency)):
        assert not Item.objects.exists()
