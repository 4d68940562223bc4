"""What both fronts send over HTTPS, as in service behind a proxy: each header of trust, section 9, by its value."""

from collections.abc import Iterator
from http.client import HTTPMessage
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import pytest

from tests.fronts import Fronts, served

pytestmark = pytest.mark.slow

EVERYWHERE = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
OWN = {f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect", "manifest")} | {
    "form-action 'self'"
}
CLOSED = {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"}
PAGES = ["/sign/in", "/no-such-page", "/static/kit/mark.svg"]


class Stay(HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *given: object) -> None:
        return None


@pytest.fixture(scope="module")
def secure(cluster, template: str) -> Iterator[Fronts]:
    """Both fronts, told that they are served over HTTPS."""
    with served(cluster, template, "secure", SIGHTLINE_HTTPS="1") as running:
        yield running


def asked(address: str, scheme: str = "https") -> HTTPMessage:
    """The headers of the answer to a request that came to the proxy in that way."""
    request = Request(address, headers={"X-Forwarded-Proto": scheme})  # noqa: S310
    try:
        return build_opener(ProxyHandler({}), Stay()).open(request, timeout=20).headers
    except HTTPError as error:
        return error.headers


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("front", ["public", "staff"])
def test_every_answer_of_both_fronts_carries_them(front: str, page: str, secure: Fronts):
    headers = asked(getattr(secure, front) + page)

    kept = {"Cache-Control"} if page.startswith("/static/") else set()
    assert {name: headers[name] for name in EVERYWHERE if name not in kept} == {
        name: value for name, value in EVERYWHERE.items() if name not in kept
    }
    assert headers["Permissions-Policy"].count("=()") > 25


@pytest.mark.parametrize("page", ["/sign/in", "/no-such-page"])
@pytest.mark.parametrize("front", ["public", "staff"])
def test_pages_load_what_is_ours_and_nothing_else(front: str, page: str, secure: Fronts):
    policy = {part.strip() for part in asked(getattr(secure, front) + page)["Content-Security-Policy"].split(";")}

    assert policy == OWN | CLOSED


@pytest.mark.parametrize("front", ["public", "staff"])
def test_neither_says_what_it_is_served_by(front: str, secure: Fronts):
    headers = asked(getattr(secure, front) + "/sign/in")

    assert not headers["Server"]
    assert not {name for name in headers if name.lower().startswith(("x-powered", "via", "x-version"))}


def test_the_session_is_in_a_cookie_of_this_very_host_that_no_script_and_no_other_site_gets(secure: Fronts):
    cookie = asked(f"{secure.staff}/sign/in")["Set-Cookie"]

    assert cookie.startswith("__Host-session=")
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert parts == {"httponly", "path=/", "samesite=strict", "secure"}


def test_the_public_front_sets_no_cookie(secure: Fronts):
    assert asked(f"{secure.public}/")["Set-Cookie"] is None


@pytest.mark.parametrize("front", ["public", "staff"])
def test_what_comes_without_https_is_sent_there(front: str, secure: Fronts):
    headers = asked(getattr(secure, front) + "/", scheme="http")

    assert headers["Location"].startswith("https://")
