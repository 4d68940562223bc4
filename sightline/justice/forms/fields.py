"""Fields that the forms of justice share."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.forms import Moment


class When(forms.SplitDateTimeField):
    """A day and a time, not later than now."""

    widget = Moment

    def __init__(self, *, not_after: datetime | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.not_after = not_after

    def clean(self, value: Any) -> datetime | None:
        at = super().clean(value)
        if at and self.not_after and at > self.not_after:
            raise forms.ValidationError(_("This is still to come. Check the day and the time."))
        return at


def not_after(form: forms.Form, now: datetime) -> None:
    """No moment of the form may lie after `now`."""
    for field in form.fields.values():
        if isinstance(field, When):
            field.not_after = now
