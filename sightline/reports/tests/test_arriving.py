"""What the public's role stores, and what it can never do."""

from datetime import UTC, datetime

from django.db import DatabaseError, connection
from pytest import fixture, mark, raises

from sightline.agencies.models import Agency
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice, duty
from sightline.ledger.models import Entry
from sightline.reports import actions, desks, receipts
from sightline.reports.models import Receipt, Report, ReporterContact

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, 12, 345, tzinfo=UTC)
TOLD = {"what": "Four men sleep behind the car wash.", "place": "Mill Lane"}


@fixture(autouse=True)
def force():
    return AgencyFactory(code="northumbria-police", kind="police force", area=AreaFactory(code="northumbria"))


def tell(key="a form", **told):
    return actions.receive_from_public(by=None, at=NOW, key=key, **TOLD | told)


def test_the_code_opens_the_report_and_nothing_that_is_stored_tells_it():
    code = tell()

    assert receipts.state_of(code) == "received"
    assert code not in str(Report.objects.values().get()) + str(Receipt.objects.values().get())


def test_the_report_its_reference_and_its_code_come_from_the_key():
    code = tell("one form")

    report = Report.objects.get()
    assert (report.pk, report.ref) == (receipts.id_of("one form"), receipts.reference_of("one form"))
    assert code == receipts.code_of("one form")


def test_sending_again_after_a_lost_answer_is_the_same_report():
    assert tell("one form") == tell("one form")

    assert Report.objects.count() == Receipt.objects.count() == Entry.objects.filter(verb="receive").count() == 1


def test_a_report_is_stored_in_few_statements(django_assert_max_num_queries):
    with acting_as(None, "sl_public"), django_assert_max_num_queries(7):
        tell()

    assert Report.objects.count() == 1


def test_what_stores_a_report_in_one_statement_is_inside_the_walls():
    report = Report(id=receipts.id_of("k"), door="call", desk=Agency.objects.get(), received_at=NOW, level="routine")
    given = [report.as_json(), receipts.id_of("k", "receipt"), "0" * 64, "{}"]

    with raises(DatabaseError, match="row-level security"), acting_as(None, "sl_public"), connection.cursor() as cursor:
        cursor.execute("select priv.store_report(%s, %s, %s, %s)", given)


def test_two_people_are_two_reports():
    assert tell("one form") != tell("another form")

    assert Report.objects.count() == 2


def test_nothing_that_is_stored_is_finer_than_the_hour():
    tell(danger="yes")

    moments = [Report.objects.get().received_at, Notice.objects.get().sent_at]
    assert {(moment.minute, moment.second, moment.microsecond) for moment in moments} == {(0, 0, 0)}


def test_the_ledger_keeps_that_a_report_was_stored_and_the_day_alone():
    tell()

    entry = Entry.objects.get()
    assert (entry.act, entry.verb, entry.kind, entry.clock) == ("collect", "receive", "reports.Report", "day")
    assert entry.fields == []
    assert entry.request is None


def test_the_desk_and_the_area_come_from_a_postcode(force):
    helpline = AgencyFactory(code=desks.FALLBACK, kind="charity")
    tell("without")
    tell("with", place="Mill Lane, NE4 6AN")

    found = {report.pk: (report.desk, report.area) for report in Report.objects.select_related("desk", "area")}
    assert found == {receipts.id_of("without"): (helpline, None), receipts.id_of("with"): (force, force.area)}


def test_a_red_report_calls_the_duty_with_its_reference_alone(force):
    tell(danger="yes", place="NE4 6AN")

    notice = Notice.objects.get()
    assert notice.duty == duty("call handler", force.area)
    assert notice.subject == Report.objects.get().ref


def test_the_handlers_of_the_area_and_nobody_else_see_the_call_for_help(force):
    tell(danger="yes", place="NE4 6AN")

    for person, sees in [
        (person_as("call handler", agency=force), True),
        (person_as("call handler", area=AreaFactory(code="gwent")), False),
        (person_as("analyst"), False),
    ]:
        with acting_as(person):
            assert Notice.objects.exists() is sees


@mark.parametrize("told", [{}, {"danger": "soon"}, {"signs": ["debt", "threats", "violence"]}])
def test_what_is_not_red_calls_nobody(told):
    tell(**told)

    assert not Notice.objects.exists()


def test_what_was_stored_at_the_danger_page_grows_with_the_later_answers():
    actions.receive_from_public(by=None, at=NOW, key="one form", finished=False, danger="yes")
    tell("one form", danger="yes", signs=["debt"])

    report = Report.objects.get()
    assert (report.what, report.signs, report.unfinished) == (TOLD["what"], ["debt"], False)


def test_a_later_answer_may_find_another_desk_which_is_called_too(force):
    helpline = AgencyFactory(code=desks.FALLBACK, kind="charity", area=AreaFactory(code="gwent"))
    actions.receive_from_public(by=None, at=NOW, key="one form", finished=False, danger="yes")
    assert Report.objects.get().desk == helpline

    tell("one form", danger="yes", place="NE4 6AN")

    assert Report.objects.get().desk == force
    assert Notice.objects.count() == 2


def test_a_report_that_somebody_has_taken_stays_with_their_desk(force):
    helpline = AgencyFactory(code=desks.FALLBACK, kind="charity")
    actions.receive_from_public(by=None, at=NOW, key="one form", finished=False, danger="yes")
    actions.take(Report.objects.get(), by=person_as("call handler", agency=helpline), at=NOW)

    tell("one form", danger="yes", place="NE4 6AN")

    report = Report.objects.get()
    assert (report.desk, report.state, report.what) == (helpline, "taken", TOLD["what"])


def test_taking_an_answer_back_lowers_nothing():
    actions.receive_from_public(by=None, at=NOW, key="one form", finished=False, danger="yes")
    tell("one form", danger="no")

    report = Report.objects.get()
    assert (report.level, "R1" in report.reasons) == ("red", True)


def test_a_finished_report_takes_no_more():
    tell("one form")

    tell("one form", what="Something else")

    assert Report.objects.get().what == TOLD["what"]


def test_the_state_of_a_report_is_told_and_nothing_else():
    code = tell()
    force = Report.objects.get().desk
    handler = person_as("call handler", agency=force)
    actions.close(Report.objects.get(), by=handler, at=NOW, why="Litter.")

    with acting_as(None, "sl_public"):
        assert receipts.state_of(code) == "closed"
        assert receipts.state_of(receipts.code_of("another form")) is None


def test_without_any_desk_nothing_is_stored_and_nobody_gets_a_code(force):
    force.delete()

    with raises(desks.NoDesk):
        tell()

    assert not Report.objects.exists()


def test_no_contact_of_an_anonymous_reporter_is_kept():
    tell()

    assert not ReporterContact.objects.exists()
