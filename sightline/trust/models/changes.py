"""A change of the rules: what it changes, and the two people who approve exactly that."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.records import Record, RecordQuerySet, ReferenceField
from sightline.kit.steps import Step


class ChangedRulesQuerySet(RecordQuerySet):
    """Lists of changes of the rules."""

    def waiting(self) -> Self:
        """Those that wait for an approval."""
        return self.filter(state__in=[ChangedRules.State.PROPOSED, ChangedRules.State.APPROVED])

    def approved_as(self, mark: str) -> Self:
        """Those with exactly this mark that two people approved, and that no database has taken yet."""
        return self.filter(state=ChangedRules.State.CONFIRMED, mark=mark, applied_at__isnull=True)


class ChangedRules(Record):
    """What a release changes in who may what, put before two people. The mark is of every letter of the difference.

    cells: [{"kind", "front", "verb", "before": {"says", "rule"}, "after": {"says", "rule"}}], in order.
    """

    SUBJECT = ""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waits for two approvals")
        APPROVED = "approved", _("Waits for the second approval")
        CONFIRMED = "confirmed", _("Approved by two")
        REFUSED = "refused", _("Refused")

    STEPS = {
        "approve": Step({State.PROPOSED}, State.APPROVED, sets=("approved_by",)),
        "confirm": Step({State.APPROVED}, State.CONFIRMED, sets=("confirmed_by",)),
        "refuse": Step({State.PROPOSED, State.APPROVED}, State.REFUSED),
    }

    ref = ReferenceField("RC")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    mark = models.CharField(max_length=64)
    cells = models.JSONField()
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = ChangedRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of the rules")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("approved_by")), name="rules_change_by_two_hands"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="confirmed")
                | models.Q(approved_by__isnull=False, confirmed_by__isnull=False),
                name="rules_change_with_two_approvals",
            ),
            models.CheckConstraint(
                condition=models.Q(applied_at__isnull=True) | models.Q(state="confirmed"),
                name="only_approved_rules_are_applied",
            ),
            models.UniqueConstraint(
                fields=["mark"],
                condition=models.Q(state__in=["proposed", "approved"])
                | models.Q(state="confirmed", applied_at__isnull=True),
                name="one_open_proposal_of_a_change",
            ),
        ]

    @property
    def in_groups(self) -> str:
        """The mark as people compare it aloud."""
        return " ".join(self.mark[place : place + 8] for place in range(0, len(self.mark), 8))

    def in_words(self) -> list[dict[str, Any]]:
        """The cells with their sentences alone."""
        return [
            {
                "kind": cell["kind"],
                "front": cell["front"],
                "verb": cell["verb"].replace("_", " "),
                "gone": [line for line in cell["before"]["says"] if line not in cell["after"]["says"]],
                "new": [line for line in cell["after"]["says"] if line not in cell["before"]["says"]],
                "stays": [line for line in cell["after"]["says"] if line in cell["before"]["says"]],
            }
            for cell in self.cells
        ]
