"""A report told on paper: typed in once by its number, with the day it was first told, by hand or from a block of text."""

from datetime import UTC, date, datetime

from django.db import ProgrammingError
from django.test import Client
from pytest import fixture, mark, raises

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, force_of, person_as
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.kit.refusals import Refused
from sightline.kit.vocabulary import load
from sightline.ledger.acts import Taken
from sightline.reports import actions, sheets
from sightline.reports.models import Particulars, Report, ReporterContact, Sheet
from sightline.reports.questions import QUESTIONS
from sightline.reports.tests.factories import SheetFactory

pytestmark = mark.django_db

NOW, DAY = datetime(2018, 10, 8, 9, tzinfo=UTC), date(2018, 9, 29)
SHEET = {"number": "SH-7KQ2-M9X4", "told_on": DAY, "taken_by": "Ana, at the soup van"}
TOLD = {"place": "Behind the station, Newcastle", "what": "He takes all their money every Friday."}
BLOCK = """SHEET/1 SH-7KQ2-M9X4
language: vi
told: 2018-09-29
S1: no
W1: forced-work, nonsense
P2: Behind the station, Newcastle
W3: He takes all their money
  S1: yes, he says
  every Friday.
T1: ab12 cde
X9: nothing
C: debt, threats, nothing
"""


@fixture
def area():
    return AreaFactory()


@fixture
def clerk(area):
    return person_as("call handler", agency=force_of(area), area=area)


@fixture
def partner(clerk):
    return person_as("visiting partner", agency=AgencyFactory(kind="charity"))


def browser_of(person):
    client = Client()
    client.force_login(Account.objects.create(id=person.pk, name=str(person.pk)))
    return client


def typed(by, **given):
    whose = {"desk": by.agency} if by.agency.kind != "charity" else {"partner": by.agency}
    return actions.type_in(by=by, at=NOW, **{**SHEET, **TOLD, **whose, **given})


def test_it_is_the_same_record_with_its_first_day_kept(clerk):
    sheet = typed(clerk, signs=["debt"], plates="ab12 cde")

    assert (sheet.report.door, sheet.report.what, sheet.report.received_at) == ("paper", TOLD["what"], NOW)
    assert (sheet.told_on, sheet.taken_by, sheet.by) == (DAY, SHEET["taken_by"], clerk)
    assert Particulars.objects.get().texts == {"plates": "AB12CDE"}


def test_a_sheet_is_typed_in_once_by_its_number(clerk):
    typed(clerk)

    with raises(Taken):
        typed(clerk)

    assert Report.objects.count() == 1


def test_danger_now_calls_the_duty_by_this_door_too(clerk):
    sheet = typed(clerk, danger="yes")

    assert sheet.report.level == "red"
    assert Notice.objects.get().subject == sheet.report.ref


def test_a_partners_sheet_goes_to_the_desk_of_its_place_and_the_partner_reads_it(partner, clerk, area):
    sheet = typed(partner, place="NE4 6AA")

    assert sheet.desk == force_of(area)
    for reader in (partner, clerk):
        with acting_as(reader):
            assert Sheet.objects.get() == sheet


@mark.parametrize("role", ["analyst", "visiting officer", "operation commander", "auditor", "investigator"])
def test_nobody_else_types_in_or_sees_a_sheet(role, clerk):
    sheet, other = typed(clerk), person_as(role)

    with acting_as(other):
        assert not Sheet.objects.filter(pk=sheet.pk).exists()
    with raises(Refused):
        typed(other, number="SH-2222-2222")


def test_nobody_types_in_under_another_name(clerk, area):
    colleague = person_as("call handler", agency=clerk.agency, area=area)
    report = typed(clerk).report

    with raises(ProgrammingError), acting_as(clerk):
        Sheet.objects.create(
            report=report, desk=report.desk, number="X", told_on=DAY, taken_by="x", by=colleague, at=NOW
        )


# The block -----------------------------------------------------------------------------------------------------


def test_a_block_is_taken_apart_into_answers_and_nothing_else():
    found = sheets.apart(BLOCK)

    assert found == {
        "number": "SH-7KQ2-M9X4",
        "language": "vi",
        "told_on": DAY,
        "danger": "no",
        "kinds": ["forced-work"],
        "place": "Behind the station, Newcastle",
        "what": "He takes all their money\nS1: yes, he says\nevery Friday.",
        "plates": "ab12 cde",
        "signs": ["debt", "threats"],
    }


def test_a_block_is_found_among_other_words_and_with_other_line_ends():
    mail = f"Hello,\r\nhere it is:\r\n\r\n{BLOCK}".replace("\n", "\r\n")

    assert sheets.apart(mail) == sheets.apart(BLOCK)


@mark.parametrize("text", ["", "Hello", "SHEET/1", "SHEET/2 SH-7KQ2-M9X4", "SHEET/1 <b>", "S1: yes"])
def test_what_is_no_block_is_none(text):
    assert sheets.apart(text) is None


@mark.parametrize("day", ["yesterday", "2018-13-45", ""])
def test_a_day_that_is_none_is_left_out(day):
    assert "told_on" not in sheets.apart(f"SHEET/1 SH-2222-2222\ntold: {day}\n")


@mark.parametrize("code", load(QUESTIONS))
def test_every_question_of_the_paper_comes_through_a_block(code):
    question = load(QUESTIONS)[code]
    said = question.options[0].code if question.options else "Some words"

    found = sheets.apart(f"SHEET/1 SH-2222-2222\n{code}: {said}\n")

    wanted = [said] if question.get("kind") == "several" else said
    assert found[question.get("field")] == wanted


# The clerk's page ----------------------------------------------------------------------------------------------


def test_a_block_fills_the_form_in_and_stores_nothing_yet(clerk):
    page = browser_of(clerk).post("/reports/paper", {"go": "apart", "block": BLOCK}).content.decode()

    assert "8 answers were taken from the block" in page
    assert 'value="SH-7KQ2-M9X4"' in page
    assert 'value="2018-09-29"' in page
    assert "every Friday." in page
    assert not Report.objects.exists()


def test_what_is_no_block_is_said_to_be_none(clerk):
    page = browser_of(clerk).post("/reports/paper", {"go": "apart", "block": "Hello"}).content.decode()

    assert "This is no block of our page" in page


def test_a_sheet_is_stored_from_the_form_and_shown_with_its_day(clerk):
    client = browser_of(clerk)
    contact = {"sharing": "confidential", "contact_name": "Lan", "contact_reach": "07700 900123"}

    answer = client.post("/reports/paper", {**SHEET, **TOLD, **contact, "number": "sh-7kq2-m9x4 ", "language": "vi"})

    report = Report.objects.get()
    assert answer.url == f"/reports/{report.ref}"
    assert (report.language, ReporterContact.objects.get().reach) == ("vi", "07700 900123")
    shown = client.get(answer.url).content.decode()
    assert "Sat 29 Sep 2018" in shown
    assert "Ana, at the soup van" in shown


def test_the_same_sheet_again_says_where_it_is(clerk):
    sheet = typed(clerk)

    page = browser_of(clerk).post("/reports/paper", {**SHEET, **TOLD}).content.decode()

    assert f"This sheet was typed in before, as {sheet.report.ref}." in page
    assert Report.objects.count() == 1


@mark.parametrize(
    ("given", "says"),
    [
        ({"number": ""}, "Enter the number"),
        ({"told_on": "2999-01-01"}, "That day has not come yet"),
        ({"told_on": ""}, "Enter the day"),
        ({"taken_by": ""}, "Write who took it"),
        ({"place": ""}, "Write where it is"),
        ({"what": ""}, "in a few words, or tick one sign"),
    ],
)
def test_what_a_sheet_needs_is_asked_for(given, says, clerk):
    page = browser_of(clerk).post("/reports/paper", {**SHEET, **TOLD, **given}).content.decode()

    assert says in page
    assert not Report.objects.exists()


def test_a_partner_is_not_asked_how_to_reach_the_reporter(partner, clerk):
    assert "contact_reach" not in browser_of(partner).get("/reports/paper").content.decode()
    assert "contact_reach" in browser_of(clerk).get("/reports/paper").content.decode()


def test_who_is_neither_desk_nor_partner_is_refused(clerk):
    assert browser_of(person_as("analyst")).get("/reports/paper").status_code == 403


def test_the_way_there_is_in_the_queue_and_among_what_a_partner_sent(clerk, partner):
    assert "/reports/paper" in browser_of(clerk).get("/reports/").content.decode()
    assert "/reports/paper" in browser_of(partner).get("/reports/sent").content.decode()


def test_a_sheet_belongs_to_one_report():
    sheet = SheetFactory()

    assert sheet.desk == sheet.report.desk
