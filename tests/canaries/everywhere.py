"""Every place where a secret could have gone: pages as everybody, the database as everybody, logs, files, backups."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from sightline.config.server import Database
from sightline.demo.cast import CAST
from sightline.kit.acting import token
from tests.canaries.planted import Canary
from tests.people import Answer, Visitor

ROLES = sorted(part.plays for part in CAST if part.plays)
REFERENCE = re.compile(r"[A-Z]{1,2}-[0-9A-Z]{4}-[0-9A-Z]{4}")
OF_A_KIND = 3  # pages about different records, of each kind of page
STARTS = ["/", "/operations/", "/operations/mine", "/visits/", "/visits/today", "/intelligence", "/intelligence/places"]
STARTS += ["/safeguarding/", "/justice/", "/figures/", "/two-statements", "/awareness/", "/reports/", "/reports/sent"]
LOOKED_FOR = ["Zaunkoenig", "Quenby", "Zeisigfinken", "07700 900461", "Girlitzhaus", "NE99 7ZQ"]
TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"
SERVICES = ("sl_staff", "sl_public", "sl_worker", "sl_counter", "sl_sealer", "sl_auditor")


def pages(person: Visitor, starts: Iterable[str] = STARTS, of_a_kind: int = OF_A_KIND) -> Iterator[tuple[str, Answer]]:
    """Every page that links lead to, a few of each kind, with what the front answered; posts nothing."""
    queue, kinds, seen = deque(starts), dict[str, int](), set[str]()
    while queue:
        address = queue.popleft()
        kind = REFERENCE.sub("*", urlsplit(address).path)
        if address in seen or kinds.get(kind, 0) >= of_a_kind:
            continue
        seen.add(address)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = person.get(address)
        yield address, answer
        queue.extend(link for link in answer.links if link.startswith("/") and not link.startswith("/static"))


def searches(person: Visitor) -> Iterator[tuple[str, Answer]]:
    """What looking the secrets up by name brings; the form is on every page."""
    page = person.get("/")
    form = next((each for each in page.forms if each.action == "/find"), None)
    for words in LOOKED_FOR if form else ():
        assert form
        yield f"/find {words}", person.post("/find", form.filled | {"q": words})


def told(answer: Answer) -> str:
    """All that an answer says: its headers, and its body with the signs that HTML spells out."""
    body = answer.text.replace("&#x27;", "'").replace("&amp;", "&").replace("&quot;", '"')
    return f"{answer.headers} {body}"


def as_each_role(database: Database) -> Iterator[tuple[str, str, str]]:
    """Every row of every table that each person of the demonstration, and each service alone, may read: who, table, row."""
    with psycopg.connect(database.url("sl_test"), options="-c timezone=UTC") as connection:
        connection.execute("set role sl_owner")
        people = connection.execute("select name, id from agencies_account where name like 'demo-%'").fetchall()
        tables = [name for (name,) in connection.execute(TABLES).fetchall()]
        actors = [(name.removeprefix("demo-"), "sl_staff", token(key)) for name, key in people]
        actors += [(role, role, "") for role in SERVICES]
        for who, role, context in actors:
            for table in tables:
                yield from ((who, table, row) for row in _readable(connection, role, context, table))


def _readable(connection: psycopg.Connection, role: str, context: str, table: str) -> Iterator[str]:
    try:
        with connection.transaction():
            connection.execute(
                "select set_config('role', %s, true), set_config('app.context', %s, true)", [role, context]
            )
            yield from rows(connection, table)
    except psycopg.errors.InsufficientPrivilege:
        return


def rows(connection: psycopg.Connection, table: str) -> Iterator[str]:
    """Every row of a table as text."""
    for (row,) in connection.execute(sql.SQL("select t::text from {} t").format(sql.Identifier(table))):
        yield row


def in_files(folders: Iterable[Path], canaries: Iterable[Canary]) -> Iterator[tuple[str, Path]]:
    """Each secret whose words stand in the bytes, or in the name, of a file: its kind and the file."""
    wanted = [(canary.kind, canary.words.encode()) for canary in canaries]
    for path in sorted(each for folder in folders for each in folder.rglob("*") if each.is_file()):
        content = path.name.encode() + b"\n" + path.read_bytes()
        yield from ((kind, path) for kind, words in wanted if words in content)


def seconds(began: datetime, ended: datetime) -> re.Pattern[str]:
    """Every spelling of every second between two moments: as dates are printed, and as numbers since 1970."""
    first = began.replace(microsecond=0)
    moments = [first + timedelta(seconds=more) for more in range(int((ended - first).total_seconds()) + 1)]
    spelt = [f"{moment:%Y-%m-%d}[ T]{moment:%H:%M:%S}" for moment in moments]
    spelt += [f"{moment:%Y%m%d}T?{moment:%H%M%S}" for moment in moments]
    spelt += [rf"(?<!\d){int(moment.timestamp())}" for moment in moments]
    return re.compile("|".join(spelt))
