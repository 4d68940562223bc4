"""A file that somebody sends with a report: what it is, told by its content, and the copy that is safe to open.

Nothing here is stored and no name is read. A file that cannot be copied stays sealed; one that is refused never loses
the report.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sightline.kit.apart import Unreadable, read_apart
from sightline.reports.models import Attachment
from sightline.reports.scanning import harmful

CLEANER = Path(__file__).with_name("cleaner.py")
LARGEST = 25 * 1024 * 1024  # bytes
MOST = 10  # files of one report
LONGEST_TEXT = 2 * 1024 * 1024
SECONDS, MEGABYTES = 30, 1024
HEAD = 4096  # bytes that tell the kind

Kind, State, Why = Attachment.Kind, Attachment.State, Attachment.Why

BEGINS = {  # Source: the formats' own descriptions
    Kind.PICTURE: (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*"),
    Kind.DOCUMENT: (b"%PDF-",),
    Kind.OFFICE: (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"),
    Kind.SOUND: (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"fLaC", b"OggS", b"#!AMR"),
    Kind.VIDEO: (b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3"),
}
INSIDE_RIFF = {b"WEBP": Kind.PICTURE, b"WAVE": Kind.SOUND, b"AVI ": Kind.VIDEO}
PHOTOS = (b"heic", b"heix", b"mif1", b"avif")  # of telephones; sealed, as nothing here draws them anew
OFFICE_ZIP = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis.opendocument")
COPIED = {Kind.PICTURE: "image/jpeg", Kind.DOCUMENT: "application/pdf", Kind.TEXT: "text/plain; charset=utf-8"}
ENDINGS = {Kind.PICTURE: "jpg", Kind.DOCUMENT: "pdf", Kind.TEXT: "txt"}


@dataclass(frozen=True)
class Received:
    """What became of a file on arrival. content: the original, empty when it was refused; copy: what is safe to open."""

    kind: str
    state: str
    size: int
    why: str = ""
    scanned: bool = False
    content: bytes = b""
    copy: bytes = b""

    @property
    def mark(self) -> str:
        """The SHA-256 of the original, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def received(content: bytes, *, cut: bool = False) -> Received:
    """What becomes of a file. cut: it was longer than we take, and is not all here."""
    kind, size = kind_of(content), len(content)
    if cut or size > LARGEST:
        return Received(kind, State.REFUSED, LARGEST, Why.SIZE)
    if kind == Kind.UNKNOWN:
        return Received(kind, State.REFUSED, size, Why.KIND)
    bad = harmful(content)
    if bad:
        return Received(kind, State.REFUSED, size, Why.HARMFUL, scanned=True)
    copy, why = _copied(kind, content)
    state = State.CLEAN if copy else State.SEALED
    return Received(kind, state, size, why, scanned=bad is False, content=content, copy=copy)


def all_received(files: Iterable[tuple[bytes, bool]], held: int = 0) -> Iterator[Received]:
    """The same for several, each with whether it was cut; `held` are here already. One after another, to spare memory."""
    for number, (content, cut) in enumerate(files, start=held):
        if number >= MOST:
            yield Received(Kind.UNKNOWN, State.REFUSED, len(content), Why.NUMBER)
        else:
            yield received(content, cut=cut)


def kind_of(content: bytes) -> str:
    """What a file is, by its content alone."""
    head = content[:HEAD]
    if head.startswith(b"RIFF"):
        return INSIDE_RIFF.get(head[8:12], Kind.UNKNOWN)
    if head[4:8] == b"ftyp":
        return _film(head[8:12])
    if head.startswith(b"PK\x03\x04"):
        return Kind.OFFICE if any(mark in head for mark in OFFICE_ZIP) else Kind.UNKNOWN
    found = next((kind for kind, marks in BEGINS.items() if head.startswith(marks)), None)
    return found or (Kind.TEXT if _is_text(content) else Kind.UNKNOWN)


def _film(brand: bytes) -> str:
    if brand in PHOTOS:
        return Kind.PICTURE
    return Kind.SOUND if brand.startswith(b"M4A") else Kind.VIDEO


def _is_text(content: bytes) -> bool:
    """Letters, and no sign of a program: text that no editor would show is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return len(content) % 2 == 0
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(content.strip()) and b"\x00" not in content


def _copied(kind: str, content: bytes) -> tuple[bytes, str]:
    """The clean copy, or why there is none."""
    if kind not in COPIED or (kind == Kind.TEXT and len(content) > LONGEST_TEXT):
        return b"", Why.OFFICE if kind == Kind.OFFICE else Why.NOT_COPIED
    try:
        copy = read_apart(CLEANER, kind.encode() + b"\n" + content, seconds=SECONDS, megabytes=MEGABYTES)
    except Unreadable:
        return b"", Why.UNREADABLE
    return (copy, "") if copy else (b"", Why.UNREADABLE)
