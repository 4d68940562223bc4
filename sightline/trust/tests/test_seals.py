"""The auditor's page of seals, the proofs it gives away, and what everybody may read of it."""

import json
import subprocess
import sys
from datetime import UTC, datetime

from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest import fixture, mark

from sightline.agencies.models import Account, Area, Role
from sightline.agencies.tests.factories import person_as
from sightline.config.paths import ROOT
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.ledger.models import Entry, Seal, Sealed
from sightline.ledger.notes import note
from sightline.ledger.sealer import Sealer, alarm
from sightline.ledger.sealing import heads_after
from sightline.ledger.tests.test_verifying import rewrite
from sightline.ledger.witnesses import published, witnesses

pytestmark = mark.django_db


def browser_of(person):
    client = Client()
    client.force_login(Account.objects.create(id=person.pk, name=str(person.pk)))
    return client


@fixture
def auditor():
    return person_as("auditor", area=Area.objects.create(code="tyne", name="Tyne", nation="england"))


@fixture
def browser(auditor):
    return browser_of(auditor)


@fixture(autouse=True)
def folders(settings, tmp_path):
    """Two witnesses who know nothing yet."""
    for name in ("partner", "public"):
        (tmp_path / name).mkdir()
    settings.WITNESSES, settings.PUBLISHED = {"partner": str(tmp_path / "partner")}, str(tmp_path / "public")


@fixture
def looks():
    """Five looks of an analyst."""
    analyst = person_as("analyst")
    with acting_as(analyst):
        return [note("consult", "list", kind="reports.Report", asked="reports", found=n) for n in range(5)]


def sealed():
    return Sealer(settings.SEAL_KEY, witnesses()).round(datetime.now(UTC))


def test_the_page_says_how_the_ledger_stands(browser, looks):
    sealed()

    page = browser.get("/trust/ledger").content.decode()

    assert "The ledger is sealed" in page
    assert Seal.objects.get().root.hex() in page
    assert page.count("agrees") == 2


def test_before_the_first_seal_the_page_says_so(browser):
    assert "Nothing has been sealed yet" in browser.get("/trust/ledger").content.decode()


@mark.parametrize("role", [role for role in Role.values if role != "auditor"])
@mark.parametrize("address", ["/trust/ledger", "/trust/ledger/growth/1"])
def test_nobody_but_an_auditor_reads_it(role, address):
    assert browser_of(person_as(role)).get(address).status_code == 403


@mark.parametrize("role", [role for role in Role.values if role != "auditor"])
def test_nobody_but_an_auditor_takes_a_proof_away(role, looks):
    sealed()
    browser = browser_of(person_as(role))

    assert browser.get(f"/trust/ledger/proof/{looks[0]}").status_code == 403
    assert browser.post("/trust/ledger/verify").status_code == 403


def test_verifying_says_that_it_is_sound_and_is_itself_in_the_ledger(browser, auditor, looks):
    sealed()

    page = browser.post("/trust/ledger/verify").content.decode()

    assert "The ledger is whole" in page
    entry = Entry.objects.get(verb="verify")
    assert (entry.actor, entry.outcome, entry.act) == (auditor.pk, "sound", "consult")


def test_verifying_names_the_entry_that_was_rewritten(browser, looks):
    sealed()
    rewrite("update ledger_entry set found = 99 where id = %s", looks[2])

    page = browser.post("/trust/ledger/verify").content.decode()

    assert "The ledger is not as it was" in page
    assert f"entry {looks[2]}" in page
    assert Entry.objects.get(verb="verify").outcome == "found"


def test_looking_verifies_nothing_by_itself(browser, looks):
    assert browser.get("/trust/ledger/verify").status_code == 405


def test_a_witness_that_knows_another_past_is_named(browser, looks, tmp_path):
    sealed()
    forked = Seal.objects.get().signed.line.replace(" 1 5 ", " 1 4 ")
    (tmp_path / "partner" / "heads.txt").write_text(f"{forked}\n")

    page = browser.get("/trust/ledger").content.decode()

    assert "knows another past" in page
    assert page.count("agrees") == 1


def test_a_witness_that_is_away_is_named(browser, looks, tmp_path):
    sealed()
    (tmp_path / "partner" / "heads.txt").unlink()
    (tmp_path / "partner").rmdir()

    assert "cannot be asked" in browser.get("/trust/ledger").content.decode()


def test_the_proof_of_an_entry_is_a_file_that_the_script_takes(browser, looks, tmp_path):
    sealed()

    answer = browser.get(f"/trust/ledger/proof/{looks[3]}")

    assert answer["Content-Disposition"] == f'attachment; filename="entry-{looks[3]}.json"'
    (tmp_path / "proof.json").write_bytes(answer.content)
    command = [
        sys.executable,
        "-I",
        ROOT / "docs" / "check_proof.py",
        tmp_path / "proof.json",
        *settings.SEAL_PUBLIC_KEYS,
    ]
    assert subprocess.run(command, capture_output=True).stdout.startswith(b"PROVEN\n")
    entry = Entry.objects.get(verb="prove")
    assert (entry.act, entry.kind, entry.record) == ("disclose", "ledger.Entry", looks[3])


def test_an_entry_without_a_seal_and_one_that_is_not_there_have_no_proof(browser, looks):
    assert browser.get(f"/trust/ledger/proof/{looks[0]}").status_code == 404
    assert browser.get("/trust/ledger/proof/00000000-0000-0000-0000-000000000001").status_code == 404


def test_growth_is_a_file_too(browser, looks):
    sealed()
    browser.get("/trust/ledger")
    sealed()

    proof = json.loads(browser.get("/trust/ledger/growth/1").content)

    assert proof["older"] == heads_after(1)[0].line
    assert browser.get("/trust/ledger/growth/2").status_code == 404
    assert browser.get("/trust/ledger/growth/9").status_code == 404


def test_the_page_leads_from_each_entry_to_its_proof_and_shows_no_value(browser, looks):
    sealed()

    page = browser.get("/trust/ledger").content.decode()

    assert all(f"/trust/ledger/proof/{look}" in page for look in looks)
    assert all(Entry.objects.get(pk=look).fingerprint not in page for look in looks)


def test_an_alarm_stands_on_the_auditors_desk(browser):
    with acting_as(None, "sl_sealer"):
        alarm(datetime.now(UTC))

    assert "The ledger needs you" in browser.get("/").content.decode()


def test_answering_an_alarm_leads_to_the_page(browser, auditor):
    Notice.objects.create(
        duty=f"auditor@{Area.objects.get(code='tyne').pk}", subject="ledger", sent_at=datetime.now(UTC)
    )

    answer = browser.post(reverse("desk:answer", args=["ledger"]))

    assert answer["Location"] == "/trust/ledger"
    assert Notice.objects.get().answered_by == auditor.pk


def test_the_desk_leads_the_auditor_there_and_nobody_else(browser):
    assert "/trust/ledger" in browser.get("/").content.decode()
    assert "/trust/ledger" not in browser_of(person_as("analyst")).get("/").content.decode()


def test_the_public_page_shows_what_was_published_and_not_what_the_database_says(public, looks):
    sealed()
    with acting_as(None, "sl_sealer"):
        head = published().last()

    page, lines = public.get("/heads").content.decode(), public.get("/heads.txt").content.decode()

    assert head.head.root.hex() in page
    assert lines == f"{head.line}\n"
    assert Sealed.objects.count() == 5


def test_the_public_page_says_when_nothing_was_published(public, settings, tmp_path):
    assert "No line has been published yet" in public.get("/heads").content.decode()
    settings.PUBLISHED = str(tmp_path / "nowhere")

    assert "No line has been published yet" in public.get("/heads").content.decode()
    assert public.get("/heads.txt").content == b""


@mark.parametrize("language", ["cy", "ar"])
def test_the_public_page_stands_in_every_language(public, language):
    assert public.get(f"/{language}/heads").status_code == 200
