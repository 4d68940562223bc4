"""What happened to a record of a visit, as its page tells it: newest first."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sightline.agencies.models import Person
from sightline.kit.steps import history
from sightline.visits.forms.visit import lower_than
from sightline.visits.models import Escalation, Visit

WORDS = {
    ("visit", "close"): gettext_lazy("Closed"),
    ("encounter", "take"): gettext_lazy("Taken into care"),
    ("encounter", "close"): gettext_lazy("No concern"),
    ("arrest", "take"): gettext_lazy("Taken by an investigator"),
}


def steps_of(record: Model) -> list[dict[str, Any]]:
    """The steps of a record with the names of who took them."""
    kind, steps = str(record._meta.model_name), history(record)
    names = names_of(step.by for step in steps)
    return [
        {"what": WORDS.get((kind, step.verb), step.verb), "at": step.at, "by": names[step.by], "why": step.why}
        for step in steps
    ]


def happened_on(visit: Visit, escalations: Iterable[Escalation]) -> list[dict[str, Any]]:
    """A visit from its beginning: raised, brought down, closed."""
    begun = {"what": _("Begun at the door"), "at": visit.arrived_at, "by": visit.begun_by.name}
    changes = [
        {"what": changed(one), "at": one.happened_at, "by": one.recorded_by.name, "why": reason_of(one)}
        for one in escalations
    ]
    return sorted([*steps_of(visit), *changes, begun], key=itemgetter("at"), reverse=True)


def changed(escalation: Escalation) -> str:
    """What an escalation did, in words."""
    words = {"before": escalation.get_before_display(), "after": escalation.get_after_display()}
    if escalation.after in dict(lower_than(escalation.before)):
        return _("Brought down from %(before)s to %(after)s") % words
    return _("Raised from %(before)s to %(after)s") % words


def reason_of(escalation: Escalation) -> str:
    """The reason, with the power used and on whose word, where they were said."""
    power = _("Power used: %(power)s.") % {"power": escalation.power} if escalation.power else ""
    word = _("On the word of: %(office)s.") % {"office": escalation.authorised_by} if escalation.authorised_by else ""
    return " ".join(part for part in (escalation.reason, power, word) if part)


def names_of(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The names of people by key."""
    return dict(Person.objects.filter(pk__in=set(keys)).values_list("pk", "name"))
