"""Forming teams, and saying who is on them and what they bring."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.forms import Day
from sightline.operations.capabilities import choices
from sightline.operations.forms.leading import Colleague, Named


class TeamForm(forms.Form):
    """A team."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("As it is called on the radio."))
    agency = Named(label=_("Who leads it"), queryset=Agency.objects.none())
    base = forms.CharField(label=_("Where it starts and returns"), max_length=120, required=False)

    def __init__(self, *args: Any, agencies: set, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=agencies).order_by("name")


class JoinForm(forms.Form):
    """A person for a team."""

    person = Colleague(label=_("Person"))

    def __init__(self, *args: Any, agencies: set, already: set, **options: Any) -> None:
        super().__init__(*args, **options)
        people = Person.objects.filter(agency__in=agencies).exclude(pk__in=already)
        self.fields["person"].queryset = people.select_related("agency").order_by("name")


class CapabilityForm(forms.Form):
    """What a colleague is trained or cleared for."""

    person = Colleague(label=_("Colleague"))
    code = forms.ChoiceField(label=_("Can bring"), choices=choices)
    since = forms.DateField(label=_("Since"), widget=Day)
    until = forms.DateField(label=_("Until, when it lapses"), widget=Day, required=False)

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        colleagues = Person.objects.filter(agency=by.agency_id).exclude(pk=by.pk)
        self.fields["person"].queryset = colleagues.select_related("agency").order_by("name")

    def clean(self) -> None:
        """It does not lapse before it begins."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Choose a last day that is not before the first."))


class BriefingForm(forms.Form):
    """The planners' own words in a team's briefing; the rest comes from the plan."""

    administration = forms.CharField(
        label=_("Administration"),
        help_text=_("Timings, kit, dress, food, custody suites, the reception centre."),
        widget=forms.Textarea,
        max_length=4_000,
        required=False,
    )
    communications = forms.CharField(
        label=_("Communications"),
        help_text=_("Channel, call signs, the control room's number, what to say if asked."),
        widget=forms.Textarea,
        max_length=4_000,
        required=False,
    )
    legal = forms.CharField(
        label=_("Human rights and law"),
        help_text=_("Power used, why it is necessary and proportionate, what is shared with whom."),
        widget=forms.Textarea,
        max_length=4_000,
        required=False,
    )
