"""A flood is stored and given its codes, held apart, told once, and never hides danger now."""

from datetime import UTC, datetime

from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.models import Notice
from sightline.kit.refusals import Refused, WrongStep
from sightline.reports import actions, receipts
from sightline.reports.floods import A_WHILE, AT_ONCE, FASTEST, Flood
from sightline.reports.models import Report
from sightline.reports.tests.factories import ReportFactory
from sightline.reports.tests.test_public_pages import STORY, code_in, go_on, tell
from sightline.reports.views import telling

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)


@fixture
def slowly(monkeypatch, desk):
    """Whoever answers has taken a minute over it, and nothing was sent before."""
    monkeypatch.setattr(telling, "FLOOD", Flood())
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
    telling.FLOOD.sent.extend([datetime.now(UTC).timestamp() + 60] * AT_ONCE)

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


def test_held_reports_stand_in_a_list_of_their_own(desk, at_desk):
    report = ReportFactory(desk=desk, held=True)

    assert report.ref.encode() not in at_desk.get("/reports/").content
    assert report.ref.encode() in at_desk.get("/reports/?show=apart").content


def test_what_was_sent_is_forgotten_after_a_while():
    flood = Flood()
    for _ in range(AT_ONCE):
        assert not flood.holds(100, 0, "")

    assert flood.holds(100, 0, "")
    assert not flood.holds(100 + A_WHILE, 0, "")
    assert len(flood.sent) == 1
