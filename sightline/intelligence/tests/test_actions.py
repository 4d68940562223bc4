"""Grading, submitting, mentioning, linking, raising and ending a concern, assessing a sector."""

from datetime import UTC, date, datetime

from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, GrantFactory, person_as
from sightline.intelligence.actions import (
    assess_sector,
    end_concern,
    grade,
    link,
    mention,
    place,
    raise_concern,
    send_back,
    submit,
    withdraw,
)
from sightline.intelligence.models import Concern, Item, Link, SectorAssessment
from sightline.intelligence.tests.factories import ConcernFactory, ItemFactory, MentionFactory
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.ledger.acts import Taken
from sightline.ledger.models import Entry
from sightline.places.tests.factories import PremisesFactory
from sightline.reports.tests.factories import SanitisedReportFactory

pytestmark = mark.django_db

NOON = datetime(2018, 10, 8, 12, tzinfo=UTC)
BOXES = {"source": "2", "assessment": "C", "handling": "P"}
SAID = {"exploitation": ["labour"], "control": ["debt"], "reason": "Three reports agree.", "confidence": "likely"}


@fixture
def analyst():
    return person_as("analyst")


@fixture
def elsewhere():
    return AreaFactory(code="gwent")


def test_a_graded_report_becomes_an_item_in_the_desks_own_words(analyst):
    sanitised = SanitisedReportFactory()

    item = grade(sanitised, agency=analyst.agency, by=analyst, at=NOON, **BOXES, exploitation=("labour",))

    kept = Item.objects.get()
    assert (kept.text, kept.provenance, kept.area) == (sanitised.text, sanitised.provenance, sanitised.area)
    assert (kept.source, kept.assessment, kept.handling, kept.exploitation) == ("2", "C", "P", ["labour"])
    assert (item.graded_by, item.graded_at, item.agency) == (analyst, NOON, analyst.agency)


def test_grading_moves_the_report_on(analyst):
    sanitised = SanitisedReportFactory()

    grade(sanitised, agency=analyst.agency, by=analyst, at=NOON, **BOXES)

    assert type(sanitised).objects.get().state == "graded"


def test_the_grader_may_say_it_in_other_words(analyst):
    item = grade(SanitisedReportFactory(), agency=analyst.agency, text="Men sleep there.", by=analyst, at=NOON, **BOXES)

    assert item.text == "Men sleep there."


def test_two_analysts_cannot_both_grade_the_same_report(analyst):
    sanitised = SanitisedReportFactory()
    colleague = person_as("analyst", agency=analyst.agency)
    grade(sanitised, agency=analyst.agency, by=analyst, at=NOON, **BOXES)

    with raises(WrongStep):
        grade(sanitised, agency=colleague.agency, by=colleague, at=NOON, **BOXES)

    assert Item.objects.count() == 1


def test_sharing_with_conditions_says_which(analyst):
    with raises(Taken):
        grade(SanitisedReportFactory(), agency=analyst.agency, by=analyst, at=NOON, **BOXES | {"handling": "C"})


def test_an_analyst_cannot_file_an_item_with_another_agency(analyst):
    with raises(Refused):
        grade(SanitisedReportFactory(), agency=AgencyFactory(), by=analyst, at=NOON, **BOXES)


def test_an_analyst_elsewhere_cannot_grade_it(elsewhere):
    stranger = person_as("analyst", area=elsewhere)

    with raises(Refused):
        grade(SanitisedReportFactory(), agency=stranger.agency, by=stranger, at=NOON, **BOXES)


def test_a_report_that_says_too_much_goes_back_with_the_reason(analyst):
    sanitised = SanitisedReportFactory()

    send_back(sanitised, why="It names the workplace of the caller.", by=analyst, at=NOON)

    assert type(sanitised).objects.get().state == "returned"
    assert not Item.objects.exists()


def test_intelligence_that_did_not_come_as_a_report_is_submitted(analyst):
    area = AreaFactory()

    item = submit(
        agency=analyst.agency,
        area=area,
        text="A van waits.",
        provenance="Seen on patrol.",
        by=analyst,
        at=NOON,
        **BOXES,
    )

    assert (item.sanitised_id, item.area, item.text) == (None, area, "A van waits.")


def test_an_item_may_say_which_place_it_is_about(analyst):
    item, premises = ItemFactory(agency=analyst.agency), PremisesFactory()

    place(item, premises=premises, by=analyst, at=NOON)

    assert Item.objects.get().premises == premises


def test_an_item_cannot_be_about_a_place_that_its_writer_may_not_see(analyst, elsewhere):
    hidden = PremisesFactory(area=elsewhere)

    with raises(Refused):
        submit(
            agency=analyst.agency,
            area=AreaFactory(),
            text=".",
            provenance=".",
            premises=hidden,
            by=analyst,
            at=NOON,
            **BOXES,
        )
    with raises(Refused):
        place(ItemFactory(agency=analyst.agency), premises=hidden, by=analyst, at=NOON)


def test_only_the_agency_that_holds_an_item_withdraws_it(analyst):
    item = ItemFactory(agency=analyst.agency)

    with raises(Refused):
        withdraw(item, why="I doubt it.", by=person_as("analyst"), at=NOON)
    withdraw(item, why="The plate was misread.", by=analyst, at=NOON)

    assert Item.objects.get().state == "withdrawn"
    assert not Item.objects.standing().exists()


def test_a_mention_carries_the_handling_of_its_item_and_its_key(analyst):
    item = ItemFactory(agency=analyst.agency, handling="C")

    noted = mention(item, kind="vehicle", says="Grey van, NK12 ABC", by=analyst, at=NOON)

    assert (noted.handling, noted.agency_id, noted.area_id) == ("C", item.agency_id, item.area_id)
    assert noted.key == "NK12ABC"


def test_a_link_is_made_by_hand_with_its_reason(analyst):
    one, other = MentionFactory(), MentionFactory(kind="person", says="Danny")

    link(one, other=other, relation="drives", why="Seen at the wheel twice.", by=analyst, at=NOON)

    made = Link.objects.get()
    assert (made.one, made.other, made.why, made.handling) == (one, other, "Seen at the wheel twice.", "P")
    assert (made.agency, made.linked_by) == (analyst.agency, analyst)


def test_a_link_is_handled_as_strictly_as_its_stricter_end(analyst):
    shared, closed = MentionFactory(), MentionFactory(item__handling="C", item__agency=analyst.agency)

    made = link(shared, other=closed, relation="seen_with", why="Same gate.", by=analyst, at=NOON)

    assert (made.handling, made.agency) == ("C", analyst.agency)


def test_a_link_between_two_areas_stays_with_the_agency_that_made_it(analyst, elsewhere):
    GrantFactory(person=analyst, role="analyst", area=elsewhere)
    here, there = MentionFactory(), MentionFactory(item__area=elsewhere, item__agency=analyst.agency)

    made = link(here, other=there, relation="seen_with", why="Same van.", by=analyst, at=NOON)

    assert (made.handling, made.agency) == ("C", analyst.agency)


def test_nobody_links_to_a_mention_that_they_may_not_see(analyst):
    hidden = MentionFactory(item__handling="C")

    with raises(Refused):
        link(MentionFactory(), other=hidden, relation="seen_with", why="A guess.", by=analyst, at=NOON)


def test_what_two_agencies_each_hold_back_is_not_linked(analyst):
    second = GrantFactory(person=analyst, role="analyst", agency=AgencyFactory()).agency
    one = MentionFactory(item__handling="C", item__agency=analyst.agency)
    other = MentionFactory(item__handling="C", item__agency=second)

    with raises(Refused):
        link(one, other=other, relation="seen_with", why="Same gate.", by=analyst, at=NOON)


def test_the_same_link_is_not_made_twice(analyst):
    one, other = MentionFactory(), MentionFactory()
    link(one, other=other, relation="seen_with", why="Same gate.", by=analyst, at=NOON)

    with raises(Taken):
        link(one, other=other, relation="seen_with", why="Again.", by=analyst, at=NOON)


def test_a_concern_says_why_a_place_matters_and_how_likely_it_is(analyst):
    premises = PremisesFactory()

    concern = raise_concern(premises, **SAID, by=analyst, at=NOON, review_on=date(2018, 10, 22))

    kept = Concern.objects.waiting().get()
    assert (kept.premises, kept.area, kept.confidence, kept.control) == (premises, premises.area, "likely", ["debt"])
    assert concern.review_on == date(2018, 10, 22)


def test_a_concern_counts_only_what_every_reader_of_it_may_know_of(analyst):
    premises = PremisesFactory()
    ItemFactory.create_batch(2, premises=premises)
    ItemFactory(premises=premises, handling="C", agency=analyst.agency)
    withdraw(ItemFactory(premises=premises, agency=analyst.agency), why="Misread.", by=analyst, at=NOON)

    assert raise_concern(premises, **SAID, by=analyst, at=NOON).items == 2


def test_a_new_assessment_ends_the_one_before(analyst):
    premises = PremisesFactory()
    earlier = raise_concern(premises, **SAID, by=analyst, at=NOON)

    later = raise_concern(premises, **SAID | {"confidence": "highly-likely"}, by=analyst, at=NOON)

    assert Concern.objects.waiting().get() == later
    with acting_as(analyst):
        assert [step.verb for step in history(earlier)] == ["end"]


def test_a_place_has_one_open_concern(analyst):
    concern = ConcernFactory()

    with raises(Exception, match="one_open_concern_a_place"):
        ConcernFactory(premises=concern.premises)


def test_a_concern_ends_with_a_reason(analyst):
    concern = ConcernFactory()

    end_concern(concern, why="Visited: everyone is paid and free to go.", by=analyst, at=NOON)

    assert not Concern.objects.waiting().exists()
    assert Entry.objects.get(record=concern.pk).reason == "Visited: everyone is paid and free to go."


def test_a_commander_reads_a_concern_but_does_not_raise_or_end_one():
    commander = person_as("operation commander")

    with raises(Refused):
        raise_concern(PremisesFactory(), **SAID, by=commander, at=NOON)
    with raises(Refused):
        end_concern(ConcernFactory(), why="Enough.", by=commander, at=NOON)


def test_concerns_come_up_for_review_on_their_day():
    due = ConcernFactory(review_on=date(2018, 10, 22))
    ConcernFactory(review_on=date(2018, 10, 23))
    ConcernFactory()

    assert list(Concern.objects.due_by(date(2018, 10, 22))) == [due]


def test_a_sector_is_assessed_with_a_word_of_confidence(analyst):
    area = AreaFactory()

    assess_sector(
        area=area,
        premises_kinds=["car-wash", "nail-bar"],
        says="Intelligence suggests potential exploitation at car washes and nail bars.",
        confidence="moderate",
        by=analyst,
        at=NOON,
    )

    made = SectorAssessment.objects.get()
    assert (made.area, made.premises_kinds, made.confidence) == (area, ["car-wash", "nail-bar"], "moderate")


def test_a_sector_is_assessed_by_the_analysts_of_its_area_alone(elsewhere):
    stranger = person_as("analyst", area=elsewhere)

    with raises(Refused):
        assess_sector(area=AreaFactory(), premises_kinds=[], says=".", confidence="low", by=stranger, at=NOON)
