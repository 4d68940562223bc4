"""Invented counts, figures, statements and quotations."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from sightline.agencies.tests.factories import PersonFactory
from sightline.operations.tests.factories import OfAnOperationFactory
from sightline.oversight import models

NOON = datetime(2018, 10, 17, 12, tzinfo=UTC)


class CountFactory(OfAnOperationFactory):
    class Meta:
        model = models.Count

    measure = "people-arrested"
    value = 12
    definition = "0123456789abcdef"
    counted_at = NOON


class FigureFactory(OfAnOperationFactory):
    """A figure to be approved; `held()` and `approved()` make those further on."""

    class Meta:
        model = models.Figure

    about = factory.LazyAttribute(lambda figure: figure.operation.name)
    measure = "people-arrested"
    says = "people arrested"
    value = 12
    shown = "12"
    qualifier = models.Qualifier.EXACTLY
    unit = "people"
    by_whom = "Invented Police"
    as_at = NOON
    source = "Invented statement"
    proposed_by = factory.SubFactory(PersonFactory)


class StatementFactory(OfAnOperationFactory):
    class Meta:
        model = models.Statement

    title_en = "Two days of action in an invented town"
    text_en = "Officers went to several addresses."
    drafted_by = factory.SubFactory(PersonFactory)
    drafted_at = NOON


class QuotationFactory(DjangoModelFactory):
    class Meta:
        model = models.Quotation

    statement = factory.SubFactory(StatementFactory)
    operation = factory.LazyAttribute(lambda quotation: quotation.statement.operation)
    area = factory.LazyAttribute(lambda quotation: quotation.statement.area)
    office = "Invented commissioner"
    speaker = factory.SubFactory(PersonFactory)
    says_en = "Whoever is caught in this will be believed."


def approved(**more: object) -> models.Figure:
    """A figure as it is published."""
    return FigureFactory(state="approved", approved_by=PersonFactory(), approved_at=NOON, **more)


def held(counted: int = 4, **more: object) -> models.Figure:
    """Fewer than five people, waiting for the safeguarding lead; the number stands with the count alone."""
    count = CountFactory(measure="people-made-safe", value=counted, **more)
    return FigureFactory(
        state="held",
        operation=count.operation,
        count=count,
        measure="people-made-safe",
        says="victims taken to places of safety",
        value=None,
        shown="fewer than 5",
        approved_by=PersonFactory(),
        approved_at=NOON,
    )
