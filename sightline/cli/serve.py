"""Serve both fronts, and what works beside them: database, policies, demonstration if it is new, then the processes."""

import argparse
import os
from contextlib import ExitStack
from datetime import UTC, datetime
from time import sleep

from sightline.cli.making import make_new, prepare
from sightline.config import background, embedded, fronts, running, server, tending
from sightline.config.processes import begin_witnesses
from sightline.config.server import Database

BACKGROUND = [("worker", "work")]  # beside the fronts: as which kind of process, and by which verb


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to serve."""
    parser.add_argument("--port", type=int, default=8000, help="of the public front; the staff front takes the next")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop, or until a front stops by itself."""
    running.hear()
    try:
        with ExitStack() as stack:
            return _serve(options.port, stack)
    except KeyboardInterrupt:
        print("Stopped.", flush=True)
        return 0


def _serve(port: int, stack: ExitStack) -> int:
    database = stack.enter_context(server.database(os.environ))
    if server.exists(database):
        server.let_in(database, server.logins_for(os.environ))
        prepare(database)
        begin_witnesses(database)
    else:
        print("Making the database. The first time takes a minute or two.", flush=True)
        make_new(database)
    served = [
        stack.enter_context(fronts.serving(kind, port + step, database, os.environ))
        for step, kind in enumerate(("public", "staff"))
    ]
    helping = [stack.enter_context(background.working(*each, database, os.environ)) for each in BACKGROUND]
    tended = stack.enter_context(tending.beside(database))
    print(_ready(*(front.address for front in served)), flush=True)
    while all(process.poll() is None for process in [*(front.process for front in served), *helping]):
        for each in tended:
            each.look(datetime.now(UTC))
        sleep(2)
        _revive(database)
    raise fronts.FrontFailed("A front, or a process beside them, stopped; its messages are above.")


def _revive(database: Database) -> None:
    """Start our own database again if it went down; what cannot be started yet is tried again in a moment."""
    if isinstance(database.server, embedded.Cluster):
        try:
            database.server.revive()
        except embedded.CannotStart as trouble:
            print(f"The database is down and does not start yet: {trouble}", flush=True)


def _ready(public: str, staff: str) -> str:
    """The one line that says where to go and how to sign in."""
    demonstration = os.environ.get("SIGHTLINE_DEMONSTRATION") == "1"
    how = "choose an invented person to become" if demonstration else "sign in with your account"
    return f"Sightline is ready. Public: {public}  Staff: {staff}  ({how}). Ctrl-C stops it."
