"""What people do with places: record one, and put right what was recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sightline.agencies.models import Area, Person
from sightline.ledger.acts import action
from sightline.places.models import Premises
from sightline.places.postcodes import NotAPostcode, locate


@action("record", on=Premises)
def record_premises(
    *, kind: str, name: str, area: Area, by: Person, at: datetime, street: str = "", town: str = "", postcode: str = ""
) -> Premises:
    """Record a place. Its point is its postcode's; without a postcode that we know it is on no map.

    kind: a code of intelligence/premises_kinds. postcode: in any spacing.
    """
    return Premises.objects.create(
        kind=kind, name=name, area=area, street=street, town=town, recorded_by=by, recorded_at=at, **_located(postcode)
    )


@action("amend")
def amend_premises(
    premises: Premises, *, kind: str, name: str, street: str, town: str, postcode: str, by: Person, at: datetime
) -> None:
    """Put right what is recorded of a place; its area stays."""
    changed = {"kind": kind, "name": name, "street": street, "town": town, **_located(postcode)}
    Premises.objects.filter(pk=premises.pk).update(**changed)


def _located(postcode: str) -> dict[str, Any]:
    """The postcode as it is printed, and its point when we know it."""
    try:
        found = locate(postcode)
    except NotAPostcode:
        return {"postcode": postcode.strip().upper()[:8], "latitude": None, "longitude": None}
    return {"postcode": found.postcode, "latitude": found.latitude, "longitude": found.longitude}
