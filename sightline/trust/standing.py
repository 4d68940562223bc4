"""How the ledger stands at a moment, as an auditor reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.ledger.finding import listed
from sightline.ledger.heads import NotAHead, Signed
from sightline.ledger.models import Entry, Seal, Sealed
from sightline.ledger.sealing import waiting_since
from sightline.ledger.verifying import LATE
from sightline.ledger.witnesses import Unreachable, Witness, witnesses

NEWEST = 12
WHO = {"partner": _("The partner’s folder"), "public": _("The public page")}


@dataclass(frozen=True)
class Known:
    """What a witness knows. state: agrees, away, otherwise or nothing; a word before it is a colour."""

    name: str | Promise
    state: str
    says: str | Promise
    head: Signed | None = None

    @property
    def kind(self) -> str:
        """How the state is drawn."""
        return {"agrees": "done", "nothing": "quiet"}.get(self.state, "turn")


class Standing:
    """The newest seals and entries, what waits, and what the witnesses know; each list is a look in the ledger."""

    def __init__(self, person: Person, now: datetime):
        self.person, self.now = person, now

    @cached_property
    def seals(self) -> list[Seal]:
        """The newest seals, the newest first."""
        return listed(Seal.objects.readable(by=self.person).order_by("-number"), asked="newest seals", most=NEWEST)

    @property
    def newest(self) -> Seal | None:
        """The newest seal."""
        return self.seals[0] if self.seals else None

    @cached_property
    def waits_since(self) -> datetime | None:
        """Since when an entry has waited for its seal."""
        return waiting_since()

    @property
    def late(self) -> bool:
        """Whether something has waited longer than it may."""
        return self.waits_since is not None and self.waits_since < self.now - LATE

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """The newest entries that have a seal: who did what to which kind of record, and their place."""
        places = Sealed.objects.readable(by=self.person).order_by("-position")
        found = {place.pk: place for place in listed(places, asked="newest sealed entries", most=NEWEST)}
        entries = listed(Entry.objects.filter(pk__in=found).order_by("-at"), asked="newest sealed entries", most=NEWEST)
        people = Person.objects.in_bulk([entry.actor for entry in entries if entry.actor])
        return [
            {"entry": entry, "place": found[entry.pk], "who": people.get(entry.actor), "kind": kind_of(entry)}
            for entry in entries
        ]

    @cached_property
    def witnesses(self) -> list[Known]:
        """What each witness knows, against the newest seals."""
        return [known(witness) for witness in witnesses()]

    @cached_property
    def nightly(self) -> Entry | None:
        """The newest entry of the verifier that runs at night."""
        return Entry.objects.filter(act="system", verb="verify").order_by("-at").first()


def known(witness: Witness) -> Known:
    """What a witness knows, and whether it agrees with our seal of the same number."""
    name = WHO.get(witness.name, witness.name)
    try:
        head = witness.last()
    except (Unreachable, NotAHead):
        return Known(name, "away", _("cannot be asked"))
    if head is None:
        return Known(name, "nothing", _("has been told nothing yet"))
    ours = Seal.objects.filter(number=head.head.number).first()
    if ours is None or ours.signed != head:
        return Known(name, "otherwise", _("knows another past"), head)
    return Known(name, "agrees", _("agrees"), head)


def kind_of(entry: Entry) -> str | Promise:
    """The name of the kind of record that an entry is about; empty for none."""
    return apps.get_model(entry.kind)._meta.verbose_name if entry.kind.count(".") == 1 else ""
