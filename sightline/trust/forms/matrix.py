"""What people type to ask why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.references import NotAReference, tidy_reference
from sightline.trust.answering import kind


class WhyForm(forms.Form):
    """A record by its reference, and for the auditor the person who is asked about."""

    record = forms.CharField(
        label=_("Record"),
        max_length=40,
        help_text=_("Its reference, as E-7KQ2-M9X4. The record itself is not opened."),
        error_messages={"required": _("Type the reference of the record.")},
    )
    person = forms.CharField(
        label=_("Person"),
        max_length=40,
        required=False,
        help_text=_("Their reference, as P-7KQ2-M9X4. Leave it empty to ask about yourself."),
    )

    def __init__(self, *given: Any, me: Person, of_others: bool, **more: Any):
        super().__init__(*given, **more)
        self.me = me
        if not of_others:
            del self.fields["person"]

    def clean_record(self) -> str:
        reference = _tidied(self.cleaned_data["record"])
        if kind(reference) is None:
            raise forms.ValidationError(
                _("No kind of record has references like this. Check the letters before the first hyphen.")
            )
        return reference

    def clean_person(self) -> Person:
        if not self.cleaned_data["person"]:
            return self.me
        found = Person.objects.filter(ref=_tidied(self.cleaned_data["person"])).first()
        if found is None:
            raise forms.ValidationError(
                _("No person has this reference. It stands in the directory beside their name.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        return {"person": self.me, **self.cleaned_data}


def _tidied(text: str) -> str:
    try:
        return tidy_reference(text)
    except NotAReference as error:
        raise forms.ValidationError(_("A reference looks like E-7KQ2-M9X4. Check it and type it again.")) from error
