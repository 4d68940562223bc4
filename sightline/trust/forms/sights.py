"""What people type to see one record for an hour."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.references import tidy_reference
from sightline.kit.vocabulary import choices, load
from sightline.sharing.models.sights import PARTS, REASONS
from sightline.trust.sights import askable, letters, meant, parts_of


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
        self.by = by
        self.fields["part"].choices = [(part, load(PARTS)[part].label) for part in askable(by)]

    def clean(self) -> dict[str, Any]:
        """What is asked for. Only the letters of the reference are checked: a wish tells nobody that a record is there."""
        given = super().clean() or {}
        if {"ref", "part"} <= given.keys():
            ref, part = given.pop("ref"), given.pop("part")
            if part in parts_of(ref, self.by):
                given["meant"] = meant(part, ref, self.by)
            else:
                wanted = letters(load(PARTS)[part])
                self.add_error(
                    "ref", gettext("The reference of such a record begins with %(letters)s.") % {"letters": wanted}
                )
        return given


def asking_about(ref: str, by: Person) -> dict[str, str]:
    """What the form begins with for somebody who comes from the address of a record."""
    parts = parts_of(ref, by)
    return {"ref": tidy_reference(ref), "part": parts[0]} if parts else {}
