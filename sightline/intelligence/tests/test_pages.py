"""The pages of intelligence, as people open them."""

import re

from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.intelligence.tests.factories import (
    ConcernFactory,
    ItemFactory,
    LinkFactory,
    MentionFactory,
    SectorAssessmentFactory,
)
from sightline.places.tests.factories import PremisesFactory
from sightline.reports.tests.factories import SanitisedReportFactory

pytestmark = mark.django_db


@fixture
def become(client):
    """Sign in as somebody; gives the client back."""

    def sign_in(person):
        account, _ = Account.objects.get_or_create(id=person.pk, defaults={"name": f"account-{person.pk}"})
        client.force_login(account)
        return client

    return sign_in


@fixture
def analyst():
    return person_as("analyst")


@fixture
def place():
    return PremisesFactory(name="Carrick Road Hand Car Wash")


@fixture
def everything(analyst, place):
    """One of each, all readable by the analyst; the address of each page."""
    item = ItemFactory(agency=analyst.agency, premises=place, control=["debt"])
    one, other = MentionFactory(item=item), MentionFactory(kind="person", says="Danny, 40s")
    LinkFactory(one=one, other=other, agency=analyst.agency)
    ConcernFactory(premises=place)
    sector = SectorAssessmentFactory()
    return [
        "",
        "/submit",
        "/items",
        f"/items/{item.ref}",
        f"/items/{item.ref}/mention",
        f"/items/{item.ref}/place",
        f"/items/{item.ref}/withdraw",
        f"/mentions/{one.ref}",
        f"/mentions/{one.ref}/link",
        "/places",
        f"/places/{place.ref}",
        f"/places/{place.ref}/raise-concern",
        f"/places/{place.ref}/end-concern",
        "/sectors",
        "/sectors/assess",
        f"/sectors/{sector.ref}",
        f"/{SanitisedReportFactory().ref}/grade",
        f"/{SanitisedReportFactory().ref}/send-back",
    ]


def test_every_page_opens_for_an_analyst_of_the_area(become, analyst, everything):
    client = become(analyst)

    answers = {address: client.get(f"/intelligence{address}").status_code for address in everything}

    assert answers == dict.fromkeys(everything, 200)


def without_token(answer):
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", answer.content)


def test_a_hidden_page_and_an_absent_one_are_the_same_404(become, everything, place):
    client = become(person_as("analyst", area=AreaFactory(code="gwent")))
    hidden = client.get(f"/intelligence/places/{place.ref}")
    absent = client.get("/intelligence/places/L-2222-2222")

    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert without_token(hidden) == without_token(absent)


def test_an_item_with_conditions_is_reached_by_no_page_of_another_agency(become, place):
    item = ItemFactory(premises=place, handling="C", text="Pay is held back until a ticket is cleared.")
    mention = MentionFactory(item=item, says="Blue van, NK12 ABC")
    client = become(person_as("analyst"))

    pages = ["", "/items", "/items?sharing=C", f"/places/{place.ref}", f"/places/{place.ref}/raise-concern"]
    seen = b"".join(client.get(f"/intelligence{page}").content for page in pages)

    assert b"ticket" not in seen
    assert b"Blue van" not in seen
    assert item.ref.encode() not in seen
    addresses = [
        f"items/{item.ref}",
        f"items/{item.ref}/mention",
        f"mentions/{mention.ref}",
        f"mentions/{mention.ref}/link",
    ]
    assert {client.get(f"/intelligence/{address}").status_code for address in addresses} == {404}


def test_what_is_hidden_is_not_counted_as_also_mentioned(become, analyst):
    MentionFactory(item__handling="C")
    mine = MentionFactory()

    page = become(analyst).get(f"/intelligence/mentions/{mine.ref}").content.decode()

    assert "No other item that you may read mentions it." in page


def test_a_link_to_a_hidden_mention_does_not_exist_for_the_reader(become, analyst):
    elsewhere = AreaFactory(code="gwent")
    mine, hidden = MentionFactory(), MentionFactory(item__area=elsewhere, says="Green lorry")
    LinkFactory(one=mine, other=hidden, why="Seen together at the port.")

    page = become(analyst).get(f"/intelligence/mentions/{mine.ref}").content.decode()

    assert "Not linked yet." in page
    assert "Green lorry" not in page
    assert "at the port" not in page


def test_a_commander_reads_why_a_place_is_a_concern_and_no_reason_behind_it(become, place):
    ConcernFactory(premises=place, reason="Three reports over five weeks agree.")
    item = ItemFactory(premises=place, text="The back room is padlocked.")
    client = become(person_as("operation commander"))

    page = client.get(f"/intelligence/places/{place.ref}").content.decode()

    assert "It is <b>likely</b> that people are exploited here: labour exploitation." in page
    assert "Three reports over five weeks agree." in page
    assert "padlocked" not in page
    assert "What we know" not in page
    assert client.get(f"/intelligence/items/{item.ref}").status_code == 404


def test_a_commander_may_not_raise_or_end_a_concern(become, place):
    ConcernFactory(premises=place)
    client = become(person_as("operation commander"))

    assert client.get(f"/intelligence/places/{place.ref}/raise-concern").status_code == 403
    assert client.post(f"/intelligence/places/{place.ref}/end-concern", {"why": "Enough."}).status_code == 403


def test_who_plans_begins_with_the_places(become):
    answer = become(person_as("operation commander")).get("/intelligence")

    assert (answer.status_code, answer["Location"]) == (302, "/intelligence/places")


@mark.parametrize("role", ["visiting officer", "oversight", "administrator", "investigator"])
def test_other_roles_find_nothing_on_any_page(become, everything, place, role):
    client = become(person_as(role))

    answers = {client.get(f"/intelligence{address}").status_code for address in everything if "-" in address}

    assert answers == {404}
    assert place.name.encode() not in client.get("/intelligence/places").content


def test_the_most_urgent_report_comes_first(become, analyst):
    routine, red = SanitisedReportFactory(), SanitisedReportFactory(level="red")

    page = become(analyst).get("/intelligence").content.decode()

    assert "2 reports wait to be graded" in page
    assert page.index(red.ref) < page.index(routine.ref)


def test_an_empty_inbox_is_good_news(become, analyst):
    page = become(analyst).get("/intelligence").content.decode()

    assert "Nothing waits to be graded" in page


def test_lists_take_the_same_number_of_queries_however_long_they_are(
    become, analyst, place, django_assert_max_num_queries
):
    client = become(analyst)
    for item in ItemFactory.create_batch(6, premises=place, agency=analyst.agency):
        MentionFactory.create_batch(2, item=item)
    ConcernFactory(premises=place)
    PremisesFactory.create_batch(20)

    with django_assert_max_num_queries(26):
        client.get("/intelligence")
    with django_assert_max_num_queries(26):
        client.get("/intelligence/places")
    with django_assert_max_num_queries(45):
        client.get(f"/intelligence/places/{place.ref}")


@mark.parametrize(
    ("role", "led"), [("analyst", True), ("operation commander", True), ("visiting officer", False), ("auditor", False)]
)
def test_only_who_may_record_a_place_is_led_to_do_so(role, led, become):
    page = become(person_as(role)).get("/intelligence/places").content

    assert (b"/places/record" in page) is led
