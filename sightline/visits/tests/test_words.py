"""The words that the pages of visits speak."""

from datetime import timedelta

from django.template import Context, Template
from pytest import mark

from sightline.kit.facts import me
from sightline.visits import urls
from sightline.visits.happened import changed, happened_on, reason_of, steps_of
from sightline.visits.models import Arrest, Encounter, Escalation, Visit
from sightline.visits.templatetags import visits as words
from sightline.visits.tests.factories import AT_THE_DOOR, EncounterFactory, EscalationFactory, VisitFactory

SOMEBODY = {"part": "worker", "age": "adult"}


@mark.parametrize("stored", ["person", "sign", "arrest", "raised", "closed"])
def test_what_was_stored_is_said(stored):
    assert str(words.stored_words(stored))


@mark.parametrize("stored", ["", "nonsense", "<script>"])
def test_nothing_is_said_of_what_we_do_not_know(stored):
    assert words.stored_words(stored) == ""


@mark.parametrize(("number", "says"), [(0, "none yet"), (1, "1 so far"), (12, "12 so far")])
def test_how_many_so_far(number, says):
    assert words.so_far(number) == says


@mark.parametrize(
    ("told", "line"),
    [
        (SOMEBODY, "Works here"),
        (SOMEBODY | {"age": "child"}, "Works here, Child"),
        (SOMEBODY | {"age": "unsure"}, "Works here, Maybe a child"),
        (SOMEBODY | {"concern": True}, "Works here, waits for safeguarding"),
        (SOMEBODY | {"concern": True, "state": "taken"}, "Works here"),
    ],
)
def test_a_person_met_on_one_line(told, line):
    assert words.person_line(Encounter(**told)) == line


def test_a_visit_on_one_short_line():
    assert words.door_line(Visit(type_actual="soft", arrived_at=AT_THE_DOOR)) == "Soft visit, 12:10"


@mark.parametrize(
    ("kind", "says"), [("soft", "Back, stay soft"), ("compliance", "Back, no raise"), ("enforced", "Back")]
)
def test_the_way_back_says_that_nothing_is_raised(kind, says):
    assert words.stay_words(Visit(type_actual=kind)) == says


@mark.parametrize(
    ("record", "turn"),
    [
        (Visit(state="open"), "The team’s turn"),
        (Visit(state="closed"), ""),
        (Arrest(state="made"), "An investigator’s turn"),
        (Arrest(state="taken"), ""),
        (Encounter(state="met", concern=True, met_at=AT_THE_DOOR), "Safeguarding’s turn since Tue 16 Oct, 12:10"),
        (Encounter(state="met", concern=False, met_at=AT_THE_DOOR), ""),
        (Encounter(state="taken", concern=True, met_at=AT_THE_DOOR), ""),
    ],
)
def test_whose_turn_it_is(record, turn):
    assert words.turn_of(record) == turn


@mark.parametrize(
    ("people", "arrests", "heading"),
    [
        (1, [], "1 person waits for safeguarding"),
        (2, ["one"], "2 people wait for safeguarding"),
        (0, ["one"], "1 arrest waits for an investigator"),
        (0, ["one", "two"], "2 arrests wait for an investigator"),
        (0, [], "Visits"),
    ],
)
def test_the_heading_says_the_news(people, arrests, heading):
    assert words.heading_of_visits(people, arrests) == heading


def test_the_foot_says_the_rule_or_nothing():
    assert words.foot("anyone on the team of the visit").endswith("anyone on the team of the visit.")
    assert words.foot("") == ""


@mark.parametrize(("code", "says"), [("ro", "Romanian"), ("", ""), ("tlh", "tlh")])
def test_a_language_in_words(code, says):
    assert str(words.language(code)) == says


def test_the_line_links_only_to_what_the_reader_may_see():
    assert words.trail_of("")[0]["url"] == ""
    assert words.trail_of_person(Encounter(), None)[0]["url"] == ""
    assert words.trail_of_arrest(Arrest(), Visit(ref="V-2222-2222"))[0]["url"] == "/visits/V-2222-2222"


def test_words_of_people_are_escaped_on_the_page():
    page = Template("{% load visits %}{{ visit|door_line }} {{ name }}")

    assert "<b>" not in page.render(Context({"visit": Visit(type_actual="soft"), "name": "<b>"}))


# What happened ----------------------------------------------------------------


@mark.parametrize(
    ("before", "after", "says"),
    [
        ("soft", "enforced", "Raised from Soft visit to Enforced visit"),
        ("enforced", "soft", "Brought down from Enforced visit to Soft visit"),
        ("compliance", "awareness", "Brought down from Compliance visit to Awareness visit"),
    ],
)
def test_a_change_of_type_in_words(before, after, says):
    assert changed(Escalation(before=before, after=after)) == says


def test_a_reason_names_the_power_and_the_office_where_they_were_said():
    whole = Escalation(reason="Locked.", power="Entry to save life", authorised_by="Duty inspector")

    assert reason_of(whole) == "Locked. Power used: Entry to save life. On the word of: Duty inspector."
    assert reason_of(Escalation(reason="Locked.")) == "Locked."


@mark.django_db
def test_a_visit_is_told_from_its_last_step_back_to_its_beginning():
    visit = VisitFactory()
    first = EscalationFactory(visit=visit, happened_at=AT_THE_DOOR + timedelta(minutes=5))
    second = EscalationFactory(
        visit=visit, before="enforced", after="soft", happened_at=AT_THE_DOOR + timedelta(minutes=9)
    )

    told = happened_on(visit, [first, second])

    assert [row["what"] for row in told] == [changed(second), changed(first), "Begun at the door"]


@mark.django_db
def test_a_record_without_steps_has_no_history():
    assert steps_of(EncounterFactory()) == []


# Addresses --------------------------------------------------------------------


def test_every_address_is_named_and_none_twice():
    names = [path.name for path in urls.urlpatterns]

    assert len(set(names)) == len(names)


def test_the_teams_of_the_reader_are_a_known_fact():
    assert me.teams.many
