"""The demonstration in a cluster of its own, for the long runs of `make faults`, which need no pytest."""

from collections.abc import Iterator
from contextlib import contextmanager

import django

django.setup()

from sightline.config.server import Database  # noqa: E402
from tests import databases, worlds  # noqa: E402
from tests.faults.ground import ground  # noqa: E402


@contextmanager
def demonstration(purpose: str) -> Iterator[Database]:
    """A database with both operations, to be broken, and gone afterwards."""
    with worlds.alone() as (cluster, template):
        story = databases.replayed(cluster, template, worlds.tell)
        with ground(cluster, story, purpose) as database:
            yield database
