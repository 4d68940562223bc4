"""What the faults share."""

from collections.abc import Iterator

import pytest

from sightline.config.embedded import Cluster
from sightline.config.server import Database
from tests.faults import ground


@pytest.fixture
def broken_ground(cluster: Cluster, story: str) -> Iterator[Database]:
    """The demonstration in a cluster of this test's own, to be broken."""
    with ground.ground(cluster, story, "ground") as database:
        yield database
