"""What the desk does with reports: taking, passing on, closing; nothing is lost between two people."""

from datetime import UTC, datetime, timedelta

from django.db.models import Count
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.ledger.acts import Taken
from sightline.reports import actions, receipts
from sightline.reports.models import CallNote, EarlierTelling, Receipt, Report, ReporterContact, SanitisedReport
from sightline.reports.tests.factories import ReportFactory, SanitisedReportFactory

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, 12, tzinfo=UTC)
SANITISED = {"text": "Men sleep at a hand car wash.", "provenance": "Somebody who saw it."}


@fixture
def desk():
    return AgencyFactory(code="northumbria-police", area=AreaFactory())


@fixture
def handler(desk):
    return person_as("call handler", agency=desk)


@fixture
def report(desk):
    return ReportFactory(desk=desk, signs=["debt"], campaign="HOTEL7")


def test_whoever_takes_a_report_has_it(handler, report):
    actions.take(report, by=handler, at=NOW)

    report.refresh_from_db()
    assert (report.state, report.taken_by, report.taken_at) == ("taken", handler, NOW)


def test_two_handlers_cannot_both_take_the_same_report(handler, desk, report):
    colleague = person_as("call handler", agency=desk)
    actions.take(report, by=handler, at=NOW)

    with raises(WrongStep):
        actions.take(report, by=colleague, at=NOW)

    assert Report.objects.get().taken_by == handler


def test_a_handler_of_another_desk_takes_nothing(report):
    with raises(Refused):
        actions.take(report, by=person_as("call handler"), at=NOW)


def test_passing_on_writes_what_may_leave_and_keeps_the_report_at_its_desk(handler, report):
    actions.take(report, by=handler, at=NOW)

    sanitised = actions.pass_on(report, by=handler, at=NOW, area=AreaFactory(), **SANITISED)

    assert Report.objects.get().state == "passed-on"
    assert (sanitised.text, sanitised.signs, sanitised.campaign) == (SANITISED["text"], ["debt"], "HOTEL7")
    assert SanitisedReport.objects.waiting().get() == sanitised


def test_pressing_pass_on_twice_passes_on_once(handler, report):
    actions.take(report, by=handler, at=NOW)
    actions.pass_on(report, by=handler, at=NOW, area=AreaFactory(), **SANITISED)

    with raises(WrongStep):
        actions.pass_on(report, by=handler, at=NOW, area=AreaFactory(), **SANITISED)

    assert SanitisedReport.objects.count() == 1


def test_a_report_nobody_has_taken_cannot_be_passed_on(handler, report):
    with raises(WrongStep):
        actions.pass_on(report, by=handler, at=NOW, area=AreaFactory(), **SANITISED)


def test_closing_keeps_the_reason(handler, report):
    actions.close(report, by=handler, at=NOW, why="About litter.")

    with acting_as(handler):
        assert history(report)[0].why == "About litter."


def test_an_analyst_sends_back_and_the_desk_writes_again(handler, desk):
    sanitised = SanitisedReportFactory(report=ReportFactory(desk=desk, state="passed-on"))
    actions.mark_sent_back(sanitised, by=person_as("analyst"), at=NOW, why="The shift points to the source.")
    assert SanitisedReport.objects.sent_back().get() == sanitised

    actions.rewrite(sanitised, by=handler, at=NOW, text="Men sleep at a car wash.", provenance="Seen.")

    assert SanitisedReport.objects.waiting().get().text == "Men sleep at a car wash."
    assert SanitisedReport.objects.get(state="replaced").text == sanitised.text


def test_a_graded_report_is_not_graded_again(report):
    sanitised, analyst = SanitisedReportFactory(report=report), person_as("analyst")
    actions.mark_graded(sanitised, by=analyst, at=NOW)

    with raises(WrongStep):
        actions.mark_graded(sanitised, by=analyst, at=NOW)


def test_what_was_received_waits_or_is_taken_passed_on_or_closed(handler, desk):
    waiting, taken, passed_on, closed = ReportFactory.create_batch(4, desk=desk)
    for each in (taken, passed_on):
        actions.take(each, by=handler, at=NOW)
    actions.pass_on(passed_on, by=handler, at=NOW, area=AreaFactory(), **SANITISED)
    actions.close(closed, by=handler, at=NOW, why="Twice the same.")

    states = dict(Report.objects.values_list("state").annotate(Count("pk")))
    assert states == {"received": 1, "taken": 1, "passed-on": 1, "closed": 1}
    assert list(Report.objects.waiting()) == [waiting]


def test_the_queue_has_the_most_urgent_first_and_then_the_oldest(desk):
    young, old = (ReportFactory(desk=desk, level="routine", received_at=NOW - timedelta(hours=h)) for h in (1, 9))
    amber, red = (ReportFactory(desk=desk, level=level, received_at=NOW) for level in ("amber", "red"))

    assert list(Report.objects.urgent_first()) == [red, amber, old, young]


def call(handler, desk, **told):
    return actions.receive(by=handler, at=NOW, desk=desk, door="call", **told)


def test_a_call_is_stored_with_its_level_and_its_receipt(handler, desk):
    report = call(handler, desk, what="They are told not to leave.", danger="soon")

    assert (report.level, report.reasons) == ("amber", ["R12"])
    assert Receipt.objects.get().code == receipts.kept(receipts.code_of(report.call_key))


def test_a_red_call_calls_the_duty_of_the_area(handler, desk):
    report = call(handler, desk, danger="yes")

    assert Notice.objects.get().subject == report.ref
    with acting_as(handler):
        assert Notice.objects.exists()


def test_a_contact_stands_apart_from_the_report(handler, desk):
    report = call(handler, desk, what="Debt.", contact={"reach": "07700 900123", "when_safe": "Before noon"})

    assert ReporterContact.objects.get(report=report).when_safe == "Before noon"


def test_hearing_more_raises_the_level_and_never_lowers_it(handler, desk):
    report = call(handler, desk, what="A car wash.")
    actions.hear(report, by=handler, at=NOW, danger_kinds=["weapon"])
    actions.hear(report, by=handler, at=NOW, danger_kinds=[], danger="no")

    report.refresh_from_db()
    assert (report.level, "R1" in report.reasons) == ("red", True)
    assert Notice.objects.count() == 1


def test_notes_of_a_call_say_who_says_what(handler, desk):
    report = call(handler, desk, what="A car wash.")
    actions.write_down(report, by=handler, at=NOW, basis="view", text="Caller calm.")

    assert CallNote.objects.get().get_basis_display() == "My view"


def test_the_publics_own_words_are_nobodys_to_change(handler, desk):
    report = ReportFactory(desk=desk, door="public")

    with raises(Refused):
        actions.hear(report, by=handler, at=NOW, what="Other words")


def test_a_partner_sends_a_report_under_its_own_reference_once(desk):
    partner = AgencyFactory(code="council")
    officer = person_as("visiting partner", agency=partner)
    given = {"desk": desk, "door": "partner", "partner": partner, "partner_reference": "NC-1", "what": "Debt."}
    actions.receive(by=officer, at=NOW, **given)

    with raises(Taken):
        actions.receive(by=officer, at=NOW, **given)

    assert Report.objects.count() == 1


def test_nobody_sends_a_report_in_another_partners_name(desk):
    officer = person_as("visiting partner")

    with raises(Refused):
        actions.receive(by=officer, at=NOW, desk=desk, door="partner", partner=AgencyFactory(), what="Debt.")


@fixture
def sent(desk):
    """A partner's report, and who sent it."""
    partner = AgencyFactory(code="council")
    return ReportFactory(desk=desk, partner=partner, partner_reference="NC-1", what="Six beds.", reasons=["R11"]), (
        person_as("visiting partner", agency=partner)
    )


def test_a_partner_tells_again_and_the_first_words_are_kept(sent):
    report, officer = sent

    assert actions.tell_again(report, by=officer, at=NOW, what="Nine beds.") is True

    assert Report.objects.get().what == "Nine beds."
    kept = EarlierTelling.objects.get()
    assert (kept.told["what"], kept.until, kept.desk_id) == ("Six beds.", NOW, report.desk_id)


def test_telling_the_same_again_writes_nothing(sent):
    report, officer = sent

    assert actions.tell_again(report, by=officer, at=NOW, what="Six beds.") is False

    assert not EarlierTelling.objects.exists()


def test_telling_again_raises_the_level_calls_the_duty_and_never_lowers_it(sent):
    report, officer = sent

    actions.tell_again(report, by=officer, at=NOW, danger="yes")
    actions.tell_again(report, by=officer, at=NOW, danger="no")

    assert (Report.objects.get().level, Report.objects.get().danger) == ("red", "no")
    assert Report.objects.get().reasons == ["R1"]
    assert Notice.objects.count() == 1


def test_a_report_that_was_passed_on_is_not_told_again(sent):
    report, officer = sent
    Report.objects.update(state="taken")
    Report.objects.update(state="passed-on")

    with raises(WrongStep):
        actions.tell_again(report, by=officer, at=NOW, what="Nine beds.")


def test_another_partner_tells_nothing_again(sent):
    report, _officer = sent

    with raises(Refused):
        actions.tell_again(report, by=person_as("visiting partner"), at=NOW, what="Nine beds.")
