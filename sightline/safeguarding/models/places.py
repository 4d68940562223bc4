"""Where a person is safe: the first place, the bed asked for, and the home that the provider alone knows."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.carried import CarriedKey, carries
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.sealed import SealedTextField
from sightline.kit.steps import Step
from sightline.operations.models import Team
from sightline.safeguarding.models.care import Case, OfACase


class FirstPlace(OfACase):
    """The first place of safety, which the rescuing team may know: where people are received, never where they live."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    description = models.CharField(max_length=120)
    says = SealedTextField(max_length=160, of="case")
    since = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("first place of safety")
        constraints = [CarriedKey("case", "team", "area", name="first_place_team_is_the_cases")]


class PlacementRequestQuerySet(RecordQuerySet):
    """Lists of beds asked for."""

    def waiting(self) -> Self:
        """Those that nobody has found a bed for, the oldest first."""
        return self.filter(state__in=["asked", "taken"]).order_by("asked_at")


class PlacementRequest(OfACase):
    """A bed asked for, in nameless needs: what the placement coordinator reads and answers."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        TAKEN = "taken", _("Being looked for")
        PLACED = "placed", _("Offered to a provider")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    STEPS = {
        "take": Step({State.ASKED}, State.TAKEN, sets=("taken_by",)),
        "place": Step({State.TAKEN, State.PLACED}, State.PLACED),
        "withdraw": Step({State.ASKED, State.TAKEN}, State.WITHDRAWN),
    }

    ref = ReferenceField("H")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    to = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    contract = models.SlugField(max_length=60)
    household = models.CharField(max_length=120)
    needs = models.TextField(max_length=2_000, blank=True)
    language = models.CharField(max_length=12)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PlacementRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a place")
        constraints = [
            CarriedKey("case", "area", name="request_area_is_the_cases"),
            carries("to", "case", name="request_carries_provider"),
            models.UniqueConstraint(
                fields=["case"], condition=~models.Q(state="withdrawn"), name="one_request_at_a_time"
            ),
        ]


class PlacementQuerySet(RecordQuerySet):
    """Lists of homes. None of them ever shows an address."""

    def unaddressed(self) -> Self:
        """Without the address, which only a page of its own shows."""
        return self.defer("address")

    def waiting(self) -> Self:
        """Those offered and not yet answered, the oldest first."""
        return self.unaddressed().filter(state="offered").order_by("placed_at")


class Placement(OfACase):
    """Where a person lives in safety. Read by the placement coordinator and the accepting provider; no other, ever."""

    class State(models.TextChoices):
        OFFERED = "offered", _("Offered to the provider")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined by the provider")
        ENDED = "ended", _("Ended")

    STEPS = {
        "accept": Step({State.OFFERED}, State.ACCEPTED, sets=("accepted_by",)),
        "decline": Step({State.OFFERED}, State.DECLINED),
        "end": Step({State.ACCEPTED}, State.ENDED, sets=("ended_at",)),
    }

    ref = ReferenceField("Y")
    state = models.CharField(max_length=20, choices=State.choices, default=State.OFFERED)
    request = models.ForeignKey(PlacementRequest, models.PROTECT, related_name="+")
    to = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    provider = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    household = models.CharField(max_length=120)
    needs = models.TextField(max_length=2_000, blank=True)
    language = models.CharField(max_length=12)
    address = SealedTextField(max_length=500, guarded=True)  # with a data key of its own, not the case's
    placed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("placement")
        constraints = [
            CarriedKey("request", "to", "case", name="placement_provider_is_the_requests"),
            carries("case", "to", "provider", name="placement_carries_provider"),
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(state__in=["offered", "accepted"]), name="one_home_at_a_time"
            ),
        ]


class Acceptance(Record):
    """A provider's yes to a person in care: who will support them. It tells no address, so the holder may read it."""

    SUBJECT = "possible victim"

    placement = models.OneToOneField(Placement, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    to = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    provider = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    support_worker = models.ForeignKey(Person, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("acceptance")
        constraints = [CarriedKey("placement", "case", "to", "provider", name="acceptance_keys_are_the_placements")]
