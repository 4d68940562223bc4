"""Invented reviews, holds and erasures; what the auditor's desk keeps; looks in the ledger at moments of the past."""

from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

import factory
from django.db import connection
from factory.django import DjangoModelFactory

from sightline.agencies.models import Person
from sightline.agencies.tests.factories import PersonFactory, person_as
from sightline.reports.tests.factories import ReportFactory
from sightline.trust import models

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


class OfADeskFactory(DjangoModelFactory):
    """About a report of a call desk, unless the test says otherwise."""

    class Meta:
        abstract = True

    class Params:
        report = factory.SubFactory(ReportFactory)

    kind = "reports.Report"
    record = factory.LazyAttribute(lambda each: each.report.pk)
    about = factory.LazyAttribute(lambda each: each.report.ref)
    part = "call handler"
    agency = factory.LazyAttribute(lambda each: each.report.desk)


class ReviewFactory(OfADeskFactory):
    class Meta:
        model = models.Review

    rule = "unactioned-report"
    due_on = date(2027, 2, 1)
    proposed_at = NOW


class HoldFactory(OfADeskFactory):
    class Meta:
        model = models.Hold

    why = "An appeal is open."
    placed_by = factory.SubFactory(PersonFactory)
    placed_at = NOW


class ErasureFactory(DjangoModelFactory):
    class Meta:
        model = models.Erasure

    kind = "reports.Report"
    record = factory.LazyFunction(uuid4)
    rule = "unactioned-report"
    rows = factory.LazyFunction(lambda: {"reports_report": 1})
    decided_by = factory.LazyFunction(uuid4)
    confirmed_by = factory.LazyFunction(uuid4)
    at = NOW


DAY = date(2026, 11, 25)  # a Wednesday


class UnusualFactory(DjangoModelFactory):
    class Meta:
        model = models.Unusual

    person = factory.SubFactory(PersonFactory)
    signal = models.Unusual.Signal.OFF_DUTY
    day = DAY
    times = 7
    found_at = datetime(2026, 11, 26, 6, tzinfo=UTC)


class DeclarationFactory(DjangoModelFactory):
    """Weekdays from nine to five, in London."""

    class Meta:
        model = models.Declaration

    person = factory.SubFactory(PersonFactory)
    surname_mark = factory.LazyFunction(lambda: mark("Invented"))
    street_mark = factory.LazyFunction(lambda: mark("Nowhere Street"))
    weekdays = [0, 1, 2, 3, 4]
    begins = time(9)
    ends = time(17)
    declared_at = datetime(2026, 11, 1, tzinfo=UTC)


class DecoyFactory(DjangoModelFactory):
    class Meta:
        model = models.Decoy

    kind = "places.Premises"
    record = factory.LazyFunction(uuid4)
    planted_by = factory.SubFactory(PersonFactory)
    planted_at = datetime(2026, 11, 1, tzinfo=UTC)
    duty = "auditor@here"


class WeeklyNoteFactory(DjangoModelFactory):
    class Meta:
        model = models.WeeklyNote

    person = factory.SubFactory(PersonFactory)
    week = date(2026, 11, 23)
    lines = factory.List([{"ref": "C-2222-2222", "who": "A", "agency": "B", "roles": ["analyst"], "times": 2}])


class ChangedRulesFactory(DjangoModelFactory):
    """Decoys, until now the auditors', opened to anyone."""

    class Meta:
        model = models.ChangedRules

    mark = "a1b2c3d4" * 8
    cells = factory.LazyFunction(
        lambda: [
            {
                "kind": "trust.Decoy",
                "front": "sl_staff",
                "verb": "see",
                "before": {"says": ["12 the auditors"], "rule": "audits"},
                "after": {"says": ["13 anyone"], "rule": "true"},
            }
        ]
    )
    proposed_at = NOW


class ExportFactory(DjangoModelFactory):
    """Entries about a person in care, asked for as a file."""

    class Meta:
        model = models.Export

    about = "C-7KQ2-M9X4"
    until = NOW
    count = 3
    reason = "The person asked who had looked."
    asked_by = factory.LazyFunction(lambda: person_as("auditor"))
    asked_at = NOW


def mark(words: str) -> bytes:
    """The mark that the database makes of some words."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.mark_of(%s)", [words])
        return bytes(cursor.fetchone()[0])


def looked(
    person: Person,
    *moments: datetime,
    record: UUID | None = None,
    kind: str = "places.Premises",
    roles: tuple[str, ...] = ("analyst",),
    verb: str = "open",
    act: str = "consult",
    reason: str = "",
) -> None:
    """Entries of that person at these moments, as the owner of the database writes them for a test of the past."""
    rows = [
        [uuid4(), at, person.pk, person.agency_id, list(roles), act, verb, kind, record or uuid4(), reason]
        for at in moments
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into ledger_entry (id, xid, at, actor, agency, roles, device, act, verb, kind, record, subject, fields, "
            "reason, purpose, rule, outcome, recipient, basis, asked, leaf) values "
            "(%s, pg_current_xact_id(), %s, %s, %s, %s, '', %s, %s, %s, %s, '', '{}', %s, '', '', 'done', '', '', '', '')",
            rows,
        )
