"""Single sign-on for an agency that has it: where its own sign-in is, and as which client we are known there."""

import argparse
from pathlib import Path

from sightline.agencies.elsewhere import place_of
from sightline.agencies.models import Agency, Provider
from sightline.agencies.sealing import seal
from sightline.config.problems import Problem
from sightline.ledger.notes import note

LOCAL = ("http://127.0.0.1", "http://localhost")


class NoProvider(Problem):
    """The agency or the address is none; the text says what to do."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose, where, and how we are known there."""
    parser.add_argument("--agency", required=True, metavar="CODE", help="such as northumbria-police")
    parser.add_argument("--issuer", required=True, metavar="URL", help="as its tokens name it")
    parser.add_argument("--client", required=True, metavar="ID", help="as which client it knows us")
    parser.add_argument("--secret", type=Path, metavar="FILE", help="a file with our secret there, if it gave us one")
    parser.add_argument("--asks-twice", action="store_true", help="the agency warrants that it asks for two factors")


def run(options: argparse.Namespace) -> None:
    """Keep it; whoever is named there by two of their colleagues may then sign in there."""
    if not options.issuer.startswith(("https://", *LOCAL)):
        raise NoProvider("The address of the agency's sign-in must begin with https://.")
    agency = Agency.objects.filter(code=options.agency).first()
    if agency is None:
        raise NoProvider(f"There is no agency with the code {options.agency}.")
    secret = options.secret.read_text().strip() if options.secret else ""
    kept, _ = Provider.objects.update_or_create(
        agency=agency,
        defaults={
            "issuer": options.issuer,
            "client": options.client,
            "sealed": seal(secret, place_of(agency.pk)) if secret else b"",
            "asks_twice": options.asks_twice,
        },
    )
    note("policy", "sign-in of an agency", kept)
    print(f"People of {agency.name} may sign in there. Send them back to /sign/back.")
