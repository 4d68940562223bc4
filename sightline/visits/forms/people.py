"""Somebody met: who, whether there is concern, what they said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.vocabulary import says
from sightline.visits.forms.fields import NO, YES, language, line, noted, one_of, words
from sightline.visits.forms.screens import Keyed, Screen, Screens
from sightline.visits.models import Age, Encounter

ALLEGED = ("labour", "sexual", "criminal", "domestic-servitude", "organ-harvesting", "other")
CHILD, WORRIED = "child", "worried"


def of_concern(answers: Mapping[str, Any]) -> bool:
    """Whether the answers so far say that somebody is worried about the person."""
    return answers.get("who") == WORRIED or answers.get("worried") == "yes"


def not_said(answers: Mapping[str, Any]) -> bool:
    """Whether nobody has said yet that they are worried."""
    return answers.get("who") != WORRIED


class MeetForm(Screens):
    """Who was met: four screens for most people, more where there is concern."""

    screens = (
        Screen("who"),
        Screen("age"),
        Screen(
            "description",
            "language",
            "interpreter",
            "away",
            heading=_("How would a colleague know them again?"),
            hint=_("No name, and nothing about where they go from here."),
        ),
        Screen("worried", when=not_said),
        Screen("concern_says", when=of_concern),
        Screen("alleges", when=of_concern),
        Screen("wish", when=of_concern),
        Screen(
            "urgent",
            "with_them",
            heading=_("What do they need at once?"),
            hint=_("Leave empty what does not apply."),
            when=of_concern,
        ),
    )

    who = one_of(
        _("Who did you meet?"),
        noted(
            [
                (Encounter.Part.WORKER, _("Someone who works here"), ""),
                (Encounter.Part.OWNER, _("Owner or manager"), ""),
                (Encounter.Part.LIVES, _("Someone who lives here"), ""),
                (CHILD, _("A child, or maybe a child"), _("Goes to the child way at once")),
                (WORRIED, _("Someone I am worried about"), _("Hand over to safeguarding")),
                (Encounter.Part.OTHER, _("Somebody else, or not sure"), ""),
            ]
        ),
        help_text=_("No names needed. You can add more people after."),
        error_messages={"required": _("Choose who you met. “Not sure” is an answer too.")},
    )
    age = one_of(
        _("How old do they seem?"),
        noted(
            [
                (Age.ADULT, _("Adult"), ""),
                (Age.CHILD, _("Child"), _("Under 18, or says so")),
                (Age.UNSURE, _("Not sure"), _("Treated as a child until somebody knows")),
            ]
        ),
        error_messages={"required": _("Choose one. “Not sure” is treated as a child.")},
    )
    description = line(
        _("What they look like"),
        120,
        help_text=_("For example: man, about 30, grey jumper."),
        error_messages={"required": _("Write a few words, so that a colleague knows who you mean.")},
    )
    language = language(_("They speak"))
    interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    away = forms.BooleanField(label=_("We spoke away from others"), required=False)
    worried = one_of(
        _("Are you worried about this person?"),
        noted([(*YES, _("Safeguarding hears of them at once")), (*NO, "")]),
        help_text=_("A feeling is enough."),
        error_messages={"required": _("Choose yes or no. You can still say yes later.")},
    )
    concern_says = words(
        _("What worries you?"),
        1_000,
        help_text=_("What you saw, and what they said about being safe. No name, no address."),
        error_messages={"required": _("Write one sentence, so that safeguarding knows why to come.")},
    )
    alleges = forms.MultipleChoiceField(
        label=_("Do they say what was done to them?"),
        help_text=_("Only what they said themselves. Leave empty if they did not say."),
        choices=[(code, says("intelligence/exploitation", code)) for code in ALLEGED],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    wish = one_of(
        _("What do they want?"),
        noted(
            [
                (Encounter.Wish.LEAVE_NOW, _("To leave now"), _("Stay with them, call the safeguarding desk")),
                (Encounter.Wish.LATER, _("To stay for now"), _("The team visits again")),
                (Encounter.Wish.NO, _("No help now"), _("They may ask at any time")),
                (Encounter.Wish.NOT_ASKED, _("Could not be asked"), ""),
            ]
        ),
        error_messages={"required": _("Choose what they want. “Could not be asked” is an answer too.")},
    )
    urgent = line(
        _("Injury, illness, pregnancy"), 200, required=False, help_text=_("What cannot wait for the safeguarding desk.")
    )
    with_them = line(_("Who is with them, or waits for them"), 160, required=False, help_text=_("Children, pets."))

    @property
    def told(self) -> dict[str, Any]:
        """As `meet` takes it: what only led from screen to screen is left out."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "worried"}
        who, away = told.pop("who"), told.pop("away")
        return told | {"part": who if who in Encounter.Part.values else Encounter.Part.OTHER, "alone": away}


class ConcernForm(forms.Form):
    """What the concern for somebody is."""

    says = words(
        _("What worries you?"),
        1_000,
        help_text=_("No name, no address. A feeling is enough."),
        error_messages={"required": _("Write one sentence, so that safeguarding knows why to come.")},
    )


class AccountForm(Keyed):
    """What a person said, in their own words."""

    says = words(
        _("What they said"),
        10_000,
        help_text=_("In their own words. It is kept apart: you and safeguarding read it, nobody else."),
        error_messages={"required": _("Write what they said, or go back.")},
    )
    language = language(_("Told in"))


class ContactForm(Keyed):
    """How a person met may safely be reached, if they agree."""

    how = line(
        _("A safe way to reach them"),
        200,
        help_text=_("A number, a message, a person or a place they name. Only if they agree to be contacted."),
        error_messages={"required": _("Write the way they gave, or go on without one.")},
    )
    hours = line(_("When"), 120, required=False, help_text=_("For example: after 10 at night, never on Sundays."))
    never = line(_("What must not be said there"), 200, required=False, help_text=_("Who else may listen or read."))
    language = language(_("They agreed in"))


class NoConcernForm(forms.Form):
    """Why there is no concern for a person met."""

    why = words(
        _("Why is there no concern?"),
        500,
        error_messages={"required": _("Write why, so that nobody has to wonder later.")},
    )


class ArrestedConcernForm(Keyed):
    """A person who was arrested and may be a victim."""

    description = line(_("How safeguarding knows them again"), 120, help_text=_("No name. For example: man, about 20."))
    age = one_of(_("How old do they seem?"), Age.choices)
    says = words(
        _("Why they may be a victim"), 1_000, help_text=_("What points to it. It says nothing on guilt or innocence.")
    )
