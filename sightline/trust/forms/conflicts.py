"""What people type to declare a conflict of interest, or to record somebody else's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.safeguarding.forms.fields import PersonChoice
from sightline.sharing.models import Conflict
from sightline.trust.forms.matrix import WhyForm
from sightline.trust.references import in_conflict, takers


class ConflictForm(forms.Form):
    """With which record, whose, and how they are tied to it."""

    about = forms.CharField(
        label=_("Reference"),
        max_length=20,
        help_text=_("Of a report, a person met or in care, premises, an operation or an investigation."),
    )
    person = forms.CharField(
        label=_("Whose?"),
        max_length=40,
        required=False,
        help_text=_("Their reference, as P-7KQ2-M9X4. Leave it empty for your own."),
    )
    reason = forms.CharField(
        label=_("How are you tied to it?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Such as: a cousin works there. Name nobody. You and the auditors read this."),
    )

    def __init__(self, *given: Any, me: Person, **more: Any):
        super().__init__(*given, **more)
        self.me = me
        if not records_for_others(me):
            del self.fields["person"]

    clean_person = WhyForm.clean_person

    def clean(self) -> dict[str, Any]:
        """The record's key; hidden and absent are told alike."""
        given = {"person": self.me, **(super().clean() or {})}
        if "about" in given:
            given["record"] = in_conflict(given["about"], given["person"], self.me)
            if given["record"] is None:
                self.add_error("about", _("No such record is open to you. Check the reference and type it again."))
        return given


class TakerForm(forms.Form):
    """Who takes over what is closed to its holder."""

    to = PersonChoice(
        label=_("Who takes over?"), help_text=_("A colleague of the same role, who has no conflict with it.")
    )

    def __init__(self, *given: Any, conflict: Conflict, **more: Any):
        super().__init__(*given, **more)
        self.fields["to"].queryset = (
            Person.objects.filter(pk__in=takers(conflict)).select_related("agency").order_by("name")
        )


def records_for_others(person: Person) -> bool:
    """Whether this person records conflicts of others."""
    keys = {me.audits.key, me.administers.key}
    return any(facts_of(person, keys)[key] for key in keys)
