"""Files kept with a report: who may look, by the real roles; sealed, erased with it, and never a reason to lose it."""

import os
from datetime import UTC, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from pytest import fixture, mark, raises

from sightline.agencies.models import Grant
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, PersonFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, Unconfirmed
from sightline.ledger.models import Entry
from sightline.reports import actions, receipts
from sightline.reports.files import Received
from sightline.reports.models import Attachment, Entrusted, Original, Report
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import AttachmentFactory, EntrustedFactory, OriginalFactory, ReportFactory
from sightline.reports.tests.materials import PLANTED, office, paper, photo
from sightline.reports.tests.test_walls import partner, seen_by  # noqa: F401
from sightline.reports.tests.test_walls import people as everybody  # noqa: F401 - who is tried on each wall

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, 12, tzinfo=UTC)
LATER = datetime.now(UTC) + timedelta(days=9)
TEXT = Received("text", "clean", 9, content=b"Six beds.", copy=b"Six beds.")
SOUND = Received("sound", "sealed", 9, why="not-copied", content=b"OggS beds")
PROGRAM = Received("unknown", "refused", 9, why="kind")


@fixture
def report(desk):
    return ReportFactory(desk=desk, door="public")


@fixture
def file(report):
    return OriginalFactory(attachment=AttachmentFactory(report=report)).attachment


def named(file, role, **more):
    """Somebody of that role whom the desk entrusted with the files."""
    person = person_as(role)
    EntrustedFactory(report=file.report, person=person, **more)
    return person


# Who may look --------------------------------------------------------------------------------------------


def test_a_file_stays_with_the_desk_and_its_original_with_nobody(everybody, file):  # noqa: F811
    assert seen_by(everybody, Attachment.objects.all()) == ["handler"]
    assert seen_by(everybody, Original.objects.all()) == []


def test_analysts_look_at_a_copy_once_the_desk_lets_those_of_their_area(everybody, file, handler):  # noqa: F811
    area = Grant.objects.get(person=everybody["analyst"]).area

    actions.let_analysts_see(file, by=handler, at=NOW, area=area)

    assert seen_by(everybody, Attachment.objects.all()) == ["handler", "analyst"]
    assert seen_by(everybody, Original.objects.all()) == []


@mark.parametrize(
    ("role", "copy", "original"),
    [
        ("investigator", True, True),
        ("operation commander", True, False),
        ("safeguarding coordinator", True, False),
        ("visiting officer", False, False),
        ("support worker", False, False),
        ("immigration partner", False, False),
        ("administrator", False, False),
    ],
)
def test_whom_a_desk_entrusts_looks_by_their_role(role, copy, original, file):
    with acting_as(named(file, role)):
        assert Attachment.objects.exists() is copy
        assert Original.objects.exists() is original


@mark.parametrize("more", [{"until": NOW}, {"since": LATER}], ids=["ended", "to come"])
def test_who_is_no_longer_or_not_yet_entrusted_sees_nothing(more, file):
    with acting_as(named(file, "investigator", **more)):
        assert not Attachment.objects.exists()
        assert not Original.objects.exists()


def test_one_report_opens_no_other(file):
    other = EntrustedFactory(person=person_as("investigator"))

    with acting_as(other.person):
        assert list(Entrusted.objects.all()) == [other]
        assert not Attachment.objects.exists()


def test_an_investigator_for_immigration_sees_nothing_although_entrusted(file):
    person = person_as("investigator", agency=AgencyFactory(code="border", kind="immigration"))
    EntrustedFactory(report=file.report, person=person)

    with acting_as(person):
        assert not Attachment.objects.exists()
        assert not Entrusted.objects.exists()


def test_nobody_entrusts_themself_or_in_anothers_name(report, handler):
    act = {"at": NOW, "until": LATER, "why": "Court"}

    with raises(Refused):
        actions.entrust(report, by=handler, person=handler, **act)
    with raises(Refused):
        actions.entrust(report, by=person_as("investigator"), person=PersonFactory(), **act)


def test_an_entrusted_person_is_in_the_ledger_by_name_and_can_be_ended(report, handler):
    detective = person_as("investigator")

    entrusted = actions.entrust(report, by=handler, at=NOW, person=detective, until=LATER, why="Court")
    actions.end_trust(entrusted, by=handler, at=NOW)

    told = Entry.objects.filter(act="disclose", kind="reports.Entrusted").get()
    assert (told.recipient_person, told.recipient_agency) == (detective.pk, detective.agency_id)
    assert Entrusted.objects.get().until == NOW


def test_a_partner_brings_files_and_does_not_see_them(officer, council, desk):
    report = ReportFactory(desk=desk, partner=council, door="partner")

    actions.attach(report, by=officer, at=NOW, files=[TEXT])

    assert Attachment.objects.get().partner == council
    with acting_as(officer):
        assert not Attachment.objects.exists()


def test_nobody_else_brings_files_to_a_report(report, officer):
    for person in (officer, person_as("call handler"), person_as("analyst")):
        with raises(Refused):
            actions.attach(report, by=person, at=NOW, files=[TEXT])


def test_only_a_clean_copy_is_released(handler, report):
    sealed = AttachmentFactory(report=report, outcome="sealed", copy=b"")

    with raises(Refused):
        actions.let_analysts_see(sealed, by=handler, at=NOW, area=AreaFactory())


# What is kept --------------------------------------------------------------------------------------------


def test_a_refused_file_leaves_its_reason_and_the_others_are_kept(report, handler):
    actions.attach(report, by=handler, at=NOW, files=[TEXT, SOUND, PROGRAM])

    found = {each.kind: (each.outcome, each.why) for each in Attachment.objects.all()}
    assert found == {"text": ("clean", ""), "sound": ("sealed", "not-copied"), "unknown": ("refused", "kind")}
    assert {each.content for each in Original.objects.all()} == {b"Six beds.", b"OggS beds"}


def test_the_database_holds_nothing_readable_of_a_file(report, handler):
    actions.attach(report, by=handler, at=NOW, files=[TEXT])

    for column, table in (("copy_sealed", "reports_attachment"), ("content_sealed", "reports_original")):
        with connection.cursor() as cursor:
            cursor.execute(f"select {column} from {table}")
            assert b"beds" not in bytes(cursor.fetchone()[0])


def test_an_original_is_opened_for_a_reason_by_an_investigator_who_has_confirmed(file):
    detective = named(file, "investigator")
    original = Original.objects.get()

    with acting_as(detective), raises(Unconfirmed):
        actions.open_original(original, by=detective, at=NOW, why="Court")
    with acting_as(detective, confirmed=True):
        assert actions.open_original(original, by=detective, at=NOW, why="Court") == b"Six beds, as it came."

    told = Entry.objects.get(act="consult", verb="open", kind="reports.Original")
    assert (told.actor, told.reason) == (detective.pk, "Court")


def test_a_commander_does_not_open_an_original(file):
    with raises(Refused):
        actions.open_original(Original.objects.get(), by=named(file, "operation commander"), at=NOW, why="Court")


def test_a_file_at_another_desk_or_of_another_partner_than_its_report_is_refused(report):
    for wrong in ("desk", "partner"):
        made = AttachmentFactory(report=report)
        with raises(IntegrityError), transaction.atomic():  # noqa: PT012 - refused when the transaction ends
            Attachment.objects.filter(pk=made.pk).update(**{wrong: AgencyFactory()})
            connection.check_constraints()


# By the code ---------------------------------------------------------------------------------------------


@fixture
def code(desk):
    return actions.receive_from_public(by=None, at=NOW, key=receipts.new_key(), what="Six beds.", place="Leeds")


def test_files_come_with_a_code_to_its_report_by_the_hour(code, handler):
    number = actions.attach_from_public(by=None, at=NOW, code=code, files=[TEXT, PROGRAM])

    kept = Attachment.objects.filter(outcome="clean").get()
    assert (number, kept.report, kept.received_at) == (2, Report.objects.get(), NOW.replace(minute=0, second=0))
    with acting_as(handler):
        assert Attachment.objects.get(pk=kept.pk).copy == b"Six beds."


def test_the_same_file_sent_again_is_kept_once(code):
    for _ in range(2):
        actions.attach_from_public(by=None, at=NOW, code=code, files=[TEXT])

    assert Attachment.objects.count() == Original.objects.count() == 1


def test_no_report_has_that_code_and_nothing_is_kept(code):
    other = receipts.code_of("another")

    assert actions.attach_from_public(by=None, at=NOW, code=other, files=[TEXT]) == 0
    assert not Attachment.objects.exists()


def test_the_public_front_reads_no_file_back(code):
    actions.attach_from_public(by=None, at=NOW, code=code, files=[TEXT])

    for model in (Attachment, Original, Entrusted):
        with raises(ProgrammingError, match="permission denied"), acting_as(None, "sl_public"):
            model.objects.exists()


def test_files_are_erased_with_their_report(file):
    with connection.cursor() as cursor:
        cursor.execute("select priv.erase_record('reports.Report', %s, false)", [file.report_id])
        cursor.execute("select count(*) from kit_datakey")
        assert cursor.fetchone() == (0,)
    assert not Attachment.objects.exists()
    assert not Original.objects.exists()


# On the pages --------------------------------------------------------------------------------------------


def upload(content: bytes, name="IMG_2018 Invented Name.jpg"):
    return SimpleUploadedFile(name, content)


def test_a_handler_adds_a_photo_and_sees_its_copy(at_desk, report):
    sent = at_desk.post(f"/reports/{report.ref}/files", {"files": [upload(photo()), upload(office())]})

    shown = at_desk.get(sent["Location"]).content.decode()
    assert "Clean copy" in shown
    assert "Nothing here can turn an office document into plain pages." in shown
    assert "Invented Name" not in shown
    file = Attachment.objects.get(kind="picture")
    assert f'src="/reports/files/{file.ref}/copy"' in at_desk.get(f"/reports/files/{file.ref}").content.decode()


def test_a_copy_is_handed_over_and_never_run(at_desk, file):
    answer = at_desk.get(f"/reports/files/{file.ref}/copy")

    assert answer.content == b"Six beds."
    assert answer["Content-Disposition"] == f'attachment; filename="{file.ref}.txt"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_what_has_no_copy_hands_nothing_over(at_desk, report):
    sealed = AttachmentFactory(report=report, outcome="sealed", copy=b"")

    assert at_desk.get(f"/reports/files/{sealed.ref}/copy").status_code == 409


def test_a_stranger_to_the_desk_finds_no_file(file):
    elsewhere = signed_in(person_as("call handler"))

    for page in ("", "/copy", "/release"):
        assert elsewhere.get(f"/reports/files/{file.ref}{page}").status_code == 404
    assert elsewhere.get(f"/reports/originals/{Original.objects.get().ref}").status_code == 404
    assert elsewhere.get(f"/reports/{file.report.ref}/files").status_code == 404


def test_the_desk_lets_analysts_look_after_looking_itself(at_desk, file):
    area = AreaFactory()
    to = f"/reports/files/{file.ref}/release"

    assert "tick this when nothing points" in at_desk.post(to, {"area": area.pk}).content.decode()
    at_desk.post(to, {"area": area.pk, "looked": "on"})

    file.refresh_from_db()
    assert file.area == area


def test_the_desk_entrusts_an_investigator_who_then_opens_the_original(at_desk, file):
    detective = person_as("investigator")
    to = f"/reports/{file.report.ref}/entrusted"

    at_desk.post(to, {"person": detective.ref, "until_on": LATER.date(), "why": "To be shown in court"})

    assert detective.name in at_desk.get(to).content.decode()
    Entrusted.objects.update(since=NOW)  # the test is one moment for the database
    theirs = signed_in(detective)
    assert file.ref in theirs.get("/reports/files").content.decode()
    original = Original.objects.get()
    asked = theirs.post(f"/reports/originals/{original.ref}", {"why": "Court"})
    assert asked.status_code == 403  # asks them to confirm first
    at_desk.post(f"/reports/entrusted/{Entrusted.objects.get().ref}/end")
    Entrusted.objects.update(until=NOW)
    assert theirs.get(f"/reports/files/{file.ref}").status_code == 404


def test_a_day_that_has_passed_and_oneself_are_not_taken(at_desk, handler, file):
    told = {"person": handler.ref, "until_on": "2018-10-01", "why": "x"}

    page = at_desk.post(f"/reports/{file.report.ref}/entrusted", told).content.decode()

    assert "That day has passed" in page
    assert "Select a valid choice" in page


def test_a_partner_sends_a_report_with_files_in_one_form(at_council):
    told = {"partner_reference": "N-1", "observed_on": "2018-10-01", "what": "Six beds", "place": "Leeds"}

    at_council.post("/reports/send", told | {"files": [upload(paper()), upload(b"MZ" + bytes(9))]})

    assert Report.objects.get().partner_reference == "N-1"
    assert sorted(Attachment.objects.values_list("kind", "outcome")) == [("document", "clean"), ("unknown", "refused")]


def test_somebody_with_a_code_adds_files_and_is_told_what_was_kept(public, code):
    page = public.post("/add", {"code": receipts.grouped(code)}).content.decode()
    assert receipts.grouped(code) in page

    sent = {"code": code, "sending": "yes", "files": [upload(photo()), upload(b"MZ" + bytes(9))]}
    answer = public.post("/add", sent).content.decode()

    assert "1 file was kept" in answer
    assert "none of the kinds of file" in answer
    original = Original.objects.get()
    assert PLANTED.encode() in original.content
    wrong = public.post("/add", sent | {"code": receipts.code_of("another"), "files": [upload(photo())]})
    assert "We have no report under this code" in wrong.content.decode()


def test_an_upload_forgets_its_name_and_is_cut_where_it_is_too_long(rf, settings, monkeypatch):
    monkeypatch.setattr("sightline.kit.uploads.LARGEST", 2**17)
    request = rf.post("/", {"files": [upload(os.urandom(2**18)), upload(b"small")]})

    long, short = request.FILES.getlist("files")

    assert (long.name, long.size, long.cut) == ("file", 2**17, True)
    assert (short.name, short.read(), short.cut) == ("file", b"small", False)
    request.close()
