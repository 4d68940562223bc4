"""What happened to a record of an operation, as its page tells it."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.steps import history

WORDS = {
    "approve": _("Approved"),
    "brief": _("Everyone briefed"),
    "go_live": _("Went live"),
    "begin_closing": _("Last visit done"),
    "close": _("Closed"),
    "call_off": _("Called off"),
    "choose": _("Chosen"),
    "drop": _("Dropped"),
    "reconsider": _("Put before the commander again"),
    "release": _("Released to the team"),
    "begin": _("Begun"),
    "withdraw": _("Withdrawn"),
}


def happened(record: Model) -> list[dict[str, Any]]:
    """The steps of a record, newest first, with the names of who took them."""
    steps = history(record)
    names = dict(Person.objects.filter(pk__in={step.by for step in steps}).values_list("pk", "name"))
    return [
        {"what": WORDS.get(step.verb, step.verb), "at": step.at, "by": names.get(step.by, ""), "why": step.why}
        for step in steps
    ]
