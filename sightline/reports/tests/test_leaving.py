"""What leaves the desk: written by one person and checked by another, whatever an application says."""

from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.utils import IntegrityError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.ledger.models import Entry
from sightline.reports import actions
from sightline.reports.models import Report, SanitisedReport
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import ReportFactory, SanitisedReportFactory

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)
WORDS = {"text": "Men are kept at a hand car wash.", "provenance": "Somebody who saw it.", "known_to": "many"}


@fixture
def colleague(desk):
    return person_as("call handler", agency=desk)


@fixture
def red(desk, handler):
    """A report that speaks of danger, in the handler's hand."""
    report = ReportFactory(
        desk=desk, area=AreaFactory(), level="red", reasons=["R2"], what="I saw him lock my cousin in."
    )
    actions.take(report, by=handler, at=NOW)
    return report


@fixture
def written(red, handler):
    return actions.pass_on(red, by=handler, at=NOW, area=red.area, **WORDS)


def told(answer):
    return " ".join(answer.content.decode().split())


def test_what_speaks_of_danger_waits_for_a_colleague_and_the_report_stays_in_hand(written, red):
    assert (written.state, written.left_at) == ("written", None)
    assert Report.objects.get().state == "taken"
    assert not SanitisedReport.objects.waiting().exists()


def test_a_colleague_checks_it_and_it_leaves(written, colleague):
    actions.check(written, by=colleague, at=NOW)

    left = SanitisedReport.objects.waiting().get()
    assert (left.checked_by, left.left_at) == (colleague, NOW)
    assert Report.objects.get().state == "passed-on"
    assert Entry.objects.filter(act="disclose", verb="check", recipient__contains="analysts").exists()


def test_what_speaks_of_no_danger_leaves_at_once(desk, handler):
    report = ReportFactory(desk=desk, level="routine")
    actions.take(report, by=handler, at=NOW)

    actions.pass_on(report, by=handler, at=NOW, area=AreaFactory(), **WORDS)

    assert SanitisedReport.objects.waiting().get().checked_by is None
    assert Entry.objects.filter(act="disclose", verb="release").exists()


def test_nobody_checks_what_they_wrote(written, handler):
    with raises(Refused):
        actions.check(written, by=handler, at=NOW)
    with raises(Refused):
        actions.turn_down(written, by=handler, at=NOW, why="Mine.")


def test_what_speaks_of_danger_is_not_released_without_a_check(written, handler):
    with raises(Refused):
        actions.release(written, by=handler, at=NOW)


def test_a_handler_of_another_desk_checks_nothing(written):
    with raises(Refused):
        actions.check(written, by=person_as("call handler"), at=NOW)


def test_a_second_version_is_not_written_while_one_is_checked(written, red, colleague):
    with raises(WrongStep):
        actions.pass_on(red, by=colleague, at=NOW, area=red.area, **WORDS)


def test_what_is_checked_is_not_in_hand_meanwhile(written, handler, red):
    with acting_as(handler):
        assert not Report.objects.in_hand(by=handler).exists()


def test_a_report_that_was_closed_meanwhile_does_not_leave(written, red, handler, colleague):
    actions.close(red, by=handler, at=NOW, why="Police are there.")

    with raises(WrongStep):
        actions.check(written, by=colleague, at=NOW)

    assert not SanitisedReport.objects.waiting().exists()


def test_a_colleague_has_it_written_again_and_checks_the_second(written, handler, colleague):
    actions.turn_down(written, by=colleague, at=NOW, why="Only the cousin can know.")
    with acting_as(handler):
        assert history(written)[0].why == "Only the cousin can know."

    second = actions.rewrite(written, by=handler, at=NOW, **WORDS | {"text": "Men are kept there."})
    assert second.state == "written"
    actions.check(second, by=colleague, at=NOW)

    assert SanitisedReport.objects.waiting().get().text == "Men are kept there."
    assert Report.objects.get().state == "passed-on"


def test_written_again_after_an_analyst_it_is_checked_again(written, handler, colleague, red):
    actions.check(written, by=colleague, at=NOW)
    actions.mark_sent_back(written, by=person_as("analyst", area=red.area), at=NOW, why="Too little.")

    second = actions.rewrite(written, by=colleague, at=NOW, **WORDS)
    with raises(Refused):
        actions.check(second, by=colleague, at=NOW)
    actions.check(second, by=handler, at=NOW)

    assert SanitisedReport.objects.waiting().get() == second


def test_what_was_raised_meanwhile_is_checked_though_it_was_written_as_routine(desk, handler):
    first = SanitisedReportFactory(report=ReportFactory(desk=desk, level="red"), state="returned", level="routine")

    second = actions.rewrite(first, by=handler, at=NOW, **WORDS)

    assert (second.level, second.state) == ("red", "written")


def test_an_analyst_sees_only_what_has_left(written, red, colleague):
    analyst = person_as("analyst", area=red.area)
    with acting_as(analyst):
        assert not SanitisedReport.objects.exists()

    actions.turn_down(written, by=colleague, at=NOW, why="No.")
    with acting_as(analyst):
        assert not SanitisedReport.objects.exists()

    second = actions.rewrite(written, by=colleague, at=NOW, **WORDS)
    actions.check(second, by=written.written_by, at=NOW)
    with acting_as(analyst):
        assert SanitisedReport.objects.get() == second


# The database, by hand -----------------------------------------------------------------------------------


def tries(person, statement, *given):
    with raises(IntegrityError), transaction.atomic(), acting_as(person), connection.cursor() as cursor:
        cursor.execute(statement, given)


SIGN = "update reports_sanitisedreport set state = 'waiting', left_at = now(), checked_by_id = %s where id = %s"


def test_the_writer_cannot_sign_as_themself_or_as_another_by_hand(written, handler, colleague):
    tries(handler, SIGN, handler.pk, written.pk)
    tries(handler, SIGN, colleague.pk, written.pk)
    tries(handler, SIGN, None, written.pk)


def test_a_colleague_signs_only_as_themself_by_hand(written, handler, colleague):
    tries(colleague, SIGN, handler.pk, written.pk)

    with acting_as(colleague), connection.cursor() as cursor:
        cursor.execute(SIGN, [colleague.pk, written.pk])
        assert cursor.rowcount == 1


def test_a_signature_is_not_written_over(written, handler, colleague, desk):
    actions.check(written, by=colleague, at=NOW)
    third = person_as("call handler", agency=desk)

    tries(third, "update reports_sanitisedreport set checked_by_id = %s where id = %s", third.pk, written.pk)


def test_what_was_turned_down_does_not_leave_by_hand(written, handler, colleague):
    actions.turn_down(written, by=colleague, at=NOW, why="No.")

    tries(handler, "update reports_sanitisedreport set left_at = now() where id = %s", written.pk)


@mark.parametrize("change", [{"level": "routine"}, {"left_at": NOW}, {"state": "waiting"}])
def test_nothing_is_stored_as_if_it_had_been_checked(change, red, handler):
    row = SanitisedReportFactory.build(
        report=red, desk=red.desk, area=red.area, written_by=handler, **{"state": "written", "level": "red"} | change
    )

    with raises(IntegrityError), transaction.atomic(), acting_as(handler):
        row.save(force_insert=True)


# The pages -----------------------------------------------------------------------------------------------


def test_it_waits_in_the_colleagues_queue_and_not_in_the_writers(written, at_desk, colleague):
    address = f"/reports/{written.ref}/check"

    assert address in told(signed_in(colleague).get("/reports/"))
    assert address not in told(at_desk.get("/reports/"))


def test_the_page_shows_both_and_points_at_what_tells_of_the_source(red, handler, colleague):
    words = WORDS | {"text": "He locks my cousin in at 23:40."}
    written = actions.pass_on(red, by=handler, at=NOW, area=red.area, **words)

    page = told(signed_in(colleague).get(f"/reports/{written.ref}/check"))

    assert "I saw him lock my cousin in." in page
    assert '<mark title="When exactly">23:40</mark>' in page
    assert "No, more people could know it" in page


def test_the_colleague_lets_it_leave(written, colleague):
    answer = signed_in(colleague).post(f"/reports/{written.ref}/check", {"known_to": "many", "verdict": "leaves"})

    assert answer.status_code == 302
    assert SanitisedReport.objects.waiting().get().checked_by == colleague


def test_the_colleague_has_it_written_again_and_the_writer_reads_why(written, colleague, at_desk):
    given = {"known_to": "few", "verdict": "again", "why": "Only the cousin can know."}
    signed_in(colleague).post(f"/reports/{written.ref}/check", given)

    assert "Only the cousin can know." in told(at_desk.get(f"/reports/{written.ref}/rewrite"))


@mark.parametrize(
    ("given", "says"),
    [
        ({"known_to": "few", "verdict": "leaves"}, "Only a few people could know it: have it written again."),
        ({"known_to": "many", "verdict": "again"}, "Say in a sentence what still points to the source."),
        ({"verdict": "leaves"}, "Choose one. If you are not sure, say so"),
        ({"known_to": "many"}, "Choose one: it leaves, or it is written again."),
        ({"known_to": "\x00", "verdict": "\x00", "why": "\x00"}, "Error:"),
    ],
)
def test_a_check_that_is_not_whole_changes_nothing_and_says_what_to_do(given, says, written, colleague):
    answer = signed_in(colleague).post(f"/reports/{written.ref}/check", given)

    assert says in told(answer)
    assert SanitisedReport.objects.get().state == "written"


def test_the_writer_does_not_get_the_page_and_an_analyst_finds_nothing(written, at_desk, red):
    assert at_desk.get(f"/reports/{written.ref}/check").status_code == 403
    assert signed_in(person_as("analyst", area=red.area)).get(f"/reports/{written.ref}/check").status_code == 404


def test_what_was_checked_has_moved_on(written, colleague):
    actions.check(written, by=colleague, at=NOW)

    assert signed_in(colleague).get(f"/reports/{written.ref}/check").status_code == 409


def test_what_only_few_could_know_is_not_passed_on(red, at_desk):
    given = WORDS | {"area": str(red.area_id), "known_to": "few", "text": "He locks my cousin in."}

    page = told(at_desk.post(f"/reports/{red.ref}/pass-on", given))

    assert "Take out what only they can know, then answer again." in page
    assert "<b>In what you wrote</b>" in page
    assert not SanitisedReport.objects.exists()


def test_the_report_says_whose_turn_it_is(written, red, at_desk, colleague):
    address = f"/reports/{red.ref}"

    assert "A colleague’s turn: check what may leave" in told(at_desk.get(address))
    page = told(signed_in(colleague).get(address))
    assert "Your turn: check what may leave" in page
    assert "Pass on what may leave" not in page
