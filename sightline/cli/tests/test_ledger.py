"""`sightline ledger` and `sightline seal`: what a script says of the ledger, and its exit code."""

import argparse
import json

from django.conf import settings
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.models import Area
from sightline.agencies.tests.factories import person_as
from sightline.cli import ledger, seal
from sightline.config.problems import Problem
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.ledger.heads import read
from sightline.ledger.models import Entry, Seal
from sightline.ledger.notes import note
from sightline.ledger.sealing import seal as one_seal
from sightline.ledger.tests.test_verifying import rewrite

pytestmark = mark.django_db


@fixture(autouse=True)
def folders(settings, tmp_path):
    """Two witnesses who know nothing yet."""
    for name in ("partner", "public"):
        (tmp_path / name).mkdir()
    settings.WITNESSES, settings.PUBLISHED = {"partner": str(tmp_path / "partner")}, str(tmp_path / "public")


@fixture
def looks():
    person_as("auditor", area=Area.objects.create(code="tyne", name="Tyne", nation="england"))
    with acting_as(person_as("analyst")):
        return [note("consult", "list", kind="reports.Report", asked="reports", found=n) for n in range(3)]


def run(*words):
    parser = argparse.ArgumentParser()
    ledger.arguments(parser)
    return ledger.run(parser.parse_args(words))


def seal_once():
    parser = argparse.ArgumentParser()
    seal.arguments(parser)
    seal.run(parser.parse_args(["--once"]))


def test_sealing_once_seals_what_waits_and_tells_the_witnesses(looks, capsys, tmp_path):
    seal_once()

    assert capsys.readouterr().out == "1 seals made.\n"
    assert Seal.objects.get().size == 3
    for name in ("partner", "public"):
        (line,) = (tmp_path / name / "heads.txt").read_text().splitlines()
        assert read(line).head.size == 3


def test_a_sound_ledger_is_told_in_two_lines(looks, capsys):
    seal_once()
    capsys.readouterr()

    assert run("verify") == 0
    assert capsys.readouterr().out.splitlines() == [
        "3 entries, 3 of them in 1 seals. Heads with witnesses: partner 1, public 1.",
        "Sound: nothing was changed, taken away or put in.",
    ]


def test_what_was_rewritten_is_named_and_the_exit_code_says_so(looks, capsys):
    seal_once()
    rewrite("update ledger_entry set found = 9 where id = %s", looks[1])

    assert run("verify") == 1
    assert f"rewritten: entry {looks[1]}. It does not bear the mark of what it says." in capsys.readouterr().out


def test_by_day_verifying_leaves_nothing_behind(looks):
    seal_once()
    run("verify")

    assert Entry.objects.count() == 3


def test_the_nights_result_is_in_the_ledger(looks):
    seal_once()

    assert run("verify", "--night") == 0

    entry = Entry.objects.get(verb="verify")
    assert (entry.act, entry.actor, entry.outcome, entry.found) == ("system", None, "sound", 3)
    assert not Notice.objects.exists()


def test_a_night_that_finds_something_calls_the_auditors(looks):
    seal_once()
    rewrite("update ledger_entry set found = 9 where id = %s", looks[1])

    assert run("verify", "--night") == 1

    assert Entry.objects.get(verb="verify").outcome == "found"
    assert Notice.objects.get().subject == "ledger"


def test_a_database_at_rest_has_nothing_late_and_asks_no_witness(looks, capsys, tmp_path):
    rewrite("update ledger_entry set at = at - interval '1 hour'")
    rewrite(
        "update ledger_entry e set leaf = sha256('\\x00'::bytea || convert_to(priv.as_written(e), 'UTF8'))",
    )
    (tmp_path / "partner").rmdir()

    assert run("verify", "--at-rest") == 0
    assert run("verify") == 1
    assert "unsealed" in capsys.readouterr().out


def test_a_proof_is_printed_as_json(looks, capsys):
    one_seal(settings.SEAL_KEY, timezone.now())

    assert run("proof", str(looks[2])) == 0
    assert json.loads(capsys.readouterr().out)["position"] == 2


def test_a_proof_of_growth_is_printed_too(looks, capsys):
    one_seal(settings.SEAL_KEY, timezone.now())
    with acting_as(person_as("analyst")):
        note("consult", "list", kind="reports.Report", asked="reports")
    one_seal(settings.SEAL_KEY, timezone.now())

    assert run("growth", "1", "2") == 0
    assert set(json.loads(capsys.readouterr().out)) == {"older", "head", "path"}


@mark.parametrize(
    "words",
    [
        ["proof"],
        ["proof", "x"],
        ["proof", "00000000-0000-0000-0000-000000000001"],
        ["growth", "1"],
        ["growth", "2", "1"],
    ],
)
def test_what_cannot_be_proven_is_told_in_a_sentence(looks, words):
    with raises(Problem):
        run(*words)
