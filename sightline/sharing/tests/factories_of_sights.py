"""Invented wishes to see one record, sights that stand now, and conflicts of interest."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from sightline.agencies.tests.factories import AreaFactory, PersonFactory, person_as
from sightline.kit.models import duty
from sightline.kit.references import new_reference
from sightline.sharing.models import Conflict, Sight
from sightline.sharing.models.sights import LASTS_FOR


class SightFactory(DjangoModelFactory):
    """A wish of an auditor to see what a report tells; `opened` has been approved and stands now."""

    class Meta:
        model = Sight

    class Params:
        opened = factory.Trait(
            state=Sight.State.OPEN,
            approved_by=factory.LazyFunction(lambda: person_as("auditor")),
            begins_at=factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=5)),
            ends_at=factory.LazyAttribute(lambda sight: sight.begins_at + LASTS_FOR),
        )

    part = "report"
    record = factory.LazyFunction(uuid4)
    about = factory.LazyFunction(lambda: new_reference("R"))
    area = factory.SubFactory(AreaFactory)
    duty = factory.LazyAttribute(lambda sight: duty("call handler", sight.area))
    overseers = factory.LazyAttribute(lambda sight: duty("oversight", sight.area))
    code = "complaint"
    reason = "The person who was named complained."
    asked_by = factory.LazyFunction(lambda: person_as("auditor"))
    asked_at = datetime(2026, 11, 25, 12, tzinfo=UTC)


def sight_of(record: Any, part: str, **more: Any) -> Sight:
    """An open sight of that part of the record, for an auditor."""
    made: Sight = SightFactory(opened=True, record=record.pk, about=record.ref, part=part, **more)
    return made


class ConflictFactory(DjangoModelFactory):
    """A conflict of interest that stands, recorded by an administrator."""

    class Meta:
        model = Conflict

    person = factory.SubFactory(PersonFactory)
    record = factory.LazyFunction(uuid4)
    about = "O-7KQ2-M9X4"
    reason = "A cousin works there."
    recorded_by = factory.LazyFunction(lambda: person_as("administrator"))
    recorded_at = datetime(2026, 11, 25, 12, tzinfo=UTC)
