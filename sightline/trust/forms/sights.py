"""What people type to see one record for an hour."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.kit.vocabulary import choices, load
from sightline.sharing.models.sights import PARTS, REASONS
from sightline.trust.sights import meant


class SightForm(forms.Form):
    """Which part of which record, and why."""

    ref = forms.CharField(
        label=_("Reference"),
        max_length=20,
        help_text=_("Such as R-7KQ2-M9X4; for consents, that of the person in care."),
    )
    part = forms.ChoiceField(label=_("What of it?"), help_text=_("This part is opened and no other."))
    code = forms.ChoiceField(
        label=_("Why must you see it?"), choices=lambda: [("", _("Choose a reason")), *choices(REASONS)]
    )
    reason = forms.CharField(
        label=_("In your own words"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("A second person reads this, and so does whoever looks after the record. Name nobody."),
    )

    def __init__(self, *given: Any, by: Person, **more: Any):
        super().__init__(*given, **more)
        self.fields["part"].choices = [(part, load(PARTS)[part].label) for part in askable(by)]

    def clean(self) -> dict[str, Any]:
        """The record, found without its content; hidden, absent and not to be asked for are told alike."""
        given = super().clean() or {}
        if {"ref", "part"} <= given.keys():
            given["meant"] = meant(given.pop("part"), given.pop("ref"))
            if given["meant"] is None:
                self.add_error("ref", _("No record of this kind has the reference, or it is not yours to ask for."))
        return given


def askable(by: Person) -> list[str]:
    """The parts that this person may ask to see."""
    audits, areas = me.audits.key, me.areas_as("investigator").key
    known = facts_of(by, {audits, areas})
    roles = ({"auditor"} if known[audits] else set()) | ({"investigator"} if known[areas] else set())
    return [part.code for part in load(PARTS).values() if roles & set(part.get("asks"))]
