"""Invented reports."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, PersonFactory
from sightline.reports.models import (
    Attachment,
    Call,
    CallDraft,
    CallNote,
    DeskMessage,
    EarlierTelling,
    Entrusted,
    HandOver,
    Joined,
    LevelChange,
    Original,
    Particulars,
    Report,
    ReporterContact,
    ReporterMessage,
    Reviewer,
    SanitisedReport,
    Sheet,
    Signpost,
    Translation,
    Wish,
    Wording,
)


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    door = Report.Door.CALL
    desk = factory.SubFactory(AgencyFactory)
    area = factory.SubFactory(AreaFactory)
    received_at = datetime(2018, 10, 1, 9, tzinfo=UTC)
    level = "routine"
    what = "Four men sleep behind the car wash and are driven away at night."


class EarlierTellingFactory(DjangoModelFactory):
    class Meta:
        model = EarlierTelling

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda telling: telling.report.desk)
    told = factory.LazyFunction(lambda: {"what": "Three men sleep behind the car wash."})
    until = datetime(2018, 10, 1, 12, tzinfo=UTC)


class ParticularsFactory(DjangoModelFactory):
    class Meta:
        model = Particulars

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda told: told.report.desk)
    partner = factory.LazyAttribute(lambda told: told.report.partner)
    texts = factory.LazyFunction(lambda: {"controllers": "A man called Gav"})
    told_at = datetime(2018, 10, 1, 9, tzinfo=UTC)


class SheetFactory(DjangoModelFactory):
    class Meta:
        model = Sheet

    report = factory.SubFactory(ReportFactory, door=Report.Door.PAPER)
    desk = factory.LazyAttribute(lambda sheet: sheet.report.desk)
    partner = factory.LazyAttribute(lambda sheet: sheet.report.partner)
    number = factory.Sequence(lambda number: f"SH-{number:04}-TEST")
    told_on = date(2018, 9, 29)
    taken_by = "Ana, at the soup van"
    by = factory.SubFactory(PersonFactory)
    at = datetime(2018, 10, 1, 9, tzinfo=UTC)


class LevelChangeFactory(DjangoModelFactory):
    class Meta:
        model = LevelChange

    report = factory.SubFactory(ReportFactory, level="red")
    desk = factory.LazyAttribute(lambda change: change.report.desk)
    was = "red"
    to = "amber"
    why = "The police have been there and found everybody gone."
    asked_by = factory.SubFactory(PersonFactory)
    asked_at = datetime(2018, 10, 1, 9, 5, tzinfo=UTC)


class JoinedFactory(DjangoModelFactory):
    class Meta:
        model = Joined

    report = factory.SubFactory(ReportFactory)
    to = factory.LazyAttribute(lambda joined: ReportFactory(desk=joined.report.desk))
    desk = factory.LazyAttribute(lambda joined: joined.report.desk)
    by = factory.SubFactory(PersonFactory)
    since = datetime(2018, 10, 1, 10, tzinfo=UTC)


class ReporterMessageFactory(DjangoModelFactory):
    class Meta:
        model = ReporterMessage

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda message: message.report.desk)
    text = "The van came again."
    level = "routine"
    told_at = datetime(2018, 10, 2, 9, tzinfo=UTC)


class DeskMessageFactory(DjangoModelFactory):
    class Meta:
        model = DeskMessage

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda message: message.report.desk)
    text = "On which days does the van come?"
    by = factory.SubFactory(PersonFactory)
    at = datetime(2018, 10, 1, 12, 20, tzinfo=UTC)


class ReporterContactFactory(DjangoModelFactory):
    class Meta:
        model = ReporterContact

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda contact: contact.report.desk)
    reach = "07700 900123"


class CallNoteFactory(DjangoModelFactory):
    class Meta:
        model = CallNote

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda note: note.report.desk)
    basis = CallNote.Basis.SAID
    text = "The van comes at closing time."
    by = factory.SubFactory(PersonFactory)
    at = datetime(2018, 10, 1, 9, 5, tzinfo=UTC)


class CallFactory(DjangoModelFactory):
    class Meta:
        model = Call

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda call: call.report.desk)
    handler = factory.SubFactory(PersonFactory)
    started_at = datetime(2018, 10, 1, 9, tzinfo=UTC)


class CallDraftFactory(DjangoModelFactory):
    class Meta:
        model = CallDraft

    handler = factory.SubFactory(PersonFactory)
    desk = factory.LazyAttribute(lambda draft: draft.handler.agency)
    typed = '{"line": ["Four men"]}'
    begun_at = datetime(2018, 10, 1, 9, tzinfo=UTC)
    saved_at = datetime(2018, 10, 1, 9, 5, tzinfo=UTC)


class HandOverFactory(DjangoModelFactory):
    class Meta:
        model = HandOver

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda made: made.report.desk)
    to = HandOver.To.CONTROL_ROOM
    by = factory.SubFactory(PersonFactory)
    at = datetime(2018, 10, 1, 9, 6, tzinfo=UTC)


class SanitisedReportFactory(DjangoModelFactory):
    class Meta:
        model = SanitisedReport

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda sanitised: sanitised.report.desk)
    area = factory.SubFactory(AreaFactory)
    state = SanitisedReport.State.WAITING
    level = "routine"
    text = "Men sleep at a hand car wash and are moved at night."
    provenance = "Somebody who has seen it themselves."
    written_by = factory.SubFactory(PersonFactory)
    written_at = datetime(2018, 10, 1, 10, tzinfo=UTC)
    checked_by = factory.LazyAttribute(
        lambda sanitised: None if sanitised.state == "written" or sanitised.level == "routine" else PersonFactory()
    )
    left_at = factory.LazyAttribute(lambda sanitised: None if sanitised.state == "written" else sanitised.written_at)


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = Attachment

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda attachment: attachment.report.desk)
    partner = factory.LazyAttribute(lambda attachment: attachment.report.partner)
    kind = Attachment.Kind.TEXT
    outcome = Attachment.State.CLEAN
    size = 9
    received_at = datetime(2018, 10, 1, 9, tzinfo=UTC)
    copy = b"Six beds."


class OriginalFactory(DjangoModelFactory):
    class Meta:
        model = Original

    attachment = factory.SubFactory(AttachmentFactory)
    report = factory.LazyAttribute(lambda original: original.attachment.report)
    desk = factory.LazyAttribute(lambda original: original.report.desk)
    partner = factory.LazyAttribute(lambda original: original.report.partner)
    mark = "0" * 64
    content = b"Six beds, as it came."


class EntrustedFactory(DjangoModelFactory):
    class Meta:
        model = Entrusted

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda entrusted: entrusted.report.desk)
    person = factory.SubFactory(PersonFactory)
    by = factory.SubFactory(PersonFactory)
    since = datetime(2018, 10, 1, 9, tzinfo=UTC)
    until = None
    why = "To be shown in court."


class SignpostFactory(DjangoModelFactory):
    class Meta:
        model = Signpost

    code = "crimestoppers"
    version = 1
    name = "Crimestoppers"
    number = "0800555111"
    shown = "0800 555 111"
    digits = 10
    prefix = "0800"
    nations = factory.LazyFunction(lambda: ["england", "wales", "scotland", "northern-ireland"])
    why = "You want to tell what you know and never be known."
    source = "Crimestoppers, by phone"
    checked_on = date(2026, 11, 20)
    check_by = date(2027, 10, 31)
    by = factory.SubFactory(PersonFactory)
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)


class WishFactory(DjangoModelFactory):
    class Meta:
        model = Wish

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda wish: wish.report.desk)
    service = "modern-slavery-helpline"
    sharing = Wish.Sharing.NOTHING
    asked_at = datetime(2018, 10, 1, 9, tzinfo=UTC)


class ReviewerFactory(DjangoModelFactory):
    class Meta:
        model = Reviewer

    person = factory.SubFactory(PersonFactory)
    language = "pl"
    since = datetime(2018, 10, 1, 9, tzinfo=UTC)
    until = None
    named_by = factory.SubFactory(PersonFactory)


class WordingFactory(DjangoModelFactory):
    class Meta:
        model = Wording

    language = "pl"
    sentence = "Start"
    text = "Zacznij"
    corrected = False
    by = factory.SubFactory(PersonFactory)
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)


class TranslationFactory(DjangoModelFactory):
    class Meta:
        model = Translation

    report = factory.SubFactory(ReportFactory)
    desk = factory.LazyAttribute(lambda translation: translation.report.desk)
    of = "what"
    language = "en"
    text = "Four men sleep behind the car wash."
    by = factory.SubFactory(PersonFactory)
    at = datetime(2018, 10, 1, 10, tzinfo=UTC)
