"""Backups: the whole cluster copied while it runs, with the log that belongs to the copy, each file in a manifest.

The keys are never in it: a backup alone opens no seal and no return code. They are copied apart, to another keeper.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from sightline.config import embedded, manifest
from sightline.config.problems import Problem
from sightline.config.server import Database

COPY, ABOUT = "cluster", "about.json"
LOG = f"{COPY}/pg_wal"
WHOLE = ["--checkpoint=fast", "--wal-method=stream", "--manifest-checksums=SHA256", "--no-password"]
TABLES = "select schemaname, tablename from pg_tables where schemaname in ('public', 'priv') order by 1, 2"


class NotTaken(Problem):
    """The backup could not be made; the text says why."""


class NotWhole(Problem):
    """The backup is damaged, or is none; nothing was restored from it."""


class NotEmpty(Problem):
    """There is a database already where the backup would go."""


def take(database: Database, folder: Path, *, at: datetime, keys: Path | None = None) -> Path:
    """Back the cluster of the database up into a new folder, verified; gives the folder.

    keys: a new folder, outside the other, for a copy of the keys. Raises NotTaken.
    """
    _refuse_used(folder, keys)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    begun = {"taken_at": at.isoformat(), "database": database.name, "rows": rows(database)}
    _run("pg_basebackup", f"--dbname={database.server.keeper_url()}", f"--pgdata={folder / COPY}", *WHOLE)
    (folder / ABOUT).write_text(json.dumps(marked(begun | {"log": _sums(folder / LOG)}), indent=1))
    if keys:
        shutil.copytree(database.secrets, keys, dirs_exist_ok=True)
    verify(folder)
    return folder


def verify(folder: Path) -> None:
    """Compare every byte with what was written down when the backup was taken; raises NotWhole, naming what differs.

    PostgreSQL's manifest speaks for all files but the log, our own page for the log; each carries a sum of itself.
    """
    found = about(folder)
    wrong = [*manifest.differing(folder / COPY), *manifest.unlike(found["log"], _sums(folder / LOG), "the log file ")]
    if wrong:
        raise NotWhole(f"The backup in {folder} is damaged: {'; '.join(wrong)}.")


def put_back(folder: Path, cluster: embedded.Cluster) -> None:
    """Let the backup be the cluster's data, whole or not at all. Raises NotEmpty, NotWhole."""
    verify(folder)
    if (cluster.home / "data").exists():
        raise NotEmpty(f"There is a database in {cluster.home}. Move it away first; restoring overwrites nothing.")
    cluster.adopt(folder / COPY)


def bring_keys(keys: Path, secrets: Path) -> None:
    """Copy the keys back; a key that is there already must be the same."""
    secrets.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in sorted(found for found in keys.rglob("*") if found.is_file()):
        there = secrets / path.relative_to(keys)
        if not there.exists():
            there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copy2(path, there)
        elif there.read_bytes() != path.read_bytes():
            raise NotEmpty(f"There is another key called {there.name}. Move it away first.")


def about(folder: Path) -> dict[str, Any]:
    """What a backup says of itself: taken_at, database, rows of each table when it began, sums of its log."""
    try:
        found = json.loads((folder / ABOUT).read_text())
        if found == marked(found):
            return dict(found)
    except (OSError, ValueError, AttributeError):
        pass
    raise NotWhole(f"{folder} is no backup of ours, or its page {ABOUT} is damaged.")


def marked(page: Mapping[str, Any]) -> dict[str, Any]:
    """The page with a sum of all that it says."""
    says = {name: value for name, value in page.items() if name != "sum"}
    return says | {"sum": sha256(json.dumps(says, sort_keys=True).encode()).hexdigest()}


def rows(database: Database) -> dict[str, int]:
    """How many rows each table holds, by "schema.table"."""
    with psycopg.connect(database.server.keeper_url(database.name)) as connection:
        count = sql.SQL("select count(*) from {}")
        tables = connection.execute(TABLES).fetchall()
        counts = [connection.execute(count.format(sql.Identifier(*table))).fetchall()[0][0] for table in tables]
        return {".".join(table): number for table, number in zip(tables, counts, strict=True)}


def fewer(before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    """The tables that lost rows or are gone, a sentence each. What was added since is no loss."""
    return [
        f"{table} had {count} rows and has {after.get(table, 0)}"
        for table, count in before.items()
        if after.get(table, 0) < count
    ]


def _sums(folder: Path) -> dict[str, str]:
    return {path.name: manifest.sum_of(path) for path in sorted(folder.iterdir()) if path.is_file()}


def _refuse_used(folder: Path, keys: Path | None) -> None:
    for wanted in filter(None, (folder, keys)):
        if wanted.exists() and any(wanted.iterdir()):
            raise NotTaken(f"{wanted} is not empty. Name a new folder, so that no older backup is overwritten.")
    if keys and keys.resolve().is_relative_to(folder.resolve()):
        raise NotTaken("The keys would lie inside the backup. Name a folder elsewhere, with another keeper.")


def _run(name: str, *arguments: str) -> None:
    surroundings = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
    done = subprocess.run([embedded.program(name), *arguments], env=surroundings, text=True, capture_output=True)
    if done.returncode:
        raise NotTaken(f"{name} says: {(done.stderr or done.stdout).strip()}")
