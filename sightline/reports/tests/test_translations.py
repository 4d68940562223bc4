"""A translation is a second text beside the original: with its author and time, for the desk alone, and no level moves."""

from datetime import UTC, datetime

from django.db import connection
from django.db.utils import ProgrammingError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.ledger.models import Entry
from sightline.reports import actions
from sightline.reports.models import Translation
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import ReportFactory, TranslationFactory

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)
WRITTEN = "Họ nhốt chúng tôi lại."
MEANS = "They lock us in."


@fixture
def report(desk):
    return ReportFactory(desk=desk, language="vi", what=WRITTEN, level="red", reasons=["R2"])


def kept(report, by, **more):
    return actions.translate(report, by=by, at=NOW, of="what", language="en", text=MEANS, **more)


def told(answer):
    return answer.content.decode()


def test_the_original_stays_and_the_translation_stands_beside_it(report, handler):
    made = kept(report, handler)

    report.refresh_from_db()
    assert report.what == WRITTEN
    assert (made.text, made.of, made.by, made.at) == (MEANS, "what", handler, NOW)


def test_no_level_moves_by_a_translation(report, handler):
    kept(report, handler)

    report.refresh_from_db()
    assert (report.level, report.reasons) == ("red", ["R2"])


def test_the_page_says_who_made_it_and_when(report, at_desk, handler):
    at_desk.post(f"/reports/{report.ref}/translate", {"of": "what", "language": "en", "text": MEANS})

    page = told(at_desk.get(f"/reports/{report.ref}"))
    assert MEANS in page
    assert WRITTEN in page
    assert f"By {handler.name}" in page


def test_a_program_is_named_as_what_it_is(report, at_desk):
    given = {"of": "what", "language": "en", "text": MEANS, "machine": "Invented Translator 3"}
    at_desk.post(f"/reports/{report.ref}/translate", given)

    assert "By a program (Invented Translator 3)" in told(at_desk.get(f"/reports/{report.ref}"))


def test_the_page_shows_the_original_in_its_own_language(report, at_desk):
    page = told(at_desk.get(f"/reports/{report.ref}/translate"))

    assert f'<p lang="vi" dir="auto">{WRITTEN}</p>' in page


def test_an_empty_translation_is_told(report, at_desk):
    page = told(at_desk.post(f"/reports/{report.ref}/translate", {"of": "what", "language": "en"}))

    assert "Write the translation." in page
    assert not Translation.objects.exists()


@mark.parametrize("language", ["ti", "sq", "ar"])
def test_a_report_in_any_of_our_languages_opens(language, desk, at_desk):
    report = ReportFactory(desk=desk, language=language)

    assert at_desk.get(f"/reports/{report.ref}").status_code == 200


@mark.parametrize("role", ["call handler", "analyst", "auditor", "administrator", "visiting partner"])
def test_a_translation_stays_with_the_desk_of_its_report(role, report, handler):
    TranslationFactory(report=report)
    elsewhere = person_as(role)

    with acting_as(elsewhere):
        assert not Translation.objects.exists()
    with raises(Refused):
        kept(report, elsewhere)
    assert signed_in(elsewhere).get(f"/reports/{report.ref}/translate").status_code == 404
    with acting_as(handler):
        assert Translation.objects.exists()


def test_a_translation_is_in_its_authors_own_name(report, handler, desk):
    colleague = person_as("call handler", agency=desk)

    with raises(ProgrammingError), acting_as(handler):
        TranslationFactory.build(report=report, desk=desk, by=colleague).save(force_insert=True)


def test_the_database_holds_no_readable_translation(report, handler):
    kept(report, handler)

    with connection.cursor() as cursor:
        cursor.execute("select text_sealed from reports_translation")
        assert MEANS.encode() not in bytes(cursor.fetchone()[0])


def test_it_is_in_the_ledger_by_its_fields_alone(report, handler):
    kept(report, handler)

    entry = Entry.objects.get(kind="reports.Translation", act="collect")
    assert "text" in entry.fields
    assert MEANS not in str(entry.__dict__)
