"""Killed between telling somebody outside and keeping that one did: what can happen twice is known by its key, and harmless.

The sealer tells witnesses, the worker writes the list of erasures; nothing else of ours speaks to anybody outside.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg
from django.conf import settings
from pytest import fixture, mark

from sightline.config import processes
from sightline.config.embedded import Cluster
from sightline.config.server import Database
from sightline.ledger.witnesses import FILE, Witness
from tests.databases import clone

pytestmark = mark.slow

ROUND = """
import os, signal
import django
django.setup()
from argparse import Namespace
from sightline.cli import seal
from sightline.ledger import sealing, witnesses

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def half(self, text):
    with open(self.folder / witnesses.FILE, "a") as file:
        file.write(text[: len(text) - 60])
    die()

def whole(self, text, write=witnesses.Witness._write):
    write(self, text)
    die()

{killed}
seal.run(Namespace(once=True, every=1))
"""
MOMENTS = {
    "before the seal is kept": "sealing._keep = die",
    "after it is kept, before anybody is told": "witnesses.Witness.tell = die",
    "in the middle of telling": "witnesses.Witness._write = half",
    "after telling": "witnesses.Witness._write = whole",
}
LIST = """
import os, signal
import django
django.setup()
from sightline.trust import listing, tasks
from sightline.trust.tasks import list_what_was_erased

def told(path, write=listing.write):
    write(path)
    os.kill(os.getpid(), signal.SIGKILL)

{killed}
list_what_was_erased(0)
"""


class Book(NamedTuple):
    """A database whose entries nobody has sealed, and the folders of those who are told."""

    database: Database
    partner: Path
    surroundings: dict[str, str]

    def run(self, kind: str, code: str) -> int:
        """Run that as a process of that kind; how it ended."""
        surroundings = processes.environment(kind, self.database, os.environ | self.surroundings)
        return subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True).returncode

    def count(self, asked: str) -> int:
        """What a question of the keeper gives."""
        with psycopg.connect(self.database.server.keeper_url(self.database.name)) as connection:
            return int(connection.execute(asked).fetchall()[0][0])  # type: ignore[arg-type]


@fixture
def book(cluster: Cluster, story: str, tmp_path: Path) -> Iterator[Book]:
    folders = {name: tmp_path / name for name in ("partner", "public")}
    for folder in folders.values():
        folder.mkdir()
    told = {"SIGHTLINE_WITNESSES": f"partner={folders['partner']}", "SIGHTLINE_PUBLISHED": str(folders["public"])}
    with clone(cluster, story, "clone_between") as name:
        yield Book(Database(cluster, name, settings.TEST_SECRETS), folders["partner"], told)


@mark.parametrize("killed", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_sealer_that_is_killed_seals_each_entry_once_and_tells_each_head_once(killed: str, book: Book):
    assert book.run("sealer", ROUND.format(killed=killed)) == -signal.SIGKILL

    assert book.run("sealer", ROUND.format(killed="")) == 0

    seals = book.count("select count(*) from ledger_seal")
    heads = Witness("partner", book.partner).heads()
    assert [each.head.number for each in heads] == list(range(1, seals + 1))
    assert (book.partner / FILE).read_text().count("\n") == seals
    assert book.count("select count(*) from ledger_sealed") == book.count(
        "select count(distinct id) from ledger_sealed"
    )
    assert heads[-1].head.size == book.count("select count(*) from ledger_sealed")


@mark.parametrize("killed", ["tasks.listing.write = told"], ids=["after the list is written"])
def test_a_worker_that_is_killed_writes_the_same_list_again(killed: str, book: Book, tmp_path: Path):
    erasures = tmp_path / "erasures.jsonl"
    where = f"from django.conf import settings\nfrom pathlib import Path\nsettings.ERASURES = Path({str(erasures)!r})\n"

    assert book.run("worker", LIST.format(killed=where + killed)) == -signal.SIGKILL
    first = erasures.read_text()
    assert book.run("worker", LIST.format(killed=where)) == 0

    keys = [json.loads(line)["record"] for line in erasures.read_text().splitlines()]
    assert erasures.read_text() == first
    assert len(set(keys)) == len(keys) == book.count("select count(*) from trust_erasure") > 0
