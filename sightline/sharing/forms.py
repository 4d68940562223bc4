"""What an auditor types to write an agreement down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency
from sightline.kit.forms import Day, Named
from sightline.kit.vocabulary import choices, load
from sightline.sharing.actions import Signature, Terms
from sightline.sharing.covering import objection
from sightline.sharing.models import Agreement

MOST_PARTIES = 6
SHOWN_PARTIES = 3


class AgreementForm(forms.Form):
    """The terms, and who signed for each party."""

    title = forms.CharField(label=_("Title"), max_length=160)
    purpose = forms.CharField(
        label=_("Purpose"), max_length=400, help_text=_("What the records may be used for, and for nothing else.")
    )
    kinds = forms.MultipleChoiceField(
        label=_("What is shared"), choices=lambda: choices("sharing/kinds"), widget=forms.CheckboxSelectMultiple
    )
    starts_on = forms.DateField(label=_("First day"), widget=Day)
    ends_on = forms.DateField(label=_("Last day"), widget=Day, help_text=_("It ends by itself after this day."))

    def __init__(self, *args: Any, parties: int = SHOWN_PARTIES, **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = range(1, min(max(parties, SHOWN_PARTIES), MOST_PARTIES) + 1)
        agencies = Agency.objects.order_by("name")
        for place in self.places:
            needed = place < SHOWN_PARTIES
            given = {"place": place}
            self.fields[f"agency_{place}"] = Named(
                label=_("Party %(place)d") % given, queryset=agencies, required=needed
            )
            self.fields[f"signed_by_{place}"] = forms.CharField(
                label=_("Signed for party %(place)d by") % given, max_length=120, required=needed
            )
            self.fields[f"office_{place}"] = forms.CharField(
                label=_("Office of who signed for party %(place)d") % given, max_length=120, required=needed
            )
            self.fields[f"signed_on_{place}"] = forms.DateField(
                label=_("Signed for party %(place)d on") % given, widget=Day, required=needed
            )

    def clean(self) -> dict[str, Any]:
        """Whole signatures, two parties or more, an order of days, and no identity for immigration."""
        given = super().clean() or {}
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("The last day lies before the first. Choose a later one."))
        for place in self.places:
            self._signature_is_whole(place)
        agencies = [signature.agency for signature in self.signatures()]
        if len(agencies) != len(set(agencies)):
            self.add_error("agency_2", _("An agency stands here twice. Choose another one."))
        self._no_identity_for_immigration(given.get("kinds", []), agencies)
        return given

    def _signature_is_whole(self, place: int) -> None:
        parts = [f"{name}_{place}" for name in ("agency", "signed_by", "office", "signed_on")]
        given = [name for name in parts if self.cleaned_data.get(name)]
        for name in parts:
            if given and name not in given and name not in self.errors:
                self.add_error(
                    name, _("Say who signed for this party, in which office and when, or leave all of it empty.")
                )

    def _no_identity_for_immigration(self, kinds: list[str], agencies: list[Agency]) -> None:
        refused = [str(load("sharing/kinds")[kind].label) for kind in objection(kinds, agencies)]
        if refused:
            says = _(
                "No agreement opens these to an immigration agency: %(kinds)s. Take them out; one person's details can "
                "cross by a decision of its own."
            )
            self.add_error("kinds", says % {"kinds": "; ".join(refused)})

    def terms(self) -> Terms:
        """What is agreed."""
        return Terms(**{name: self.cleaned_data[name] for name in Terms._fields})

    def signatures(self) -> list[Signature]:
        """Who signed, those that are whole."""
        rows = [[self.cleaned_data.get(f"{name}_{place}") for name in Signature._fields] for place in self.places]
        return [Signature(*row) for row in rows if all(row)]


class AmendForm(AgreementForm):
    """The next version of an agreement, beginning with the words and parties of this one."""

    def __init__(self, *args: Any, amends: Agreement, **options: Any) -> None:
        self.amends = amends
        parties = list(amends.parties.all())
        initial = {name: getattr(amends, name) for name in ("title", "purpose", "kinds", "ends_on")}
        for place, party in enumerate(parties, start=1):
            initial |= {f"agency_{place}": party.agency_id, f"signed_by_{place}": party.signed_by}
            initial |= {f"office_{place}": party.office}
        super().__init__(*args, initial=initial, parties=len(parties), **options)

    def clean_starts_on(self) -> Any:
        """It takes the place of the version before, and so begins after it."""
        day = self.cleaned_data["starts_on"]
        if day <= self.amends.starts_on:
            raise forms.ValidationError(
                _("The next version begins after the first day of this one. Choose a later day.")
            )
        return day


class WhyForm(forms.Form):
    """Why an agreement ends before its last day, or a draft is dropped."""

    why = forms.CharField(label=_("Why"), max_length=1_000, widget=forms.Textarea)
