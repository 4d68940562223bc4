"""A flood is stored and given its codes, held apart, told once, and never hides danger now."""

import re
from datetime import UTC, datetime, timedelta

from django.db import connection
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.models import Notice
from sightline.kit.refusals import Refused, WrongStep
from sightline.reports import actions, floods, receipts
from sightline.reports.actions import arriving
from sightline.reports.floods import AT_ONCE, FASTEST
from sightline.reports.models import Report
from sightline.reports.telling import Telling
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import ReportFactory
from sightline.reports.tests.test_public_pages import STORY, code_in, go_on, tell
from sightline.reports.views import held, telling

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)


def nothing_sent(beginnings=0):
    """The count begins anew, as after a while; or stands as if so many were sent in this one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select setval('priv.sent_lately', floor(extract(epoch from now()) / 600)::bigint * 1000000 + %s)",
            [beginnings],
        )


@fixture
def slowly(monkeypatch, desk):
    """Whoever answers has taken a minute over it, and nothing was sent before."""
    nothing_sent()
    monkeypatch.setattr(telling, "time", lambda: datetime.now(UTC).timestamp() + 60)


def send(public, **more):
    return go_on(public, tell(public, STORY), **more)


def test_a_report_like_any_other_is_not_held(public, slowly):
    send(public)

    assert not Report.objects.get().held


def test_ten_reports_of_an_hour_from_one_address_are_all_let_in(public, slowly):
    for _ in range(10):
        send(public)

    assert Report.objects.filter(held=False).count() == 10


def test_over_the_limit_a_report_is_held_and_has_its_code_all_the_same(public, slowly):
    nothing_sent(AT_ONCE)

    code = receipts.tidy_code(code_in(send(public)))

    assert Report.objects.get().held
    assert receipts.state_of(code) == "received"


def test_what_no_person_fills_in_and_what_no_person_writes_so_fast_is_held(public, monkeypatch, slowly):
    send(public, website="http://example.org")
    monkeypatch.setattr(telling, "time", lambda: datetime.now(UTC).timestamp() + FASTEST - 2)
    send(public)

    assert Report.objects.filter(held=True).count() == 2


def test_danger_now_is_never_held(desk):
    told = {"what": "Now.", "place": "Here", "danger": "yes"}
    actions.receive_from_public(by=None, at=NOW, key="k", held=True, **told)

    assert not Report.objects.get().held


def test_a_burst_is_one_call(desk):
    for number in range(5):
        actions.receive_from_public(by=None, at=NOW, key=str(number), held=True, what="Spam", place="Here")

    assert Report.objects.filter(held=True).count() == 5
    assert Notice.objects.count() == 1


def test_a_held_report_that_later_tells_of_danger_is_held_no_more(desk):
    code = actions.receive_from_public(by=None, at=NOW, key="k", held=True, what="They owe.", place="Here")
    actions.write_back(by=None, at=NOW, code=code, key="m", text="Now.", danger="yes")

    assert not Report.objects.get().held


def test_the_desk_puts_it_among_the_others_once(desk, handler, at_desk):
    report = ReportFactory(desk=desk, held=True)
    at_desk.post(f"/reports/{report.ref}/let-in")
    assert not Report.objects.get().held

    with raises(WrongStep):
        actions.let_in(report, by=handler, at=NOW)


def test_another_desk_lets_nothing_in(desk):
    report = ReportFactory(desk=desk, held=True)

    with raises(Refused):
        actions.let_in(report, by=person_as("call handler"), at=NOW)


def test_the_count_is_of_all_processes_and_begins_anew_with_each_while():
    elsewhere = connection.copy()
    nothing_sent()

    with elsewhere.cursor() as another:
        another.execute("select priv.one_more_sent()")
        assert another.fetchone() == (1,)
        assert floods.sent_lately() == 2
        another.execute("select setval('priv.sent_lately', 7)")  # as a while ago
        assert floods.sent_lately() == 1
    elsewhere.close()


def test_no_process_waits_for_another_that_has_not_committed():
    elsewhere = connection.copy()
    elsewhere.set_autocommit(False)
    with elsewhere.cursor() as another:
        another.execute("select setval('priv.sent_lately', 7)")
        another.execute("select priv.one_more_sent()")
        assert floods.sent_lately() == 2
    elsewhere.rollback()
    elsewhere.close()


def test_nothing_but_a_number_is_kept_and_not_in_the_journal():
    with connection.cursor() as cursor:
        cursor.execute("select relkind, relpersistence from pg_class where oid = 'priv.sent_lately'::regclass")
        assert cursor.fetchone() == ("S", "u")


@mark.parametrize(("kept", "calls"), [(True, 1), (False, 2)])
def test_the_desk_is_called_once_of_a_flood_and_again_where_the_first_was_undone(
    kept, calls, desk, monkeypatch, django_capture_on_commit_callbacks
):
    called = []
    monkeypatch.setattr(arriving, "alarm", lambda report, **more: called.append(report.ref))

    for key in "ab":
        with django_capture_on_commit_callbacks(execute=kept):
            actions.receive_from_public(by=None, at=NOW, key=key, held=True, what=key, place="Mill Lane")

    assert len(called) == calls


# The page of what is held ---------------------------------------------------------------------------------


@fixture
def flood(desk):
    """Three that say the same, and one that does not."""
    same = "Free watches at www.example.org, order number"
    reports = [ReportFactory(desk=desk, held=True, what=f"{same} {number}") for number in range(3)]
    return [*reports, ReportFactory(desk=desk, held=True, what="Six women live above the nail bar.")]


def answer(browser, answer, *reports):
    return browser.post("/reports/held", {"refs": " ".join(each.ref for each in reports), "answer": answer})


def test_held_reports_stand_on_a_page_of_their_own_in_groups(flood, at_desk):
    page = at_desk.get("/reports/held").content.decode()

    assert "3 reports that say nearly the same" in page
    assert page.index("3 reports") < page.index("One report")
    assert flood[0].ref not in at_desk.get("/reports/").content.decode()
    assert at_desk.get("/reports/?show=apart").url == "/reports/held"


def test_one_click_closes_a_group_and_each_keeps_its_record_and_the_reason(flood, at_desk):
    assert answer(at_desk, "close", *flood[:3]).status_code == 302

    closed = Report.objects.filter(state="closed", closed_as="flood")
    assert {each.pk for each in closed} == {each.pk for each in flood[:3]}
    assert Report.objects.held().get() == flood[3]


def test_one_click_puts_a_group_among_the_others(flood, at_desk):
    answer(at_desk, "let_in", flood[3])

    assert Report.objects.waiting().get() == flood[3]
    assert flood[3].ref in at_desk.get("/reports/").content.decode()


def test_more_than_are_grouped_at_once_stand_in_lots_of_which_each_is_answered_where_it_stands(
    flood, at_desk, monkeypatch
):
    monkeypatch.setattr(held, "MOST", 2)
    in_order = list(Report.objects.held().order_by("received_at", "ref"))

    lots = [at_desk.get(f"/reports/held?page={number}").content.decode() for number in (1, 2, 9)]

    for report in in_order:
        assert (report.ref in lots[0], report.ref in lots[1]) == (report in in_order[:2], report in in_order[2:])
    assert in_order[3].ref in lots[2]  # a lot that is answered meanwhile is the last that there is
    assert "3 to 4 of 4" in lots[1]
    answered = at_desk.post("/reports/held?page=2", {"refs": in_order[2].ref, "answer": "let_in"})
    assert answered.url == "/reports/held?page=2"
    assert set(Report.objects.held()) == {in_order[0], in_order[1], in_order[3]}


def test_what_the_page_did_not_show_is_not_answered(flood, at_desk):
    answer(at_desk, "close", flood[0])

    assert Report.objects.held().count() == 3


def test_another_desk_sees_and_answers_nothing(flood):
    stranger = signed_in(person_as("call handler"))

    assert flood[0].ref not in stranger.get("/reports/held").content.decode()
    answer(stranger, "close", *flood)
    assert Report.objects.held().count() == 4
    assert signed_in(person_as("analyst")).get("/reports/held").status_code == 403


def test_what_is_danger_now_by_a_persons_word_is_held_no_more(flood, handler):
    actions.set_level(flood[0], by=handler, at=NOW, to="red", why="A second call says so.")

    assert Report.objects.get(pk=flood[0].pk).held is False


def test_who_takes_one_has_it_among_the_others(flood, handler):
    actions.take(flood[0], by=handler, at=NOW)

    assert Report.objects.in_hand(by=handler).get() == flood[0]
    assert Report.objects.get(pk=flood[0].pk).held is False


def test_after_30_days_the_page_asks_what_becomes_of_them(desk, at_desk):
    ReportFactory(desk=desk, held=True, received_at=datetime.now(UTC) - timedelta(days=31))
    ReportFactory(desk=desk, held=True, received_at=datetime.now(UTC) - timedelta(days=29), what="Another thing.")

    page = at_desk.get("/reports/held").content.decode()

    assert page.count("30 days have passed") == 1
    assert "Answer within" in page


# A thousand ----------------------------------------------------------------------------------------------


@fixture
def to_the_staff(settings):
    """Gives what leads back to the staff's pages, once `public` has taken their place. Asked for before it."""
    was = settings.ROOT_URLCONF, settings.MIDDLEWARE, settings.CSRF_USE_SESSIONS

    def back():
        settings.ROOT_URLCONF, settings.MIDDLEWARE, settings.CSRF_USE_SESSIONS = was

    return back


@mark.slow
def test_a_flood_of_a_thousand_leaves_danger_in_sight_and_is_one_call_and_one_group(
    to_the_staff, public, slowly, at_desk
):
    genuine = {"what": "They keep a girl in the back room.", "place": "Mill Lane", "danger": "yes"}
    codes = [sent(public, watches(number)) for number in range(900)]
    danger_now = sent(public, genuine)
    codes += [sent(public, watches(number)) for number in range(900, 1_000)]

    assert len({danger_now, *codes}) == Report.objects.count() == 1_001
    assert {receipts.state_of(code) for code in {danger_now, *codes}} == {"received"}

    red, held = Report.objects.get(level="red"), Report.objects.held()
    to_the_staff()
    listed = re.findall(r"R-\w{4}-\w{4}", at_desk.get("/reports/").content.decode())
    assert listed[0] == red.ref
    assert 1_000 - 2 * AT_ONCE <= held.count() <= 1_000 - AT_ONCE  # another while may begin on the way
    assert Notice.objects.filter(subject=red.ref).count() == 1
    assert Notice.objects.count() == 2  # danger now, and the flood

    page = at_desk.get("/reports/held").content.decode()
    assert f"{held.count()} reports that say nearly the same" in page
    assert page.count('name="refs"') == 1

    answer(at_desk, "close", *held)
    assert {receipts.state_of(code) for code in codes} == {"received", "closed"}
    assert receipts.state_of(danger_now) == "received"


def watches(number):
    """What a machine sends."""
    return {"what": f"Watches for {number} pounds, order today", "place": "www.example.org"}


def sent(public, answers):
    """The code of a report that is sent from the last page, as the form carries it."""
    so_far = Telling.begin().told(answers)
    page = public.post("/ask", {"so_far": so_far.signed(), "page": "check", "go": "send", "website": ""})
    if "danger" in answers:  # the danger page comes between
        page = public.post("/ask", {"so_far": so_far.shown_danger().signed(), "page": "check", "go": "send"})
    return receipts.tidy_code(code_in(page))
