"""Where a record of an operation stands on the line, with links to what stands behind it, as far as the reader may see."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sightline.operations.models import Operation, Target, Tasking
from sightline.places.models import Premises


def of_operation() -> list[dict[str, Any]]:
    """An operation comes from intelligence; visits follow."""
    return [
        {"name": _("Intelligence")},
        {"name": _("Operation"), "here": True},
        {"name": _("Visits")},
        {"name": _("Figures")},
    ]


def of_target(target: Target, operation: Operation | None) -> list[dict[str, Any]]:
    """A place chosen comes from premises; it belongs to an operation, and a visit follows."""
    premises = Premises.objects.filter(pk=target.premises_id).first()
    whence = reverse("intelligence:premises", args=[premises.ref]) if premises else ""
    return [
        {"name": _("Premises"), "url": whence},
        _operation(operation),
        {"name": _("Place"), "here": True},
        {"name": _("Visit")},
    ]


def of_tasking(tasking: Tasking, operation: Operation | None, target: Target | None) -> list[dict[str, Any]]:
    """A team was sent by an operation to a place; what it finds at the door is the visit's own page, once begun."""
    place = {"name": _("Place"), "url": reverse("operations:target", args=[target.ref])} if target else None
    begun = tasking.state == Tasking.State.BEGUN
    visit = {"name": _("Visit"), "url": reverse("visits:begin", args=[tasking.ref]) if begun else ""}
    steps = [_operation(operation), place, {"name": _("Team sent"), "here": True}, visit]
    return [step for step in steps if step]


def _operation(operation: Operation | None) -> dict[str, Any]:
    where = reverse("operations:operation", args=[operation.ref]) if operation else ""
    return {"name": _("Operation"), "url": where}
