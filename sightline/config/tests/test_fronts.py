"""The fronts, as they are served."""

import os
import socket
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from sightline.config.fronts import HOST, FrontFailed, free_port, serving
from sightline.config.server import Database, Given
from tests.fronts import Fronts

pytestmark = pytest.mark.slow


@pytest.fixture
def nowhere(tmp_path: Path) -> Database:
    """A database that nobody answers for."""
    return Database(Given("postgresql://nobody@127.0.0.1:1/nothing"), "nothing", tmp_path)


@pytest.mark.parametrize("front", ["public", "staff"])
def test_every_answer_has_the_headers_of_the_house(front: str, fronts: Fronts):
    with build_opener(ProxyHandler({})).open(getattr(fronts, front) + "/healthz") as answer:
        headers = answer.headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Set-Cookie"] is None
    assert headers["Server"] == ""


def test_a_taken_port_is_refused_in_a_sentence(nowhere: Database):
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(FrontFailed, match=f"Port {port} is in use"), serving("public", port, nowhere, os.environ):
            pass


def test_a_front_without_its_database_is_not_served(nowhere: Database):
    with (
        pytest.raises(FrontFailed, match="stopped while starting"),
        serving("public", free_port(), nowhere, os.environ),
    ):
        pass
