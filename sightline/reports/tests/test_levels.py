"""A person's word on the level: raised by one, lowered from danger now by two; and who is called when nobody looks."""

from datetime import UTC, datetime, timedelta

from django.db import ProgrammingError, connection, transaction
from django.db.utils import IntegrityError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice, duty
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import advance
from sightline.reports import actions, tasks
from sightline.reports.models import LevelChange, Report
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import LevelChangeFactory, ReportFactory

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)


@fixture
def colleague(desk):
    return person_as("call handler", agency=desk)


@fixture
def red(desk):
    return ReportFactory(desk=desk, area=desk.area, level="red", reasons=["R1"])


def level_of(report):
    return Report.objects.get(pk=report.pk).level


def set_level(report, by, to, why="They are gone."):
    return actions.set_level(report, by=by, at=NOW, to=to, why=why)


@mark.parametrize(("was", "to"), [("routine", "amber"), ("routine", "red"), ("amber", "red"), ("amber", "routine")])
def test_one_person_sets_a_level_that_is_not_danger_now(was, to, desk, handler):
    report = ReportFactory(desk=desk, level=was)

    change = set_level(report, handler, to)

    assert level_of(report) == to
    assert (change.state, change.why) == ("done", "They are gone.")


@mark.parametrize(("to", "calls"), [("amber", 0), ("red", 1)])
def test_who_raises_to_danger_now_calls_the_duty_at_once(to, calls, desk, handler):
    report = ReportFactory(desk=desk, area=desk.area, level="routine")

    set_level(report, handler, to)

    assert Notice.objects.filter(subject=report.ref, duty=duty("call handler", desk.area)).count() == calls


@mark.parametrize("to", ["amber", "routine"])
def test_danger_now_is_lowered_only_once_a_second_person_agrees(to, red, handler, colleague):
    change = set_level(red, handler, to)
    assert level_of(red) == "red"

    actions.agree_to_level(change, by=colleague, at=NOW)

    assert level_of(red) == to


def test_nobody_agrees_with_themselves(red, handler):
    change = set_level(red, handler, "amber")

    with raises(Refused):
        actions.agree_to_level(change, by=handler, at=NOW)
    assert level_of(red) == "red"


def test_the_second_person_may_leave_it(red, handler, colleague):
    change = set_level(red, handler, "amber")

    actions.leave_level(change, by=colleague, at=NOW)

    assert (level_of(red), LevelChange.objects.get().state) == ("red", "left")


def test_whoever_is_of_another_desk_sets_nothing(red):
    stranger = person_as("call handler", agency=AgencyFactory())

    with raises(Refused):
        set_level(red, stranger, "amber")


def test_a_level_that_stands_already_is_no_change(red, handler):
    with raises(WrongStep):
        set_level(red, handler, "red")


def test_no_role_may_write_the_level_itself(red, handler):
    with raises(ProgrammingError), acting_as(handler), transaction.atomic():
        Report.objects.filter(pk=red.pk).update(level="routine")


def test_a_change_that_says_the_wrong_level_before_changes_nothing(red, handler):
    with acting_as(handler):
        claimed = LevelChangeFactory(report=red, was="amber", to="routine", asked_by=handler)
        advance(claimed, "settle", by=handler, at=NOW)
        with connection.cursor() as cursor:
            cursor.execute("select priv.set_level(%s)", [claimed.pk])
            assert cursor.fetchone() == (0,)

    assert level_of(red) == "red"


@mark.parametrize(
    "wrong",
    [
        {"state": "done"},
        {"to": "red"},
    ],
    ids=str,
)
def test_the_database_holds_that_red_is_lowered_by_two(wrong, red):
    with raises(IntegrityError), transaction.atomic():
        LevelChangeFactory(report=red, **wrong)


def test_the_one_who_asked_cannot_be_stored_as_the_second(red, handler):
    with raises(IntegrityError), transaction.atomic():
        LevelChangeFactory(report=red, asked_by=handler, answered_by=handler, answered_at=NOW, state="done")


def test_what_a_person_lowered_stays_lowered_until_something_new_is_told(desk, handler):
    report = actions.receive(by=handler, at=NOW, desk=desk, door="call", controllers_danger=["violence"])
    set_level(report, handler, "routine")

    actions.hear(report, by=handler, at=NOW, people="4")
    assert level_of(report) == "routine"
    actions.hear(report, by=handler, at=NOW, kinds=["sexual-exploitation"])

    assert level_of(report) == "amber"


def test_the_page_asks_and_the_colleagues_page_agrees(red, handler, colleague):
    asked = signed_in(handler).post(f"/reports/{red.ref}/level", {"to": "amber", "why": "The police were there."})
    page = signed_in(colleague).get(f"/reports/{red.ref}/level")
    assert asked.status_code == 302
    assert b"The police were there." in page.content

    signed_in(colleague).post(f"/reports/levels/{LevelChange.objects.get().ref}/agree")

    assert level_of(red) == "amber"


def test_the_page_says_what_is_missing(red, at_desk):
    answer = at_desk.post(f"/reports/{red.ref}/level", {"to": ""})

    assert b"Choose a level." in answer.content
    assert b"Write why, in a sentence." in answer.content


def test_leaving_it_is_a_button_too(red, handler, colleague):
    change = set_level(red, handler, "amber")

    signed_in(colleague).post(f"/reports/levels/{change.ref}/leave")

    assert LevelChange.objects.get().state == "left"


# Nobody looks --------------------------------------------------------------------------------------------


def minutes_pass(number):
    for minute in range(number):
        actions.ring_again(by=None, at=NOW + timedelta(minutes=minute))


def called(area):
    return sorted(Notice.objects.values_list("duty", flat=True)) or area


@mark.parametrize(
    ("minutes", "roles"),
    [(4, []), (5, ["call handler"]), (9, ["call handler"]), (30, ["call handler", "operation commander"])],
)
def test_a_report_of_danger_that_nobody_takes_calls_again_at_5_and_above_at_10_minutes(minutes, roles, red):
    minutes_pass(minutes)

    assert sorted(Notice.objects.values_list("duty", flat=True)) == [duty(role, red.area) for role in roles]
    assert {notice.subject for notice in Notice.objects.all()} <= {red.ref}


@mark.parametrize("other", [{"level": "amber"}, {"state": "closed"}])
def test_nothing_else_rings(other, desk):
    ReportFactory(desk=desk, **{"level": "red", **other})
    minutes_pass(12)

    assert not Notice.objects.exists()


def test_once_it_is_taken_it_rings_no_more(red, handler):
    minutes_pass(5)
    actions.take(red, by=handler, at=NOW)
    minutes_pass(10)

    assert Notice.objects.count() == 1


def test_a_call_tells_no_minute_in_which_a_report_came(red):
    minutes_pass(10)

    assert {notice.sent_at.minute for notice in Notice.objects.all()} == {0}


def test_the_worker_rings_but_not_where_the_story_clock_stands(red, settings):
    for _ in range(5):
        tasks.ring_again(int(NOW.timestamp()))
    assert Notice.objects.count() == 1
    settings.DEMONSTRATION = True

    assert tasks.ring_again(int(NOW.timestamp())) == 0


# What is overdue goes up ----------------------------------------------------------------------------------


@mark.parametrize(
    ("level", "after", "called"),
    [
        ("amber", timedelta(hours=3), False),
        ("amber", timedelta(hours=6), True),
        ("routine", timedelta(hours=20), False),
        ("routine", timedelta(hours=26), True),
        ("red", timedelta(days=2), False),  # which is called about by the minute
    ],
)
def test_the_commander_on_duty_is_called_about_what_nobody_took_in_time(level, after, called, desk):
    report = ReportFactory(desk=desk, area=desk.area, level=level, received_at=NOW - after)

    actions.send_up(by=None, at=NOW)

    told = [(f"operation commander@{desk.area_id}", report.ref)] if called else []
    assert [(each.duty, each.subject) for each in Notice.objects.all()] == told


def test_it_goes_up_once(desk):
    ReportFactory(desk=desk, received_at=NOW - timedelta(days=2))

    assert [actions.send_up(by=None, at=NOW + timedelta(hours=hour)) for hour in range(3)] == [1, 0, 0]


@mark.parametrize("given", [{"held": True}, {"state": "closed"}, {"state": "passed-on"}])
def test_what_is_held_or_answered_does_not_go_up(given, desk):
    ReportFactory(desk=desk, received_at=NOW - timedelta(days=2), **given)

    assert actions.send_up(by=None, at=NOW) == 0
