"""Two reports of the same thing stand together once a person joins them, and apart again once they are parted."""

from datetime import UTC, datetime

from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.reports import actions, receipts
from sightline.reports.alike import with_joined
from sightline.reports.models import Joined, Report
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import JoinedFactory, ReportFactory

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)


@fixture
def one(desk):
    return ReportFactory(desk=desk, what="Four men sleep behind the car wash.")


@fixture
def other(desk):
    return ReportFactory(desk=desk, what="Mae pedwar dyn yn cysgu yno.", level="amber")


@fixture
def joined(one, other, handler):
    return actions.join(one, by=handler, at=NOW, to=other)


def test_both_keep_their_record_their_code_and_their_dialogue(desk, handler):
    codes = [actions.receive_from_public(by=None, at=NOW, key=key, what=key, place="Mill Lane") for key in "ab"]
    one, other = Report.objects.order_by("what")
    actions.join(one, by=handler, at=NOW, to=other)
    actions.write(one, by=handler, at=NOW, text="On which days?")

    assert [receipts.state_of(code) for code in codes] == ["received", "received"]
    assert [len(receipts.dialogue_of(code)["said"]) for code in codes] == [1, 0]
    assert {one.what, other.what} == {"a", "b"}


def test_a_third_is_joined_to_the_first_of_them(joined, one, other, desk, handler):
    third = ReportFactory(desk=desk)

    assert actions.join(third, by=handler, at=NOW, to=one).to == other


def test_nothing_is_joined_twice_to_itself_or_in_a_circle(joined, one, other, desk, handler):
    for report, to in [(one, other), (one, ReportFactory(desk=desk)), (other, one), (other, other)]:
        with raises(WrongStep):
            actions.join(report, by=handler, at=NOW, to=to)


def test_once_parted_they_stand_alone_and_that_they_stood_together_is_kept(joined, one, other, handler):
    actions.part(joined, by=handler, at=NOW)

    assert not Joined.objects.standing().exists()
    assert Joined.objects.get().until == NOW
    with raises(WrongStep):
        actions.part(joined, by=handler, at=NOW)
    actions.join(one, by=handler, at=NOW, to=other)


def test_no_report_of_another_desk_is_joined(one, handler):
    with raises((Refused, WrongStep)):
        actions.join(one, by=handler, at=NOW, to=ReportFactory())
    with raises(Refused):
        actions.join(one, by=person_as("call handler"), at=NOW, to=ReportFactory(desk=one.desk))


def test_another_desk_sees_and_parts_nothing(joined):
    stranger = person_as("call handler")

    with acting_as(stranger):
        assert not Joined.objects.exists()
    with raises(Refused):
        actions.part(joined, by=stranger, at=NOW)


def test_in_triage_the_two_stand_together_where_the_more_urgent_stood(joined, one, other, desk, at_desk):
    ReportFactory(desk=desk, level="amber", received_at=NOW, what="Somebody else.")

    page = at_desk.get("/reports/").content.decode()

    assert "2 reports tell of the same" in page
    assert page.index(other.ref) < page.index(one.ref) < page.index("Somebody else.")


@mark.parametrize(
    ("given", "says"),
    [
        ({"level": "red"}, "Answer 2 of them together"),
        ({"state": "taken"}, "Answer 2 of them together"),
        ({"level": "amber"}, "Answer all 3 together"),
    ],
)
def test_what_is_answered_together_leaves_danger_and_what_is_in_hand_out(given, says, desk, handler, at_desk):
    taken = {"taken_by": handler, "taken_at": NOW} if "state" in given else {}
    same = [ReportFactory(desk=desk, received_at=NOW, what=f"A thing of its own, {n}.") for n in range(2)]
    apart = ReportFactory(desk=desk, received_at=NOW, what="Something else.", **given, **taken)
    for report in same:
        JoinedFactory(report=report, to=apart)

    page = at_desk.get("/reports/").content.decode()

    assert "3 reports tell of the same" in page
    assert says in page
    assert (f'name="ref" value="{apart.ref}"' in page) is says.startswith("Answer all")


def test_two_of_which_one_is_danger_have_no_button_for_both(desk, at_desk):
    red, plain = (ReportFactory(desk=desk, received_at=NOW, level=level, what=level) for level in ("red", "routine"))
    JoinedFactory(report=plain, to=red)

    page = at_desk.get("/reports/").content.decode()

    assert "2 reports tell of the same" in page
    assert "together</button>" not in page
    assert "is answered by itself" in page


def test_danger_now_is_never_behind_something_else():
    red, plain, same = (Report(level=level) for level in ("red", "routine", "routine"))

    assert with_joined([[red], [plain], [same]], [(red.pk, same.pk)]) == [[red, same], [plain]]


def test_what_is_not_on_the_page_changes_nothing():
    one, other = Report(), Report()

    assert with_joined([[one]], [(one.pk, other.pk), (other.pk, one.pk)]) == [[one]]


def test_the_desk_joins_and_parts_from_the_page_of_a_report(one, other, at_desk):
    assert at_desk.post(f"/reports/{one.ref}/join", {"to": other.ref.lower()}).status_code == 302
    page = at_desk.get(f"/reports/{other.ref}").content.decode()
    assert "Told of the same" in page
    assert one.ref in page

    assert at_desk.post(f"/reports/{one.ref}/part").status_code == 302
    assert "Told of the same" not in at_desk.get(f"/reports/{other.ref}").content.decode()


@mark.parametrize("typed", ["", "R-0000-0000", "\x00"])
def test_a_reference_that_the_desk_does_not_have_is_said_so(typed, one, at_desk):
    answer = at_desk.post(f"/reports/{one.ref}/join", {"to": typed})

    assert answer.status_code == 200
    assert not Joined.objects.exists()


def test_what_nobody_joined_cannot_be_parted(one, at_desk, desk):
    assert at_desk.post(f"/reports/{one.ref}/part").status_code == 404
    elsewhere = JoinedFactory()
    assert at_desk.post(f"/reports/{elsewhere.report.ref}/part").status_code == 404
    assert signed_in(person_as("analyst")).get(f"/reports/{one.ref}/join").status_code == 404
