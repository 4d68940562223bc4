"""After a full day's work of everybody: every planted secret is where it belongs, and nowhere else at all."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from pytest import mark

from sightline.config import backups, embedded, fronts
from sightline.config.embedded import Cluster
from sightline.config.paths import VAR
from sightline.config.server import Database
from tests.canaries import everywhere
from tests.canaries.planted import CANARIES, NOBODY, WORDS, Planted, plant
from tests.faults.ground import ground
from tests.people import Visitor

pytestmark = mark.slow

SECRET_AT_REST = ["safe address", "name in care", "other name in care", "safe contact", "reporter contact"]
# What lies in plain text in the database's own files, and why; to be empty, and held to be true.
NOT_YET_SEALED: dict[str, str] = {}
TRACES = [canary for canary in CANARIES if canary.shown_to == NOBODY]


@dataclass
class Day:
    """What became of a day: what was planted, every answer to everybody, and the places to look through."""

    database: Database
    logs: Path
    backup: Path
    planted: Planted
    began: float
    answers: list[tuple[str, str, int, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def day(cluster: Cluster, story: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Secrets planted through the pages, then everybody opens everything, then a backup is taken."""
    place = tmp_path_factory.mktemp("canaries")
    began = datetime.now(UTC).timestamp()
    with ground(cluster, story, "canaries") as database:
        (place / "logs").mkdir()
        with ExitStack() as stack:
            public, staff = (serve(kind, database, place / "logs", stack) for kind in ("public", "staff"))
            done = Day(database, place / "logs", place / "backup", plant(public, staff), began)
            done.answers += everything_opened(public, staff)
        backups.take(database, done.backup, at=datetime.now(UTC))
        yield done


def serve(kind: str, database: Database, logs: Path, stack: ExitStack) -> str:
    """A front that writes its messages into a file: its address."""
    log = stack.enter_context((logs / kind).open("wb"))
    inherited = {**os.environ, "SIGHTLINE_PAGES": "source", "SIGHTLINE_DEMONSTRATION": "1"}
    return stack.enter_context(fronts.serving(kind, fronts.free_port(), database, inherited, log)).address


def everything_opened(public: str, staff: str) -> Iterator[tuple[str, str, int, str]]:
    """Every answer to every person: who, address, status, all it says."""
    for role in everywhere.ROLES:
        person = Visitor(staff).become(f"demo-{role}").confirm()
        for address, answer in (*everywhere.pages(person), *everywhere.searches(person)):
            yield role, address, answer.status, everywhere.told(answer)
    for address, answer in everywhere.pages(Visitor(public), ["/", "/cy/", "/ar/", "/statements/"]):
        yield "stranger", address, answer.status, everywhere.told(answer)


def test_everybody_opened_many_pages_and_none_failed(day: Day):
    opened = Counter(role for role, _, status, _ in day.answers if status == 200)
    failed = [(role, address, status) for role, address, status, _ in day.answers if status >= 500]

    assert set(opened) == {*everywhere.ROLES, "stranger"}
    assert sum(opened.values()) > 400
    assert failed == []


def test_the_scan_sees_what_it_should(day: Day):
    """A scan that finds nothing anywhere may be blind: each secret of the staff is shown to somebody."""
    shown = {canary.kind for canary in CANARIES for _, _, _, says in day.answers if canary.words in says}

    assert {"name in care", "safe contact", "report text", "safe address"} <= shown
    assert "report text" in {kind for kind, _ in everywhere.in_files([day.backup], CANARIES)}


@mark.parametrize("canary", CANARIES, ids=lambda canary: canary.kind)
def test_no_answer_shows_a_secret_to_somebody_it_does_not_belong_to(day: Day, canary):
    found = {(role, address) for role, address, _, says in day.answers if canary.words in says}

    assert {(role, address) for role, address in found if role not in canary.shown_to} == set()


def test_no_address_tells_a_secret(day: Day):
    for role, address, _, says in day.answers:
        if address.startswith("/find "):
            continue
        assert [
            canary.kind for canary in CANARIES if canary.words.replace(" ", "%20") in address + says.partition(" ")[0]
        ] == [], role


def test_nobody_reads_a_secret_in_the_database_who_is_not_shown_it(day: Day):
    found = {
        (canary.kind, who, table)
        for who, table, row in everywhere.as_each_role(day.database)
        for canary in CANARIES
        if canary.words in row and who not in canary.shown_to
    }

    assert found == set()


def test_no_trace_of_a_reporter_is_in_any_row_at_all(day: Day):
    """Nor in any file that a row holds: those are spelt in hexadecimal."""
    spelt = [(canary.kind, words) for canary in TRACES for words in (canary.words, canary.words.encode().hex())]
    found = [(kind, table) for table, row in all_rows(day.database) for kind, words in spelt if words in row]
    copies = [row for table, row in all_rows(day.database) if table == "reports_attachment"]

    assert found == []
    assert len(copies) == 1


def test_no_row_tells_the_second_of_a_report(day: Day):
    """Only strangers acted between the two moments, so nothing at all may carry a moment between them."""
    told = everywhere.seconds(day.planted.began, day.planted.ended)
    found = {(table, match[0]) for table, row in all_rows(day.database) if (match := told.search(row))}

    told = [row for table, row in all_rows(day.database) if table == "reports_report" and WORDS["report text"] in row]
    assert len(told) >= day.planted.reports
    assert found == set()


def test_no_log_tells_a_secret_or_a_second_of_a_report(day: Day):
    logs = [*day.logs.iterdir(), day.database.server.home / "log"]  # type: ignore[attr-defined]
    text = "\n".join(path.read_bytes().decode("utf-8", "replace") for path in logs)

    assert [canary.kind for canary in CANARIES if canary.words in text] == []
    assert everywhere.seconds(day.planted.began, day.planted.ended).findall(text) == []


def kept_here() -> Iterator[Path]:
    """Every file that this checkout has made, but for those of databases."""
    for place in VAR.iterdir():
        if place != embedded.homes():
            yield from (path for path in (place, *place.rglob("*")) if path.is_file())


def test_no_file_of_this_checkout_holds_a_secret(day: Day):
    """But for databases, which lie here where a person runs them: the tests below look through those."""
    fresh = [path for path in kept_here() if path.stat().st_mtime >= day.began]
    found = [(canary.kind, path) for path in fresh for canary in CANARIES if canary.words.encode() in path.read_bytes()]

    assert found == []


@mark.parametrize("place", ["log", "backup"])
def test_the_databases_own_files_hold_no_trace_of_a_reporter(day: Day, place: str):
    """The log's own moments of commit are excepted: PostgreSQL needs them, and no front can read them."""
    folder = {"log": day.database.server.home / "data" / "pg_wal", "backup": day.backup}[place]  # type: ignore[attr-defined]

    assert list(everywhere.in_files([folder], TRACES)) == []


def test_what_is_secret_at_rest_lies_in_no_file_but_for_a_list_that_is_held_to_be_true(day: Day):
    secret = [canary for canary in CANARIES if canary.kind in SECRET_AT_REST]
    folders = [day.database.server.home / "data", day.backup]  # type: ignore[attr-defined]

    assert {kind for kind, _ in everywhere.in_files(folders, secret)} == set(NOT_YET_SEALED)


def all_rows(database: Database) -> Iterator[tuple[str, str]]:
    """Every row of every table, as the keeper sees it."""
    with psycopg.connect(database.server.keeper_url(database.name), options="-c timezone=UTC") as connection:
        for (table,) in connection.execute(everywhere.TABLES).fetchall():
            yield from ((table, row) for row in everywhere.rows(connection, table))


def test_the_figures_are_kept(day: Day, record_figure):
    stray = [
        canary.kind
        for canary in CANARIES
        for role, _, _, says in day.answers
        if canary.words in says and role not in canary.shown_to
    ]
    record_figure(
        "canaries", planted=len(CANARIES), answers=len(day.answers), found=len(stray), exempt=len(NOT_YET_SEALED)
    )

    assert stray == []
