"""What one reader may know of a place and of a mention, put together from lists that the walls have narrowed."""

from datetime import UTC, datetime

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory, GrantFactory, person_as
from sightline.intelligence.about import AboutMentions, AboutPlace, AboutPlaces, trail
from sightline.intelligence.actions import end_concern, raise_concern
from sightline.intelligence.tests.factories import ConcernFactory, ItemFactory, LinkFactory, MentionFactory
from sightline.kit.acting import acting_as
from sightline.ledger.models import Entry
from sightline.places.tests.factories import PremisesFactory

pytestmark = mark.django_db

SAID = {"exploitation": ["labour"], "control": ["debt"], "reason": "Three reports agree.", "confidence": "likely"}


@fixture
def analyst():
    return person_as("analyst")


@fixture
def place():
    return PremisesFactory(latitude=54.97, longitude=-1.64)


def at(day, hour=9):
    return datetime(2018, 10, day, hour, tzinfo=UTC)


def known(place, person, ask, **given):
    """What a question about the place gives to that person."""
    with acting_as(person):
        return ask(AboutPlace(place, person, **given))


def test_the_reasons_are_the_items_that_the_reader_may_have(place, analyst):
    shared = ItemFactory(premises=place)
    ItemFactory(premises=place, handling="C")

    assert known(place, analyst, lambda about: about.items) == [shared]


def test_the_filters_count_what_they_would_show(place, analyst):
    ItemFactory(premises=place, control=["debt"])
    item = ItemFactory(premises=place, control=["threats"])
    MentionFactory(item=item)
    MentionFactory(item=item, kind="person", says="Danny")

    facets = known(place, analyst, lambda about: [(code, count) for code, _word, count in about.facets])

    assert facets == [("control", 2), ("person", 1), ("vehicle", 1)]


def test_a_filter_that_would_show_nothing_is_not_offered(place, analyst):
    ItemFactory(premises=place)

    assert known(place, analyst, lambda about: about.facets) == []


def test_what_is_held_back_is_in_no_filter_of_another_agency(place, analyst):
    MentionFactory(item=ItemFactory(premises=place, handling="C", control=["debt"]))

    assert known(place, analyst, lambda about: about.facets) == []


def test_a_filter_narrows_the_reasons_and_not_the_count(place, analyst):
    ItemFactory(premises=place)
    held = ItemFactory(premises=place, control=["debt"])

    reasons, all_of_them = known(place, analyst, lambda about: (about.reasons, about.items), only="control")

    assert reasons == [held]
    assert len(all_of_them) == 2


def test_an_unknown_filter_shows_nothing(place, analyst):
    ItemFactory(premises=place)

    assert known(place, analyst, lambda about: about.reasons, only="colour") == []


def test_what_happened_to_a_place_is_told_newest_first(place, analyst):
    ItemFactory(premises=place, agency=analyst.agency, graded_at=at(2))
    concern = raise_concern(place, **SAID, by=analyst, at=at(8))
    end_concern(concern, why="Visited.", by=analyst, at=at(20))

    told = known(place, analyst, lambda about: [(str(line.what), line.why) for line in about.happened])

    assert told == [
        ("Concern ended", "Visited."),
        ("Assessed: likely", ""),
        ("Graded 2 A P", ""),
        ("Place recorded", ""),
    ]


def test_what_happened_names_who_did_it(place, analyst):
    raise_concern(place, **SAID, by=analyst, at=at(8))

    assert known(place, analyst, lambda about: about.happened[0].by) == analyst


def test_a_commander_is_not_told_that_something_was_graded(place):
    ItemFactory(premises=place)
    commander = person_as("operation commander")

    told = known(place, commander, lambda about: [str(line.what) for line in about.happened])

    assert told == ["Place recorded"]


def test_whose_turn_it_is_follows_from_the_concern(place, analyst):
    before = known(place, analyst, lambda about: about.turn)
    ConcernFactory(premises=place)

    assert before == "The analysts' turn: is it a concern?"
    assert known(place, analyst, lambda about: about.turn) == "An operation may plan for it"


def test_a_first_assessment_begins_with_what_the_shared_items_say(place, analyst):
    ItemFactory(premises=place, exploitation=["labour"], control=["debt", "threats"])
    ItemFactory(premises=place, exploitation=["labour"], control=["debt"])
    ItemFactory(premises=place, handling="C", agency=analyst.agency, control=["sexual-abuse"])

    gathered = known(place, analyst, lambda about: about.gathered())

    assert gathered == {"exploitation": ["labour"], "control": ["debt", "threats"]}


def test_a_place_is_linked_with_another_by_what_both_mention(place, analyst):
    other = PremisesFactory()
    MentionFactory(item__premises=place)
    MentionFactory(item__premises=other)
    MentionFactory(item__premises=PremisesFactory(), says="Blue van, AB12 CDE")

    assert known(place, analyst, lambda about: about.linked) == [other]


def test_a_place_is_linked_with_another_by_a_link_made_by_hand(place, analyst):
    other = PremisesFactory()
    here = MentionFactory(item__premises=place, kind="person", says="Danny")
    LinkFactory(one=here, other=MentionFactory(item__premises=other), relation="drives")

    assert known(place, analyst, lambda about: about.linked) == [other]


def test_a_place_is_not_linked_with_one_that_the_reader_may_not_see(place, analyst):
    elsewhere = AreaFactory(code="gwent")
    MentionFactory(item__premises=place)
    MentionFactory(item__premises=PremisesFactory(area=elsewhere), item__agency=analyst.agency)

    assert known(place, analyst, lambda about: about.linked) == []


def test_a_place_is_not_linked_through_an_item_that_is_held_back(place, analyst):
    MentionFactory(item__premises=place)
    MentionFactory(item__premises=PremisesFactory(), item__handling="C")

    assert known(place, analyst, lambda about: about.linked) == []


def test_a_place_is_not_linked_with_itself(place, analyst):
    MentionFactory(item__premises=place)
    MentionFactory(item__premises=place)

    assert known(place, analyst, lambda about: about.linked) == []


def test_a_place_with_a_point_has_a_map_and_one_without_has_none(place, analyst):
    without = PremisesFactory()

    assert "p-here" in str(known(place, analyst, lambda about: about.map))
    assert known(without, analyst, lambda about: about.map) is None


def test_a_map_of_an_area_whose_outline_we_lack_still_shows_the_point(analyst):
    nowhere = AreaFactory(code="invented-area")
    GrantFactory(person=analyst, role="analyst", area=nowhere)
    place = PremisesFactory(area=nowhere, latitude=54.97, longitude=-1.64)

    assert "p-here" in str(known(place, analyst, lambda about: about.map))


def test_every_look_at_a_list_is_in_the_ledger(place, analyst):
    MentionFactory(item__premises=place)

    known(place, analyst, lambda about: (about.items, about.mentioned, about.concerns))

    asked = set(Entry.objects.filter(verb="list", actor=analyst.pk).values_list("asked", flat=True))
    assert {"items about a place", "mentions", "concerns about a place"} <= asked


def test_the_places_of_a_reader_each_bring_their_open_concern(analyst):
    concern, plain = ConcernFactory(premises__name="A wash"), PremisesFactory(name="B wash")

    with acting_as(analyst):
        rows = AboutPlaces(analyst).rows

    assert [(row.name, row.concern) for row in rows] == [("A wash", concern), (plain.name, None)]


def test_the_words_of_a_search_are_not_kept_in_the_ledger(analyst):
    with acting_as(analyst):
        assert AboutPlaces(analyst, "very particular words").rows == []

    entry = Entry.objects.get(asked="places by words")
    assert entry.found == 0
    assert "particular" not in str(Entry.objects.filter(pk=entry.pk).values().get())


def test_a_link_is_told_from_both_its_ends(analyst):
    man, van = MentionFactory(kind="person", says="Danny"), MentionFactory()
    LinkFactory(one=man, other=van, relation="drives")

    with acting_as(analyst):
        [from_man] = AboutMentions([man], analyst)
        [from_van] = AboutMentions([van], analyst)

    assert [joined.says for joined in from_man.joined] == ["drives: Grey van, NK12 ABC"]
    assert [joined.says for joined in from_van.joined] == ["Danny: drives this"]


def test_two_mentions_on_one_page_that_are_linked_each_say_so(analyst):
    item = ItemFactory()
    man, van = MentionFactory(item=item, kind="person", says="Danny"), MentionFactory(item=item)
    LinkFactory(one=man, other=van, relation="drives")

    with acting_as(analyst):
        noted = list(AboutMentions([man, van], analyst))

    assert [len(each.joined) for each in noted] == [1, 1]


def test_many_mentions_take_as_few_queries_as_one(analyst, django_assert_num_queries):
    item = ItemFactory()
    mentions = MentionFactory.create_batch(8, item=item)
    MentionFactory.create_batch(3)
    for mention in mentions:
        LinkFactory(one=mention, other=MentionFactory(says="a van"))

    with acting_as(analyst), django_assert_num_queries(7):  # three lists, three notes, and the facts of the reader
        list(AboutMentions(mentions, analyst))


def test_nothing_behind_intelligence_is_a_link():
    assert [step["name"] for step in trail() if step["here"]] == ["Intelligence"]
    assert not any("url" in step for step in trail())


def test_many_concerns_are_told_in_as_few_queries_as_one(place, analyst, django_assert_max_num_queries):
    for day in range(1, 6):
        raise_concern(place, **SAID, by=analyst, at=at(day))

    with acting_as(analyst), django_assert_max_num_queries(8):
        told = AboutPlace(place, analyst).happened

    assert [str(line.what) for line in told].count("Concern ended") == 4
