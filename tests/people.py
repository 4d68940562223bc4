"""Somebody at a front without a browser: pages by plain HTTP, the forms on them read and sent as a browser would."""

from __future__ import annotations

import http.client
import re
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

LIMIT = 60.0  # seconds that people wait
DEAD = (OSError, http.client.HTTPException, socket.timeout)
Given = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """What a front answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def leads_to(self) -> str:
        """Where it sends the browser on; empty when it does not."""
        return self.headers.get("location", "")

    @property
    def links(self) -> list[str]:
        """The addresses that the page leads to, as they are written."""
        return re.findall(r'href="([^"#]+)', self.text)

    @property
    def forms(self) -> list[Form]:
        """The forms on the page."""
        reader = Forms()
        reader.feed(self.text)
        return reader.found


@dataclass
class Form:
    """A form as a page offers it: where it goes, what is filled in, and what may be chosen."""

    action: str
    method: str
    filled: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)


@dataclass
class Visitor:
    """Somebody who keeps the front's cookies. headers: what their browser says of itself. patience: in seconds."""

    front: str
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    patience: float = LIMIT

    def get(self, address: str) -> Answer:
        """A page."""
        return self.ask("GET", address)

    def post(self, address: str, given: Given) -> Answer:
        """A form, sent; a value may be a list."""
        return self.ask("POST", address, urlencode(given, doseq=True, errors="surrogatepass").encode())

    def upload(self, address: str, given: Given, name: str, filename: str, content: bytes) -> Answer:
        """A form with a file."""
        edge = secrets.token_hex(8)
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in given.items()
        ]
        parts += [f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n']
        body = "".join(parts).encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.ask("POST", address, body, f"multipart/form-data; boundary={edge}")

    def ask(
        self, method: str, address: str, body: bytes = b"", kind: str = "application/x-www-form-urlencoded"
    ) -> Answer:
        """One request on a line of its own, which is not reused: a killed front leaves no half-open ones."""
        place = urlsplit(self.front)
        line = http.client.HTTPConnection(place.hostname or "", place.port, timeout=self.patience)
        sent = dict(self.headers) | ({"Content-Type": kind} if method == "POST" else {})
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            line.request(method, address, body if method == "POST" else None, sent)
            answer = line.getresponse()
            content = answer.read()
            self._keep(answer.msg.get_all("Set-Cookie") or [])
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, content)
        finally:
            line.close()

    def become(self, account: str) -> Visitor:
        """Step into an invented person's shoes, on the demonstration's first page."""
        door = self.get("/sign/in")
        form = next((form for form in door.forms if form.action.endswith("/sign/become")), None)
        answer = self.post("/sign/become", form.filled | {"name": account}) if form else door
        if answer.status >= 500:
            raise ConnectionError(f"the front is away: {answer.status}")
        assert answer.status == 302, f"{account} cannot sign in: {answer.status}"
        return self

    def confirm(self) -> Visitor:
        """Say once more that it is them, as the demonstration lets its people do by one click."""
        leaving = self.form("/", "/sign/out")
        answer = self.post("/sign/confirm", leaving.filled | {"confirm-shown": "yes"})
        assert answer.status < 400, f"not confirmed: {answer.status}"
        return self

    def form(self, address: str, action: str = "") -> Form:
        """The form of a page that goes to an address: the page's own unless another is named."""
        page = self.get(address)
        wanted = urlsplit(action or address).path
        return next(
            each for each in page.forms if each.method == "post" and urlsplit(each.action or address).path == wanted
        )

    def _keep(self, said: list[str]) -> None:
        for cookie in said:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value


class Forms(HTMLParser):
    """Reads the forms of a page with what is filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._open: Form | None = None
        self._name, self._text = "", ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._open = Form(said.get("action", ""), said.get("method", "get").lower())
            self.found.append(self._open)
        elif self._open and tag in ("input", "select", "textarea", "option"):
            getattr(self, f"_{tag}")(self._open, said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._open and self._name:
            self._open.filled[self._name], self._name = [self._text.removeprefix("\n")], ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def _input(self, form: Form, said: dict[str, str]) -> None:
        name, kind, value = said.get("name", ""), said.get("type", "text"), said.get("value", "")
        if not name or kind in ("submit", "button"):
            return
        form.kinds[name] = kind
        if kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(value or "on")
            if "checked" in said:
                form.filled.setdefault(name, []).append(value or "on")
        elif kind != "file":
            form.filled[name] = [value]

    def _select(self, form: Form, said: dict[str, str]) -> None:
        self._name = said.get("name", "")
        form.kinds[self._name], form.choices[self._name] = "select", []

    def _option(self, form: Form, said: dict[str, str]) -> None:
        value = said.get("value", "")
        form.choices.setdefault(self._name, []).append(value)
        if "selected" in said or self._name not in form.filled:
            form.filled[self._name] = [value]

    def _textarea(self, form: Form, said: dict[str, str]) -> None:
        self._name, self._text = said.get("name", ""), ""
        form.kinds[self._name] = "textarea"
