"""Verify the ledger, its seals and its witnesses; prove to others that an entry is in it, or that it only grew."""

import argparse
import json
from typing import Any
from uuid import UUID

from django.utils import timezone

from sightline.config.problems import Problem
from sightline.kit.acting import acting_as
from sightline.ledger import proofs
from sightline.ledger.notes import note
from sightline.ledger.sealer import alarm
from sightline.ledger.verifying import Verified, verify


class CannotProve(Problem):
    """There is nothing to prove it with; the text says why."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which."""
    parser.add_argument("act", choices=["verify", "proof", "growth"])
    parser.add_argument(
        "which", nargs="*", help="proof: the entry's id; growth: the numbers of two seals, the older first"
    )
    parser.add_argument(
        "--at-rest", action="store_true", help="nobody serves it yet: nothing is late, no witness is asked"
    )
    parser.add_argument(
        "--night", action="store_true", help="keep the result in the ledger, and call the auditors if need be"
    )


def run(options: argparse.Namespace) -> int:
    """Do it; 1 when verifying found something."""
    with acting_as(None, "sl_auditor"):
        return _verified(options) if options.act == "verify" else _proved(options.act, options.which)


def _verified(options: argparse.Namespace) -> int:
    found = verify(None, ask=[]) if options.at_rest else verify(timezone.now())
    print("\n".join(lines(found)))
    if options.night:
        note("system", "verify", outcome="sound" if found.sound else "found", found=found.entries)
        if not found.sound:
            alarm(timezone.now())
    return 0 if found.sound else 1


def lines(found: Verified) -> list[str]:
    """What was looked at and found, a line each."""
    told = ", ".join(f"{name} {heads}" for name, heads in found.told.items()) or "none"
    first = f"{found.entries} entries, {found.sealed} of them in {found.seals} seals. Heads with witnesses: {told}."
    wrong = [f"{each.what}: {each.where}. {each.says}" for each in found.found]
    return [first, *(wrong or ["Sound: nothing was changed, taken away or put in."])]


def _proved(what: str, which: list[str]) -> int:
    try:
        proof: dict[str, Any] = (
            proofs.growth(*map(int, which)) if what == "growth" else proofs.proof_of(*map(UUID, which))
        )
    except (TypeError, ValueError) as error:
        raise CannotProve("Say which: ledger proof ENTRY, or ledger growth OLDER NEWER.") from error
    except proofs.NoProof as error:
        raise CannotProve(str(error)) from error
    print(json.dumps(proof, indent=1))
    return 0
