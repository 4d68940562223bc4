"""Do the jobs that are due by the clock. `sightline serve` starts one beside the fronts."""

import argparse
from typing import Any

from procrastinate.contrib.django import app


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to go on."""
    parser.add_argument("--once", action="store_true", help="do what waits now, and stop")


def run(options: argparse.Namespace) -> None:
    """Work until told to stop; what is being done then is finished first."""
    front: Any = app.connector
    with app.replace_connector(front.get_worker_connector()) as working:
        working.run_worker(wait=not options.once, concurrency=1, listen_notify=False, delete_jobs="successful")
