"""Why a record is kept and until when, why it goes, why a hold stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.forms import Day


class WhyForm(forms.Form):
    """A reason, without names."""

    why = forms.CharField(
        label=_("Why?"),
        max_length=300,
        help_text=_("One or two sentences, without names. Whoever checks later reads this."),
    )


class KeepForm(WhyForm):
    """Why it is kept, and when somebody asks again."""

    next_on = forms.DateField(label=_("Look again on"), widget=Day)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_next_on(self) -> date:
        """A day to come."""
        day: date = self.cleaned_data["next_on"]
        if day <= self.today:
            raise forms.ValidationError(_("Choose a day after today."))
        return day


class HoldForm(WhyForm):
    """Why nothing may be erased, and until when."""

    until = forms.DateField(
        label=_("Until"),
        widget=Day,
        required=False,
        help_text=_("Leave it empty when nobody can say yet: the hold then stands until an auditor lifts it."),
    )
