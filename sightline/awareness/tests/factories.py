"""Invented forums, hotel visits and training."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from sightline.agencies.tests.factories import AreaFactory, PersonFactory
from sightline.awareness.models import Attendance, Event

HELD_AT = datetime(2016, 10, 18, 17, tzinfo=UTC)
PLANNED_AT = datetime(2016, 9, 20, 9, tzinfo=UTC)


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    state = Event.State.PLANNED
    kind = Event.Kind.FORUM
    title = "Forum for private landlords"
    venue = "Invented Town Hall"
    area = factory.SubFactory(AreaFactory)
    held_at = HELD_AT
    audience = "Private landlords and letting agents"
    attended = factory.LazyAttribute(lambda event: 40 if event.state == Event.State.HELD else None)
    campaign = factory.Sequence(lambda number: f"FORUM-{number}")
    lead = factory.SubFactory(PersonFactory)
    planned_at = PLANNED_AT


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    event = factory.SubFactory(EventFactory)
    area = factory.LazyAttribute(lambda attendance: attendance.event.area)
    organisation = factory.Sequence(lambda number: f"Invented Lettings {number}")
    people = 2
