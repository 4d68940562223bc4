"""The public pages' languages from the command line: what each lacks, and what native speakers corrected, into the files."""

import argparse
from pathlib import Path

import polib
from django.conf import settings

from sightline.config.assets import compile_messages
from sightline.reports.languages import missing, unsafe
from sightline.reports.models import Wording
from sightline.reports.models.wordings import LANGUAGES

CHECKED = "Checked by a native speaker"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do: list what is missing, unless --export is given."""
    parser.add_argument(
        "--export", action="store_true", help="write what was approved and corrected into the .po files"
    )


def run(options: argparse.Namespace) -> None:
    """List, or export."""
    for code, _name in LANGUAGES:
        if options.export:
            print(f"{code}: {exported(code)} sentences written")
        else:
            _list(code)
    if options.export:
        compile_messages()


def _list(code: str) -> None:
    lacks = sorted(missing(code))
    safe = "" if not unsafe(code) else f", {len(unsafe(code))} of safety, so it is not offered"
    print(f"{code}: {len(lacks)} missing{safe}")
    for sentence in lacks:
        print(f"  {sentence}")


def exported(code: str) -> int:
    """Write what native speakers said last of each sentence into the catalogue of the language; how many sentences."""
    path = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path), wrapwidth=110)
    entries = {entry.msgid: entry for entry in catalogue}
    said = [wording for wording in Wording.objects.newest(code) if wording.sentence in entries]
    for wording in said:
        _write(wording, entries[wording.sentence])
    if said:
        catalogue.save(str(path))
    return len(said)


def _write(wording: Wording, entry: polib.POEntry) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural[wording.form] = wording.text
    else:
        entry.msgstr = wording.text
    entry.tcomment = f"{CHECKED}, {wording.at:%Y-%m-%d}"
