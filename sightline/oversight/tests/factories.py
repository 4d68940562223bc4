"""Invented counts, figures, statements and quotations."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from sightline.agencies.tests.factories import PersonFactory, person_as
from sightline.operations.tests.factories import OfAnOperationFactory
from sightline.oversight import models
from sightline.oversight.qualifying import Qualifier

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
    qualifier = Qualifier.EXACTLY
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
    """A figure as it may be said."""
    return FigureFactory(**{"state": "approved", "approved_by": PersonFactory(), "approved_at": NOON, **more})


def published(**more: object) -> models.Figure:
    """A figure that a released statement has said."""
    return approved(published_at=NOON, **more)


def held(counted: int = 4, **more: object) -> models.Figure:
    """Fewer than five people, waiting for the safeguarding lead; the number stands with the count alone."""
    count = CountFactory(measure="people-made-safe", value=counted, **more)
    return approved(
        state="held",
        operation=count.operation,
        count=count,
        measure="people-made-safe",
        says="victims taken to places of safety",
        value=None,
        shown="fewer than 5",
    )


def welsh(text: str = "Aeth swyddogion i sawl cyfeiriad.") -> dict[str, str]:
    """The Welsh words of a statement."""
    return {"title_cy": "Dau ddiwrnod o weithredu", "text_cy": text}


def checked(**more: object) -> models.Statement:
    """A statement that somebody has checked."""
    said = {"state": "checked", "checked_by": PersonFactory(), "checked_at": NOON}
    return StatementFactory(**{**said, "no_proceedings_harmed": True, "names_nobody": True, **welsh(), **more})


def released(**more: object) -> models.Statement:
    """A statement that the public has read."""
    words = {"frozen_en": "Officers went to several addresses.", "frozen_cy": "Aeth swyddogion.", "digest": "0" * 64}
    return checked(**{"state": "released", "released_by": PersonFactory(), "released_at": NOON, **words, **more})


def quoted_in(statement: models.Statement, role: str = "oversight", **more: object) -> models.Quotation:
    """Words of somebody who holds that role in the area of the statement."""
    return QuotationFactory(statement=statement, speaker=person_as(role, area=statement.area), **more)
