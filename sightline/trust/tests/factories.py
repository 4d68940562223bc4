"""Invented reviews, holds and erasures."""

from datetime import UTC, date, datetime
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from sightline.agencies.tests.factories import PersonFactory
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
