"""The program knows its verbs, and tells problems in a sentence."""

from importlib import import_module

import pytest

from sightline.cli import VERBS, serve
from sightline.cli.__main__ import main
from sightline.config.processes import LOGINS


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_its_module_and_a_kind_of_process(name: str):
    module = import_module(f"sightline.cli.{name}")

    assert callable(module.arguments)
    assert callable(module.run)
    assert VERBS[name].kind in {None, *LOGINS}


def test_help_lists_every_verb(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])

    told = capsys.readouterr().out.split()
    assert [name for name in VERBS if name not in told] == []


@pytest.mark.parametrize("words", [[], ["dance"], ["serve", "--loudly"]])
def test_words_it_does_not_know_are_refused(words: list[str]):
    with pytest.raises(SystemExit, match="2"):
        main(words)


def test_a_problem_is_told_without_a_traceback(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")

    assert main(["psql"]) == 1
    assert capsys.readouterr().err.startswith("sightline: DATABASE_URL names a server that does not answer")


@pytest.mark.parametrize(("demonstration", "says"), [("1", "choose an invented person"), ("0", "your account")])
def test_the_ready_line_says_where_to_go_and_how_to_sign_in(
    demonstration: str, says: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SIGHTLINE_DEMONSTRATION", demonstration)

    line = serve._ready("http://127.0.0.1:8000", "http://127.0.0.1:8001")

    assert "\n" not in line
    assert {"http://127.0.0.1:8000", "http://127.0.0.1:8001"} <= set(line.split())
    assert says in line
