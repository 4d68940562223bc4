"""Where an agency has a sign-in of its own, as the operator keeps it."""

from argparse import ArgumentParser
from pathlib import Path

import pytest

from sightline.agencies import elsewhere
from sightline.agencies.models import Provider
from sightline.agencies.sealing import opened
from sightline.agencies.tests.factories import AgencyFactory
from sightline.cli import provider
from sightline.cli.provider import NoProvider
from sightline.ledger.models import Entry

pytestmark = pytest.mark.django_db

ISSUER = "https://sign-in.agency.example"


def run(*words: str) -> None:
    """`sightline provider` for that agency, with these further words."""
    parser = ArgumentParser()
    provider.arguments(parser)
    provider.run(parser.parse_args(["--agency", "invented-council", "--client", "sightline", *words]))


@pytest.fixture
def agency():
    return AgencyFactory(code="invented-council", name="Invented Council")


def test_the_sign_in_page_offers_it_from_then_on(agency):
    run("--issuer", ISSUER)

    offered = elsewhere.offered()
    assert [(each.code, each.issuer, each.asks_twice) for each in offered] == [("invented-council", ISSUER, False)]


def test_our_secret_there_is_kept_sealed(agency, tmp_path: Path):
    (tmp_path / "secret").write_text("a secret of ours\n")

    run("--issuer", ISSUER, "--secret", str(tmp_path / "secret"), "--asks-twice")

    kept = Provider.objects.get()
    assert b"secret of ours" not in bytes(kept.sealed)
    assert opened(kept.sealed, elsewhere.place_of(agency.pk)) == "a secret of ours"
    assert kept.asks_twice


def test_said_again_it_is_changed_and_the_ledger_has_both(agency):
    run("--issuer", ISSUER)
    run("--issuer", "https://other.agency.example")

    assert Provider.objects.get().issuer == "https://other.agency.example"
    assert Entry.objects.filter(act="policy", verb="sign-in of an agency").count() == 2


@pytest.mark.parametrize("issuer", ["http://sign-in.agency.example", "ftp://x", "sign-in.agency.example"])
def test_an_address_that_others_could_listen_in_on_is_refused(issuer: str, agency):
    with pytest.raises(NoProvider, match="https"):
        run("--issuer", issuer)


def test_an_agency_that_is_not_there_is_said_to_be():
    with pytest.raises(NoProvider, match="no agency"):
        run("--issuer", ISSUER)
