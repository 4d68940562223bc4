"""What its writer adds to a field note: words, danger, photographs. The first stays, and only the desk reads any of it."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.kit.refusals import Refused
from sightline.ledger.models import Entry
from sightline.reports import actions as reports
from sightline.reports.files import Received
from sightline.reports.models import Attachment, Original, Report, ReporterMessage
from sightline.reports.tests.materials import PLANTED, photo
from sightline.sharing.tests.factories_of_sights import ConflictFactory
from sightline.visits import actions
from sightline.visits.since import report_of, since
from sightline.visits.tests.factories import AT_THE_DOOR
from sightline.visits.tests.test_notes import WHAT, browser_of, desk, officer, partner, visit, written  # noqa: F401

pytestmark = mark.django_db

WRONG = "I was wrong about the shop: it is the one next to it."
LATER = AT_THE_DOOR + timedelta(hours=3)
SOUND = Received("sound", "sealed", 9, why="not-copied", content=b"OggS beds")


@fixture
def note(officer, desk):  # noqa: F811
    return written(officer)


def added(note, by, key=None, **told):
    actions.add_to(note, by=by, at=LATER, key=key or uuid4(), **told)


def test_what_was_told_first_stays_and_the_desk_reads_the_other_beside_it(note, officer, desk):  # noqa: F811
    added(note, officer, text=WRONG)

    with acting_as(desk):
        assert Report.objects.get().what == WHAT
        assert ReporterMessage.objects.get().text == WRONG
    page = browser_of(desk).get(f"/reports/{note.report.ref}").content.decode()
    assert WHAT in page
    assert WRONG in page


def test_its_writer_knows_when_and_never_reads_it_again(note, officer, desk):  # noqa: F811
    added(note, officer, text=WRONG)

    with acting_as(officer):
        assert not ReporterMessage.objects.exists()
        assert since(note).written == [LATER]
    page = browser_of(officer).get(f"/visits/notes/{note.ref}").content.decode()
    assert "You added something" in page
    assert WRONG not in page


@mark.parametrize(
    "told", [{"text": "Now one of them is locked in and there is a fire.", "danger": "yes"}, {"danger": "yes"}]
)
def test_the_level_rises_by_it_and_the_duty_is_called(told, note, officer):  # noqa: F811
    added(note, officer, **told)

    note.report.refresh_from_db()
    assert (note.level, note.report.level) == ("routine", "red")
    assert Notice.objects.get().subject == note.report.ref
    assert b"duty was called" in browser_of(officer).get(f"/visits/notes/{note.ref}").content


def test_words_of_danger_are_heard_and_no_addition_lowers_a_level(officer, desk):  # noqa: F811
    red = written(officer, danger="yes")

    added(red, officer, text="One of them has a knife.", danger="no")

    red.report.refresh_from_db()
    assert red.report.level == "red"
    assert "R10" in red.report.reasons


def test_sent_twice_it_is_one_addition_and_one_file(note, officer):  # noqa: F811
    key = uuid4()

    for _ in range(2):
        added(note, officer, key, text=WRONG, files=[SOUND])

    assert ReporterMessage.objects.count() == 1
    assert Attachment.objects.count() == Original.objects.count() == 1


def test_a_photograph_goes_through_the_same_quarantine(note, officer, desk):  # noqa: F811
    sent = SimpleUploadedFile("IMG_2041 Rose.jpg", photo())

    answer = browser_of(officer).post(f"/visits/notes/{note.ref}/add", {"key": uuid4(), "files": [sent]})

    assert answer.url == f"/visits/notes/{note.ref}"
    file = Attachment.objects.get()
    assert (file.report, file.outcome, file.partner) == (note.report, "clean", officer.agency)
    with acting_as(desk):
        copy = Attachment.objects.get().copy
    assert copy.startswith(b"\xff\xd8")
    assert PLANTED.encode() not in copy
    assert Original.objects.count() == 1


def test_its_writer_sees_how_many_files_there_are_and_none_of_them(note, officer):  # noqa: F811
    added(note, officer, files=[SOUND])

    with acting_as(officer):
        assert not Attachment.objects.exists()
        assert since(note).files == 1
    assert b"1 file is with it" in browser_of(officer).get(f"/visits/notes/{note.ref}").content


def test_no_more_than_ten_files_are_kept_of_a_report(note, officer):  # noqa: F811
    added(note, officer, files=[Received("text", "clean", 1, content=bytes([65 + n]), copy=b"A") for n in range(9)])
    sent = [SimpleUploadedFile(f"{n}.jpg", photo((10 + n, 10))) for n in range(2)]

    browser_of(officer).post(f"/visits/notes/{note.ref}/add", {"key": uuid4(), "files": sent})

    assert [file.why for file in Attachment.objects.exclude(why="")] == ["number"]


def test_what_the_desk_asks_is_read_on_the_page_of_the_note(note, officer, desk):  # noqa: F811
    reports.write(note.report, by=desk, at=LATER, text="Which of the two doors?", asks=True)

    page = browser_of(officer).get(f"/visits/notes/{note.ref}").content.decode()

    assert "The desk asks" in page
    assert "Which of the two doors?" in page


@mark.parametrize("who", ["colleague", "desk", "analyst"])
def test_nobody_but_its_writer_adds_to_it_or_reads_what_came_since(who, note, officer, desk):  # noqa: F811
    roles = {"colleague": ("visiting officer", officer.agency), "analyst": ("analyst", officer.agency)}
    other = desk if who == "desk" else person_as(roles[who][0], agency=roles[who][1])

    with raises(Refused):
        added(note, other, text=WRONG)
    with acting_as(other):
        assert since(note) is None
        with raises(Refused):
            report_of(note)
    assert browser_of(other).get(f"/visits/notes/{note.ref}/add").status_code in (403, 404)


def test_its_writer_with_a_conflict_of_interest_reaches_nothing_of_it_by_the_database_either(note, officer):  # noqa: F811
    ConflictFactory(person=officer, record=note.report_id, about=note.report.ref)

    with raises(Refused):
        added(note, officer, text=WRONG)
    with acting_as(officer), connection.cursor() as cursor:
        assert since(note) is None
        with raises(Refused):
            report_of(note)
        cursor.execute("select * from priv.add_to_note(%s, %s, '', '{}', %s)", [note.pk, uuid4(), LATER])
        assert cursor.fetchall() == []
    assert not ReporterMessage.objects.exists()


def test_who_acts_for_immigration_adds_words_and_is_asked_for_no_file(desk):  # noqa: F811
    border = person_as("visiting officer", agency=AgencyFactory(code="border", kind="immigration"))
    note = written(border)

    page = browser_of(border).get(f"/visits/notes/{note.ref}/add").content.decode()
    added(note, border, text=WRONG)

    assert 'type="file"' not in page
    assert ReporterMessage.objects.count() == 1
    with raises(Refused):
        added(note, border, files=[SOUND])


def test_nothing_at_all_is_no_addition(note, officer):  # noqa: F811
    page = browser_of(officer).post(f"/visits/notes/{note.ref}/add", {"key": uuid4()}).content.decode()

    assert "Write a few words, or choose a photograph." in page
    assert not ReporterMessage.objects.exists()


def test_without_a_signal_the_page_says_what_stays_and_what_does_not(note, officer):  # noqa: F811
    page = browser_of(officer).get(f"/visits/notes/{note.ref}/add").content.decode()

    assert "stays on this screen while it is open" in page
    assert "your photographs are still in your phone" in page


def test_an_addition_is_in_the_ledger_with_its_writer_and_without_its_words(note, officer):  # noqa: F811
    added(note, officer, text=WRONG, files=[SOUND])

    entry = Entry.objects.get(act="alter", kind="visits.FieldNote")
    assert (entry.actor, entry.record) == (officer.pk, note.pk)
    assert WRONG not in str(Entry.objects.values_list())
