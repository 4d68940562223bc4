"""What works beside the fronts is started with its own login and stopped with them."""

import subprocess
import sys
from pathlib import Path

import pytest

from sightline.config import background, running
from sightline.config.server import Database, Given


@pytest.fixture
def started(monkeypatch):
    """What is started, in place of the real verbs: something that waits, and how it was to be started."""
    seen: dict = {}
    real = subprocess.Popen

    def start(command, **options):
        seen.update(command=command, **options)
        return real([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)

    monkeypatch.setattr(running.subprocess, "Popen", start)
    return seen


def test_it_is_a_process_of_its_kind_and_ends_when_it_is_left(started: dict, tmp_path: Path):
    database = Database(Given("postgresql://keeper:word@db.example/stories"), "stories", tmp_path)

    with background.working("worker", "work", database, {"DATABASE_URL": "x", "LANG": "C"}) as process:
        assert process.poll() is None
        assert started["command"][-1] == "work"
        assert "sl_worker_login" in started["env"]["SIGHTLINE_DATABASE"]
        assert "DATABASE_URL" not in started["env"]

    assert process.poll() is not None
