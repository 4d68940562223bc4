"""What a kind of record holds: the fields that an agreement opens when it names the kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Model

from sightline.agencies.models import Agency
from sightline.kit.policies import POLICIES
from sightline.kit.vocabulary import load

IMMIGRATION = "immigration"


def records_of(kinds: Iterable[str]) -> Iterator[type[Model]]:
    """The records of these kinds, stage by stage."""
    wanted = set(kinds)
    for (model, role), policy in POLICIES.items():
        if role == "sl_staff" and policy.shares in wanted:
            yield model


def fields_of(kinds: Iterable[str]) -> list[str]:
    """Every field of these kinds as it stands today: "visits.Encounter.description"."""
    return sorted(f"{model._meta.label}.{field.name}" for model in records_of(kinds) for field in model._meta.fields)


def names_somebody(kinds: Iterable[str]) -> list[str]:
    """Those of the kinds that tell who a victim, a reporter or a witness is."""
    known = load("sharing/kinds")
    return [kind for kind in kinds if known[kind].get("identifies", False)]


def objection(kinds: Iterable[str], agencies: Iterable[Agency]) -> list[str]:
    """The kinds that no agreement opens to these agencies: identities, where one of them is an immigration agency.

    Source: trust, promise P6: identities cross only one at a time, by a named and approved decision.
    """
    return names_somebody(kinds) if any(agency.kind == IMMIGRATION for agency in agencies) else []
