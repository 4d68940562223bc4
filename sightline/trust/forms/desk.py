"""What auditors ask of the ledger, and what everybody declares."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area, Person
from sightline.kit.facts import me
from sightline.kit.forms import Day, Hour
from sightline.kit.records import facts_of
from sightline.kit.references import NotAReference, tidy_reference
from sightline.trust.looks import ACTS


class LooksForm(forms.Form):
    """Whose record, from when on, and which acts."""

    ref = forms.CharField(
        label=_("Reference"),
        max_length=20,
        help_text=_("Such as C-7KQ2-M9X4. What belongs to it is looked through too."),
    )
    since = forms.DateField(label=_("From this day on"), required=False, widget=Day)
    act = forms.ChoiceField(
        label=_("What was done"), required=False, choices=lambda: [("", _("Anything")), *ACTS.items()]
    )
    reason = forms.CharField(
        label=_("Why do you ask?"), max_length=200, help_text=_("It is written into the ledger beside your question.")
    )

    def clean_ref(self) -> str:
        return _tidied(self.cleaned_data["ref"])


class DayForm(forms.Form):
    """A day of the ledger to look through."""

    day = forms.DateField(label=_("Which day?"), widget=Day)


class SettleForm(forms.Form):
    """Why it is settled like this."""

    why = forms.CharField(label=_("Why?"), max_length=1_000, widget=forms.Textarea({"rows": 3}))


DAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


class DeclareForm(forms.Form):
    """What a member of staff declares about themselves."""

    surname = forms.CharField(label=_("Your surname"), max_length=80)
    street = forms.CharField(
        label=_("The street you live in"),
        max_length=120,
        help_text=_("Without the number. What you type becomes a mark that nobody can read back; not even we can."),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days on which you work"), choices=DAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    begins = forms.TimeField(label=_("From"), widget=Hour)
    ends = forms.TimeField(label=_("Until"), widget=Hour, help_text=_("After midnight is fine."))


class DecoyForm(forms.Form):
    """A record that nobody has a reason to open."""

    ref = forms.CharField(label=_("Reference of the record"), max_length=20)

    clean_ref = LooksForm.clean_ref


def area_of(person: Person) -> Area | None:
    """The area in which an auditor audits; None where they do so everywhere."""
    key = me.areas_as("auditor").key
    return Area.objects.filter(pk__in=facts_of(person, {key})[key]).order_by("code").first()


def _tidied(text: str) -> str:
    try:
        return tidy_reference(text)
    except NotAReference as error:
        raise forms.ValidationError(_("A reference looks like E-7KQ2-M9X4. Check it and type it again.")) from error
