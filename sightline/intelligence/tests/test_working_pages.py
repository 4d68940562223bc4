"""Mentions, links, places, concerns and sectors, through the forms that people fill in."""

from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.intelligence.models import Concern, Item, Link, Mention, SectorAssessment
from sightline.intelligence.tests.factories import ConcernFactory, ItemFactory, MentionFactory, SectorAssessmentFactory
from sightline.places.tests.factories import PremisesFactory

pytestmark = mark.django_db


@fixture
def analyst():
    return person_as("analyst")


@fixture
def desk(client, analyst):
    """The analyst's browser."""
    client.force_login(Account.objects.create(id=analyst.pk, name="analyst"))
    return client


@fixture
def item(analyst):
    return ItemFactory(agency=analyst.agency)


def told(answer):
    return answer.content.decode()


def test_a_mention_is_added_to_an_item(desk, item):
    answer = desk.post(
        f"/intelligence/items/{item.ref}/mention", {"kind": "phone", "says": "0191 496 0123 on the sign"}
    )

    assert answer["Location"] == f"/intelligence/items/{item.ref}"
    assert Mention.objects.get().key == "+441914960123"
    assert "0191 496 0123 on the sign" in told(desk.get(answer["Location"]))


def test_an_item_says_where_else_its_mentions_are_read(desk, item):
    MentionFactory(item=item, says="Grey van, NK12 ABC")
    MentionFactory.create_batch(2, says="nk12abc")

    assert "Also mentioned in 2 other items" in told(desk.get(f"/intelligence/items/{item.ref}"))


def test_a_mention_leads_to_the_other_items_that_mention_it(desk, item):
    here = MentionFactory(item=item)
    there = MentionFactory(item__text="A grey van waits at the back gate.")

    page = told(desk.get(f"/intelligence/mentions/{here.ref}"))

    assert f"/intelligence/items/{there.item.ref}" in page
    assert "A grey van waits at the back gate." in page


def test_mentions_are_linked_with_a_reason_and_read_from_both_ends(desk, item):
    van, man = MentionFactory(item=item), MentionFactory(kind="person", says="Danny")
    address = f"/intelligence/mentions/{man.ref}/link"

    desk.post(address, {"other": van.ref.lower(), "relation": "drives", "why": "Seen at the wheel."})

    assert Link.objects.get().one == man
    assert "Drives: Grey van, NK12 ABC" in told(desk.get(f"/intelligence/mentions/{man.ref}"))
    assert "Danny: drives this" in told(desk.get(f"/intelligence/mentions/{van.ref}"))


def test_a_hidden_mention_and_none_at_all_get_the_same_words(desk, item):
    mine, hidden = MentionFactory(item=item), MentionFactory(item__handling="C")

    for typed in (hidden.ref, "N-2222-2222", "nonsense"):
        answer = desk.post(
            f"/intelligence/mentions/{mine.ref}/link", {"other": typed, "relation": "drives", "why": "A guess."}
        )
        assert "There is no mention with that reference. Check it." in told(answer)
    assert not Link.objects.exists()


def test_a_mention_is_not_linked_with_itself(desk, item):
    mine = MentionFactory(item=item)

    answer = desk.post(f"/intelligence/mentions/{mine.ref}/link", {"other": mine.ref, "relation": "drives", "why": "?"})

    assert "That is this mention itself." in told(answer)


def test_the_link_page_offers_what_reads_alike_and_what_stands_beside(desk, item):
    mine = MentionFactory(item=item)
    alike, beside = MentionFactory(says="NK12ABC"), MentionFactory(item=item, kind="person", says="Danny")

    page = told(desk.get(f"/intelligence/mentions/{mine.ref}/link"))

    assert f"?with={alike.ref}" in page
    assert f"?with={beside.ref}" in page


def test_an_item_is_given_its_place_later(desk, item):
    place = PremisesFactory()

    desk.post(f"/intelligence/items/{item.ref}/place", {"premises": place.pk})

    assert Item.objects.get().premises == place
    assert place.name in told(desk.get(f"/intelligence/items/{item.ref}"))


def test_a_place_that_the_reader_may_not_see_is_not_on_the_item(client):
    place = PremisesFactory(name="Hidden Car Wash", area=AreaFactory(code="gwent"))
    reader = person_as("analyst")
    item = ItemFactory(agency=reader.agency, area=place.area, premises=place)
    client.force_login(Account.objects.create(id=reader.pk, name="reader"))

    page = told(client.get(f"/intelligence/items/{item.ref}"))

    assert "No place is said." in page
    assert "Hidden Car Wash" not in page


def test_an_item_is_withdrawn_with_its_reason(desk, item):
    desk.post(f"/intelligence/items/{item.ref}/withdraw", {"why": "The plate was misread."})

    page = told(desk.get(f"/intelligence/items/{item.ref}"))
    assert "Withdrawn" in page
    assert "The plate was misread." in page
    assert item.text not in told(desk.get("/intelligence/items"))


def test_a_place_says_why_it_is_a_concern_and_how_well_that_is_known(desk, analyst):
    place = PremisesFactory()
    ConcernFactory(premises=place)
    item = ItemFactory(premises=place, source="1", assessment="A", text="The back room is padlocked.")
    MentionFactory(item=item, says="Grey Ford van, NK12 ABC")

    page = told(desk.get(f"/intelligence/places/{place.ref}"))

    assert "It is <b>likely</b> that people are exploited here: labour exploitation." in page
    assert "Little or no pay" in page
    assert "Source reliable, known directly to the source, lawful sharing permitted" in page
    assert "The back room is padlocked." in page
    assert "Grey Ford van, NK12 ABC" in page
    assert "You can see this" in page or "the intelligence analysts of the area" in page


def test_the_reasons_narrow_to_what_is_asked(desk):
    place = PremisesFactory()
    ItemFactory(premises=place, text="Nobody is paid.", control=["little-or-no-pay"])
    MentionFactory(item=ItemFactory(premises=place, text="A van comes at night."))

    control = told(desk.get(f"/intelligence/places/{place.ref}?only=control"))
    vehicles = told(desk.get(f"/intelligence/places/{place.ref}?only=vehicle"))

    assert "Nobody is paid." in control
    assert "A van comes at night." not in control
    assert "A van comes at night." in vehicles


def test_a_concern_is_raised_and_assessed_anew_and_ended(desk):
    place = PremisesFactory()
    address = f"/intelligence/places/{place.ref}"
    said = {"confidence": "likely", "exploitation": ["labour"], "control": ["debt"], "reason": "Three reports agree."}

    desk.post(f"{address}/raise-concern", said)
    desk.post(f"{address}/raise-concern", said | {"confidence": "realistic"})
    assert "There is a <b>realistic possibility</b> that people are exploited here" in told(desk.get(address))

    desk.post(f"{address}/end-concern", {"why": "Visited: everyone is free to go."})
    page = told(desk.get(address))
    assert "No open concern" in page
    assert "Visited: everyone is free to go." in page
    assert Concern.objects.count() == 2


def test_a_concern_asks_for_its_reasons(desk):
    page = told(desk.post(f"/intelligence/places/{PremisesFactory().ref}/raise-concern", {"reason": ""}))

    assert "Choose how likely it is, as the graded reasons have it." in page
    assert "Write why this place is a concern." in page


def test_ending_a_concern_that_has_ended_leads_back_to_the_place(desk):
    place = PremisesFactory()

    answer = desk.post(f"/intelligence/places/{place.ref}/end-concern", {"why": "Twice."})

    assert answer["Location"] == f"/intelligence/places/{place.ref}"


@mark.parametrize("words", ["wash", "alder", "NE4 6"])
def test_a_place_is_found_by_name_street_or_postcode_and_the_words_are_in_no_address(desk, words):
    PremisesFactory(name="Carrick Hand Car Wash", street="Alder Street", postcode="NE4 6AN")
    PremisesFactory(name="Nail bar", street="Fenwick Lane")

    answer = desk.post("/intelligence/places", {"words": words})

    assert "One place found" in told(answer)
    assert "Carrick Hand Car Wash" in told(answer)
    assert "Nail bar" not in told(answer)


def test_searching_for_nothing_says_what_to_enter(desk):
    assert "Enter a name, a street or the beginning of a postcode." in told(
        desk.post("/intelligence/places", {"words": " "})
    )


def test_the_places_narrow_to_those_that_are_a_concern(desk):
    ConcernFactory(premises=PremisesFactory(name="Wash One"))
    PremisesFactory(name="Wash Two")

    page = told(desk.get("/intelligence/places?show=concern"))

    assert "Wash One" in page
    assert "Wash Two" not in page


def test_a_sector_is_assessed_and_read_by_the_awareness_lead(desk, client):
    area = AreaFactory()
    says = "Intelligence suggests potential exploitation at car washes."

    desk.post(
        "/intelligence/sectors/assess",
        {"area": area.pk, "premises_kinds": ["car-wash"], "says": says, "confidence": "moderate"},
    )

    made = SectorAssessment.objects.get()
    lead = person_as("awareness lead")
    client.force_login(Account.objects.create(id=lead.pk, name="lead"))
    page = told(client.get(f"/intelligence/sectors/{made.ref}"))
    assert says in page
    assert "Moderate confidence" in page
    assert "Hand car wash" in page


def test_the_list_of_sectors_says_their_area_and_how_sure_we_are(desk):
    SectorAssessmentFactory(confidence="likely")

    page = told(desk.get("/intelligence/sectors"))

    assert "Northumbria" in page
    assert "Likely" in page


def test_an_assessment_begins_with_what_the_shared_items_say_together(desk, analyst):
    place = PremisesFactory()
    ItemFactory(premises=place, control=["debt"])
    ItemFactory(premises=place, control=["threats"], handling="C", agency=analyst.agency)

    page = told(desk.get(f"/intelligence/places/{place.ref}/raise-concern"))

    assert 'value="debt" id="id_control_3" checked' in page
    assert 'value="threats" id="id_control_0">' in page


def test_a_new_assessment_begins_with_the_one_that_stands(desk):
    place = PremisesFactory()
    ConcernFactory(premises=place, reason="Three reports over five weeks agree.")

    page = told(desk.get(f"/intelligence/places/{place.ref}/raise-concern"))

    assert "Three reports over five weeks agree.</textarea>" in page
    assert "This takes the place of the assessment that stands now." in page


def test_a_place_stands_on_the_map_with_those_that_are_linked_with_it(desk):
    wash = PremisesFactory(name="Carrick Wash", latitude=54.97, longitude=-1.64)
    house = PremisesFactory(name="Invented Packing Unit", latitude=54.98, longitude=-1.66)
    MentionFactory(item__premises=wash)
    MentionFactory(item__premises=house)

    page = told(desk.get(f"/intelligence/places/{wash.ref}"))

    assert "Map around Carrick Wash" in page
    assert 'class="p-here"' in page
    assert f'/intelligence/places/{house.ref}">Invented Packing Unit</a>' in page


def test_a_place_without_a_point_says_so(desk):
    page = told(desk.get(f"/intelligence/places/{PremisesFactory().ref}"))

    assert "No postcode that we know, so it is on no map." in page


def test_the_map_of_the_area_shows_what_the_list_shows_and_nothing_else(desk):
    ConcernFactory(premises=PremisesFactory(name="Wash One", latitude=54.97, longitude=-1.64))
    PremisesFactory(name="Wash Two", latitude=54.98, longitude=-1.66)
    PremisesFactory(name="Hidden Wash", latitude=51.58, longitude=-2.99, area=AreaFactory(code="gwent"))

    everything = told(desk.get("/intelligence/places"))
    concerns = told(desk.get("/intelligence/places?show=concern"))

    assert "<title>Wash One</title>" in everything
    assert "<title>Wash Two</title>" in everything
    assert "<title>Wash Two</title>" not in concerns
    assert "Hidden Wash" not in everything


def test_a_private_home_is_on_no_map_by_its_name(desk):
    PremisesFactory(name="Terraced house", kind="shared-house", latitude=54.97, longitude=-1.64)

    page = told(desk.get("/intelligence/places"))

    assert "<title>Terraced house</title>" not in page
    assert "Private home, no finer than its street" in page
