"""The words of a case page: its heading, the steps a person may record, and what each asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sightline.safeguarding.models import Case

State = Case.State

HEADINGS: Mapping[str, Promise] = {
    State.TAKEN: _("%(who)s is in your care"),
    State.MADE_SAFE: _("%(who)s is safe"),
    State.INFORMED: _("%(who)s knows the choices"),
    State.WANTS_HELP: _("%(who)s wants help and needs a bed"),
    State.DECLINED: _("%(who)s does not want help now"),
    State.FIRST_PLACE: _("%(who)s is at a first place of safety"),
    State.IN_SUPPORT: _("%(who)s is safe and in support"),
    State.MOVING_ON: _("%(who)s is moving on"),
    State.IN_TOUCH: _("%(who)s is kept in touch"),
    State.CLOSED: _("Care for %(who)s has ended"),
}
WAITS: Mapping[str, Promise] = {
    State.FIRST_PLACE: _("%(who)s is safe and waits for a decision"),
    State.IN_SUPPORT: _("%(who)s is in support and waits for a decision"),
}
SAFE = frozenset({State.MADE_SAFE, State.FIRST_PLACE, State.IN_SUPPORT, State.MOVING_ON, State.IN_TOUCH})


@dataclass(frozen=True, slots=True)
class StepWords:
    """How a page offers a step of a case. asks: the label of its one field; must: whether it may not stay empty."""

    done: Promise
    button: Promise
    asks: Promise
    hint: Promise | str = ""
    must: bool = False


ANYTHING = _("Anything a colleague should know")
STEPS: Mapping[str, StepWords] = {
    "make_safe": StepWords(
        _("Made safe"), _("Record: made safe"), _("How are they safe now?"), _("Not where. A few words are enough.")
    ),
    "inform": StepWords(
        _("Told their choices"),
        _("Record: told their choices"),
        ANYTHING,
        _(
            "They were told alone, in their language, that help, a bed, food and a doctor depend on nothing they agree to."
        ),
    ),
    "accept_help": StepWords(_("Wants help"), _("Record: wants help"), ANYTHING),
    "decline_help": StepWords(
        _("Does not want help now"),
        _("Record: does not want help"),
        ANYTHING,
        _("They may come back at any time. Say so."),
    ),
    "reach_first_place": StepWords(
        _("Arrived at a first place of safety"),
        _("Record: at a first place"),
        _("Where are they received?"),
        _("The team that met them can read this. A reception place, never where somebody lives."),
    ),
    "enter_support": StepWords(_("In support"), _("Record: in support"), ANYTHING),
    "move_on": StepWords(_("Moving on"), _("Record: moving on"), ANYTHING),
    "keep_in_touch": StepWords(_("Kept in touch"), _("Record: kept in touch"), ANYTHING),
    "close": StepWords(_("Care ended"), _("End the care"), _("Why does care end?"), must=True),
}

NEXT: Mapping[str, Promise] = {  # what comes next, as a list says it
    State.TAKEN: _("Make them safe"),
    State.MADE_SAFE: _("Tell them their choices"),
    State.INFORMED: _("Ask whether they want help"),
    State.WANTS_HELP: _("Find a bed for tonight"),
    State.DECLINED: _("Say that they may come back"),
    State.FIRST_PLACE: _("Find a provider, then hand over"),
    State.IN_SUPPORT: _("Look at the plan again"),
    State.MOVING_ON: _("Agree on how to stay in touch"),
    State.IN_TOUCH: _("Ask on the days agreed"),
}

CHILD_NEXT: Mapping[str, Promise] = {
    State.WANTS_HELP: _("Agree with the local authority where to stay tonight"),
    State.FIRST_PLACE: _("Agree on care with the local authority"),
}
HAND_OVER = _("Hand over to the provider")


def comes_next(case: Case, *, accepted: bool) -> Promise | str:
    """What comes next for a person in care. accepted: whether a provider has said yes and waits for the hand-over."""
    if accepted and case.state in (State.WANTS_HELP, State.FIRST_PLACE):
        return HAND_OVER
    theirs = CHILD_NEXT if case.goes_the_child_way else {}
    return theirs.get(case.state) or NEXT.get(case.state) or ""


AFTER: Mapping[str, tuple[str, ...]] = {  # the steps that a page offers in each state
    State.TAKEN: ("make_safe",),
    State.MADE_SAFE: ("inform",),
    State.INFORMED: ("accept_help", "decline_help"),
    State.WANTS_HELP: ("reach_first_place",),
    State.DECLINED: ("accept_help", "keep_in_touch"),
    State.IN_SUPPORT: ("move_on",),
    State.MOVING_ON: ("keep_in_touch",),
    State.IN_TOUCH: ("close",),
}
