"""What is asked before a person's details cross to an immigration agency."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency
from sightline.kit.vocabulary import choices
from sightline.safeguarding.actions.crossings import BASES, FIELDS
from sightline.safeguarding.forms.fields import AgencyChoice, long
from sightline.sharing.covering import IMMIGRATION


class CrossingForm(forms.Form):
    """To whom, on what ground, and exactly what."""

    to = AgencyChoice(label=_("To which agency?"))
    attention = forms.CharField(label=_("To whom there?"), help_text=_("A name or an office."), max_length=120)
    basis = forms.ChoiceField(label=_("On what ground?"), choices=lambda: choices(BASES), widget=forms.RadioSelect)
    override = long(
        _("Why without the person's consent?"),
        _("Not needed where they agreed. Two others read this before anything is sent."),
        max_length=1_000,
        required=False,
    )
    fields_sent = forms.MultipleChoiceField(
        label=_("What exactly?"),
        help_text=_("Nothing else is sent: no place, no number, nothing they said."),
        choices=lambda: choices(FIELDS),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, consents: bool, **more: Any):
        super().__init__(*args, **more)
        self.consents = consents
        self.fields["to"].queryset = Agency.objects.filter(kind=IMMIGRATION).order_by("name")

    def clean(self) -> dict[str, Any]:
        """Consent where it is the ground, a reason where it is not."""
        given = super().clean() or {}
        if given.get("basis") == "consent" and not self.consents:
            self.add_error(
                "basis", _("No consent of the person to this is recorded. Ask them first, or choose another.")
            )
        elif given.get("basis") and given["basis"] != "consent" and not given.get("override", "").strip():
            self.add_error("override", _("Say why it must happen without the person's consent."))
        return given

    def asked(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        return given | {"fields": given.pop("fields_sent")}


class RefuseForm(forms.Form):
    """Why it does not cross."""

    why = forms.CharField(label=_("Why not?"), max_length=400, widget=forms.Textarea({"rows": 3}))
