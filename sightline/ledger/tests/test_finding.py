"""The doors to records note every look."""

from django.http import Http404
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.ledger.finding import counted, find, listed, may, why
from sightline.ledger.models import Entry
from sightline.reports.models import Report
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db


@fixture
def handler():
    return person_as("call handler")


@fixture
def report(handler):
    return ReportFactory(desk=handler.agency)


def test_finding_a_record_is_a_look_in_the_ledger(report, handler):
    with acting_as(handler):
        assert find(Report, report.ref) == report

    entry = Entry.objects.get()
    assert (entry.act, entry.verb, entry.record, entry.actor) == ("consult", "open", report.pk, handler.pk)


def test_a_reference_may_be_typed_carelessly(report, handler):
    with acting_as(handler):
        assert find(Report, report.ref.lower().replace("-", "")) == report


@mark.parametrize("ref", ["hidden", "R-2222-2222", "nonsense", "", "R-" + "9" * 500])
def test_hidden_absent_and_nonsense_are_the_same(report, ref):
    with acting_as(person_as("call handler")), raises(Http404):
        find(Report, report.ref if ref == "hidden" else ref)


def test_a_list_is_one_entry_that_says_what_was_asked_and_how_many_came(report, handler):
    with acting_as(handler):
        assert listed(Report.objects.readable(by=handler), asked="the desk's queue") == [report]

    entry = Entry.objects.get()
    assert (entry.verb, entry.asked, entry.found, entry.record) == ("list", "the desk's queue", 1, None)


def test_what_was_asked_may_hold_what_no_text_holds(report, handler):
    with acting_as(handler):
        listed(Report.objects.all(), asked="reports \x00red")

    assert Entry.objects.get().asked == "reports red"


def test_a_count_is_one_entry(report, handler):
    with acting_as(handler):
        assert counted(Report.objects.readable(by=handler), asked="waiting") == 1

    assert Entry.objects.get().verb == "count"


def test_the_foot_of_the_page_says_which_rule_opened_it(report, handler):
    with acting_as(handler):
        assert why(report, handler) == "the call handlers of the desk that received it"


def test_a_button_shows_only_where_rule_and_state_allow_it(report, handler):
    with acting_as(handler):
        assert may(report, "take", handler)
        assert not may(report, "pass_on", handler)
        assert not may(report, "fly", handler)


def test_a_button_does_not_show_to_who_has_no_rule(report):
    stranger = person_as("call handler")

    with acting_as(stranger):
        assert not may(report, "take", stranger)


def test_who_acted_reads_their_own_entries_and_the_auditor_all(report, handler):
    with acting_as(handler):
        find(Report, report.ref)
    auditor, other = person_as("auditor"), person_as("analyst")

    for person, seen in ((handler, 1), (auditor, 1), (other, 0)):
        with acting_as(person):
            assert Entry.objects.count() == seen
