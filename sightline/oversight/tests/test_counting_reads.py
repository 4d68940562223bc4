"""The counting role reads what it counts, all of it, and nothing that names anybody."""

from django.db import DatabaseError
from pytest import mark, raises

from sightline.awareness.tests.factories import EventFactory
from sightline.justice.tests.factories import CustodyFactory
from sightline.kit.acting import acting_as
from sightline.kit.policies import POLICIES
from sightline.operations.tests.factories import (
    OperationFactory,
    PartnerAgencyFactory,
    TargetFactory,
    TaskingFactory,
    TeamFactory,
)
from sightline.reports.models import Report, ReporterContact
from sightline.safeguarding.models import Case, Identity, Placement
from sightline.safeguarding.tests.factories import CrossingFactory, FirstPlaceFactory
from sightline.visits.models import Account
from sightline.visits.tests.factories import ArrestFactory, EncounterFactory, InterventionFactory, VisitFactory

pytestmark = mark.django_db

COUNTED = [
    OperationFactory,
    PartnerAgencyFactory,
    TeamFactory,
    TargetFactory,
    TaskingFactory,
    VisitFactory,
    InterventionFactory,
    EncounterFactory,
    ArrestFactory,
    CustodyFactory,
    FirstPlaceFactory,
    EventFactory,
    CrossingFactory,
]


def test_each_kind_that_is_counted_is_tried_here():
    opened = {model for (model, role), policy in POLICIES.items() if role == "sl_counter" and policy.see}

    assert {factory._meta.model for factory in COUNTED} == opened


@mark.parametrize("factory", COUNTED, ids=lambda factory: factory._meta.model.__name__)
def test_the_counter_sees_every_record_that_it_counts(factory):
    record = factory()

    with acting_as(None, "sl_counter"):
        assert type(record).objects.filter(pk=record.pk).exists()


@mark.parametrize(
    "model", [Report, ReporterContact, Account, Case, Identity, Placement], ids=lambda model: model.__name__
)
def test_the_counter_reaches_no_story_no_name_and_no_address(model):
    with raises(DatabaseError, match="permission denied"), acting_as(None, "sl_counter"):
        model.objects.exists()
