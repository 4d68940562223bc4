"""The sealer: seals, tells the witnesses, and calls the auditors on duty when either has not worked for a minute."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import DatabaseError, connection

from sightline.kit.acting import acting_as
from sightline.ledger.heads import NotAHead
from sightline.ledger.sealing import heads_after, seal, waiting_since
from sightline.ledger.witnesses import KnowsOtherwise, Unreachable, Witness

log = logging.getLogger(__name__)
PATIENCE = timedelta(seconds=60)


@dataclass
class Sealer:
    """Goes round every few seconds. key: the private key in hex; since: what has been wrong, and since when."""

    key: str
    witnesses: Iterable[Witness]
    since: dict[str, datetime] = field(default_factory=dict)

    def round(self, at: datetime) -> int:
        """Seal what waits, tell who is to know; how many seals were made. What fails is tried again the next time."""
        made = 0
        while seal(self.key, at):
            made += 1
        for witness in self.witnesses:
            self._tell(witness, at)
        waiting = self._waiting()
        self._mark("seals", waiting is not None and waiting < at - PATIENCE, at - PATIENCE)
        self._alarm(at)
        return made

    def _tell(self, witness: Witness, at: datetime) -> None:
        try:
            last = witness.last()
            witness.tell(heads_after(last.head.number if last else 1))
            self._mark(witness.name, False, at)
        except Unreachable:
            self._mark(witness.name, True, at)
        except (KnowsOtherwise, NotAHead):
            self._mark(witness.name, True, at - PATIENCE)

    def _waiting(self) -> datetime | None:
        with acting_as(None, "sl_sealer"):
            return waiting_since()

    def _mark(self, what: str, wrong: bool, at: datetime) -> None:
        if wrong:
            self.since.setdefault(what, at)
        else:
            self.since.pop(what, None)

    def _alarm(self, at: datetime) -> None:
        late = sorted(what for what, since in self.since.items() if since <= at - PATIENCE)
        if late:
            log.warning("The ledger needs its auditors: %s", ", ".join(late))
            with acting_as(None, "sl_sealer"):
                alarm(at)

    def patiently(self, at: datetime) -> int:
        """A round that outlives a database that is away."""
        try:
            return self.round(at)
        except DatabaseError as error:
            log.warning("Not sealed: %s", type(error).__name__)
            connection.close()
            return 0


def alarm(at: datetime) -> None:
    """Call the auditors on duty, once until somebody answers."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.alarm_auditors(%s)", [at])
