"""What happened to a person in custody or an investigation, as its page tells it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sightline.agencies.models import Person
from sightline.justice.models import CustodyEvent
from sightline.kit.steps import history

WORDS = {
    "take": gettext_lazy("Taken over from the visit"),
    "book_in": gettext_lazy("Booked in"),
    "bail": gettext_lazy("Released on pre-charge bail"),
    "release": gettext_lazy("Released under investigation"),
    "charge": gettext_lazy("Charged"),
    "end_without_action": gettext_lazy("No further action"),
    "leave_unstated": gettext_lazy("Left as not stated"),
    "close": gettext_lazy("Closed"),
}


def happened(*records: Model | None, events: Iterable[CustodyEvent] = ()) -> list[dict[str, Any]]:
    """The steps of the records and the events beside them, newest first, with the names of who recorded them."""
    rows = [
        {"what": WORDS.get(step.verb, step.verb), "at": step.at, "by": step.by, "why": step.why}
        for record in records
        if record
        for step in history(record)
    ]
    rows += [{"what": _said(one), "at": one.happened_at, "by": one.recorded_by_id, "why": one.says} for one in events]
    names = dict(Person.objects.filter(pk__in={row["by"] for row in rows}).values_list("pk", "name"))
    return sorted(({**row, "by": names.get(row["by"], "")} for row in rows), key=lambda row: row["at"], reverse=True)


def _said(event: CustodyEvent) -> str:
    words = {"what": event.get_kind_display(), "hours": event.hours}
    return (_("%(what)s, %(hours)s hours") if event.hours else "%(what)s") % words
