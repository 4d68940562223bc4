"""The daily round as a job: by the worker's own login, with nothing but what it needs."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection
from procrastinate.contrib.django import app
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import GrantFactory, person_as
from sightline.config.paths import ROOT
from sightline.config.processes import environment
from sightline.config.server import Database
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.ledger.notes import note
from sightline.ledger.sealing import waiting_since
from sightline.reports.tests.factories import ReportFactory
from sightline.safeguarding.tests.factories import CaseFactory
from sightline.trust import tasks
from sightline.trust.models import Review, WeeklyNote
from sightline.trust.tests.factories import NOW, ErasureFactory, WeeklyNoteFactory, looked
from tests.databases import clone

TABLES = ("procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers", "procrastinate_workers")


@fixture
def database(cluster, template):
    """A database of its own, as a worker finds it."""
    with clone(cluster, template, "worker") as name:
        yield Database(cluster, name, settings.TEST_SECRETS)


@mark.django_db
def test_the_round_of_a_day_proposes_what_is_due_on_it():
    ReportFactory(state="closed", received_at=NOW - timedelta(days=500))

    assert tasks.propose_what_is_due(int(NOW.timestamp())) == 1
    assert Review.objects.get().proposed_at == NOW


@mark.django_db
def test_in_the_demonstration_the_round_leaves_the_story_alone(settings):
    settings.DEMONSTRATION = True
    ReportFactory(state="closed", received_at=NOW - timedelta(days=500))

    assert tasks.propose_what_is_due(int(NOW.timestamp())) == 0


def test_the_round_comes_every_hour_and_waits_in_the_queue_once():
    jobs = {periodic.task.queueing_lock: periodic.cron for periodic in app.periodic_registry.periodic_tasks.values()}

    assert jobs == {
        "ring": "* * * * *",
        "up": "11 * * * *",
        "propose": "7 * * * *",
        "list": "*/5 * * * *",
        "watch": "* * * * *",
        "weekly": "17 5 * * 1",
    }


@fixture
def waiting(monkeypatch):
    """A sealer that hangs: something has waited for its seal for so many seconds."""

    def for_so_many(seconds: int | None) -> None:
        since = None if seconds is None else datetime.now(UTC) - timedelta(seconds=seconds)
        monkeypatch.setattr(tasks, "waiting_since", lambda: since)

    return for_so_many


@mark.django_db
def test_when_the_sealer_hangs_the_auditors_are_called_once(waiting):
    area = GrantFactory(role="auditor").area
    waiting(90)

    assert [tasks.watch_that_the_ledger_is_sealed(0) for _ in range(2)] == [True, True]
    assert [(each.duty, each.subject) for each in Notice.objects.all()] == [(f"auditor@{area.pk}", "ledger")]


@mark.django_db
@mark.parametrize("seconds", [None, 10, 50])
def test_while_seals_are_made_nobody_is_called(seconds, waiting):
    GrantFactory(role="auditor")
    waiting(seconds)

    assert not tasks.watch_that_the_ledger_is_sealed(0)
    assert not Notice.objects.exists()


@mark.django_db
def test_the_worker_knows_since_when_something_waits():
    with acting_as(person_as("analyst")):
        note("consult", "list", kind="nothing")

    assert tasks.watch_that_the_ledger_is_sealed(0) is False
    with acting_as(None, "sl_worker"):
        assert waiting_since()


@mark.django_db
def test_the_notes_of_the_week_before_are_written_by_the_worker():
    case = CaseFactory()
    monday_morning = datetime(2026, 11, 30, 5, 17, tzinfo=UTC)
    looked(person_as("analyst"), datetime(2026, 11, 25, 12, tzinfo=UTC), record=case.pk)

    assert [tasks.write_the_weekly_notes(int(monday_morning.timestamp())) for _ in range(2)] == [1, 0]
    assert WeeklyNote.objects.get().week == date(2026, 11, 23)


@mark.django_db
def test_the_worker_reads_no_note(db):
    WeeklyNoteFactory()

    with raises(DatabaseError, match="permission denied"), acting_as(None, "sl_worker"):
        WeeklyNote.objects.exists()


@mark.django_db
def test_the_list_of_erasures_is_written_where_a_restore_finds_it(settings, tmp_path):
    settings.ERASURES = tmp_path / "kept" / "erasures.jsonl"
    erasure = ErasureFactory()

    assert tasks.list_what_was_erased(0) == 1
    assert json.loads(settings.ERASURES.read_text())["record"] == str(erasure.record)


@mark.django_db
def test_a_list_that_knows_more_than_a_restored_database_is_left(settings, tmp_path):
    settings.ERASURES = tmp_path / "erasures.jsonl"
    settings.ERASURES.write_text("one\ntwo\n")
    ErasureFactory()

    assert tasks.list_what_was_erased(0) == 0
    assert settings.ERASURES.read_text() == "one\ntwo\n"


@mark.django_db
def test_no_front_reaches_the_jobs():
    with connection.cursor() as cursor:
        for table in TABLES:
            for role in ("sl_staff", "sl_public", "sl_worker", "sl_staff_login", "sl_public_login"):
                cursor.execute("select has_table_privilege(%s, %s, 'select')", [role, table])
                assert cursor.fetchone() == (False,), (table, role)


@mark.slow
def test_a_worker_does_what_waits_with_its_own_login(database):
    inherited = environment("worker", database, {**os.environ, "DJANGO_SETTINGS_MODULE": ""})
    assert [inherited[name] for name in ("SIGHTLINE_CONTEXT_KEY", "SIGHTLINE_SEALING_KEYS")] == ["", ""]
    with psycopg.connect(database.url("sl_worker_login"), autocommit=True) as waiting:
        waiting.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args) "
            "values ('default', 'propose what is due for review', '{\"timestamp\": 1806483600}')"
        )
        command = [sys.executable, "-m", "sightline.cli", "work", "--once"]
        subprocess.run(command, env=inherited, cwd=ROOT, check=True, capture_output=True, timeout=120)

        assert waiting.execute("select count(*) from procrastinate_jobs").fetchone() == (0,)
    with psycopg.connect(database.server.keeper_url(database.name)) as keeper:
        told = keeper.execute("select verb, actor from ledger_entry").fetchall()
        assert set(told) == {("propose", None)}  # twice, where the hour's own round was due as well
