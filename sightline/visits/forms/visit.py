"""Raising a visit, bringing it down, closing it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sightline.kit.vocabulary import choices, says
from sightline.operations.models import VisitType
from sightline.visits.forms.fields import line, noted, one_of, words
from sightline.visits.forms.screens import Screen, Screens
from sightline.visits.models import Visit

ORDER = [VisitType.AWARENESS, VisitType.SOFT, VisitType.COMPLIANCE, VisitType.ENFORCED]
TRIGGERS = {
    "life": _("Life at risk now"),
    "risk": _("Someone is at risk"),
    "crime": _("A crime is suspected"),
    "other": _("Something else"),
}


class RaiseForm(Screens):
    """Why a visit is raised to enforced, on what power and on whose word."""

    screens = (
        Screen("trigger"),
        Screen("seen", "power", "authorised_by", heading=_("What did you see, or what were you told?")),
    )

    trigger = one_of(
        _("Why raise this visit to enforced?"),
        noted(
            [
                ("life", TRIGGERS["life"], _("Go in. Press your radio. Record after")),
                ("risk", TRIGGERS["risk"], _("Hurt, locked in, too afraid to speak")),
                ("crime", TRIGGERS["crime"], _("What you saw, or what you were told")),
                ("other", TRIGGERS["other"], _("Say it in your own words")),
            ]
        ),
        help_text=_("It stays a visit. The new type and the reason are recorded."),
        error_messages={"required": _("Choose why, or go back and stay with the type it has.")},
    )
    seen = words(
        _("In your own words"),
        900,
        error_messages={"required": _("Write one sentence. The reason stands in the record of the visit.")},
    )
    power = forms.ChoiceField(
        label=_("Power used"), choices=[("", _("None yet")), *choices("operations/powers")], required=False
    )
    authorised_by = line(_("On whose word"), 120, required=False, help_text=_("The office that agreed, if you asked."))

    @property
    def told(self) -> dict[str, Any]:
        """As `escalate` takes it: the trigger and the words are the reason."""
        told = dict(self.cleaned_data)
        reason = f"{TRIGGERS[told.pop('trigger')]}: {told.pop('seen')}"
        power = str(says("operations/powers", told["power"])) if told["power"] else ""
        return told | {"to": VisitType.ENFORCED, "reason": reason, "power": power}


class LowerForm(Screens):
    """To which type a visit is brought down, and why."""

    screens = (Screen("to"), Screen("reason"))

    to = one_of(_("Bring the visit down to what?"), [], error_messages={"required": _("Choose what it is now.")})
    reason = words(
        _("Why bring it down?"),
        1_000,
        help_text=_("A visit may always be brought down. The reason is kept."),
        error_messages={"required": _("Write one sentence.")},
    )

    def __init__(self, *args: Any, visit: Visit, **more: Any):
        super().__init__(*args, **more)
        self.fields["to"].choices = lower_than(visit.type_actual)


def lower_than(visit_type: str) -> list[tuple[str, Any]]:
    """The types below this one, the nearest first."""
    below = ORDER[: ORDER.index(VisitType(visit_type))]
    return [(kind.value, kind.label) for kind in reversed(below)]


class CloseForm(Screens):
    """How a visit ended. It does not close while somebody of concern has not been handed on."""

    screens = (Screen("outcome"), Screen("people_met", "visit_again", "note", heading=_("Before you close")))

    outcome = one_of(
        _("What came of it?"), Visit.Outcome.choices, error_messages={"required": _("Choose what came of the visit.")}
    )
    people_met = forms.IntegerField(
        label=_("People spoken to"),
        min_value=0,
        max_value=2_000,
        help_text=_("All of them, also those without a card."),
        error_messages={"required": _("Write how many people you spoke to; 0 if none.")},
    )
    visit_again = forms.BooleanField(
        label=_("Visit again"), required=False, help_text=_("Somebody stays for now, or more is to be done.")
    )
    note = words(_("What the next visit should know"), 4_000, required=False)

    def __init__(self, *args: Any, of_concern: int, waiting: int, **more: Any):
        super().__init__(*args, **more)
        self.of_concern, self.waiting = of_concern, waiting

    @property
    def told(self) -> dict[str, Any]:
        """As `close` takes it: a step needs no key to happen once."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}

    def clean_outcome(self) -> str:
        """Potential victims found means that there is concern for somebody."""
        outcome = self.cleaned_data["outcome"]
        if outcome == Visit.Outcome.VICTIMS and not self.of_concern:
            raise forms.ValidationError(_("Add the person you are worried about first, then choose this."))
        return outcome

    def clean(self) -> None:
        """Nobody is left at the door."""
        if self.waiting:
            raise forms.ValidationError(not_handed_on(self.waiting))


def not_handed_on(people: int) -> str:
    """The sentence for people whom safeguarding has not taken yet."""
    return ngettext(
        "%(n)s person has not been handed on yet. Wait until safeguarding has taken them over.",
        "%(n)s people have not been handed on yet. Wait until safeguarding has taken them over.",
        people,
    ) % {"n": people}
