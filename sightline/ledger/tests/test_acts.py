"""An act is permitted, in one transaction and in the ledger, by construction."""

from datetime import UTC, datetime

from django.db import DatabaseError, connection
from pytest import fixture, mark, raises

from sightline.agencies.actions import grant
from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import advance, history
from sightline.ledger.acts import Taken, action
from sightline.ledger.models import Entry
from sightline.reports.models import Report, ReporterContact
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db

NOON = datetime(2018, 10, 1, 12, tzinfo=UTC)


@action("take")
def take(report, *, by, at, why=""):
    advance(report, "take", by=by, at=at, why=why, taken_by=by, taken_at=at)


@action("fly")
def fly(report, *, by, at):
    advance(report, "fly", by=by, at=at)


@action("receive", on=Report)
def receive(*, by, at, desk, partner=None, partner_reference=""):
    return Report.objects.create(
        desk=desk, door="call", level="routine", received_at=at, partner=partner, partner_reference=partner_reference
    )


@action("take")
def keep_a_contact_elsewhere(report, *, by, at, desk):
    return ReporterContact.objects.create(report=report, desk=desk, reach="07700 900001")


@action("take")
def fail_half_way(report, *, by, at):
    advance(report, "take", by=by, at=at, taken_by=by, taken_at=at)
    raise ZeroDivisionError


@fixture
def handler():
    return person_as("call handler")


@fixture
def report(handler):
    return ReportFactory(desk=handler.agency)


def test_an_act_moves_the_record_and_says_so_in_the_ledger(report, handler):
    take(report, by=handler, at=NOON, why="Next in the queue")

    entry = Entry.objects.get(record=report.pk)
    assert Report.objects.get().state == "taken"
    assert (entry.act, entry.verb, entry.kind, entry.actor) == ("alter", "take", "reports.Report", handler.pk)
    assert entry.fields == ["state", "taken_at", "taken_by_id", "why"]
    assert (entry.reason, entry.outcome) == ("Next in the queue", "done")
    assert (entry.agency, entry.roles) == (handler.agency_id, ["call handler"])


def test_values_never_enter_the_ledger(handler):
    receive(by=handler, at=NOON, desk=handler.agency, partner_reference="very secret reference")

    row = str(Entry.objects.values().get())
    assert "very secret reference" not in row
    assert "partner_reference" in row


def test_a_new_record_is_collected(handler):
    report = receive(by=handler, at=NOON, desk=handler.agency)

    assert Entry.objects.get(record=report.pk).act == "collect"


def test_a_second_taker_is_told_that_it_has_moved_on(report, handler):
    colleague = person_as("call handler", agency=handler.agency)
    take(report, by=handler, at=NOON)

    with raises(WrongStep):
        take(Report.objects.get(), by=colleague, at=NOON)

    assert Report.objects.get().taken_by_id == handler.pk


def test_who_has_no_rule_is_refused_and_nothing_moves(report):
    with raises(Refused):
        take(report, by=person_as("call handler"), at=NOON)

    assert Report.objects.get().state == "received"


def test_a_verb_without_a_rule_is_refused_to_everybody(report, handler):
    with raises(Refused):
        fly(report, by=handler, at=NOON)


def test_a_new_record_that_no_rule_lets_in_is_refused_by_the_database(handler):
    with raises(Refused):
        receive(by=handler, at=NOON, desk=person_as("call handler").agency)

    assert not Report.objects.exists()


def test_a_failing_act_leaves_nothing_behind(report, handler):
    with raises(ZeroDivisionError):
        fail_half_way(report, by=handler, at=NOON)

    assert Report.objects.get().state == "received"
    assert not Entry.objects.filter(record=report.pk).exists()
    assert history(report) == []


def test_a_duplicate_is_told_in_one_general_sentence(handler):
    receive(by=handler, at=NOON, desk=handler.agency, partner=handler.agency, partner_reference="7")

    with raises(Taken) as told:
        receive(by=handler, at=NOON, desk=handler.agency, partner=handler.agency, partner_reference="7")

    assert "one_report" not in str(told.value)


def test_a_carried_key_must_be_the_parents(report, handler):
    other_desk = person_as("analyst").agency
    second_role = person_as("call handler", agency=other_desk)

    with raises((Taken, Refused)):
        keep_a_contact_elsewhere(report, by=handler, at=NOON, desk=second_role.agency)

    assert not ReporterContact.objects.exists()


def test_nobody_acts_for_another(report, handler):
    with acting_as(person_as("analyst")), raises(Refused):
        take(report, by=handler, at=NOON)


def test_every_step_leaves_a_row_for_who_may_read_the_record(report, handler):
    take(report, by=handler, at=NOON, why="Urgent")

    with acting_as(handler):
        (step,) = history(report)
    assert (step.verb, step.before, step.after, step.by, step.at, step.why) == (
        "take",
        "received",
        "taken",
        handler.pk,
        NOON,
        "Urgent",
    )


def test_history_is_empty_for_who_may_not_read_the_record(report, handler):
    take(report, by=handler, at=NOON)

    with acting_as(person_as("call handler")):
        assert history(report) == []


@mark.parametrize("state", ["passed-on", "received"])
def test_the_database_refuses_a_step_that_is_not_in_the_table(report, handler, state):
    report = ReportFactory(desk=handler.agency, state="closed")

    with raises(DatabaseError, match="cannot take this step"), acting_as(handler):
        Report.objects.filter(pk=report.pk).update(state=state)


def test_a_record_starts_at_its_start(handler):
    with raises(DatabaseError, match="starts as received"), acting_as(handler):
        Report.objects.create(desk=handler.agency, door="call", level="red", received_at=NOON, state="closed")


def test_columns_that_no_verb_sets_cannot_be_changed(report, handler):
    with raises(DatabaseError, match="permission denied"), acting_as(handler):
        Report.objects.filter(pk=report.pk).update(door="public")


def test_a_hidden_row_cannot_be_changed_unseen(report):
    with acting_as(person_as("call handler")):
        assert Report.objects.update(state="closed") == 0


@mark.parametrize(
    "statement", ["update ledger_entry set verb = 'x'", "delete from ledger_entry", "truncate ledger_entry"]
)
def test_even_the_owner_cannot_rewrite_the_ledger(report, handler, statement):
    take(report, by=handler, at=NOON)

    connection.check_constraints()
    with raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement)


@mark.parametrize(
    "statement", ["insert into ledger_entry select * from ledger_entry", "update ledger_entry set verb = 'x'"]
)
def test_no_service_role_writes_the_ledger_but_by_its_function(handler, statement):
    with raises(DatabaseError, match="permission denied"), acting_as(handler), connection.cursor() as cursor:
        cursor.execute(statement)


def test_each_entry_names_the_one_before_it_of_the_same_record(report, handler):
    take(report, by=handler, at=NOON)
    with raises(WrongStep):
        take(report, by=handler, at=NOON)
    with acting_as(handler):
        advance(report, "close", by=handler, at=NOON)

    assert Entry.objects.filter(record=report.pk, prior=None).count() == 1


def test_what_an_act_opened_is_known_in_the_same_request(handler):
    first = receive(by=handler, at=NOON, desk=handler.agency)
    assert list(Report.objects.all()) == [first]
    administrator = person_as("administrator")
    colleague = person_as("analyst")
    with acting_as(colleague):
        assert list(Report.objects.readable(by=colleague)) == []

    grant(colleague, by=administrator, at=NOON, role="call handler", agency=handler.agency)

    take(first, by=colleague, at=NOON)
    assert Report.objects.get().taken_by_id == colleague.pk
