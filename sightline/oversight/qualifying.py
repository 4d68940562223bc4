"""Whether what is to be published is borne out by what was counted."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sightline.oversight.models import Qualifier

SMALL = 5  # people fewer than this are not told apart until the safeguarding lead says so
MANY, SERIES, ABOUT = 10, 3, 0.1  # our own readings of the words; configurable with the measures


class NotBorneOut(Exception):
    """The chosen value and qualifier say something that the count does not; the message says what it does say."""


def objection(qualifier: str, value: int | None, counted: int | None, whole: int | None = None) -> str:
    """Why these words would be untrue; empty when they hold.

    value: as chosen, None where the words carry no number. counted: by the counting role, None where nothing could
    be counted. whole: the count that this one is part of, for "most".
    """
    if qualifier == Qualifier.NOT_STATED:
        return _("A figure that is not stated has no value.") if value is not None else ""
    if qualifier == Qualifier.LARGEST:
        return ""
    if counted is None:
        return _("Nothing was counted. Count first, or say that it is not stated.")
    if _holds(qualifier, value, counted, whole):
        return ""
    return _("The count is %(counted)s. “%(words)s” would not be true.") % {
        "counted": counted,
        "words": shown(qualifier, value),
    }


def shown(qualifier: str, value: int | None) -> str:
    """The figure in words, as a page or a sentence shows it: "12", "more than 100", "most"."""
    if qualifier == Qualifier.EXACTLY:
        return str(value)
    if value is None:
        return str(qualifier)
    return f"{qualifier} {value}"


def small(unit: str, value: int | None) -> bool:
    """Whether the value must wait for the safeguarding lead: people, fewer than five of them."""
    return unit == "people" and value is not None and value < SMALL


def _holds(qualifier: str, value: int | None, counted: int, whole: int | None) -> bool:
    tests = {
        Qualifier.EXACTLY: lambda: value == counted,
        Qualifier.MORE_THAN: lambda: value is not None and counted > value,
        Qualifier.MOST: lambda: whole is not None and counted * 2 > whole,
        Qualifier.MANY: lambda: counted >= MANY,
        Qualifier.SERIES: lambda: counted >= SERIES,
        Qualifier.ABOUT: lambda: value is not None and abs(counted - value) <= ABOUT * counted,
    }
    return tests[Qualifier(qualifier)]()
