"""The pages of who sees what, and of why: open to staff, about others to the auditor alone, and never opening a record."""

import re

from django.test import Client
from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import PersonFactory, person_as
from sightline.ledger.models import Entry
from sightline.ledger.notes import fingerprint
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db
CELL = "/trust/who-sees-what?action=read&kind=safeguarding.Placement&who=placement-coordinator"


def signed_in(person) -> Client:
    """A browser in which that person is signed in."""
    client = Client()
    client.force_login(Account.objects.create(id=person.pk, name=str(person.pk)))
    return client


@fixture
def auditor():
    return person_as("auditor")


@fixture
def handler():
    return person_as("call handler")


@mark.parametrize("action", ["read", "add", "change", "fly", ""])
def test_the_table_opens_for_each_action_and_for_any_other_word(action, handler):
    answer = signed_in(handler).get(f"/trust/who-sees-what?action={action}")

    assert answer.status_code == 200
    assert "Who sees what" in answer.text
    assert answer.text.count('scope="row"') > 50


def test_one_cell_opens_to_its_rules_with_their_numbers(handler):
    page = signed_in(handler).get(CELL).text

    assert "Placement, Placement coordinator" in page
    assert "the placement coordinators of the contract’s provider" in page
    assert "Rule " in page
    assert "Held today" not in page


def test_the_auditor_also_reads_how_much_it_is_used(auditor):
    person_as("placement coordinator")

    page = signed_in(auditor).get(CELL).text

    assert "by one person" in page
    assert "0 looks and acts, 0 refused" in page


def test_what_is_never_opened_says_so(handler):
    page = signed_in(handler).get(CELL.replace("placement-coordinator", "analyst")).text

    assert "Forbidden, whatever other rule allows it" in page
    assert "anyone who holds a police or enforcement role" in page


def test_a_cell_without_a_rule_is_closed(handler):
    page = signed_in(handler).get(CELL.replace("placement-coordinator", "administrator")).text

    assert "No rule opens this, and so it is closed." in page


def test_the_paper_has_every_kind_of_record(handler):
    page = signed_in(handler).get("/trust/who-sees-what/paper").text

    assert "<h3>Placement</h3>" in page
    assert "Rules, not records" in page


def test_anyone_asks_about_themselves(handler):
    report = ReportFactory(desk=handler.agency)

    page = signed_in(handler).post("/trust/why", {"record": report.ref.lower()}).text

    assert "Take: yes" in page
    assert "the call handlers of the desk that received it" in page
    assert report.about not in page or not report.about


def test_the_question_and_not_a_look_at_the_record_is_in_the_ledger(auditor, handler):
    report = ReportFactory(desk=handler.agency)

    signed_in(auditor).post("/trust/why", {"record": report.ref, "person": handler.ref})

    entry = Entry.objects.get(verb="ask why")
    assert (entry.act, entry.kind, entry.record) == ("consult", "agencies.Person", handler.pk)
    assert entry.asked == "why"
    assert entry.fingerprint == fingerprint("agencies.Person", "why", report.ref)
    assert not Entry.objects.filter(record=report.pk).exists()


def test_the_auditor_asks_about_another(auditor, handler):
    report = ReportFactory(desk=handler.agency)

    page = signed_in(auditor).post("/trust/why", {"record": report.ref, "person": handler.ref}).text

    assert f"{handler.name}, report {report.ref}" in page
    assert "Take: yes" in page


def test_whoever_is_no_auditor_is_asked_for_no_person_and_one_that_is_sent_is_left_aside(handler):
    report, other = ReportFactory(desk=handler.agency), PersonFactory()

    page = signed_in(handler).post("/trust/why", {"record": report.ref, "person": other.ref}).text

    assert other.name not in page
    assert f"{handler.name}, report {report.ref}" in page


@mark.parametrize(
    ("record", "says"),
    [
        ("", "Type the reference of the record."),
        ("nonsense", "A reference looks like E-7KQ2-M9X4"),
        ("ZZZ-2222-2222", "No kind of record has references like this"),
    ],
)
def test_what_is_no_reference_is_told_kindly_and_kept(record, says, handler):
    page = signed_in(handler).post("/trust/why", {"record": record}).text

    assert says in page
    assert f'value="{record}"' in page or not record


def test_a_person_who_is_not_there_is_told(auditor):
    page = signed_in(auditor).post("/trust/why", {"record": "R-2222-2222", "person": "P-2222-2222"}).text

    assert "No person has this reference" in page


def test_hidden_and_absent_are_the_same_page(handler):
    hidden = ReportFactory(ref="R-3333-3333")
    client = signed_in(handler)

    pages = [client.post("/trust/why", {"record": ref}).text for ref in (hidden.ref, "R-4444-4444")]

    one, other = (re.sub('value="[A-Za-z0-9]{64}"', "", page) for page in pages)
    assert one.replace("R-3333-3333", "") == other.replace("R-4444-4444", "")
