"""What is given to others is checked by them alone: one small script that knows nothing of us."""

import json
import subprocess
import sys
from datetime import UTC, datetime

from django.conf import settings
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.config.paths import ROOT
from sightline.kit.acting import acting_as
from sightline.ledger.models import Seal
from sightline.ledger.notes import note
from sightline.ledger.proofs import NoProof, growth, proof_of
from sightline.ledger.sealing import heads_after, seal
from sightline.ledger.tests.sealed import partner

pytestmark = mark.django_db

SCRIPT = ROOT / "docs" / "check_proof.py"
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
KEY = settings.SEAL_PUBLIC_KEYS[0]


@fixture
def looks():
    """Eleven looks under three seals: 3, 7 and 11 entries."""
    analyst, made = person_as("analyst"), []
    for many in (3, 4, 4):
        with acting_as(analyst):
            made += [note("consult", "list", kind="reports.Report", asked="reports", found=n) for n in range(many)]
        seal(settings.SEAL_KEY, NOON)
    return made


@fixture
def checked(tmp_path):
    """The exit code and the first word of the script, run by a Python that sees nothing of ours."""

    def check(proof, *more):
        path = tmp_path / "proof.json"
        path.write_text(json.dumps(proof))
        command = [sys.executable, "-I", "-S", str(SCRIPT), str(path), *map(str, more)]
        done = subprocess.run(command, cwd=tmp_path, env={}, capture_output=True, text=True)
        return done.returncode, done.stdout.partition("\n")[0]

    return check


def test_the_script_is_small_and_needs_nothing_but_python():
    text = SCRIPT.read_text()

    imported = {line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert len(text.splitlines()) <= 80
    assert imported <= set(sys.stdlib_module_names)


@mark.slow
def test_every_entry_is_proven_word_for_word(looks, checked):
    for entry in (looks[0], looks[6], looks[10]):
        proof = proof_of(entry)
        assert json.loads(proof["entry"])["id"] == str(entry)
        assert checked(proof, KEY) == (0, "PROVEN")


@mark.slow
@mark.parametrize("older", [1, 2])
def test_one_head_grew_out_of_another(looks, checked, older):
    assert checked(growth(older, 3), KEY) == (0, "PROVEN")


def spoilt(proof, what):
    """The proof with one thing in it changed."""
    changed = {
        "entry": lambda: proof["entry"].replace("consult", "collect"),
        "position": lambda: proof["position"] + 1,
        "path": lambda: [*proof["path"][1:], proof["path"][0]],
        "head": lambda: proof["head"].replace(" 11 ", " 12 "),
        "older": lambda: proof["older"].replace(" 3 ", " 4 ", 1),
    }
    return {**proof, what: changed[what]()}


@mark.slow
@mark.parametrize("what", ["entry", "position", "path", "head"])
def test_a_proof_of_an_entry_in_which_anything_was_changed_is_not_one(looks, checked, what):
    code, says = checked(spoilt(proof_of(looks[4]), what), KEY)

    assert code != 0
    assert says != "PROVEN"


@mark.slow
@mark.parametrize("what", ["older", "path", "head"])
def test_a_proof_of_growth_in_which_anything_was_changed_is_not_one(looks, checked, what):
    code, says = checked(spoilt(growth(1, 3), what), KEY)

    assert code != 0
    assert says != "PROVEN"


@mark.slow
def test_a_head_that_another_key_signed_is_none(looks, checked):
    proof = proof_of(looks[4])
    forged = Seal.objects.get(number=3).signed.head.signed("1f" * 32)

    assert checked({**proof, "head": forged.line}, KEY)[0] != 0
    assert checked({**proof, "head": forged.line}) == (0, "PROVEN")  # so ask for the key on paper, or a witness


@mark.slow
def test_a_head_that_the_witness_does_not_know_is_not_proven(looks, checked, tmp_path):
    witness = partner(tmp_path / "partner")
    witness.tell(heads_after(1)[:2])
    assert checked(proof_of(looks[4]), KEY, witness.folder / "heads.txt") == (1, "NOT PROVEN")

    witness.tell(heads_after(2))

    assert checked(proof_of(looks[4]), KEY, witness.folder / "heads.txt") == (0, "PROVEN")


def test_an_entry_that_waits_has_no_proof_yet(looks):
    with acting_as(person_as("analyst")):
        waiting = note("consult", "list", kind="reports.Report", asked="reports")

    with raises(NoProof):
        proof_of(waiting)


@mark.parametrize("numbers", [(3, 3), (3, 1), (0, 3), (2, 9)])
def test_growth_is_from_an_older_seal_to_a_newer(looks, numbers):
    with raises(NoProof):
        growth(*numbers)


def test_who_may_not_read_the_entry_proves_nothing(looks):
    with acting_as(person_as("analyst")), raises(NoProof):
        proof_of(looks[4])


def test_an_auditor_may(looks):
    with acting_as(person_as("auditor")):
        assert proof_of(looks[4])["position"] == 4
