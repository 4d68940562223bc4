"""Fields that several forms of care share."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Person
from sightline.kit.records import facts_of
from sightline.kit.vocabulary import choices
from sightline.safeguarding.naming import Found


class Once(forms.Form):
    """A form that stores once, however often it is sent: a hidden key becomes the key of the new row."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


def languages() -> forms.ChoiceField:
    """The language that a person speaks; none is chosen beforehand."""
    listed = lazy(lambda: [("", _("Choose a language")), *choices("safeguarding/languages")], list)
    return forms.ChoiceField(label=_("Language they speak"), choices=listed())


def long(label: Any, hint: Any = "", **more: Any) -> forms.CharField:
    """A field for several lines."""
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea({"rows": 4}), **more)


def fellows(role: str, by: Person) -> QuerySet[Person]:
    """The people who hold that role beside the reader, by name; never the reader."""
    found = facts_of(by, {("fellows", (role,))})["fellows", (role,)]
    return Person.objects.filter(pk__in=found).exclude(pk=by.pk).select_related("agency").order_by("name")


def agencies_with(role: str, by: Person) -> QuerySet[Agency]:
    """The agencies where somebody holds that role, by name."""
    found = facts_of(by, {("agencies_with", (role,))})["agencies_with", (role,)]
    return Agency.objects.filter(pk__in=found).order_by("name")


class PersonChoice(forms.ModelChoiceField):
    """A choice of colleagues, by their reference; each with the agency."""

    def __init__(self, **more: Any):
        super().__init__(Person.objects.none(), to_field_name="ref", empty_label=_("Choose"), **more)

    def label_from_instance(self, person: Person) -> str:
        return f"{person.name}, {person.agency}"


class AgencyChoice(forms.ModelChoiceField):
    """A choice of agencies, by their code."""

    def __init__(self, **more: Any):
        super().__init__(Agency.objects.none(), to_field_name="code", empty_label=_("Choose"), **more)


def told(found: list[Found]) -> forms.ValidationError:
    """The error that names what could tell who or where the person is."""
    named = ", ".join(f"{each.words} ({each.kind})" for each in found)
    return forms.ValidationError(
        _("Take this out, it could tell who or where the person is: %(named)s."), params={"named": named}
    )
