"""What happened to a figure or a statement, as its page tells it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy

from sightline.agencies.models import Person
from sightline.kit.steps import StepTaken, histories, history
from sightline.oversight.models import Quotation

WORDS = {
    "approve": gettext_lazy("Approved"),
    "hold": gettext_lazy("Approved, and held for the safeguarding lead"),
    "release_small": gettext_lazy("The number released"),
    "keep_small": gettext_lazy("Kept at “fewer than 5”"),
    "supersede": gettext_lazy("Superseded"),
    "check": gettext_lazy("Checked"),
    "reopen": gettext_lazy("Made a draft again"),
    "release": gettext_lazy("Released"),
    "sign_off": gettext_lazy("%(office)s signed off its words"),
    "withdraw": gettext_lazy("The words of %(office)s taken out"),
}


def happened(record: Model, quotations: Iterable[Quotation] = (), **first: Any) -> list[dict[str, Any]]:
    """The steps of a record and of the quotations in it, newest first, each with who took it.

    first: what, at and by of how it began, which is no step.
    """
    offices: dict[UUID | None, str] = {quotation.pk: quotation.office for quotation in quotations}
    steps = [(None, step) for step in history(record)]
    steps += [(key, step) for key, taken in histories(Quotation, offices).items() for step in taken]
    rows = [_row(step, offices.get(key, "")) for key, step in steps]
    rows.sort(key=lambda row: row["at"], reverse=True)
    return _named([*rows, first] if first else rows)


def _row(step: StepTaken, office: str) -> dict[str, Any]:
    what = str(WORDS.get(step.verb, step.verb))
    return {"what": what % {"office": office} if office else what, "at": step.at, "by": step.by, "why": step.why}


def _named(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = dict(Person.objects.filter(pk__in={row["by"] for row in rows}).values_list("pk", "name"))
    return [{**row, "by": names.get(row["by"], "")} for row in rows]
