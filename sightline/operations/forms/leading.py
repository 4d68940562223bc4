"""Proposing an operation, moving it on, its people, partners and decisions."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Area, Grant, Person, Role
from sightline.kit.forms import Day, Named
from sightline.kit.vocabulary import choices, load
from sightline.operations.models import Assignment, Operation, PartnerAction, PartnerAgency

EXPLOITATION = load("intelligence/exploitation")


class Lines(forms.CharField):
    """One thing a line; gives a list."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return [line.strip() for line in text.splitlines() if line.strip()]


class Colleague(forms.ModelChoiceField):
    """Choose a person by name, office and agency; by name in order."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("queryset", Person.objects.none())
        super().__init__(to_field_name="ref", empty_label=_("Choose"), **options)

    def label_from_instance(self, person: Any) -> str:
        return ", ".join(part for part in (person.name, person.office, person.agency.name) if part)


class ProposeForm(forms.Form):
    """A day or a week of action."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("One that gives nothing away."))
    kind = forms.ChoiceField(label=_("What is it?"), choices=Operation.Kind.choices, widget=forms.RadioSelect)
    lead = Named(label=_("Lead force or agency"), queryset=Agency.objects.none())
    area = Named(label=_("Police area"), queryset=Area.objects.none())
    place = forms.CharField(label=_("Where in the area"), max_length=160, required=False)
    starts_on = forms.DateField(label=_("First day"), widget=Day)
    ends_on = forms.DateField(label=_("Last day"), widget=Day)
    aims = forms.MultipleChoiceField(
        label=_("What it is for"),
        choices=choices("operations/aims"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other_aims = Lines(label=_("Other aims"), help_text=_("One a line."), required=False)
    concerns = forms.MultipleChoiceField(
        label=_("What it is about"),
        choices=[(code, entry.label) for code, entry in EXPLOITATION.items() if not entry.get("part_of")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    parent = Named(label=_("Part of a week of several forces"), queryset=Operation.objects.none(), required=False)
    follows = Named(label=_("Follows"), queryset=Operation.objects.none(), required=False)

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        mine = Grant.objects.filter(person=by, role=Role.COMMANDER).values_list("area_id", flat=True)
        readable = Operation.objects.readable(by=by).order_by("name")
        self.fields["lead"].queryset = Agency.objects.filter(
            Q(kind__startswith="police") | Q(pk=by.agency_id)
        ).order_by("name")
        self.fields["area"].queryset = Area.objects.filter(pk__in=list(mine)).order_by("name")
        self.fields["parent"].queryset = readable.filter(kind=Operation.Kind.WEEK)
        self.fields["follows"].queryset = readable
        for name in ("parent", "follows"):
            self.fields[name].to_field_name = "ref"

    def clean(self) -> None:
        """The last day is not before the first; typed aims join the ticked ones."""
        given = self.cleaned_data
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("Choose a last day that is not before the first."))
        given["aims"] = [*given.get("aims", ()), *given.pop("other_aims", ())]


class WhyForm(forms.Form):
    """A step that may have its reason."""

    why = forms.CharField(label=_("Why"), widget=forms.Textarea, max_length=1_000, required=False)


class WhyNotForm(forms.Form):
    """A step that must have its reason."""

    why = forms.CharField(label=_("Why"), widget=forms.Textarea, max_length=1_000)


class DecisionForm(forms.Form):
    """An entry of the decision log."""

    decided = forms.CharField(label=_("What was decided"), widget=forms.Textarea, max_length=2_000)
    options = forms.CharField(
        label=_("What else was considered, and why not"), widget=forms.Textarea, max_length=2_000, required=False
    )
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea, max_length=2_000)


class PartnerForm(forms.Form):
    """An agency that takes part."""

    agency = Named(label=_("Agency"), queryset=Agency.objects.order_by("name"))
    brings = forms.CharField(label=_("What it brings"), max_length=200, required=False)
    since = forms.DateField(label=_("From"), widget=Day)
    until = forms.DateField(label=_("Until"), widget=Day, required=False)
    daily = forms.BooleanField(label=_("Works with us every day"), required=False)

    def clean(self) -> None:
        """The last day is not before the first."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Choose a last day that is not before the first."))


class PromiseForm(forms.Form):
    """What a partner will do."""

    agency = Named(label=_("Who"), queryset=Agency.objects.none())
    says = forms.CharField(label=_("What they will do"), max_length=300)
    due_on = forms.DateField(label=_("By"), widget=Day, required=False)

    def __init__(self, *args: Any, partners: list[PartnerAgency], only: Agency | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        keys = {only.pk} if only else {partner.agency_id for partner in partners}
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=keys).order_by("name")


class DoneForm(forms.Form):
    """A promise that was kept."""

    done = forms.ModelChoiceField(queryset=PartnerAction.objects.none())

    def __init__(self, *args: Any, operation: Operation, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["done"].queryset = PartnerAction.objects.readable(by=by).filter(operation=operation)


class AssignForm(forms.Form):
    """A part for a person."""

    person = Colleague(label=_("Person"))
    part = forms.ChoiceField(label=_("Part"), choices=Assignment.Part.choices)
    why = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, *args: Any, agencies: set, **options: Any) -> None:
        super().__init__(*args, **options)
        people = Person.objects.filter(agency__in=agencies).select_related("agency").order_by("name")
        self.fields["person"].queryset = people
