"""The rules in the database, from the command line: written, shown, checked, and put on paper."""

from argparse import ArgumentParser

import pytest
from django.db import connection

from sightline.cli import policies, prepare
from sightline.config.assets import compile_messages
from sightline.config.paths import ROOT
from sightline.kit.apply import texts

pytestmark = pytest.mark.django_db


def run(word: str) -> int:
    """The exit code of `sightline policies WORD`."""
    parser = ArgumentParser()
    policies.arguments(parser)
    return policies.run(parser.parse_args([word]))


@pytest.fixture
def by_hand() -> None:
    """A policy that nobody wrote down."""
    with connection.cursor() as cursor:
        cursor.execute("create policy by_hand on reports_report for select to sl_staff using (true)")


@pytest.fixture
def older() -> None:
    """A table whose walls are of an older release."""
    with connection.cursor() as cursor:
        cursor.execute("drop policy sl_staff_see on reports_report")
        cursor.execute("comment on policy owner_all on reports_report is 'older'")


def test_a_database_that_holds_the_rules_passes_the_check(capsys: pytest.CaptureFixture[str]):
    assert run("check") == 0
    assert capsys.readouterr().out == "The database holds what the rules say.\n"


def test_a_difference_is_named_and_told_by_the_code(by_hand: None, capsys: pytest.CaptureFixture[str]):
    assert run("check") == 1
    assert capsys.readouterr().out == "reports_report: the policy by_hand is not what the rules say\n"


def test_applying_twice_changes_nothing(capsys: pytest.CaptureFixture[str]):
    assert run("apply") == 0
    assert capsys.readouterr().out == "The database holds what the rules say.\n"


def test_applying_brings_an_older_table_up_to_date_and_names_it(older: None, capsys: pytest.CaptureFixture[str]):
    assert run("apply") == 0
    assert capsys.readouterr().out == "Changed: reports_report.\n"
    assert run("check") == 0


def test_what_was_made_by_hand_goes_with_the_next_change(older: None, by_hand: None):
    run("apply")

    assert run("check") == 0


def test_a_function_that_was_opened_by_hand_is_closed_again():
    with connection.cursor() as cursor:
        cursor.execute("grant execute on function priv.agencies() to public")
        run("apply")
        cursor.execute("select has_function_privilege('public', 'priv.agencies()', 'execute')")
        assert cursor.fetchone() == (False,)


def test_showing_prints_every_table_and_changes_nothing(capsys: pytest.CaptureFixture[str]):
    assert run("show") == 0

    shown = capsys.readouterr().out
    assert [line.removeprefix("-- ") for line in shown.splitlines() if line.startswith("-- ")] == list(texts())
    assert "create policy sl_staff_see on reports_report" in shown


def test_the_papers_are_those_that_are_kept(tmp_path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(policies, "ROOT", tmp_path)

    assert run("docs") == 0

    made = {path.name: path.read_text() for path in (tmp_path / "docs").iterdir()}
    assert made == {name: (ROOT / "docs" / name).read_text() for name in made}
    assert set(made) == {"who-sees-what.md", "flow.md", "access-matrix.md", "seeds.md"}


@pytest.mark.parametrize("word", ["", "forget", "drop"])
def test_it_does_nothing_else(word: str):
    with pytest.raises(SystemExit):
        run(word)


def test_a_database_that_still_differs_is_not_served(
    by_hand: None, monkeypatch: pytest.MonkeyPatch, tmp_path, settings
):
    monkeypatch.setattr(prepare, "call_command", lambda *words, **more: None)  # the tables are made already

    with pytest.raises(prepare.Differs, match="reports_report: the policy by_hand is not what the rules say"):
        prepare.run(ArgumentParser().parse_args([]))


def test_the_messages_that_are_compiled_are_ours(settings):
    compile_messages()

    assert compile_messages() == []
    compiled = {path.parent.parent.name for path in (ROOT / "sightline" / "locale").rglob("*.mo")}
    assert compiled == {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
