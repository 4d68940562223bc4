"""Words that broke others: what a database, a browser, a spreadsheet, a shell or a calendar stumbles over."""

from __future__ import annotations

import random
import uuid
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

CORPUS = [
    *("", " ", "\0", "a\0b", "\r\n", "\t", "\x1b[2J", "\x7f", "\u0085", "\u2028", "\ufeff", "\ufffe", "\uffff"),
    *(
        "\u202eright",
        "\u2066x\u2069",
        "\u200b\u200b",
        "\u0301" * 200,
        "\U0001f469\u200d\U0001f692",
        "\U000e0001",
        "ﷺ" * 50,
    ),
    *("x" * 300, "x" * 70_000, "ß" * 5_000, "\U0001f9ff" * 2_000, "𝟘𝟙𝟚", "٣", "Ⅷ", "½", "İ", "ſ", "ŉ"),
    *(
        "'",
        '"',
        "\\",
        "'; drop table reports_report; --",
        "' or '1'='1",
        "1) union select null--",
        "$$",
        "%",
        "_",
        "%s%n%d",
    ),
    *(
        "{0.__class__}",
        "{x}",
        "%(x)s",
        "{{ 7*7 }}",
        "{% load x %}",
        "${7*7}",
        "<script>alert(1)</script>",
        "<svg onload=x>",
    ),
    *(
        '" onfocus=x autofocus="',
        "javascript:alert(1)",
        "data:text/html,x",
        "//elsewhere.example",
        "&#x27;",
        "]]>",
        "<!--",
    ),
    *("=1+1", "@SUM(1)", "+1", "-1", "\u200b=1", "=cmd|' /C calc'!A0", "; ls", "| cat", "`id`", "$(id)", "&& id"),
    *(
        "../../../etc/passwd",
        "..\\..\\x",
        "/dev/null",
        "file:///x",
        "C:\\con",
        "nul",
        "a/b",
        ".",
        "..",
        "~root",
        "%2e%2e%2f",
    ),
    *(
        "0",
        "-0",
        "00",
        "1e309",
        "NaN",
        "Infinity",
        "-1",
        "2147483648",
        "-2147483649",
        "9" * 40,
        "9" * 5_000,
        "1_000",
        "0x1f",
    ),
    *(
        "1,5",
        "1.5",
        "true",
        "None",
        "null",
        "[]",
        "{}",
        "undefined",
        "on",
        "off",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
    ),
    *(
        "2018-02-30",
        "2018-03-25",
        "2018-10-28",
        "0000-00-00",
        "-2018-01-01",
        "2018-1-1",
        "01:30",
        "00:00",
        "23:59",
        "24:61",
    ),
    *(
        "23:59:59.999999",
        "25",
        "do-not-know",
        "rather-not-say",
        "other",
        "O-2222-2222",
        "R-2222-2222",
        "o-2222-2222",
        "-",
    ),
    *("NE4 6AN", "ne46an", "GIR 0AA", "NE99 9ZZ", "+44 7700 900123", "07700900123", "a@b", "name\r\nSet-Cookie: x=1"),
    *(
        str(uuid.UUID(int=0)),
        str(uuid.UUID(int=7)),
        "00000000-0000-0000-0000-00000000000g",
        "{" + str(uuid.UUID(int=1)) + "}",
    ),
]


def word(chance: random.Random) -> str:
    """Something from the corpus, or two of them, or signs drawn from everywhere, as a front would decode it."""
    kind = chance.random()
    if kind < 0.6:
        text = chance.choice(CORPUS)
    elif kind < 0.8:
        text = chance.choice(CORPUS) + chance.choice(CORPUS)
    else:
        text = "".join(
            map(chr, (chance.randrange(chance.choice((0x80, 0x3000, 0x110000))) for _ in range(chance.randrange(24))))
        )
    return as_decoded(text)


def as_decoded(text: str) -> str:
    """As it arrives through a form: halves of characters cannot."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def submission(form: forms.BaseForm, chance: random.Random) -> MultiValueDict:
    """A form filled in: some fields as they should be, most as they should not, some left out, some several times."""
    data: MultiValueDict = MultiValueDict()
    for name, field in form.fields.items():
        for part in parts(form.add_prefix(name), field):
            filled = [answer(field, chance) for _ in range(chance.choice((0, 1, 1, 1, 1, 2, 7)))]
            data.setlist(part, filled)
    return data


def parts(name: str, field: forms.Field) -> list[str]:
    """The names under which a field is sent: a day and a time are two."""
    widgets = getattr(field.widget, "widgets", None)
    return [f"{name}_{number}" for number in range(len(widgets))] if widgets else [name]


def answer(field: forms.Field, chance: random.Random) -> str:
    """One answer: one of those offered, something of the right kind, or anything."""
    offered = choices(field)
    if offered and chance.random() < 0.5:
        return chance.choice(offered)
    if isinstance(field, forms.IntegerField) and chance.random() < 0.3:
        return str(chance.choice((1, 4, 120, 2**31 - 1, 2**31, 2**63, -1)))
    if isinstance(field, forms.DateField | forms.SplitDateTimeField) and chance.random() < 0.3:
        return chance.choice(("2018-10-17", "2018-10-28", "01:30", "18:00", "0001-01-01", "9999-12-31"))
    return word(chance)


def choices(field: forms.Field) -> list[str]:
    """What the field offers, groups opened."""
    flat: list[str] = []
    for value, says in getattr(field, "choices", ()):
        flat += [str(inner) for inner, _ in says] if isinstance(says, list | tuple) else [str(value)]
    return flat


def unsound(value: Any, where: str = "") -> list[str]:
    """What of cleaned answers no database could store: signs, numbers and moments beyond its range."""
    if isinstance(value, dict):
        return [said for name, each in value.items() for said in unsound(each, f"{where}.{name}")]
    if isinstance(value, list | tuple | set | frozenset):
        return [said for each in value for said in unsound(each, where)]
    if isinstance(value, str) and ("\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value)):
        return [f"{where} holds a sign that no text holds"]
    if isinstance(value, int) and not -(2**31) <= value < 2**31:
        return [f"{where} is a number out of range"]
    if hasattr(value, "astimezone"):
        try:
            value.timestamp()
        except (OverflowError, ValueError):
            return [f"{where} is a moment out of range"]
    return []
