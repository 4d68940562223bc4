"""Who sees what of a report, through the real database roles."""

from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, GrantFactory, person_as
from sightline.kit.acting import acting_as
from sightline.reports.actions import receive_from_public
from sightline.reports.models import (
    Call,
    CallDraft,
    CallNote,
    EarlierTelling,
    HandOver,
    Joined,
    Particulars,
    Receipt,
    Report,
    ReporterContact,
    SanitisedReport,
    Translation,
)
from sightline.reports.tests.factories import (
    CallDraftFactory,
    CallFactory,
    CallNoteFactory,
    EarlierTellingFactory,
    HandOverFactory,
    JoinedFactory,
    ParticularsFactory,
    ReporterContactFactory,
    ReportFactory,
    SanitisedReportFactory,
    TranslationFactory,
)
from sightline.sharing.tests.closed import closed_in, closes

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)

WHO = [
    "handler",
    "handler_elsewhere",
    "analyst",
    "analyst_elsewhere",
    "commander",
    "administrator",
    "auditor",
    "oversight",
    "officer",
    "coordinator",
    "investigator",
    "partner",
    "partner_elsewhere",
]


@fixture
def desk():
    return AgencyFactory()


@fixture
def partner():
    return AgencyFactory(code="council")


@fixture
def people(desk, partner):
    elsewhere = AreaFactory(code="gwent")
    return {
        "handler": person_as("call handler", agency=desk),
        "handler_elsewhere": person_as("call handler"),
        "analyst": person_as("analyst"),
        "analyst_elsewhere": person_as("analyst", area=elsewhere),
        "commander": person_as("operation commander"),
        "administrator": person_as("administrator"),
        "auditor": person_as("auditor"),
        "oversight": person_as("oversight"),
        "officer": person_as("visiting officer"),
        "coordinator": person_as("safeguarding coordinator"),
        "investigator": person_as("investigator"),
        "partner": person_as("visiting partner", agency=partner),
        "partner_elsewhere": person_as("visiting partner"),
    }


def seen_by(people, records):
    seen = []
    for name, person in people.items():
        with acting_as(person):
            seen += [name] if records.exists() else []
    return seen


def test_a_report_stays_with_the_desk_that_received_it(people, desk):
    ReportFactory(desk=desk)

    assert seen_by(people, Report.objects.all()) == ["handler"]


def test_a_reporters_contact_is_the_desks_alone(people, desk):
    ReporterContactFactory(report=ReportFactory(desk=desk))

    assert seen_by(people, ReporterContact.objects.all()) == ["handler"]


def test_the_sanitised_version_reaches_the_analysts_of_its_area(people, desk):
    SanitisedReportFactory(report=ReportFactory(desk=desk))

    assert seen_by(people, SanitisedReport.objects.all()) == ["handler", "analyst"]


def test_a_partner_sees_what_it_sent_and_nothing_else(people, desk, partner):
    ReportFactory(desk=desk, partner=partner)

    assert seen_by(people, Report.objects.all()) == ["handler", "partner"]


def test_the_notes_of_a_call_stay_with_the_desk(people, desk):
    CallNoteFactory(report=ReportFactory(desk=desk))

    assert seen_by(people, CallNote.objects.all()) == ["handler"]


def test_the_particulars_of_a_report_are_for_its_desk_and_for_the_partner_that_sent_it(people, desk, partner):
    ParticularsFactory(report=ReportFactory(desk=desk, partner=partner))

    assert seen_by(people, Particulars.objects.all()) == ["handler", "partner"]


@mark.parametrize("make", [CallFactory, HandOverFactory])
def test_how_a_call_went_stays_with_the_desk(make, people, desk):
    made = make(report=ReportFactory(desk=desk))

    assert seen_by(people, type(made).objects.all()) == ["handler"]


def test_a_draft_is_its_handlers_and_later_the_desks(people, desk):
    people["colleague"] = person_as("call handler", agency=desk)
    draft = CallDraftFactory(handler=people["handler"], desk=desk, saved_at=datetime.now(UTC))
    assert seen_by(people, CallDraft.objects.all()) == ["handler"]

    CallDraft.objects.filter(pk=draft.pk).update(saved_at=NOW)
    assert seen_by(people, CallDraft.objects.all()) == ["handler", "colleague"]


def test_a_call_and_a_hand_over_are_written_in_ones_own_name(people, desk):
    report, handler = ReportFactory(desk=desk), people["handler"]
    call = CallFactory.build(report=report, desk=desk, handler=people["handler_elsewhere"])
    handed = HandOverFactory.build(report=report, desk=desk, by=people["handler_elsewhere"])

    for row in (call, handed):
        with raises(ProgrammingError), transaction.atomic(), acting_as(handler):
            row.save(force_insert=True)


def test_a_hand_over_is_changed_by_nobody(people, desk):
    HandOverFactory(report=ReportFactory(desk=desk), by=people["handler"])

    with raises(ProgrammingError), acting_as(people["handler"]):
        HandOver.objects.update(at=NOW)


def test_what_a_partner_told_before_is_kept_for_the_desk_alone(people, desk, partner):
    EarlierTellingFactory(report=ReportFactory(desk=desk, partner=partner))

    assert seen_by(people, EarlierTelling.objects.all()) == ["handler"]


@mark.parametrize("model", [Report, CallNote, EarlierTelling, ReporterContact, SanitisedReport, Translation, Joined])
def test_a_call_handler_who_also_acts_for_immigration_reads_none_of_it(model, people, desk, partner):
    report = ReportFactory(desk=desk, partner=partner)
    EarlierTellingFactory(report=report)
    for each in (CallNoteFactory, ReporterContactFactory, SanitisedReportFactory, TranslationFactory, JoinedFactory):
        each(report=report)
    GrantFactory(person=people["handler"], role="immigration partner", agency=AgencyFactory(kind="immigration"))

    assert "handler" not in seen_by(people, model.objects.all())


@mark.parametrize("who", WHO)
def test_nobody_writes_what_was_told_before_by_hand(who, people, desk, partner):
    telling = EarlierTellingFactory.build(report=ReportFactory(desk=desk, partner=partner), desk=desk)

    with raises(ProgrammingError), acting_as(people[who]):
        telling.save(force_insert=True)


def test_a_partner_does_not_see_the_contact_of_its_own_report(people, desk, partner):
    ReporterContactFactory(report=ReportFactory(desk=desk, partner=partner))

    assert seen_by(people, ReporterContact.objects.all()) == ["handler"]


@mark.parametrize(
    "model",
    [Report, Receipt, ReporterContact, SanitisedReport, Call, CallDraft, CallNote, EarlierTelling, HandOver],
)
def test_the_public_front_reads_nothing_that_was_told(model, desk):
    SanitisedReportFactory(report=ReporterContactFactory(report=ReportFactory(desk=desk, door="public")).report)

    with raises(ProgrammingError), acting_as(None, "sl_public"):
        model.objects.exists()


@mark.parametrize("change", [{"door": "call"}, {"state": "taken"}, {"state": "closed"}])
def test_the_public_front_stores_fresh_public_reports_alone(change, desk):
    report = ReportFactory.build(desk=desk, area=None, **{"door": "public"} | change)

    with raises((ProgrammingError, IntegrityError)), acting_as(None, "sl_public"):
        report.save(force_insert=True)


def test_the_public_front_changes_no_report_that_is_finished(desk):
    key = "somebody's form"
    told = {"what": "Debt.", "place": "Here"}
    receive_from_public(by=None, at=NOW, key=key, **told)

    receive_from_public(by=None, at=NOW, key=key, **told | {"what": "Something else"})

    assert Report.objects.get().what == "Debt."


def test_what_was_told_cannot_be_rewritten_even_by_the_desk(people, desk):
    report = ReportFactory(desk=desk, door="call")

    with raises(ProgrammingError), acting_as(people["handler"]):
        Report.objects.filter(pk=report.pk).update(what="Nothing to see here.")


@mark.parametrize(
    ("who", "change", "changed"),
    [
        ("handler", {}, 1),
        ("handler", {"door": "public"}, 0),
        ("handler", {"state": "closed"}, 0),
        ("handler_elsewhere", {}, 0),
        ("analyst", {}, 0),
        ("partner", {}, 0),
    ],
)
def test_who_adds_to_a_call_and_only_while_it_is_open(who, change, changed, people, desk):
    report = ReportFactory(desk=desk, **{"door": "call"} | change)

    with acting_as(people[who]), connection.cursor() as cursor:
        cursor.execute("select priv.hear_more(%s, %s)", [report.pk, report.as_json()])
        assert cursor.fetchone() == (changed,)


def test_adding_to_a_call_lowers_no_level(people, desk):
    report = ReportFactory(desk=desk, door="call", level="red")
    report.level = "routine"

    with acting_as(people["handler"]), connection.cursor() as cursor:
        cursor.execute("select priv.hear_more(%s, %s)", [report.pk, report.as_json()])

    assert Report.objects.get().level == "red"


TOLD_AGAIN = "select priv.tell_again(%s, %s, '{}', now())"


@mark.parametrize(
    ("who", "change", "changed"),
    [
        ("partner", {}, 1),
        ("handler", {}, 1),
        ("partner", {"state": "taken"}, 1),
        ("partner", {"state": "passed-on"}, 0),
        ("partner", {"state": "closed"}, 0),
        ("partner_elsewhere", {}, 0),
        ("handler_elsewhere", {}, 0),
        ("analyst", {}, 0),
        ("administrator", {}, 0),
    ],
)
def test_who_tells_a_partners_report_again_and_only_while_it_is_open(who, change, changed, people, desk, partner):
    report = ReportFactory(desk=desk, partner=partner, partner_reference="NC-1", **change)

    with acting_as(people[who]), connection.cursor() as cursor:
        cursor.execute(TOLD_AGAIN, [report.pk, report.as_json()])
        assert cursor.fetchone() == (changed,)

    assert EarlierTelling.objects.count() == changed


def test_a_report_of_nobodys_reference_is_not_told_again(people, desk):
    report = ReportFactory(desk=desk, door="public")

    with acting_as(people["handler"]), connection.cursor() as cursor:
        cursor.execute(TOLD_AGAIN, [report.pk, report.as_json()])
        assert cursor.fetchone() == (0,)


def test_telling_again_lowers_no_level(people, desk, partner):
    report = ReportFactory(desk=desk, partner=partner, level="red")
    report.level = "routine"

    with acting_as(people["partner"]), connection.cursor() as cursor:
        cursor.execute(TOLD_AGAIN, [report.pk, report.as_json()])

    assert Report.objects.get().level == "red"


@mark.parametrize("model", closed_in("reports"), ids=lambda model: model.__name__)
def test_a_conflict_of_interest_closes_it(model):
    assert closes(model)
