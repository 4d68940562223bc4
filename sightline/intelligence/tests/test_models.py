"""What must be true of intelligence, tried by breaking it, and the phrases that lists are asked with."""

from datetime import UTC, date, datetime

from django.db import IntegrityError, connection
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory
from sightline.intelligence.models import Concern, Item, Link
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
def broken():
    """Whatever is written within breaks that constraint."""

    class Breaks:
        def __call__(self, name):
            return raises(IntegrityError, match=name)

    return Breaks()


def at(day):
    return datetime(2018, 10, day, 9, tzinfo=UTC)


@mark.parametrize("source", ["0", "4", "A", ""])
def test_a_source_is_graded_one_to_three(broken, source):
    with broken("item_source_code"):
        ItemFactory(source=source)


@mark.parametrize("assessment", ["F", "a", "1", ""])
def test_what_it_knows_is_graded_a_to_e(broken, assessment):
    with broken("item_assessment_code"):
        ItemFactory(assessment=assessment)


def test_handling_with_conditions_says_them(broken):
    with broken("item_conditions_stated"):
        ItemFactory(handling="C", conditions="")


def test_handling_is_one_of_two(broken):
    with broken("item_conditions_stated"):
        ItemFactory(handling="X")


def test_a_report_makes_one_item(broken):
    sanitised = SanitisedReportFactory()
    ItemFactory(sanitised=sanitised)

    with broken("sanitised"):
        ItemFactory(sanitised=sanitised)


@mark.parametrize("key", ["agency", "area", "handling"])
def test_a_mention_cannot_be_handled_otherwise_than_its_item(broken, key):
    item = ItemFactory()
    other = {"agency": AgencyFactory(), "area": AreaFactory(code="gwent"), "handling": "C"}[key]

    with broken("mention_handling_is_the_items"):
        MentionFactory(item=item, **{key: other})
        connection.check_constraints()


def test_a_concern_lies_in_the_area_of_its_place(broken):
    with broken("concern_area_is_the_premises"):
        ConcernFactory(area=AreaFactory(code="gwent"), premises=PremisesFactory())
        connection.check_constraints()


def test_a_link_joins_two(broken):
    mention = MentionFactory()

    with broken("link_joins_two"):
        LinkFactory(one=mention, other=mention)


def test_one_agency_links_a_pair_in_one_way_once(broken):
    link = LinkFactory()

    with broken("one_link_a_pair"):
        LinkFactory(one=link.one, other=link.other, relation=link.relation, agency=link.agency)


def test_another_agency_may_link_the_same_pair_without_learning_of_the_first():
    link = LinkFactory(handling="C")

    LinkFactory(one=link.one, other=link.other, relation=link.relation, agency=AgencyFactory())

    assert Link.objects.count() == 2


def test_items_that_stand_come_newest_first():
    old, new = ItemFactory(graded_at=at(1)), ItemFactory(graded_at=at(2))
    withdrawn = ItemFactory()
    Item.objects.filter(pk=withdrawn.pk).update(state="withdrawn")

    assert list(Item.objects.standing()) == [new, old]


def test_items_are_asked_for_by_their_place():
    premises = PremisesFactory()
    about = ItemFactory(premises=premises)
    ItemFactory(premises=PremisesFactory())

    assert list(Item.objects.about(premises)) == [about]


def test_items_that_may_be_shared_leave_out_those_with_conditions():
    shared = ItemFactory()
    ItemFactory(handling="C")

    assert list(Item.objects.shared()) == [shared]


def test_concerns_that_wait_are_the_open_ones():
    open_one, ended = ConcernFactory(), ConcernFactory()
    Concern.objects.filter(pk=ended.pk).update(state="ended")

    assert list(Concern.objects.waiting()) == [open_one]


def test_concerns_about_a_place_come_newest_first():
    first = ConcernFactory(raised_at=at(1))
    Concern.objects.filter(pk=first.pk).update(state="ended")
    second = ConcernFactory(premises=first.premises, raised_at=at(2))
    ConcernFactory()

    assert list(Concern.objects.about(first.premises)) == [second, first]


def test_a_concern_that_has_ended_is_not_looked_at_again():
    concern = ConcernFactory(review_on=date(2018, 10, 22))
    Concern.objects.filter(pk=concern.pk).update(state="ended")

    assert not Concern.objects.due_by(date(2018, 10, 23)).exists()


def test_links_are_found_from_either_end():
    link = LinkFactory()

    assert list(Link.objects.of([link.one.pk])) == [link]
    assert list(Link.objects.of([link.other.pk])) == [link]
    assert not Link.objects.of([MentionFactory().pk]).exists()


def test_a_mention_reads_like_one_with_the_same_key_in_another_item():
    one, other = MentionFactory(), MentionFactory(says="nk12abc")

    assert one.reads_like(other)
    assert other.reads_like(one)


@mark.parametrize(
    "other",
    [
        {"says": "Blue van, AB12 CDE"},
        {"says": "Grey van"},
        {"kind": "person", "says": "Danny"},
    ],
)
def test_a_mention_does_not_read_like_another_key_or_kind(other):
    assert not MentionFactory().reads_like(MentionFactory(**other))


def test_a_mention_without_a_key_reads_like_nothing():
    one, other = MentionFactory(says="a van"), MentionFactory(says="a van")

    assert not one.reads_like(other)


def test_two_mentions_of_one_item_are_no_news():
    item = ItemFactory()

    assert not MentionFactory(item=item).reads_like(MentionFactory(item=item))


def test_an_item_says_its_grade_and_what_it_speaks_of():
    item = ItemFactory(source="1", assessment="B", exploitation=["cannabis"], control=["debt"])

    assert item.boxes == "1 B P"
    assert item.grade_says.startswith("Source reliable, known indirectly but corroborated")
    assert item.exploitation_says == ["growing cannabis"]
    assert item.control_says == ["a debt that cannot be paid off"]


def test_a_concern_says_how_likely_it_is():
    concern = ConcernFactory(confidence="realistic", exploitation=["sexual"], control=["threats"])

    assert concern.how_sure == "realistic possibility"
    assert "sexual exploitation" in concern.judgement
    assert concern.control_says == ["threats"]


def test_a_sector_assessment_says_which_kinds_and_how_sure():
    sector = SectorAssessmentFactory(premises_kinds=["nail-bar", "farm"], confidence="low")

    assert sector.kinds_say == ["nail bar", "farm or market garden"]
    assert sector.how_sure == "low confidence"


def test_a_sector_assessment_names_no_place():
    fields = {field.name for field in SectorAssessmentFactory._meta.model._meta.get_fields()}

    assert "premises" not in fields
