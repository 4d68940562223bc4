"""What people type of a place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sightline.agencies.models import Area, Person
from sightline.kit.records import facts_of
from sightline.kit.vocabulary import choices
from sightline.places.models import KINDS, Premises
from sightline.places.postcodes import Located, NotAPostcode, locate

WHO_RECORDS = ("analyst", "operation commander")


def areas_as(person: Person, *roles: str) -> QuerySet[Area]:
    """The areas where the person holds any of the roles, by name."""
    held = facts_of(person, {("areas_as", (role,)) for role in roles})
    ids = {area for role in roles for area in held["areas_as", (role,)]}
    return Area.objects.filter(pk__in=ids).order_by("name")


class AmendForm(forms.Form):
    """A place that is known: what it is, what it is called, where it is."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=gettext_lazy("Kind of place"))
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("As people call it, or as its sign says. For a house: “Terraced house”."),
        error_messages={"required": gettext_lazy("Enter a name, or what kind of house it is.")},
    )
    street = forms.CharField(label=gettext_lazy("Street and number"), max_length=160, required=False)
    town = forms.CharField(label=gettext_lazy("Town"), max_length=80, required=False)
    postcode = forms.CharField(
        label=gettext_lazy("Postcode"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("Puts the place on the map. Leave it empty when you are not sure."),
    )
    located: Located | None = None

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["kind"].choices = [("", _("Choose a kind")), *choices(KINDS)]

    def clean_postcode(self) -> str:
        """The postcode as it is printed; its place is kept in `located`."""
        typed = self.cleaned_data["postcode"]
        if not typed:
            return ""
        try:
            self.located = locate(typed)
        except NotAPostcode as error:
            raise forms.ValidationError(str(error)) from error
        return self.located.postcode


class RecordForm(AmendForm):
    """A new place, in one of the areas of the person who records it."""

    area = forms.ModelChoiceField(Area.objects.none(), label=gettext_lazy("Police area"), empty_label=None)

    def __init__(self, *args: Any, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["area"].queryset = areas_as(person, *WHO_RECORDS)
        self.fields["area"].label_from_instance = lambda area: area.name

    def clean(self) -> None:
        """A postcode lies in one police area and no other."""
        area = self.cleaned_data.get("area")
        if area and self.located and self.located.area not in ("", area.code):
            self.add_error("postcode", _("This postcode lies in another police area. Check it, or choose that area."))


def as_typed(premises: Premises) -> dict[str, str]:
    """What a form about this place begins with."""
    return {name: getattr(premises, name) for name in ("kind", "name", "street", "town", "postcode")}
