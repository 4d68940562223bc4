"""While it serves, the program starts its own database again when that went down, and leaves an operator's alone."""

from pathlib import Path

import pytest

from sightline.cli import serve
from sightline.config.embedded import CannotStart, Cluster
from sightline.config.server import Database, Given


def revived(monkeypatch: pytest.MonkeyPatch, outcome: Exception | None = None) -> list[Cluster]:
    """The clusters that were revived, or the trouble that each attempt meets."""
    tried: list[Cluster] = []

    def revive(cluster: Cluster) -> None:
        tried.append(cluster)
        if outcome:
            raise outcome

    monkeypatch.setattr(Cluster, "revive", revive)
    return tried


def test_our_own_is_revived(monkeypatch, tmp_path):
    tried = revived(monkeypatch)

    serve._revive(Database(Cluster(tmp_path), "sightline"))

    assert tried == [Cluster(tmp_path)]


def test_an_operators_is_left_alone(monkeypatch):
    tried = revived(monkeypatch)

    serve._revive(Database(Given("postgresql://elsewhere/sightline"), "sightline"))

    assert tried == []


def test_one_that_does_not_start_yet_is_told_and_the_fronts_go_on(monkeypatch, capsys):
    revived(monkeypatch, CannotStart("the disk is full"))

    serve._revive(Database(Cluster(Path("/nowhere")), "sightline"))

    assert "does not start yet: the disk is full" in capsys.readouterr().out
