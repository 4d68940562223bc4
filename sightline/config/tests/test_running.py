"""Being told to stop at the worst moment leaves nothing behind: not what was just being started, nor its children."""

import os
import signal
import subprocess
import sys
from time import monotonic, sleep

from pytest import mark

from sightline.config import running

# Stands for `serve`: its Popen is told to stop just after it has started somebody, before anybody holds the process.
TOLD_WHILE_STARTING = """
import os, subprocess, sys
from datetime import UTC, datetime
from sightline.config import running, tending

real, told, started = subprocess.Popen, {told}, []

def told_just_then(command, **options):
    process = real([sys.executable, "-c", "import time; time.sleep(60)"], **options)
    started.append(process.pid)
    os.kill(os.getpid(), told)
    return process

running.hear()
running.subprocess.Popen = told_just_then
tending.environment = lambda *_: dict(os.environ)
try:
    {doing}
    print("went on")
except KeyboardInterrupt:
    print("stopped", *started)
"""
IN_A_WITH = """
    with running.running(["waits"], dict(os.environ)):
        print("was let in")
"""
TENDED = """
    with tending.beside(None) as work:
        for each in work:
            each.look(datetime.now(UTC))
        print("was let in")
"""


def said(script: str) -> str:
    """What a script says, which must end by itself."""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    return done.stdout


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@mark.parametrize("told", running.TO_STOP)
@mark.parametrize("doing", [IN_A_WITH, TENDED])
def test_what_was_being_started_is_stopped_too(told, doing):
    words = said(TOLD_WHILE_STARTING.format(told=int(told), doing=doing.strip())).split()

    assert words[0] == "stopped"
    assert len(words) == 2  # one was started
    assert not lives(int(words[1]))


def test_told_at_another_moment_it_is_heard_at_once_and_once():
    script = """
import os, signal
from sightline.config import running

running.hear()
try:
    os.kill(os.getpid(), signal.SIGTERM)
    print("went on")
except KeyboardInterrupt:
    os.kill(os.getpid(), signal.SIGINT)
    print("stopped in its own time")
"""
    assert said(script) == "stopped in its own time\n"


def test_a_process_that_will_not_hear_is_ended_with_its_children(monkeypatch):
    monkeypatch.setattr(running, "GRACE", 0.2)
    deaf = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid, flush=True)
time.sleep(60)
"""
    process = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE, start_new_session=True)
    with process.stdout:
        child = int(process.stdout.readline())

    running.stop(process)

    assert process.returncode == -signal.SIGKILL
    assert gone(child)


def gone(process: int) -> bool:
    """Whether it is gone within five seconds: whoever adopts an orphan takes a moment to bury it."""
    until = monotonic() + 5
    while lives(process) and monotonic() < until:
        sleep(0.02)
    return not lives(process)
