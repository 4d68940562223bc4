"""Asking for a bed without a name, offering one, saying no."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.vocabulary import load
from sightline.safeguarding.forms.fields import AgencyChoice, agencies_with, languages, long, told
from sightline.safeguarding.naming import told_in


class AskForPlaceForm(forms.Form):
    """A bed asked for in nameless needs, under a contract that runs on the day."""

    to = AgencyChoice(label=_("Ask which service?"))
    contract = forms.ChoiceField(label=_("Support contract"))
    household = forms.CharField(
        label=_("Who needs a bed?"), help_text=_("Without a name: “One man, in his twenties”."), max_length=120
    )
    language = languages()
    needs = long(
        _("What do they need?"),
        _("Access, health, areas to stay away from, people to be apart from. No name, number or postcode."),
        max_length=2_000,
        required=False,
    )

    def __init__(self, *args: Any, by: Person, on: date, names: list[str], **more: Any):
        super().__init__(*args, **more)
        self.names = names
        self.fields["to"].queryset = agencies_with("placement coordinator", by)
        contracts = load("safeguarding/support_contracts/contract").values()
        self.fields["contract"].choices = [(each.code, each.label) for each in contracts if each.held_on(on)]

    def clean_household(self) -> str:
        """Who needs the bed, nameless."""
        return self._nameless("household")

    def clean_needs(self) -> str:
        """What they need, nameless."""
        return self._nameless("needs")

    def _nameless(self, field: str) -> str:
        if found := told_in(self.cleaned_data[field], self.names):
            raise told(found)
        return self.cleaned_data[field]


class OfferForm(forms.Form):
    """A home offered by a provider."""

    provider = AgencyChoice(label=_("Which provider has the bed?"))
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Only you, your colleagues who place people, and this provider can read it."),
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
    )

    def __init__(self, *args: Any, by: Person, **more: Any):
        super().__init__(*args, **more)
        self.fields["provider"].queryset = agencies_with("support worker", by)


class WhyNotForm(forms.Form):
    """Why a provider says no."""

    why = forms.ChoiceField(
        label=_("Why not?"),
        widget=forms.RadioSelect,
        choices=[
            ("no-bed", _("No bed is free")),
            ("needs", _("We cannot meet the needs")),
            ("area", _("The area is not safe for them")),
            ("risk-mix", _("It would not be safe with who lives here")),
        ],
    )
