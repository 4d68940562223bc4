"""The graduated response: what the answers about a place suggest, and what may not be chosen.

Source: operations, section 2. The suggestion is shown with its reasons; the commander decides.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sightline.operations.models import Answer, Purpose, VisitType


class NotProportionate(ValueError):
    """A visit that the graduated response does not allow; the message says what to do instead."""


@dataclass(frozen=True)
class Suggestion:
    """A visit type and why; `at_once` when it should not wait for the day of action."""

    visit_type: VisitType
    reasons: tuple[Promise, ...]
    at_once: bool = False


def suggest(
    *,
    people_at_risk: str = Answer.UNKNOWN,
    criminality: str = Answer.UNKNOWN,
    life_at_risk: str = Answer.UNKNOWN,
    notice_defeats: str = Answer.UNKNOWN,
    regulator_ground: str = Answer.UNKNOWN,
    concern: bool = True,
) -> Suggestion:
    """The mildest visit that answers what is known; each answer one of Answer.

    concern: whether there is a concern about this place itself, and not only about its trade.
    """
    if life_at_risk == Answer.YES:
        return Suggestion(VisitType.ENFORCED, (_("Life or limb is at immediate risk: do not wait for the day."),), True)
    if criminality == Answer.YES and Answer.YES in (people_at_risk, notice_defeats):
        return Suggestion(VisitType.ENFORCED, _enforced(people_at_risk, notice_defeats))
    if regulator_ground == Answer.YES:
        return Suggestion(VisitType.COMPLIANCE, (_("A regulator has a live ground of its own, and leads."),))
    if Answer.YES in (people_at_risk, criminality) or concern:
        return Suggestion(VisitType.SOFT, _soft(people_at_risk, criminality))
    return Suggestion(VisitType.AWARENESS, (_("There is a risk in the trade, and nothing about this place."),))


def objection(*, visit_type: str, purpose: str = "", lower_level: str = "") -> tuple[str, Promise] | None:
    """What stands against this choice: the field to mend and what to do; None when nothing does."""
    if visit_type == VisitType.COMPLIANCE and purpose == Purpose.SEARCH:
        return "purpose", _(
            "A compliance visit is never a pretext for a criminal search. Name the regulator's own purpose, or choose "
            "an enforced visit."
        )
    if visit_type == VisitType.ENFORCED and not lower_level.strip():
        return "lower_level", _("Say which milder visit you considered, and why it will not do.")
    return None


def _enforced(people_at_risk: str, notice_defeats: str) -> tuple[Promise, ...]:
    reasons = [_("Criminality is suspected.")]
    if people_at_risk == Answer.YES:
        reasons.append(_("People there are perceived to be at risk."))
    if notice_defeats == Answer.YES:
        reasons.append(_("Notice or consent would defeat the purpose."))
    return tuple(reasons)


def _soft(people_at_risk: str, criminality: str) -> tuple[Promise, ...]:
    if people_at_risk == Answer.YES:
        return (
            _("People may be at risk, and no crime is suspected."),
            _("See that they are safe, and leave a way to reach help."),
        )
    if criminality == Answer.YES:
        return (_("A crime is suspected, but nobody is known to be at risk and notice would not defeat the purpose."),)
    return (
        _("There is a concern, but what is known is thin."),
        _("See that people are safe, and leave a way to reach help."),
    )
