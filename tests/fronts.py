"""Both fronts as in service: processes of their own, the real logins, on a clone of the template."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from sightline.config import fronts as serving
from sightline.config.embedded import Cluster
from sightline.config.server import Database
from sightline.config.settings import public as public_front
from tests.databases import clone


@dataclass(frozen=True)
class Fronts:
    """Where the two fronts are, the database they share, and the processes (public, staff) that serve them."""

    public: str
    staff: str
    database: Database
    processes: tuple[int, int]


@contextmanager
def served(cluster: Cluster, template: str, purpose: str, **surroundings: str) -> Iterator[Fronts]:
    """Both fronts on a clone of that template, named after its purpose; surroundings are added to their environment."""
    with ExitStack() as stack:
        name = stack.enter_context(clone(cluster, template, purpose))
        database = Database(cluster, name, settings.TEST_SECRETS)
        inherited = {**os.environ, "SIGHTLINE_PAGES": "source", **surroundings}
        public, staff = (
            stack.enter_context(serving.serving(kind, serving.free_port(), database, inherited))
            for kind in ("public", "staff")
        )
        yield Fronts(public.address, staff.address, database, (public.process.pid, staff.process.pid))


@pytest.fixture(scope="session")
def fronts(cluster: Cluster, template: str) -> Iterator[Fronts]:
    """Both fronts, served for the whole run of this process; tests share their database."""
    with served(cluster, template, "front", SIGHTLINE_DEMONSTRATION="1") as running:
        yield running


@pytest.fixture
def public(settings: Settings) -> Client:
    """A client of the public front, inside this process and its test's transaction."""
    settings.ROOT_URLCONF, settings.MIDDLEWARE = public_front.ROOT_URLCONF, public_front.MIDDLEWARE
    settings.CSRF_USE_SESSIONS = False  # there is no session
    return Client()
