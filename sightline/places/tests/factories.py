"""Invented places."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from sightline.agencies.tests.factories import AreaFactory
from sightline.places.models import Premises


class PremisesFactory(DjangoModelFactory):
    class Meta:
        model = Premises

    kind = "car-wash"
    name = factory.Sequence(lambda number: f"Invented Car Wash {number}")
    street = "Carrick Road"
    town = "Newcastle"
    area = factory.SubFactory(AreaFactory)
    recorded_at = datetime(2018, 9, 11, 13, tzinfo=UTC)
