"""Databases of their own, in which what is sealed stays."""

from collections.abc import Iterator
from pathlib import Path

from pytest import FixtureRequest, TempPathFactory, fixture

from sightline.config.embedded import Cluster
from sightline.ledger.tests.sealed import partner, pointed_at, sealed
from sightline.ledger.witnesses import Witness
from tests.databases import clone


@fixture
def lasting(cluster: Cluster, template: str, django_db_blocker: FixtureRequest) -> Iterator[str]:
    """The name of a database in which nothing is rolled back; the connection leads to it."""
    with django_db_blocker.unblock(), clone(cluster, template, "clone_kept") as name, pointed_at(name):
        yield name


@fixture(scope="module")
def book(tmp_path_factory: TempPathFactory) -> Path:
    """The folder of a partner who knows the three seals."""
    return tmp_path_factory.mktemp("witness") / "partner"


@fixture(scope="module")
def three_seals(cluster: Cluster, template: str, book: Path, django_db_blocker: FixtureRequest) -> Iterator[str]:
    """The name of a database with three seals over four looks each, to be cloned."""
    with django_db_blocker.unblock(), clone(cluster, template, "clone_sealed") as name:
        with pointed_at(name):
            sealed(3, 4, partner(book))
        yield name


@fixture
def ledger(cluster: Cluster, three_seals: str, django_db_blocker: FixtureRequest) -> Iterator[str]:
    """A copy of it, ours to spoil; the connection leads to it."""
    with django_db_blocker.unblock(), clone(cluster, three_seals, "clone_spoilt") as name, pointed_at(name):
        yield name


@fixture
def witness(book: Path, tmp_path: Path) -> Witness:
    """The partner, with a book of their own for this test."""
    mine = partner(tmp_path / "partner")
    (mine.folder / "heads.txt").write_text((book / "heads.txt").read_text())
    return mine
