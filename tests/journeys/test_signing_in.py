"""Somebody comes in for the first time, with a passkey in a browser's own authenticator; or without any script."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pyotp
from django.contrib.sessions.backends.base import SessionBase
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect
from pytest import fixture, mark

from sightline.agencies.sessions import SessionStore
from sightline.config import keys
from sightline.config.processes import environment
from tests.browser import assert_accessible, window
from tests.fronts import Fronts

pytestmark = mark.journey

INSIDE_THE_BROWSER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@fixture
def halves(fronts: Fronts) -> tuple[str, str]:
    """Both halves of a code by which an agency's first administrator may come in, from the command line."""
    words = ["enrol", "--agency", "northumbria-police", "--name", "Sam Invented"]
    told = subprocess.run(
        [sys.executable, "-m", "sightline.cli", *words],
        env=environment("owner", fronts.database, os.environ),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    first, second = re.findall(r"half:\s+(\S+)", told)
    return first, second


@fixture
def staff(fronts: Fronts) -> str:
    """The staff front by a name, since a passkey belongs to a name and never to a number."""
    return fronts.staff.replace("127.0.0.1", "localhost")


@contextmanager
def with_a_passkey(browser: Browser, width: int = 1440) -> Iterator[Page]:
    """A window whose browser has an authenticator of its own, which asks for a finger and gets it."""
    with window(browser, width, 900) as page:
        switch = page.context.new_cdp_session(page)
        switch.send("WebAuthn.enable")
        switch.send("WebAuthn.addVirtualAuthenticator", {"options": INSIDE_THE_BROWSER})
        yield page


def use(page: Page, staff: str, halves: tuple[str, str]) -> None:
    """Use an invitation."""
    page.goto(f"{staff}/sign/invited")
    page.get_by_label("Sign-in name").fill("sam")
    page.get_by_label("First half of the code").fill(halves[0])
    page.get_by_label("Second half").fill(halves[1])
    page.get_by_role("button", name="Go on").click()


def assert_fits(page: Page) -> None:
    """Whether nobody has to scroll sideways."""
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def let_confirming_lapse(fronts: Fronts) -> None:
    """As if five minutes had gone by in every session."""
    key = keys.part(fronts.database.key("django.key"), "staff")
    with (
        override_settings(SECRET_KEY=key),
        psycopg.connect(fronts.database.server.keeper_url(fronts.database.name)) as db,
    ):
        store: SessionBase = SessionStore()
        for number, data in db.execute("select session_key, session_data from agencies_session").fetchall():
            told = store.encode(store.decode(data) | {"confirmed_until": 0})
            db.execute("update agencies_session set session_data = %s where session_key = %s", [told, number])


def test_a_passkey_brings_one_in_again_and_again_and_confirms(fronts, staff, halves, browser):
    with with_a_passkey(browser) as page:
        use(page, staff, halves)
        expect(page.get_by_role("heading", name="Welcome, Sam Invented")).to_be_visible()
        assert_accessible(page)
        page.get_by_label("What you call it").fill("this browser")
        page.get_by_role("button", name="Make a passkey").click()
        expect(page.locator(".who")).to_contain_text("Sam Invented")

        page.get_by_role("button", name="Sign out").click()
        assert_accessible(page)
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.locator(".who")).to_contain_text("Sam Invented")

        let_confirming_lapse(fronts)
        page.goto(f"{staff}/me/sign-in")
        assert_accessible(page)
        page.get_by_role("button", name=re.compile("End.*this browser")).click()
        expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
        assert_accessible(page)
        page.get_by_role("button", name="Confirm with a passkey").click()
        expect(page).to_have_url(f"{staff}/me/sign-in")
        expect(page.get_by_text("You have none yet.")).to_be_visible()


def test_a_browser_that_gives_no_passkey_is_told_and_stays(fronts, staff, browser):
    with with_a_passkey(browser, 360) as page:
        page.goto(f"{staff}/sign/in")
        page.get_by_role("button", name="Sign in with a passkey").click()

        expect(page.get_by_text("Your browser gave no passkey")).to_be_visible()
        expect(page).to_have_url(f"{staff}/sign/in")
        assert_accessible(page)


def test_without_scripts_a_password_and_a_telephone_do(fronts, staff, halves, browser):
    with window(browser, 360, 740, java_script_enabled=False) as page:
        use(page, staff, halves)
        expect(page.get_by_role("button", name="Make a passkey")).to_be_hidden()
        page.get_by_role("link", name="Use a password and codes").click()
        telephone = pyotp.TOTP(page.locator("bdi.ref").first.inner_text())
        page.get_by_label("A password of your own").fill("four words go further")
        page.get_by_label("Code").fill(telephone.now())
        page.get_by_role("button", name="Sign in with these").click()
        expect(page.locator(".who")).to_contain_text("Sam Invented")

        page.goto(f"{staff}/me/sign-in")
        page.get_by_role("link", name="Change the password").click()
        page.get_by_label("Your password until now").fill("four words go further")
        page.get_by_label("A password of your own").fill("plum kettle harbour dusk")
        assert_fits(page)
        page.get_by_role("button", name="Change the password").click()
        expect(page).to_have_url(f"{staff}/me/sign-in")
        assert_fits(page)

        let_confirming_lapse(fronts)
        page.goto(f"{staff}/me/passkeys/new")
        page.get_by_label("Code", exact=True).fill(telephone.at(int(time.time()) + 30))
        page.get_by_role("button", name="Confirm with the code").click()
        expect(page.get_by_role("heading", name="Make a passkey")).to_be_visible()


@mark.parametrize("width", [360, 1440])
@mark.parametrize("page_of", ["/sign/in", "/sign/invited"])
def test_the_pages_before_the_walls_fit_and_pass_axe(page_of, width, staff, browser):
    with window(browser, width, 800) as page:
        page.goto(staff + page_of)

        assert_accessible(page)
        assert_fits(page)
