"""What an entry says: filled by the server from what it decided, never from a request, and never with a value."""

import ast
from datetime import UTC, datetime

from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client
from pytest import fixture, mark, raises

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as
from sightline.config.paths import ROOT
from sightline.kit.acting import acting_as, device
from sightline.kit.apply import our_models
from sightline.kit.numbers import given
from sightline.ledger.acts import action
from sightline.ledger.finding import counted, find, listed
from sightline.ledger.models import Entry
from sightline.ledger.notes import fingerprint, note
from sightline.ledger.writing import also_note
from sightline.reports import actions as reports
from sightline.reports.models import CallNote, Report
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db

NOON = datetime(2018, 10, 1, 12, tzinfo=UTC)
ACTS = "collect alter consult disclose transfer combine erase grant revoke approve refuse login logout policy system"
CATEGORIES = {
    "",
    "suspected",
    "convicted",
    "possible victim",
    "witness",
    "reporter",
    "source",
    "third party",
    "professional",
}


@action("take", act="disclose")
def tell_somebody(report, *, by, at, to):
    also_note(recipient="a court", recipient_person=to.pk, recipient_agency=to.agency_id, country="GB", basis="order")


@action("take")
def write_two_notes_and_fail_at_a_third(report, *, by, at):
    CallNote.objects.create(report=report, desk_id=report.desk_id, basis="said", text="Lime Street", by=by, at=at)
    try:
        with transaction.atomic():
            CallNote.objects.create(report=report, desk_id=report.desk_id, basis="said", text="undone", by=by, at=at)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass


@fixture
def handler():
    return person_as("call handler")


@fixture
def report(handler):
    return ReportFactory(desk=handler.agency)


@fixture
def browser(handler):
    """A browser in which the handler is signed in."""
    client = Client()
    client.force_login(Account.objects.create(id=handler.pk, name="handler"))
    return client


def test_a_look_names_the_number_of_the_rule_that_opened_the_record(report, handler):
    with acting_as(handler):
        find(Report, report.ref)

    numbers = {str(number): way for way, number in given().items()}
    way = numbers[Entry.objects.get().rule]
    assert (way.kind, way.role, way.verb) == ("reports.Report", "sl_staff", "see")


def test_the_rule_costs_no_query_of_its_own(report, handler, django_assert_num_queries):
    with acting_as(handler), django_assert_num_queries(2):
        find(Report, report.ref)


def test_an_act_names_the_number_of_the_rule_that_let_it_through(report, handler):
    reports.take(report, by=handler, at=NOON)

    numbers = {str(number): way for way, number in given().items()}
    way = numbers[Entry.objects.get(verb="take").rule]
    assert (way.kind, way.verb) == ("reports.Report", "take")


def test_what_came_of_an_act_names_the_rule_that_lets_it_in(handler):
    reports.receive(by=handler, at=NOON, desk=handler.agency, door="call")

    ways = {
        way.verb for way, number in given().items() if str(number) in Entry.objects.get(act="collect").rule.split(", ")
    }
    assert ways == {"add"}


def test_a_list_names_all_the_rules_that_may_have_opened_it(report, handler):
    with acting_as(handler):
        listed(Report.objects.readable(by=handler), asked="reports")

    kinds = {way.kind for way, number in given().items() if str(number) in Entry.objects.get().rule.split(", ")}
    assert kinds == {"reports.Report"}


def test_changed_columns_are_named_and_their_values_are_marks_alone(report, handler):
    reports.close(report, by=handler, at=NOON, why="Sent twice")

    entry = Entry.objects.get(verb="close")
    assert "state" in entry.fields
    before, after = entry.changed["state"]
    assert before != after
    assert {len(before), len(after)} == {32}
    assert "closed" not in str(list(entry.changed.values()))


def test_whoever_has_the_salt_can_show_which_value_is_meant_and_without_it_nobody_can(report, handler):
    reports.close(report, by=handler, at=NOON, why="Sent twice")
    entry = Entry.objects.get(verb="close")

    with connection.cursor() as cursor:
        cursor.execute("select priv.mark(salt, 'state', 'closed') from ledger_salt where record = %s", [report.pk])
        assert cursor.fetchone() == (entry.changed["state"][1],)
        cursor.execute("select priv.mark('', 'state', 'closed')")
        assert cursor.fetchone() != (entry.changed["state"][1],)


def test_the_same_change_of_another_record_has_another_mark(handler):
    for report in (ReportFactory(desk=handler.agency), ReportFactory(desk=handler.agency)):
        reports.close(report, by=handler, at=NOON, why="Sent twice")

    one, other = Entry.objects.filter(verb="close")
    assert one.changed["state"] != other.changed["state"]


def test_what_an_act_writes_beside_its_record_has_an_entry_of_its_own(handler):
    reports.receive(by=handler, at=NOON, desk=handler.agency, door="call", contact={"reach": "07700 900001"})

    entry = Entry.objects.get(kind="reports.ReporterContact")
    assert (entry.act, entry.verb, entry.found, entry.subject) == ("collect", "receive", 1, "reporter")
    assert "reach_sealed" in entry.fields
    assert entry.record is not None
    assert "07700" not in str(Entry.objects.values())


def test_what_was_undone_within_an_act_is_not_told_as_done(report, handler):
    write_two_notes_and_fail_at_a_third(report, by=handler, at=NOON)

    assert Entry.objects.get(kind="reports.CallNote").found == 1


def test_an_act_within_an_act_is_told_once(report, handler):
    reports.take(report, by=handler, at=NOON)

    assert Entry.objects.filter(kind="reports.Report").count() == 1


def test_to_whom_something_was_disclosed_is_person_agency_and_country(report, handler):
    other = person_as("investigator")

    tell_somebody(report, by=handler, at=NOON, to=other)

    entry = Entry.objects.get(act="disclose")
    assert (entry.recipient, entry.recipient_person, entry.recipient_agency) == ("a court", other.pk, other.agency_id)
    assert (entry.country, entry.basis) == ("GB", "order")


def test_whom_a_kind_is_about_and_what_it_is_kept_for_come_from_the_stage(report, handler):
    with acting_as(handler):
        find(Report, report.ref)

    entry = Entry.objects.get()
    assert (entry.subject, entry.purpose) == ("reporter", "receiving reports")


@mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_kind_of_record_says_whom_it_is_about(model):
    assert getattr(model, "SUBJECT", None) in CATEGORIES, f"{model.__name__}.SUBJECT: whom is it about? '' for nobody"


@mark.parametrize("app", sorted({model._meta.app_label for model in our_models()}))
def test_every_stage_says_what_it_keeps_records_for(app):
    assert apps.get_app_config(app).purpose


def test_what_was_typed_leaves_a_mark_and_no_word(handler):
    with acting_as(handler):
        counted(Report.objects.all(), asked="reports by words", typed=["Lime Street 4"])

    entry = Entry.objects.get()
    assert entry.fingerprint == fingerprint("reports.Report", "reports by words", "Lime Street 4")
    assert "Lime" not in str(Entry.objects.values())


@mark.parametrize(("one", "other", "same"), [("Lime  St", "lime st ", True), ("Lime St", "Lime Rd", False)])
def test_the_same_question_has_the_same_mark(one, other, same):
    assert (fingerprint("a", one) == fingerprint("a", other)) is same


def test_the_mark_of_a_question_hangs_on_a_key(settings):
    before = fingerprint("reports.Report", "reports", "Lime Street")
    settings.FINGERPRINT_KEY = "ab" * 32

    assert fingerprint("reports.Report", "reports", "Lime Street") != before


def asked_in(path):
    """What each `asked=` of a file is made of."""
    for each in ast.walk(ast.parse(path.read_text())):
        if isinstance(each, ast.keyword) and each.arg == "asked":
            yield each.value


VIEWS = [path for path in (ROOT / "sightline").rglob("*.py") if not {"tests", "ledger"} & set(path.parts)]


@mark.parametrize("path", [path for path in VIEWS if "asked=" in path.read_text()], ids=lambda path: path.stem)
def test_what_was_asked_is_said_in_words_of_the_code(path):
    made = [ast.unparse(value) for value in asked_in(path) if isinstance(value, ast.JoinedStr | ast.BinOp)]

    assert [text for text in made if text != "f'waiting: {inbox.code}'"] == []  # an inbox's code is a word of the code


def test_a_browser_has_a_name_of_its_own_and_keeps_it(browser, report):
    browser.get(f"/reports/{report.ref}")
    browser.get(f"/reports/{report.ref}")

    names = set(Entry.objects.filter(verb="open").values_list("device", flat=True))
    assert len(names) == 1
    assert len(names.pop()) == 16


def test_another_browser_of_the_same_person_has_another(browser, report, handler):
    other = Client()
    other.force_login(Account.objects.get(pk=handler.pk))

    for client in (browser, other):
        client.get(f"/reports/{report.ref}")

    assert len(set(Entry.objects.filter(verb="open").values_list("device", flat=True))) == 2


def test_the_name_of_the_browser_is_gone_after_the_request(browser, report):
    browser.get(f"/reports/{report.ref}")

    assert device.get() == ""


def test_a_job_acts_for_whom_it_is_run(handler):
    with acting_as(handler, "sl_worker"):
        note("alter", "tidy")
    with acting_as(handler):
        note("alter", "tidy")

    assert list(Entry.objects.order_by("at").values_list("acting_for", flat=True)) == [handler.pk, None]


def test_an_anonymous_reporter_leaves_a_report_was_stored_the_day_and_nothing_else():
    with acting_as(None, "sl_public"):
        note("disclose", "spy", kind="reports.Report", fields=["what"], reason="r", asked="x", found=3, recipient="me")

    entry = Entry.objects.get()
    said = {name: value for name, value in Entry.objects.values().get().items() if value not in (None, "", [])}
    assert set(said) == {"id", "form", "at", "clock", "act", "verb", "kind", "outcome", "leaf"}
    assert (entry.act, entry.verb, entry.kind, entry.clock) == ("collect", "receive", "reports.Report", "day")
    assert (entry.at.hour, entry.at.minute, entry.at.second, entry.at.microsecond) == (0, 0, 0, 0)
    with connection.cursor() as cursor:
        cursor.execute("select xid from ledger_entry")
        assert cursor.fetchone() == (None,)


@mark.parametrize("field", ["act", "action", "verb", "actor", "rule", "device", "at", "roles", "agency", "outcome"])
def test_a_spoofed_field_of_a_request_is_ignored(browser, report, handler, field):
    spoof = {field: "erase", f"ledger_{field}": "erase"}
    browser.get(f"/reports/{report.ref}", spoof, headers={"X-Action": "erase", "X-HTTP-Method-Override": "DELETE"})
    browser.post(f"/reports/{report.ref}/take", spoof)

    told = Entry.objects.filter(record=report.pk).order_by("at")
    assert {(entry.act, entry.verb) for entry in told} >= {("consult", "open"), ("alter", "take")}
    assert {entry.act for entry in told} <= {"consult", "alter"}
    assert {entry.actor for entry in told} == {handler.pk}
    assert "erase" not in str(list(told.values()))


@mark.parametrize("field", ["actor", "at", "roles", "agency", "id", "xid", "leaf", "prior", "clock", "acting_for"])
def test_what_only_the_database_says_is_not_taken_from_the_caller(handler, field):
    value = "2001-01-01T00:00:00Z" if field == "at" else "00000000-0000-0000-0000-000000000001"
    with acting_as(handler):
        note("alter", "take", **{field: value})

    assert value[:4] not in str(getattr(Entry.objects.get(), field, ""))


def test_an_act_whose_entry_cannot_be_written_is_not_done(report, handler):
    with connection.cursor() as cursor:
        cursor.execute("revoke execute on function priv.note(jsonb) from sl_staff")

    with raises(DatabaseError, match="permission denied"):
        reports.take(report, by=handler, at=NOON)

    assert Report.objects.get().state == "received"


def test_an_act_on_a_page_whose_entry_cannot_be_written_is_not_done_and_shows_nothing(browser, report):
    browser.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("alter function priv.note(jsonb) rename to broken")

    answer = browser.post(f"/reports/{report.ref}/take")

    assert answer.status_code == 500
    assert report.ref not in answer.content.decode()
    assert Report.objects.get().state == "received"


@mark.parametrize("address", ["/reports/", "/reports/{ref}"])
def test_a_look_whose_entry_cannot_be_written_is_not_had(browser, report, address):
    browser.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("alter table ledger_entry add constraint full_up check (kind = 'nothing') not valid")

    answer = browser.get(address.format(ref=report.ref))

    assert answer.status_code == 500
    assert report.ref not in answer.content.decode()


@mark.parametrize("act", ACTS.split())
def test_the_fifteen_words_are_taken_and_no_other(handler, act):
    with acting_as(handler):
        note(act, "anything")
    with raises(DatabaseError, match="ledger_entry_act_check"), acting_as(handler):
        note(f"{act}s", "anything")


def test_every_action_says_one_of_the_fifteen_words():
    from sightline.ledger.acts import ACTIONS

    assert {act.act for act in ACTIONS.values()} <= {"", *ACTS.split()}
