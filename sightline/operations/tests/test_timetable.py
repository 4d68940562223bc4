"""A day drawn by hand: where blocks stand, which visits are linked, what no team has and why."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from pytest import fixture

from sightline.operations.models import Operation, Target, Tasking, Team, TeamMember
from sightline.operations.timetable import Day

DAY = date(2018, 10, 16)  # British Summer Time: an hour ahead of UTC


def at(hour, minute=0, day=16):
    return datetime(2018, 10, day, hour - 1, minute, tzinfo=UTC)


@fixture
def tyne():
    return Team(name="Tyne 1", operation=Operation())


@fixture
def wear():
    return Team(name="Wear 1", operation=Operation())


def visit(team, starts_at, minutes=90, **more):
    given = {"target": Target(), "place": "A car wash", "visit_type": "soft", **more}
    return Tasking(team=team, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), **given)


def blocks(day):
    return [(row["name"], block["col"], block["span"]) for row in day.rows for block in row["visits"]]


def test_a_block_stands_at_its_half_hour_and_is_as_long_as_the_visit(tyne):
    day = Day(DAY, [tyne], [visit(tyne, at(8)), visit(tyne, at(11, 30), 120)])

    assert day.hours[0] == "8:00"
    assert blocks(day) == [("Tyne 1", 1, 3), ("Tyne 1", 8, 4)]


def test_a_visit_that_starts_between_half_hours_covers_both(tyne):
    assert blocks(Day(DAY, [tyne], [visit(tyne, at(8, 15), 30)])) == [("Tyne 1", 1, 2)]


def test_the_picture_begins_with_the_first_visit_and_ends_with_the_last(tyne):
    day = Day(DAY, [tyne], [visit(tyne, at(6)), visit(tyne, at(19), 90)])

    assert (day.hours[0], day.hours[-1]) == ("6:00", "20:00")


def test_a_visit_past_midnight_ends_with_the_day(tyne):
    day = Day(DAY, [tyne], [visit(tyne, at(23), 180)])

    assert day.hours[-1] == "23:00"
    assert blocks(day) == [("Tyne 1", 31, 2)]


def test_only_the_visits_of_the_day_are_drawn(tyne):
    assert blocks(Day(DAY, [tyne], [visit(tyne, at(9, day=17))])) == []


def test_linked_visits_stand_together_and_are_joined(tyne, wear):
    tees = Team(name="Tees 1")
    linked = {"linked_start": "Two doors"}
    day = Day(DAY, [tees, tyne, wear], [visit(tees, at(9)), visit(tyne, at(6), **linked), visit(wear, at(6), **linked)])

    assert [team.name for team in day.order] == ["Tyne 1", "Wear 1", "Tees 1"]
    assert day.joins == [{"col": 1, "row": 1, "rows": 2}]
    assert day.rows[0]["visits"][0]["word"] == "Soft, linked"


def test_three_linked_visits_are_joined_one_to_the_next(tyne, wear):
    tees, linked = Team(name="Tees 1"), {"linked_start": "Three doors"}
    day = Day(DAY, [tees, tyne, wear], [visit(team, at(6), **linked) for team in (tees, tyne, wear)])

    assert [(join["row"], join["rows"]) for join in day.joins] == [(1, 2), (2, 2)]


def test_a_visit_linked_to_none_is_not_joined(tyne):
    day = Day(DAY, [tyne], [visit(tyne, at(6), linked_start="Alone")])

    assert day.joins == []
    assert day.rows[0]["visits"][0]["word"] == "Soft"


def test_a_team_says_what_it_brings_and_how_many_they_are(tyne):
    members = [TeamMember(team=tyne, person_id=uuid4()) for _ in range(2)]
    can = {tyne.pk: {"arrest"}}

    assert Day(DAY, [tyne], [], members, can).about(tyne) == "Arrest; 2 people"
    assert Day(DAY, [tyne], [], members[:1], can).about(tyne) == "Arrest; 1 person"


def reasons(day, **target):
    return [(one.why, one.help) for one in day.unserved([Target(**target)])]


def test_a_place_that_a_team_has_is_not_in_the_tray(tyne):
    served = visit(tyne, at(9, day=17))

    assert Day(DAY, [tyne], [served]).unserved([served.target]) == []


def test_the_most_urgent_place_stands_first(tyne):
    low, high = Target(priority=2), Target(priority=8)

    assert [one.target for one in Day(DAY, [tyne], []).unserved([low, high])] == [high, low]


def test_without_teams_the_tray_says_so():
    assert reasons(Day(DAY, [], [])) == [("There is no team yet.", "Form one.")]


def test_what_no_team_brings_is_named(tyne):
    why, _help = reasons(Day(DAY, [tyne], [], [], {tyne.pk: {"arrest"}}), needs=["interpreter-vi"])[0]

    assert why == "No team brings: Vietnamese interpreter"


def test_what_only_several_teams_bring_together_is_named(tyne, wear):
    can = {tyne.pk: {"arrest"}, wear.pk: {"search"}}
    why, _help = reasons(Day(DAY, [tyne, wear], [], [], can), needs=["arrest", "search"])[0]

    assert why == "No one team brings all of: Arrest, search of premises"


def test_a_team_that_has_room_is_named_with_its_hour(tyne):
    day = Day(DAY, [tyne], [visit(tyne, at(8), 120)])

    assert reasons(day) == [("Nobody has been sent yet.", "Tyne 1 has room at 10:00")]


def test_a_gap_too_short_for_a_visit_is_no_room(tyne):
    day = Day(DAY, [tyne], [visit(tyne, at(8), 60), visit(tyne, at(10), 60)])

    assert day.free_from(tyne) == at(11)


def test_when_every_team_is_out_all_day_the_tray_says_so(tyne):
    day = Day(DAY, [tyne], [visit(tyne, at(8), 480)])

    assert reasons(day)[0][0] == "Every team that could go is out all day."


def test_a_person_on_two_teams_that_are_out_together_is_found(tyne, wear):
    person = uuid4()
    members = [TeamMember(team=team, person_id=person) for team in (tyne, wear)]
    one, two, later = visit(tyne, at(9)), visit(wear, at(10)), visit(wear, at(14))

    assert Day(DAY, [tyne, wear], [one, two, later], members).in_two_places() == [(person, one, two)]


def test_a_person_on_one_team_is_in_one_place(tyne, wear):
    members = [TeamMember(team=tyne, person_id=uuid4())]

    assert Day(DAY, [tyne, wear], [visit(tyne, at(9)), visit(wear, at(9))], members).in_two_places() == []
