"""Which pages somebody can reach by links, what kind of page each is, and what is wrong with one as it stands."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.browser import assert_accessible

REFERENCE = re.compile(r"[A-Z]{1,2}-[0-9A-Z]{4}-[0-9A-Z]{4}")
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
WIDTHS = {1440: 900, 360: 740}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
STAFF, PUBLIC = "sightline.config.urls_staff", "sightline.config.urls_public"


@dataclass(frozen=True)
class Reached:
    """A page that a link leads to: where, of which kind, how it answered."""

    address: str
    kind: str
    status: int

    @property
    def view(self) -> str:
        """The view alone, whatever its address says."""
        return self.kind.partition(" ")[0]


def kind_of(address: str, urls: str = STAFF) -> str:
    """The view that makes a page, with what its address says but for references; empty for no page of ours."""
    path = urlsplit(address).path
    try:
        match = resolve(path, urlconf=urls)
    except Resolver404:
        return ""
    said = [str(value) for value in match.kwargs.values() if not REFERENCE.fullmatch(str(value))]
    language = path[:4] if urls == PUBLIC and path.startswith("/cy/") else ""
    return " ".join([language + match.view_name, *said])


def reachable(page: Page, base: str, starts: list[str], each: int, urls: str = STAFF) -> Iterator[Reached]:
    """Each page that links lead to from these, asked for without drawing it; of each kind at most so many."""
    queue, queued = deque(starts), set(starts)
    kinds = Counter(kind_of(start, urls) for start in starts)
    while queue:
        address = queue.popleft()
        answer = page.request.get(base + address)
        if answer.status == 403 and 'action="/sign/confirm"' in answer.text():
            confirm(page, base, answer.text())
            answer = page.request.get(base + address)
        yield Reached(address, kind_of(address, urls), answer.status)
        for link in LINK.findall(answer.text()) if answer.ok else []:
            link = unescape(link)
            kind = kind_of(link, urls)
            if link not in queued and kinds[kind] < each and not link.startswith("/static/"):
                kinds[kind] += 1
                queued.add(link)
                queue.append(link)


def confirm(page: Page, base: str, asked: str) -> None:
    """Say once more that it is them, on the page that asks, as the demonstration lets its people do by one click."""
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', asked)[0]
    given = {"csrfmiddlewaretoken": token, "confirm-shown": "yes"}
    page.request.post(f"{base}/sign/confirm", form=given, headers={"Origin": base})


def complaints(page: Page, address: str, asks_axe_at: Collection[int] = tuple(WIDTHS)) -> list[str]:
    """What is wrong with a page, opened and drawn at both widths: anything wider than the window, and what axe finds."""
    page.goto(address)
    found = []
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        too_wide = page.evaluate(TOO_WIDE)
        found += [f"{address} is {too_wide} px too wide at {width}"] if too_wide > 0 else []
        found += _what_axe_finds(page, width) if width in asks_axe_at else []
    return found


def _what_axe_finds(page: Page, width: int) -> list[str]:
    try:
        assert_accessible(page)
    except AssertionError as error:
        return [f"at {width}: {error}"]
    return []
