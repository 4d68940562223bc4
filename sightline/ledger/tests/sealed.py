"""A ledger with seals, in a database of its own that keeps what is written, for those who seal and those who tamper."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from sightline.agencies.tests.factories import person_as
from sightline.config.embedded import Cluster
from sightline.kit.acting import acting_as
from sightline.ledger.notes import note
from sightline.ledger.sealing import heads_after, seal
from sightline.ledger.verifying import Verified, verify
from sightline.ledger.witnesses import Witness

PARTNER = "partner"


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """The framework's connection leads to that database meanwhile."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def as_superuser(cluster: Cluster, name: str) -> Iterator[psycopg.Connection]:
    """The keeper of the server, whom no policy and no trigger holds."""
    with psycopg.connect(cluster.keeper_url(name), autocommit=True) as keeper:
        keeper.execute("set session_replication_role = replica")
        yield keeper


def written(looks: int) -> None:
    """So many looks, each in a transaction of its own."""
    person = person_as("analyst")
    for number in range(looks):
        with acting_as(person):
            note("consult", "list", kind="reports.Report", asked="reports", found=number)


def moments() -> Iterator[datetime]:
    """The time of each seal in turn: now, so that no entry is older than the seal before it."""
    while True:
        yield datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1)


def sealed(seals: int, looks: int, witness: Witness) -> None:
    """A ledger with so many seals over so many looks each, told to a witness."""
    when = moments()
    for _ in range(seals):
        written(looks)
        assert seal(settings.SEAL_KEY, next(when))
    witness.tell(heads_after(1))


def partner(folder: Path) -> Witness:
    """A partner's folder that has not been told anything."""
    folder.mkdir(exist_ok=True)
    return Witness(PARTNER, folder)


def verified(*ask: Witness) -> Verified:
    """What the verifier finds, with those witnesses."""
    with acting_as(None, "sl_auditor"):
        return verify(datetime.now(UTC), ask)
