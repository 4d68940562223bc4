"""A return code as a plain picture, drawn here: no font, no library, nothing in the file but its dots."""

from __future__ import annotations

import struct
import zlib

DOTS = {  # each digit in five columns and seven rows
    "0": "01110 10001 10011 10101 11001 10001 01110",
    "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "01110 10001 00001 00010 00100 01000 11111",
    "3": "11111 00010 00100 00010 00001 10001 01110",
    "4": "00010 00110 01010 10010 11111 00010 00010",
    "5": "11111 10000 11110 00001 00001 10001 01110",
    "6": "00110 01000 10000 11110 10001 10001 01110",
    "7": "11111 00001 00010 00100 01000 01000 01000",
    "8": "01110 10001 10001 01110 10001 10001 01110",
    "9": "01110 10001 10001 01111 00001 00010 01100",
    " ": "00000 00000 00000 00000 00000 00000 00000",
}
DOT, MARGIN = 6, 4  # pixels a dot; dots of white around
WHITE, BLACK = b"\xff", b"\x00"


def picture(text: str) -> bytes:
    """A PNG of digits and spaces, black on white, a line for each line of the text."""
    lines = text.split("\n")
    width = max(map(len, lines)) * 6 + 2 * MARGIN
    rows = [_blank(width)] * MARGIN
    for line in lines:
        rows += [*_rows(line.ljust(max(map(len, lines))), width), *[_blank(width)] * MARGIN]
    return _png([row for row in rows for _ in range(DOT)], width * DOT)


def _rows(line: str, width: int) -> list[bytes]:
    letters = [DOTS[letter].split() for letter in line]
    rows = ("0".join(letter[number] for letter in letters) + "0" for number in range(7))
    return [_row("0" * MARGIN + row + "0" * MARGIN) for row in rows]


def _row(dots: str) -> bytes:
    return b"".join((BLACK if dot == "1" else WHITE) * DOT for dot in dots)


def _blank(width: int) -> bytes:
    return WHITE * width * DOT


def _png(rows: list[bytes], width: int) -> bytes:
    """Grey, eight bits a pixel. Source: the PNG specification (ISO/IEC 15948)."""
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)
    body = zlib.compress(b"".join(b"\x00" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
