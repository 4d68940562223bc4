"""Where each answer is kept: in columns, among the codes, sealed apart, or as the reporter's contact."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.utils import IntegrityError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory
from sightline.kit.vocabulary import load, version
from sightline.reports import actions
from sightline.reports.models import Particulars, Report, ReporterContact
from sightline.reports.questions import DOORS, QUESTIONS, kept, pages, place
from sightline.reports.tests.factories import ParticularsFactory, ReportFactory

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)
CODES = Path(__file__).with_name("question_codes.txt")
TOLD = {
    "what": "Four men sleep there.",
    "place": "Mill Lane",
    "how_known": ["saw"],
    "how_sure": "do-not-know",
    "controllers": "A man called Gav",
    "sharing": "confidential",
    "contact_reach": "07700 900123",
    "contact_name": "Sam",
}


@fixture(autouse=True)
def desk(settings):
    settings.REPORTS_FALLBACK_DESK = "northumbria-police"
    return AgencyFactory(code="northumbria-police")


def from_public(key="k", finished=True, **told):
    return actions.receive_from_public(by=None, at=NOW, key=key, finished=finished, **told)


def texts():
    return Particulars.told_in(Particulars.objects.in_order())


def codes():
    """Each code of a question, and of each of its answers, as stored reports may hold them."""
    for question in load(QUESTIONS).values():
        yield question.code
        yield from (f"{question.code} {option.code}" for option in question.options)


def test_no_code_of_a_question_or_an_answer_is_ever_taken_out():
    known = CODES.read_text().split("\n")

    assert known[0] == f"version {version(QUESTIONS)}"
    assert sorted(codes()) == [line for line in known[1:] if line]


def test_no_two_questions_share_a_field():
    fields = [question.get("field") for question in load(QUESTIONS).values()]

    assert len(set(fields)) == len(fields)


def test_every_question_with_answers_to_choose_keeps_not_knowing_and_not_saying_apart():
    for question in load(QUESTIONS).values():
        offered = {option.code for option in question.options}
        assert not offered or question.code == "K1" or "rather-not-say" in offered, question.code
        assert not offered or question.code == "K1" or offered & {"do-not-know", "not-sure"}, question.code


def test_whatever_is_written_in_words_is_sealed_but_for_what_lists_show():
    columns = {q.code for q in load(QUESTIONS).values() if q.get("kind") == "text" and place(q) == "column"}

    assert columns == {"W3", "P2", "V1"}


def test_every_door_asks_what_there_is():
    for door in load(DOORS).values():
        for part in ("asks", "first", "heard"):
            assert set(door.get(part, ())) <= set(load(QUESTIONS))
    assert [page.code for page in pages("public")] == list(load(DOORS)["public"].get("pages"))


@mark.parametrize("door", [door for door, given in load(DOORS).items() if given.get("pages")])
def test_no_question_is_asked_on_two_pages_of_a_door(door):
    asked = [code for page in pages(door) for code in page.get("asks")]

    assert len(set(asked)) == len(asked)


def test_each_answer_goes_to_its_own_place():
    found = kept(TOLD | {"language": "cy"})

    assert found.columns == {
        "what": "Four men sleep there.",
        "place": "Mill Lane",
        "sharing": "confidential",
        "language": "cy",
        "answers": {"how_known": ["saw"], "how_sure": "do-not-know"},
        "questions_version": version(QUESTIONS),
    }
    assert found.texts == {"controllers": "A man called Gav"}
    assert found.contact == {"reach": "07700 900123", "name": "Sam"}


def test_not_saying_is_kept_and_no_answer_is_nothing():
    assert kept({"how_sure": "rather-not-say", "part_of_day": ""}).columns["answers"] == {"how_sure": "rather-not-say"}


@mark.parametrize("sharing", ["anonymous", "", "rather-not-say"])
def test_no_detail_is_kept_of_somebody_who_did_not_choose_to_be_reached(sharing):
    assert kept(TOLD | {"sharing": sharing}).contact == {}


@mark.parametrize(
    ("typed", "stored"),
    [("ab12 cde", "AB12CDE"), ("Ab12 ???, x1-yz", "AB12???\nX1YZ"), ("  ", ""), ("٣٤ ب", "٣٤ب")],
)
def test_a_registration_is_kept_in_one_spelling_and_a_part_is_enough(typed, stored):
    assert kept({"plates": typed}).texts["plates"] == stored


def test_the_public_puts_words_in_that_nobody_reads_in_the_database():
    from_public(**TOLD)

    report = Report.objects.get()
    assert report.answers == {"how_known": ["saw"], "how_sure": "do-not-know"}
    assert texts() == {"controllers": "A man called Gav"}
    assert ReporterContact.objects.get().reach == "07700 900123"
    with connection.cursor() as cursor:
        cursor.execute("select texts_sealed from reports_particulars")
        assert b"Gav" not in bytes(cursor.fetchone()[0])


def test_sending_again_doubles_nothing_of_it():
    from_public(**TOLD)
    from_public(**TOLD)

    assert Particulars.objects.count() == ReporterContact.objects.count() == 1


def test_what_the_reporter_writes_anew_before_sending_is_all_that_is_left():
    from_public(finished=False, **TOLD)
    from_public(**TOLD | {"controllers": "A man", "sharing": "anonymous"})

    assert texts() == {"controllers": "A man"}
    assert not ReporterContact.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from kit_datakey")
        assert cursor.fetchone()[0] == 1


def test_a_report_that_was_sent_takes_no_more():
    from_public(**TOLD)
    from_public(**TOLD | {"controllers": "Somebody else"})

    assert texts() == {"controllers": "A man called Gav"}


def test_a_danger_in_any_words_is_noticed():
    from_public(**TOLD | {"ways_in": "There is a man with a knife at the door."})

    assert "R10" in Report.objects.get().reasons


def test_what_a_caller_says_later_joins_what_was_heard(handler, desk):
    act = {"by": handler, "at": NOW}
    report = actions.receive(**act, desk=desk, door="call", place="Mill Lane", controllers="Gav", how_sure="fairly")
    actions.hear(report, by=handler, at=NOW + timedelta(minutes=2), controllers="Gav and Bo", how_often="once")

    report.refresh_from_db()
    assert texts() == {"controllers": "Gav and Bo"}
    assert report.answers == {"how_sure": "fairly", "how_often": "once"}


def test_a_partner_that_tells_more_adds_words_and_the_same_again_adds_none(officer, council, desk):
    act = {"by": officer, "at": NOW}
    whose = {"partner": council, "partner_reference": "1", "place": "Mill Lane", "what": "Debt."}
    report = actions.receive(**act, desk=desk, door="partner", **whose, plates="ab12 cde")

    assert actions.tell_again(report, **act, plates="AB12CDE") is False
    assert actions.tell_again(report, **act, vehicle="A white van") is True
    assert texts() == {"plates": "AB12CDE", "vehicle": "A white van"}


def stored(report, whose):
    """Particulars of a report, asked for their foreign keys at once."""
    with transaction.atomic():
        ParticularsFactory(report=report, **whose)
        connection.check_constraints()


def test_particulars_are_of_the_reports_own_desk_and_partner():
    report = ReportFactory()

    for wrong in ({"desk": AgencyFactory()}, {"partner": AgencyFactory()}):
        with raises(IntegrityError):
            stored(report, wrong)
