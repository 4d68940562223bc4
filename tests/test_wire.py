"""What the fronts make of bytes on the line, as no browser sends them: methods, limits of a request, lengths of an answer."""

import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from pytest import fixture, mark

from tests.fronts import Fronts

pytestmark = mark.slow

OTHERS = ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"]
HIDDEN = b"GET /hidden-request HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
UNCLEAR = {
    "two lengths": b"Content-Length: 0\r\nContent-Length: %d\r\n\r\n",
    "a length with a sign": b"Content-Length: +%d\r\n\r\n",
    "an unknown way of parts": b"Transfer-Encoding: xchunked\r\nContent-Length: %d\r\n\r\n",
    "a space before the colon": b"Transfer-Encoding : chunked\r\nContent-Length: %d\r\n\r\n",
    "parts and no parts": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\nX: %d\r\n\r\n0\r\n\r\n",
}
PAGES = ["/", "/code", "/sign/in", "/no-such-page", "/healthz", "/static/kit/mark.svg"]


@fixture(params=["public", "staff"])
def say(request, fronts: Fronts) -> Callable[[bytes], bytes]:
    """Says these bytes to a front; all that it answers until it hangs up."""
    at = urlsplit(getattr(fronts, request.param))

    def said(words: bytes) -> bytes:
        with socket.create_connection((at.hostname, at.port), timeout=30) as line:
            line.sendall(words)
            return b"".join(iter(lambda: line.recv(1 << 16), b""))

    return said


def asking(method: str, page: str) -> bytes:
    return f"{method} {page} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()


def test_a_method_that_no_page_of_ours_uses_is_refused_everywhere(say):
    for method in OTHERS:
        head = say(asking(method, "127.0.0.1:80" if method == "CONNECT" else "/")).split(b"\r\n\r\n")[0].lower()

        assert head.startswith(b"http/1.1 405 "), method
        assert b"allow: get, head, post" in head
        assert b"x-content-type-options: nosniff" in head


def test_what_was_sent_is_never_sent_back_by_trace(say):
    answer = say(b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: session=secret\r\n\r\n")

    assert b"secret" not in answer


@mark.parametrize("unclear", UNCLEAR)
def test_a_request_whose_end_can_be_read_in_two_ways_is_refused(unclear: str, say):
    answer = say(b"POST /code HTTP/1.1\r\nHost: 127.0.0.1\r\n" + UNCLEAR[unclear] % len(HIDDEN) + HIDDEN)

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1


def test_with_a_length_beside_parts_the_parts_count_and_the_line_is_hung_up(say):
    both = b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" % (5 + len(HIDDEN))

    answer = say(b"POST /code HTTP/1.1\r\nHost: 127.0.0.1\r\n" + both + HIDDEN)

    assert answer.count(b"HTTP/1.1 ") == 1


def test_no_front_speaks_another_version(say):
    assert say(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])) == b""


@mark.parametrize("page", PAGES)
def test_an_answer_is_as_long_as_it_says(page: str, say):
    head, _, body = say(asking("GET", page)).partition(b"\r\n\r\n")
    told = [line.partition(b":")[2] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]

    if b"transfer-encoding: chunked" in head.lower():
        assert told == []
        assert body.endswith(b"\r\n0\r\n\r\n")
    else:
        assert [int(each) for each in told] == [len(body)]
    assert say(asking("HEAD", page)).partition(b"\r\n\r\n")[2] == b""
