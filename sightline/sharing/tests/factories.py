"""Invented agreements between agencies."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from sightline.agencies.models import Agency
from sightline.kit.vocabulary import load
from sightline.sharing.models import Agreement, Party

DRAFTED = datetime(2015, 1, 5, 9, tzinfo=UTC)
EVERY_KIND = list(load("sharing/kinds"))
A_PERSON = "sightline.agencies.tests.factories.PersonFactory"


class AgreementFactory(DjangoModelFactory):
    """An agreement in force today; `signed` names its parties."""

    class Meta:
        model = Agreement

    state = Agreement.State.IN_FORCE
    title = "Work against modern slavery"
    purpose = "To find and protect people who are exploited"
    kinds = factory.LazyFunction(lambda: list(EVERY_KIND))
    fields = factory.List(["all of the kind"])
    starts_on = date(2015, 1, 5)
    ends_on = date(2120, 1, 4)
    drafted_by = factory.SubFactory(A_PERSON, agency__area=None)
    drafted_at = DRAFTED
    approved_by = factory.Maybe(
        factory.LazyAttribute(lambda made: made.state != "drafted"), factory.SubFactory(A_PERSON, agency__area=None)
    )
    confirmed_by = factory.Maybe(
        factory.LazyAttribute(lambda made: made.state in ("in-force", "ended")),
        factory.SubFactory(A_PERSON, agency__area=None),
    )


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    agreement = factory.SubFactory(AgreementFactory)
    agency = factory.SubFactory("sightline.agencies.tests.factories.AgencyFactory")
    signed_by = "Invented Signatory"
    office = "Chief officer"
    signed_on = date(2015, 1, 2)


def signed(*agencies: Agency, **more: Any) -> Agreement:
    """An agreement between these agencies; of every kind, and in force, unless told otherwise."""
    made = AgreementFactory(**more)
    for agency in agencies:
        PartyFactory(agreement=made, agency=agency)
    return made
