"""Opening an investigation, its people, suspects and orders."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Person
from sightline.justice.board import areas_kept_by
from sightline.justice.models import Order, Suspect
from sightline.kit.forms import Day, Named
from sightline.operations.models import Operation


class OpenForm(forms.Form):
    """A new investigation; whoever opens it leads it."""

    title = forms.CharField(label=_("What it is about"), max_length=160, help_text=_("No names: it stands on lists."))
    crime_reference = forms.CharField(label=_("Crime reference"), max_length=40)
    agency = Named(label=_("Force or agency"), queryset=Agency.objects.none(), to_field_name="code")
    area = Named(label=_("Police area"), queryset=Area.objects.none(), to_field_name="code")
    operation = Named(
        label=_("Operation it grew from"), queryset=Operation.objects.none(), required=False, to_field_name="ref"
    )

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        areas = areas_kept_by(by)
        self.fields["agency"].queryset = Agency.objects.filter(pk=by.agency_id)
        self.fields["agency"].empty_label = None
        self.fields["area"].queryset = Area.objects.filter(pk__in=areas).order_by("name")
        if len(areas) == 1:
            self.fields["area"].empty_label = None
        self.fields["operation"].queryset = Operation.objects.readable(by=by).order_by("name")


class StaffForm(forms.Form):
    """A colleague joins the investigation."""

    person = Named(label=_("Colleague"), queryset=Person.objects.none(), to_field_name="ref")

    def __init__(self, *args: Any, by: Person, already: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        colleagues = Person.objects.filter(agency=by.agency_id).exclude(pk__in=already)
        self.fields["person"].queryset = colleagues.order_by("name")


class SuspectForm(forms.Form):
    """A person suspected, since when and why."""

    name = forms.CharField(label=_("Name, or how they are known"), max_length=160)
    acts = forms.ChoiceField(label=_("Acts"), choices=Suspect.Acts.choices, widget=forms.RadioSelect)
    role_says = forms.CharField(
        label=_("Part they seem to play"),
        max_length=160,
        required=False,
        help_text=_("Recruiter, driver, landlord ..."),
    )
    since = forms.DateField(label=_("Suspected since"), widget=Day)
    reason = forms.CharField(
        label=_("Why"), max_length=400, widget=forms.Textarea, help_text=_("What it rests on, in a sentence or two.")
    )


class OrderForm(forms.Form):
    """One prohibition of an order that a court made."""

    suspect = Named(label=_("Against"), queryset=Suspect.objects.none(), to_field_name="ref")
    kind = forms.ChoiceField(label=_("Order"), choices=Order.Kind.choices, widget=forms.RadioSelect)
    prohibits = forms.CharField(
        label=_("What it prohibits"),
        max_length=2_000,
        widget=forms.Textarea,
        help_text=_("One prohibition; add the next apart."),
    )
    made_on = forms.DateField(label=_("Made on"), widget=Day)
    ends_on = forms.DateField(
        label=_("Ends on"), widget=Day, required=False, help_text=_("Leave it empty if it lasts until further order.")
    )

    def __init__(self, *args: Any, suspects: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["suspect"].queryset = suspects

    def clean(self) -> None:
        """An order ends after it is made."""
        made, ends = self.cleaned_data.get("made_on"), self.cleaned_data.get("ends_on")
        if made and ends and ends <= made:
            self.add_error("ends_on", _("Choose a day after the one on which it was made, or leave this empty."))


class WhyForm(forms.Form):
    """The reason for closing."""

    why = forms.CharField(label=_("Why"), max_length=1_000, widget=forms.Textarea)
