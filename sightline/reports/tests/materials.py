"""Files that somebody might send, good and bad, made here: no file of anybody's lies in the source."""

import io
import struct
import zlib
from fractions import Fraction

from PIL import Image

PLANTED, TAKEN = "Invented Telephone 9", "2018:10:01 09:41:27"


def photo(size=(64, 48)) -> bytes:
    """A photo with the position, the moment and the telephone that took it."""
    notes = Image.Exif()
    notes[0x010F], notes[0x0132] = PLANTED, TAKEN
    notes.get_ifd(0x8825).update({1: "N", 2: (Fraction(54), Fraction(58), Fraction(42)), 3: "W", 4: (1, 36, 51)})
    held = io.BytesIO()
    Image.new("RGB", size, "olive").save(held, "JPEG", exif=notes, comment=PLANTED.encode())
    return held.getvalue()


def drawing(size=(40, 30), form="PNG", **more) -> bytes:
    """A picture of another format."""
    held = io.BytesIO()
    Image.new("RGBA" if form == "PNG" else "RGB", size, "teal").save(held, form, **more)
    return held.getvalue()


def paper(words="Six beds", extra="") -> bytes:
    """A PDF of one page with an author, an attachment to open and a script that would run."""
    drawn = f"BT /F 24 Tf 20 100 Td ({words}) Tj ET"
    objects = [
        f"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>{extra}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Author({PLANTED})>>",
    ]
    text, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj{each}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 7\n0000000000 65535 f \n{table}trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n{len(text)}\n%%EOF"
    return (text + end).encode()


def png_bomb(side=60_000) -> bytes:
    """A PNG of a few kilobytes that says it has billions of dots."""

    def chunk(name: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1 << 20), 9) * 4
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf_bomb() -> bytes:
    """A PDF of one page whose size no paper has."""
    return paper().replace(b"[0 0 300 200]", b"[0 0 9e9 9e9]")


def office() -> bytes:
    """The beginning of a document with a macro, as office programs write it."""
    return b"PK\x03\x04\x14\x00\x06\x00" + bytes(22) + b"[Content_Types].xml" + b"vbaProject.bin" * 9
