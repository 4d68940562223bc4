"""Mentions, and links between them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sightline.agencies.models import Person
from sightline.intelligence.models import Link, Mention
from sightline.kit.references import NotAReference, tidy_reference


class MentionForm(forms.Form):
    """A person, vehicle or phone, in the words of the item."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=gettext_lazy("What does it mention?"),
        choices=Mention.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a person, a vehicle or a phone.")},
    )
    says = forms.CharField(
        label=gettext_lazy("In its own words"),
        help_text=gettext_lazy(
            "A name first, then a comma and what else is said: “Danny, 40s, holds the key”. "
            "For a vehicle its plate, or what is known of it; for a phone its number."
        ),
        max_length=200,
        error_messages={"required": gettext_lazy("Write what is said of it. A part is enough.")},
    )


class LinkForm(forms.Form):
    """How one mention goes with another, and why you think so."""

    use_required_attribute = False
    other = forms.CharField(
        label=gettext_lazy("The other mention, by its reference"),
        help_text=gettext_lazy("As N-7KQ2-M9X4. It stands at the top of the mention's page."),
        max_length=20,
        error_messages={"required": gettext_lazy("Enter the reference of the other mention.")},
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("How do they go together?"),
        choices=[(code, capfirst(says)) for code, says in Link.Relation.choices],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how they go together.")},
    )
    why = forms.CharField(
        label=gettext_lazy("What makes you think so?"),
        max_length=400,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write what makes you think so.")},
    )

    def __init__(self, *args: Any, mention: Mention, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        self.mention, self.person = mention, person

    def clean_other(self) -> Mention:
        """The mention of that reference; a hidden one and none at all get the same words."""
        found = self._readable(self.cleaned_data["other"])
        if found is None:
            raise forms.ValidationError(_("There is no mention with that reference. Check it."))
        if found == self.mention:
            raise forms.ValidationError(_("That is this mention itself. Enter the other one."))
        return found

    def _readable(self, typed: str) -> Mention | None:
        try:
            return Mention.objects.readable(by=self.person).filter(ref=tidy_reference(typed)).first()
        except NotAReference:
            return None
