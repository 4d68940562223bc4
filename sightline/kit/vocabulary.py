"""Words of the trade as data: lists that a practitioner can read and correct, beside the stage that uses them.

A list is a TOML file `sightline/<stage>/vocabulary/<list>.toml` with one array of tables, each with a `code` that never
changes, `says` in our own words, and its `source` (or the file's, for all). Other fields are kept as written.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

ROOT = Path(__file__).parents[1]
NOT_WORDS = ("clocks", "bank_holidays")


class BadList(ValueError):
    """A vocabulary file that cannot be read as one; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of the trade. says: English as written; `label` is the same, translated when shown."""

    code: str
    says: str
    source: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> Promise:
        """The words in the reader's language."""
        return gettext_lazy(self.says)

    @property
    def options(self) -> tuple["Entry", ...]:
        """The answers to choose from, for a question; empty otherwise."""
        return tuple(Entry(row["code"], row["says"], self.source) for row in self.more.get("options", ()))

    def get(self, name: str, default: Any = None) -> Any:
        """A field of the entry beyond the three that all have."""
        return self.more.get(name, default)

    def held_on(self, day: date) -> bool:
        """Whether the entry was in use on that day: from `since` to `until`, both included and both optional."""
        return self.get("since", date.min) <= day <= self.get("until", date.max)


@cache
def load(name: str) -> Mapping[str, Entry]:
    """The list of that name, by code, in the order written: "reports/signs".

    A file that holds several lists takes a third part: "intelligence/grading/source".
    Raises BadList when there is no such list, a code comes twice, or an entry has no words or source.
    """
    table = _read(name)
    rows, common = _rows(name, table), str(table.get("source", ""))
    entries = [_entry(name, row, common) for row in rows]
    by_code = {entry.code: entry for entry in entries}
    if len(by_code) != len(entries):
        raise BadList(f"{name}: a code comes twice")
    return by_code


@cache
def version(name: str) -> int:
    """The version of a list: what its file says, or 1."""
    return int(_read(name).get("version", 1))


def choices(name: str, on: date | None = None) -> list[tuple[str, Promise]]:
    """The list as Django choices, code and translated words; with `on`, only what was in use on that day."""
    return [(entry.code, entry.label) for entry in load(name).values() if on is None or entry.held_on(on)]


def says(name: str, code: str) -> Promise | str:
    """The words of a code in the reader's language; the code itself when the list does not know it any more."""
    entry = load(name).get(code)
    return entry.label if entry else code


def lists() -> Iterator[str]:
    """The name of every list there is, for translation and for the test that looks after all of them."""
    for path in sorted(ROOT.glob("*/vocabulary/*.toml")):
        if path.stem not in NOT_WORDS:
            name = f"{path.parents[1].name}/{path.stem}"
            parts = _parts(_read(name))
            yield from [name] if len(parts) == 1 else [f"{name}/{part}" for part in parts]


def _read(name: str) -> dict[str, Any]:
    stage, _, rest = name.partition("/")
    path = ROOT / stage / "vocabulary" / f"{rest.partition('/')[0]}.toml"
    if not path.is_file():
        raise BadList(f"{name}: there is no such list")
    with path.open("rb") as file:
        return tomllib.load(file)


def _parts(table: Mapping[str, Any]) -> list[str]:
    return [key for key, value in table.items() if _is_list(value)]


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "code" in value[0]


def _rows(name: str, table: Mapping[str, Any]) -> list[dict[str, Any]]:
    parts, wanted = _parts(table), name.split("/")[2:]
    chosen = wanted or parts
    if len(chosen) != 1 or chosen[0] not in parts:
        raise BadList(f"{name}: name one of {', '.join(parts)}")
    return list(table[chosen[0]])


def _entry(name: str, row: Mapping[str, Any], common: str) -> Entry:
    more = {key: value for key, value in row.items() if key not in ("code", "says", "source")}
    entry = Entry(str(row.get("code", "")), str(row.get("says", "")), str(row.get("source", common)), more)
    if not (entry.code and entry.says and entry.source):
        raise BadList(f"{name}: {entry.code or 'an entry'} lacks its code, words or source")
    return entry
