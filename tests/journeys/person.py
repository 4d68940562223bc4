"""Somebody at a screen: what they read, answer, follow and press. Every page that they come to passes axe."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser import assert_accessible


def beginning(words: str) -> re.Pattern[str]:
    """Labels that begin with these whole words: "No", but not "Not yet"; the number of a question may stand before."""
    return re.compile(rf"^\s*(Question \d+ of \d+\s+)?{re.escape(words)}(?!\w)")


FORM = """button => ({
    address: button.form.getAttribute("action") || location.pathname,
    answers: new URLSearchParams(new FormData(button.form, button)).toString(),
})"""


class Unfollowed(HTTPRedirectHandler):
    """An opener's way to take a redirect for the answer that it is."""

    def redirect_request(self, *given: object) -> None:
        return None


def _status(asked: Request) -> int:
    try:
        return int(build_opener(ProxyHandler({}), Unfollowed).open(asked, timeout=60).status)
    except HTTPError as answer:
        return answer.code


@dataclass
class Person:
    """Somebody at a screen, who acts by the words that stand on it."""

    page: Page
    front: str
    switch: CDPSession | None = None  # for somebody whose browser runs no scripts: turns them off, and on for axe

    def __post_init__(self) -> None:
        self._scripts(run=False)

    def goes_to(self, address: str) -> None:
        """Open an address of their front."""
        self.page.goto(self.front + address)
        self._arrives()

    def becomes(self, role: str) -> None:
        """On the sign-in page of the demonstration, step into the shoes of that role."""
        self._leaves_by(self.page.locator(f'form:has(input[value="demo-{role}"]) button'))

    def follows(self, words: str) -> None:
        """Follow the link with these words."""
        self._leaves_by(self.page.get_by_role("link", name=re.compile(rf"(^|\W){re.escape(words)}(?!\w)")))

    def presses(self, words: str) -> None:
        """Press the button with these words."""
        self._leaves_by(self.page.get_by_role("button", name=beginning(words)))

    def opens(self, words: str) -> None:
        """Open what a list or a panel says so of."""
        line = self.page.get_by_role("row").or_(self.page.get_by_role("listitem")).filter(has_text=words)
        self._leaves_by(line.get_by_role("link"))

    def answers(self, question: str, *given: str) -> None:
        """Answer a question with what is chosen or written."""
        group = self.page.get_by_role("group", name=beginning(question))
        for answer in given:
            if group.count():
                self._choice(group.first, answer).check()
            else:
                self._writes(self.page.get_by_label(beginning(question)).first, answer)

    def dates(self, question: str, day: str, hour: str) -> None:
        """Answer when something happened: "2018-10-17", "16:40"."""
        moment = self.page.get_by_role("group", name=beginning(question))
        moment.get_by_label("Day").fill(day)
        moment.get_by_label("Time").fill(hour)

    def ticks(self, words: str) -> None:
        """Tick the box with these words."""
        self._choice(self.page, words).check()

    def sees(self, words: str) -> None:
        """The page says so."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def sees_nothing_of(self, words: str) -> None:
        """The page does not hold these words, not even where they cannot be seen."""
        assert words not in self.page.content()

    def reads(self, selector: str) -> str:
        """The words that stand there."""
        return self.page.locator(selector).first.inner_text()

    def finds(self, *words: str) -> None:
        """Look something up from the masthead, as on every page."""
        self.page.get_by_role("searchbox").first.fill(" ".join(words))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._arrives()

    def presses_and_stays(self, words: str, selector: str) -> str:
        """Press a button so that its answer opens in another window; the words that stand there."""
        with self.page.context.expect_page(timeout=30_000) as opened:
            self.page.get_by_role("button", name=beginning(words)).click(modifiers=["Control"])
        found = opened.value.locator(selector).inner_text()
        opened.value.close()
        return found

    def presses_twice(self, words: str) -> None:
        """Press a button twice, as fast as a nervous finger does."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=beginning(words)).dblclick(no_wait_after=True)
        self.page.wait_for_load_state()
        self._arrives()

    def sends_twice_at_once(self, words: str) -> list[int]:
        """Send the form of a button as two requests in the same moment, as two tabs or a bad line do; both statuses."""
        form = self.page.get_by_role("button", name=beginning(words)).evaluate(FORM)
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in self.page.context.cookies())
        headers = {"Cookie": cookies, "Sec-Fetch-Site": "same-origin"}
        asked = Request(self.front + form["address"], form["answers"].encode(), headers)  # noqa: S310  our own front
        with ThreadPoolExecutor(2) as two:
            return sorted(two.map(_status, [asked, asked]))

    @property
    def ref(self) -> str:
        """The reference of the record whose page this is."""
        return self.page.url.rstrip("/").split("/")[4].partition("?")[0]

    def _choice(self, among: Page | Locator, words: str) -> Locator:
        named = beginning(words)
        return among.get_by_role("radio", name=named).or_(among.get_by_role("checkbox", name=named)).first

    def _writes(self, field: Locator, words: str) -> None:
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=words)
        else:
            field.fill(words)

    def _leaves_by(self, way: Locator) -> None:
        with self.page.expect_navigation():
            way.first.click()
        self._arrives()

    def _arrives(self) -> None:
        self._scripts(run=True)
        assert_accessible(self.page)
        self._scripts(run=False)
        self._confirms()

    def _confirms(self) -> None:
        """Where they are asked whether it is them, they say yes; what they did goes on by itself."""
        confirm = self.page.get_by_role("button", name=beginning("Confirm, as if by passkey"))
        if confirm.count():
            self._leaves_by(confirm)

    def _scripts(self, *, run: bool) -> None:
        if self.switch:
            self.switch.send("Emulation.setScriptExecutionDisabled", {"value": not run})
