"""A PostgreSQL of these tests' own, which they may stop, break and fill with roles."""

import os
from collections.abc import Iterator

import pytest

from sightline.config.embedded import Cluster, cluster


@pytest.fixture(scope="module")
def own_cluster() -> Iterator[Cluster]:
    """A cluster that nobody holds yet, and that is gone after these tests."""
    made = cluster(f"scratch-{os.getpid()}", lasting=False)
    yield made
    if made.home.exists():
        made.remove()
