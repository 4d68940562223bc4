"""Forms sent to their pages, files to the import, and nonsense to every address."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Iterator
from urllib.parse import quote_from_bytes, urlencode

from tests.hostile.forms import NOT_TO_BE_TRIED
from tests.hostile.words import CORPUS, word
from tests.people import Answer, Form
from tests.test_every_address import OPEN, PUBLIC, STAFF, addresses

HEAD = b"partner_reference,observed_on,place,what\r\n"


def spoilt(form: Form, chance: random.Random) -> dict[str, list[str]]:
    """The form as a page offers it, with some answers exchanged for what nobody should send."""
    filled = dict(form.filled) | {name: [chance.choice(options)] for name, options in form.choices.items() if options}
    filled |= {name: ["2018-10-17"] for name, kind in form.kinds.items() if kind == "date"}
    filled |= {name: ["18:00"] for name, kind in form.kinds.items() if kind == "time"}
    for name in filled:
        if name != "csrfmiddlewaretoken" and chance.random() < 0.35:
            filled[name] = [word(chance) for _ in range(chance.choice((0, 1, 1, 1, 3)))]
    return filled


def body_of(filled: dict[str, list[str]], chance: random.Random) -> bytes:
    """As it is sent; now and then cut, doubled, or with bytes that are no text."""
    body = urlencode(filled, doseq=True, errors="surrogatepass").encode()
    kind = chance.random()
    if kind < 0.03:
        return body[: chance.randrange(len(body) + 1)]
    if kind < 0.06:
        return body + b"&" + body
    if kind < 0.09:
        return body.replace(b"=", b"=%ff%fe%ed%a0%80", 1)
    return body


def files(chance: random.Random) -> Iterator[bytes]:
    """Files that are no table, or a table with anything in its cells; without end."""
    yield from (
        b"",
        b"\0",
        HEAD,
        b"\xff\xfe" + HEAD.decode().encode("utf-16"),
        b'"' * 9_999,
        HEAD + b'"' + b"x" * 200_000,
    )
    yield from (
        bomb(),
        gzip.compress(b"\0" * 1_000_000),
        b"PK\x03\x04" + HEAD,
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n",
        HEAD[:-2] + b"," * 5_000,
    )
    while True:
        cells = [word(chance).encode("utf-8", "surrogatepass") for _ in range(4)]
        yield HEAD + b",".join(b'"' + cell.replace(b'"', b'""') + b'"' for cell in cells) + b"\r\n"
        yield HEAD + b",".join(cells) + chance.randbytes(chance.randrange(64))


def bomb() -> bytes:
    """A packed file that would be a thousand times larger unpacked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../rows.csv", b"0" * 1_000_000)
    return packed.getvalue()


def nonsense(chance: random.Random) -> Iterator[str]:
    """Addresses of either front with anything in the place of a reference, and anything asked of them; without end."""
    known = [*addresses(STAFF), *addresses(PUBLIC), *OPEN]
    known = [address for address in known if not address.startswith(NOT_TO_BE_TRIED)]
    while True:
        address = chance.choice(known)
        anything = quote_from_bytes(word(chance)[:900].encode("utf-8", "replace"), safe="")
        address = chance.choice((address, f"{address}/{anything}", address.replace("2222-2222", anything)))
        yield address + chance.choice(
            ("", "?", f"?{anything}", f"?show={anything}&sharing={anything}&place={anything}")
        )


def complaint(asked: str, answer: Answer, sent: object = "") -> str:
    """What is wrong with an answer; empty when nothing is."""
    if answer.status >= 500:
        return f"{answer.status} {asked} for {sent!r:.400}"
    if "<script>alert" in answer.text or "<svg onload" in answer.text:
        return f"{asked} shows markup that was typed"
    kind = answer.headers.get("content-type", "charset")
    if "\n" in answer.headers.get("location", "") or not ("charset" in kind or kind == "application/json"):
        return f"{asked} answers with odd headers: {answer.headers}"
    return ""


def headers_to_try() -> list[str]:
    """Words that may stand in a header at all."""
    return [said for said in CORPUS if said.isprintable() and said.isascii() and len(said) < 500]
