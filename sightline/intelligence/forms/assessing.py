"""Why a place is a concern, what a sector may hold, and which places are looked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sightline.agencies.models import Area, Person
from sightline.intelligence.words import CONFIDENCE, CONTROL, LIKELIHOOD, in_families
from sightline.kit.forms import Day
from sightline.kit.vocabulary import choices
from sightline.places.forms import areas_as
from sightline.places.models import KINDS


class ConcernForm(forms.Form):
    """Why a place is a concern, in words that those who plan will read."""

    use_required_attribute = False
    confidence = forms.ChoiceField(
        label=gettext_lazy("How likely is it that people are exploited here?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how likely it is, as the graded reasons have it.")},
    )
    exploitation = forms.MultipleChoiceField(
        label=gettext_lazy("What kind of exploitation?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one kind. “Not known” is an answer.")},
    )
    control = forms.MultipleChoiceField(
        label=gettext_lazy("How are people held?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy(
            "Commanders read this. Leave out what is shared only with conditions, and how we know it."
        ),
        max_length=4_000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write why this place is a concern.")},
    )
    review_on = forms.DateField(label=gettext_lazy("Look again on"), widget=Day, required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["confidence"].choices = choices(LIKELIHOOD)
        self.fields["exploitation"].choices = in_families()
        self.fields["control"].choices = choices(CONTROL)


class SectorForm(forms.Form):
    """What intelligence suggests of kinds of premises in an area."""

    use_required_attribute = False
    area = forms.ModelChoiceField(Area.objects.none(), label=gettext_lazy("Police area"), empty_label=None)
    premises_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Intelligence suggests potential exploitation at"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one kind of place.")},
    )
    says = forms.CharField(
        label=gettext_lazy("In words"),
        help_text=gettext_lazy("Awareness leads read this too. Name no place and no person."),
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write what the intelligence suggests.")},
    )
    confidence = forms.ChoiceField(
        label=gettext_lazy("How sure are you?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how sure you are.")},
    )

    def __init__(self, *args: Any, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["area"].queryset = areas_as(person, "analyst")
        self.fields["area"].label_from_instance = lambda area: area.name
        self.fields["premises_kinds"].choices = choices(KINDS)
        self.fields["confidence"].choices = choices(CONFIDENCE)


class SearchForm(forms.Form):
    """Words that a place is found by; they travel in the body and stand in no address."""

    use_required_attribute = False
    words = forms.CharField(
        label=gettext_lazy("Name, street or postcode"),
        max_length=80,
        error_messages={"required": gettext_lazy("Enter a name, a street or the beginning of a postcode.")},
    )
