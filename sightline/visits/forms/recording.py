"""What was noticed, done, explained, and who was arrested."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.vocabulary import choices, load
from sightline.operations.models import Purpose, VisitType
from sightline.visits.forms.fields import NO, YES, language, line, noted, one_of, words
from sightline.visits.forms.screens import Screen, Screens
from sightline.visits.models import Age, IndicatorSeen

GROUPS = {
    "person": _("The person"),
    "control": _("Somebody controls them"),
    "place": _("The place"),
    "work": _("The work"),
    "sexual": _("Selling sex"),
    "criminal": _("Made to commit crime"),
    "cannabis": _("Growing cannabis"),
    "domestic": _("Work in a home"),
    "child": _("A child"),
}
OTHER = "other"


class SignsForm(Screens):
    """Signs noticed: about what, which, and how they are known."""

    screens = (Screen("group"), Screen("codes"), Screen("basis"))

    group = one_of(
        _("What did you notice?"),
        list(GROUPS.items()),
        help_text=_("You can add more after."),
        error_messages={"required": _("Choose what the sign is about.")},
    )
    codes = forms.MultipleChoiceField(
        label=_("Which signs?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what you noticed, or go back.")},
    )
    basis = one_of(
        _("How do you know?"),
        IndicatorSeen.Basis.choices,
        help_text=_("If it differs from sign to sign, add them one after another."),
        error_messages={"required": _("Choose how you know.")},
    )

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        if "codes" in self.fields:
            group = self.answers().get("group")
            signs = load("intelligence/indicators/indicator").values()
            self.fields["codes"].choices = [(sign.code, sign.label) for sign in signs if sign.get("group") == group]

    def signs(self) -> list[dict[str, Any]]:
        """One for `notice_sign` each, its key made of the form's and the sign's."""
        key, basis = self.cleaned_data["key"], self.cleaned_data["basis"]
        codes = self.cleaned_data["codes"]
        return [{"code": code, "basis": basis, "key": uuid5(key, code) if key else None} for code in codes]


class InterventionForm(Screens):
    """One thing done for or about people."""

    screens = (Screen("kind"), Screen("purpose", "says", heading=_("What was done?")))

    kind = one_of(
        _("What kind of intervention?"),
        VisitType.choices,
        help_text=_("Count each thing done for or about people once. It is neither the visit nor the place."),
        error_messages={"required": _("Choose the kind.")},
    )
    purpose = forms.ChoiceField(label=_("What for"), choices=[("", _("Not said")), *Purpose.choices], required=False)
    says = line(_("In a few words"), 300, required=False, help_text=_("No names. Spoke with six workers in Romanian."))


class AwarenessForm(Screens):
    """What was explained or left at the door."""

    screens = (Screen("says", "leaflets", "language", heading=_("What did you explain or leave?")),)

    says = line(
        _("In a few words"),
        200,
        help_text=_("For example: the rights of workers, and how to reach help."),
        error_messages={"required": _("Write a few words, so that the next visit does not begin again.")},
    )
    leaflets = forms.IntegerField(label=_("Leaflets left"), min_value=0, max_value=5_000, initial=0)
    language = language(_("In which language"))


class ArrestForm(Screens):
    """An arrest, as the arresting officer knows it."""

    screens = (
        Screen("person_says", "language", heading=_("Who was arrested?")),
        Screen("age"),
        Screen("offence"),
        Screen("other_offence", when=lambda answers: answers.get("offence") == OTHER),
        Screen("grounds"),
        Screen("necessity"),
        Screen("risk"),
        Screen("may_be_victim"),
    )

    person_says = line(
        _("Which person"),
        160,
        help_text=_("Custody takes the name. For example: man, about 40, holds the keys."),
        error_messages={"required": _("Write a few words, so that custody knows who is meant.")},
    )
    age = one_of(_("How old do they seem?"), Age.choices, initial=Age.ADULT)
    language = language(_("They speak"))
    offence = one_of(
        _("Arrested on suspicion of what?"),
        [*((entry.says, entry.label) for entry in load("visits/offences").values()), (OTHER, _("Something else"))],
        error_messages={"required": _("Choose the offence, or “something else”.")},
    )
    other_offence = line(_("Which offence?"), 200)
    grounds = words(
        _("On what grounds?"),
        2_000,
        help_text=_("What you saw, heard or found. It may be read in court."),
        error_messages={"required": _("Write what you saw, heard or found.")},
    )
    necessity = one_of(
        _("Why was it necessary to arrest?"),
        choices("visits/necessity"),
        error_messages={"required": _("Choose the reason that applies most.")},
    )
    risk = line(
        _("Any risk that custody must know?"),
        200,
        required=False,
        help_text=_("Health, self-harm, somebody to keep them apart from. Leave empty if none."),
    )
    may_be_victim = one_of(
        _("Could this person be a victim too?"),
        noted([(*YES, _("Next, tell safeguarding")), (*NO, _("It can still be said later"))]),
        help_text=_("Made to do it, or a child. It does not undo the arrest; a defence may apply."),
        error_messages={"required": _("Choose yes or no. If in doubt, choose yes.")},
    )

    @property
    def told(self) -> dict[str, Any]:
        """As `arrest` takes it."""
        told = dict(self.cleaned_data)
        other = told.pop("other_offence", "")
        return told | {"offence": other or told["offence"], "may_be_victim": told["may_be_victim"] == "yes"}
