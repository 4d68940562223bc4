"""Files of strangers: told by content, copied apart, and never a way in."""

import hashlib
import io
import os
import socket
import threading
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
from PIL import Image
from pytest import fixture, mark, raises

from sightline.kit.apart import Unreadable, read_apart
from sightline.reports import files, scanning
from sightline.reports.files import LARGEST, all_received, kind_of, received
from sightline.reports.tests.materials import PLANTED, drawing, office, paper, pdf_bomb, photo, png_bomb


@fixture
def scanner(tmp_path, monkeypatch):
    """Puts a scanner for malware in front of all others, which answers so."""

    def installed(answer: int) -> None:
        program = tmp_path / "clamdscan"
        program.write_text(f"#!/bin/sh\ncat > /dev/null\nexit {answer}\n")
        program.chmod(0o700)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    return installed


# What it is ----------------------------------------------------------------------------------------------


@mark.parametrize(
    ("content", "kind"),
    [
        (photo(), "picture"),
        (drawing(), "picture"),
        (drawing(form="GIF"), "picture"),
        (drawing(form="WEBP"), "picture"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (paper(), "document"),
        (office(), "office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90), "office"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "sound"),
        (b"OggS" + bytes(40), "sound"),
        (b"\x00\x00\x00\x18ftypM4A ", "sound"),
        (b"\x00\x00\x00\x18ftypisom", "video"),
        ("Sáu cái giường".encode(), "text"),
        ("Six beds".encode("utf-16"), "text"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "text"),
        (b"MZ\x90\x00" + bytes(60), "unknown"),
        (b"\x7fELF\x02\x01\x01" + bytes(60), "unknown"),
        (b"PK\x03\x04" + bytes(26) + b"../../etc/passwd", "unknown"),
        (b"", "unknown"),
        (b"   \n", "unknown"),
        (b"RIFF\x00\x00\x00\x00NONE", "unknown"),
    ],
)
def test_a_file_is_told_by_its_content(content, kind):
    assert kind_of(content) == kind


def test_a_file_of_no_kind_that_we_take_is_refused_and_nothing_of_it_kept():
    found = received(b"MZ\x90\x00" + bytes(60))

    assert (found.state, found.why, found.content, found.copy) == ("refused", "kind", b"", b"")


def test_a_file_that_was_cut_is_refused_for_its_size():
    found = received(b"Six beds", cut=True)

    assert (found.state, found.why, found.size) == ("refused", "size", LARGEST)


def test_the_eleventh_file_is_refused_and_so_is_one_when_ten_are_here():
    many = [(b"Six beds %d" % number, False) for number in range(11)]
    counted = list(all_received(((b"MZ", False) for _ in many), held=0))

    assert [each.why for each in counted][-1] == "number"
    assert [each.why for each in all_received([(b"Six beds", False)], held=10)] == ["number"]


# The clean copy ------------------------------------------------------------------------------------------


def test_a_photo_with_position_and_device_gets_a_copy_with_none_and_the_original_keeps_its_mark():
    sent = photo()

    found = received(sent)

    assert PLANTED.encode() in sent
    copy = Image.open(io.BytesIO(found.copy))
    assert (found.state, copy.size) == ("clean", (64, 48))
    assert not copy.getexif()
    assert set(copy.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not [told for told in (b"Exif", PLANTED.encode()) if told in found.copy]
    assert (found.content, found.mark) == (sent, hashlib.sha256(sent).hexdigest())


def test_a_picture_is_turned_upright_and_put_on_white():
    notes = Image.Exif()
    notes[0x0112] = 6  # lies on its side
    turned = received(drawing(exif=notes))

    assert Image.open(io.BytesIO(turned.copy)).size == (30, 40)
    clear = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(clear, "PNG")
    assert min(Image.open(io.BytesIO(received(clear.getvalue()).copy)).getpixel((1, 1))) > 250


def test_a_large_photo_is_made_smaller():
    found = received(photo((8_000, 6_000)))

    assert max(Image.open(io.BytesIO(found.copy)).size) == 3_000


def test_a_paper_becomes_pictures_of_its_pages_without_author_script_or_date():
    found = received(paper())

    assert found.state == "clean"
    for told in (b"JavaScript", b"OpenAction", PLANTED.encode(), b"CreationDate", b"ModDate", b"Six beds", b"/Font"):
        assert told not in found.copy
    drawn = pypdfium2.PdfDocument(found.copy)
    page = drawn[0].render().to_pil().convert("L")
    assert len(drawn) == 1
    assert page.getextrema()[0] < 60  # the words are there to be seen
    assert drawn[0].get_textpage().get_text_range() == ""


def test_a_text_is_written_anew_without_what_turns_or_hides_letters():
    sent = "Six\u202e beds\r\nat the back\x07\u2066".encode("utf-16")

    assert received(sent).copy.decode() == "Six beds\nat the back"


@mark.parametrize(
    ("content", "why"),
    [
        (office(), "office"),
        (b"OggS" + bytes(40), "not-copied"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(40), "unreadable"),
        (b"\xff\xd8\xff" + b"torn" * 9, "unreadable"),
        (b"%PDF-1.7 torn", "unreadable"),
        (b"a" * (files.LONGEST_TEXT + 1), "not-copied"),
    ],
)
def test_what_cannot_be_copied_stays_sealed_with_its_reason(content, why):
    found = received(content)

    assert (found.state, found.why, found.copy) == ("sealed", why, b"")
    assert found.content == content


# Harm ----------------------------------------------------------------------------------------------------


@mark.parametrize("bomb", [png_bomb(), pdf_bomb(), paper(extra="/X " + "[" * 20_000)], ids=["png", "pdf", "nested"])
def test_a_bomb_does_no_harm_and_is_answered_soon(bomb):
    began = datetime.now(UTC)

    found = received(bomb)

    assert (datetime.now(UTC) - began).total_seconds() < 20
    assert found.state in ("sealed", "clean")
    assert len(found.copy) < LARGEST


def test_a_file_that_is_two_things_at_once_leaves_the_other_behind():
    script = b"<script>alert(document.domain)</script>"
    archive = b"PK\x03\x04" + bytes(26) + b"../../outside.txt"

    both = received(photo() + script + archive)
    page = received(paper() + script)

    assert (both.state, page.state) == ("clean", "clean")
    for copy in (both.copy, page.copy):
        assert script not in copy
        assert b"PK\x03\x04" not in copy


def test_a_drawing_with_a_script_is_only_ever_letters():
    found = received(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")

    assert (found.kind, files.COPIED[found.kind]) == ("text", "text/plain; charset=utf-8")


def test_the_copier_has_no_way_to_the_network(tmp_path):
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=listening.accept, daemon=True).start()
    calls = tmp_path / "calls.py"
    calls.write_text(
        f"import socket\ntry:\n    socket.create_connection({listening.getsockname()}, 2)\n    print('out')\n"
        "except OSError:\n    print('shut in')\n"
    )

    found = read_apart(calls, b"").strip()

    may_be_shut_in = Path("/proc/sys/user/max_net_namespaces").exists() and os.geteuid() == 0
    assert found == b"shut in" or not may_be_shut_in


def test_two_files_after_one_another_share_nothing(tmp_path):
    looks = tmp_path / "looks.py"
    looks.write_text("import os, sys\nprint(os.listdir())\nopen('left', 'w').write('of the first')\n")

    assert [read_apart(looks, b"") for _ in range(2)] == [b"[]\n", b"[]\n"]


@mark.parametrize("kind", [b"picture", b"document", b"text", b"nothing"])
def test_the_copier_given_nonsense_says_nothing_of_itself(kind):
    with raises(Unreadable) as told:
        read_apart(files.CLEANER, kind + b"\n\xff\x00nonsense")

    assert str(told.value) == ""


# The scanner ---------------------------------------------------------------------------------------------


def test_a_file_that_the_scanner_knows_is_refused(scanner):
    scanner(1)

    found = received(b"Six beds")

    assert (found.state, found.why, found.scanned, found.content) == ("refused", "harmful", True, b"")


def test_a_scanner_that_finds_nothing_is_told_of(scanner):
    scanner(0)

    assert received(b"Six beds").scanned is True


def test_a_scanner_that_fails_does_not_count_as_one_that_looked(scanner):
    scanner(2)

    assert received(b"Six beds").scanned is False


def test_without_a_scanner_nothing_is_said_to_have_been_looked_at(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert scanning.scanner() is None
    assert received(b"Six beds").scanned is False
