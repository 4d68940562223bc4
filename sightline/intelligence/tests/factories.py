"""Invented intelligence."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, PersonFactory, may_share
from sightline.intelligence.keys import key_of
from sightline.intelligence.models import Concern, Item, Link, Mention, SectorAssessment
from sightline.places.tests.factories import PremisesFactory


class ItemFactory(DjangoModelFactory):
    """An item of an agency which has an agreement with the forces of the area; `agreed=False`: it has none."""

    class Meta:
        model = Item
        skip_postgeneration_save = True

    area = factory.SubFactory(AreaFactory)
    agency = factory.SubFactory(AgencyFactory)
    text = "Four men live in a room behind the wash bay."
    provenance = "Seen on a licensing visit."
    source = "2"
    assessment = "A"
    handling = "P"
    conditions = factory.LazyAttribute(lambda item: "Named readers only." if item.handling == "C" else "")
    graded_by = factory.SubFactory(PersonFactory)
    graded_at = datetime(2018, 10, 2, 9, tzinfo=UTC)

    @factory.post_generation
    def agreed(item, create, wanted, **more):  # noqa: N805
        if wanted is not False:
            may_share(item.agency, item.area)


class MentionFactory(DjangoModelFactory):
    class Meta:
        model = Mention

    item = factory.SubFactory(ItemFactory)
    agency = factory.LazyAttribute(lambda mention: mention.item.agency)
    area = factory.LazyAttribute(lambda mention: mention.item.area)
    handling = factory.LazyAttribute(lambda mention: mention.item.handling)
    kind = "vehicle"
    says = "Grey van, NK12 ABC"
    key = factory.LazyAttribute(lambda mention: key_of(mention.kind, mention.says))
    recorded_at = datetime(2018, 10, 2, 10, tzinfo=UTC)


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = Link

    one = factory.SubFactory(MentionFactory)
    other = factory.SubFactory(MentionFactory)
    relation = "seen_with"
    why = "Both were seen at the same gate."
    agency = factory.LazyAttribute(lambda link: link.one.agency)
    area = factory.LazyAttribute(lambda link: link.one.area)
    linked_by = factory.SubFactory(PersonFactory)
    linked_at = datetime(2018, 10, 3, 9, tzinfo=UTC)

    @factory.lazy_attribute
    def handling(self):
        return "C" if "C" in (self.one.handling, self.other.handling) else "P"


class ConcernFactory(DjangoModelFactory):
    class Meta:
        model = Concern

    premises = factory.SubFactory(PremisesFactory)
    area = factory.LazyAttribute(lambda concern: concern.premises.area)
    exploitation = ["labour"]
    control = ["little-or-no-pay", "debt"]
    reason = "Three reports over five weeks agree."
    confidence = "likely"
    raised_by = factory.SubFactory(PersonFactory)
    raised_at = datetime(2018, 10, 8, 14, 40, tzinfo=UTC)


class SectorAssessmentFactory(DjangoModelFactory):
    class Meta:
        model = SectorAssessment

    area = factory.SubFactory(AreaFactory)
    premises_kinds = ["car-wash", "nail-bar"]
    says = "Intelligence suggests potential exploitation at car washes and nail bars."
    confidence = "moderate"
    assessed_by = factory.SubFactory(PersonFactory)
    assessed_at = datetime(2018, 10, 4, 9, tzinfo=UTC)
