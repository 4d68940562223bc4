"""Draws one file anew, apart: its kind on the first line of the standard input, then the file; the copy on the output.

A script of its own, run by `kit.apart`: it imports nothing of Sightline. What comes out was written here, dot by dot or
letter by letter: nothing of the file itself, of the camera or of whoever made it comes along.
"""

import io
import sys
from collections.abc import Iterator
from typing import Any

LONGEST_SIDE = 3_000  # dots of a picture
MOST_DOTS = 80_000_000
MOST_PAGES = 40
PAGE_SIDE = 1_600  # dots of a page of a document
PICTURES = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "MPO")


def main() -> None:
    """Read, and write the copy."""
    kind, _line, content = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.buffer.write(COPIES[kind.decode()](content))


def picture(content: bytes) -> bytes:
    """The first frame, upright, on white, as a JPEG without any notes."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the dots are counted here, before any is drawn
    with Image.open(io.BytesIO(content), formats=PICTURES) as opened:
        if opened.width * opened.height > MOST_DOTS:
            raise SystemExit("too many dots")
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        shown = ImageOps.exif_transpose(opened).convert("RGBA")
        plain = Image.new("RGB", shown.size, "white")
        plain.paste(shown, mask=shown.getchannel("A"))
    copy = io.BytesIO()
    plain.save(copy, "JPEG", quality=88)
    return copy.getvalue()


def document(content: bytes) -> bytes:
    """Each page of a PDF as a picture, in a PDF that holds nothing else."""
    import pypdfium2

    pages = list(_pages(pypdfium2.PdfDocument(content)))
    copy = io.BytesIO()
    undated = {"creationDate": None, "modDate": None, "producer": None}
    pages[0].save(copy, "PDF", save_all=True, append_images=pages[1:], resolution=110, quality=80, **undated)
    return copy.getvalue()


def _pages(opened: Any) -> Iterator[Any]:
    if not 0 < len(opened) <= MOST_PAGES:
        raise SystemExit("no page, or too many")
    if opened.get_formtype():
        opened.init_forms()  # so that what was filled in is drawn; this build runs no script
    for page in opened:
        scale = min(2.0, PAGE_SIDE / max(page.get_size()))
        yield page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")


def text(content: bytes) -> bytes:
    """The letters as UTF-8, without control characters and without those that turn what follows round."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    letters = content.decode("utf-16" if wide else "utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(filter(_is_shown, letters)).encode()


def _is_shown(letter: str) -> bool:
    return letter in "\n\t" or (ord(letter) >= 32 and not 127 <= ord(letter) < 160 and letter not in TURNING)


TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
COPIES = {"picture": picture, "document": document, "text": text}


if __name__ == "__main__":
    main()
