"""What is said of a count, and whether the count bears it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SMALL = 5  # people fewer than this are not told apart until the safeguarding lead says so
MANY, SERIES, ABOUT = 10, 3, 0.1  # our own readings of the words


class Qualifier(models.TextChoices):
    """How a published value stands to the count."""

    EXACTLY = "exactly", gettext_lazy("exactly")
    MORE_THAN = "more than", gettext_lazy("more than")
    MOST = "most", gettext_lazy("most")
    MANY = "many", gettext_lazy("many")
    SERIES = "a series of", gettext_lazy("a series of")
    ABOUT = "about", gettext_lazy("about")
    LARGEST = "largest so far", gettext_lazy("the largest so far")
    NOT_STATED = "not stated", gettext_lazy("not stated")


WITH_NUMBER = (Qualifier.EXACTLY, Qualifier.MORE_THAN, Qualifier.ABOUT)
UNCOUNTED = (Qualifier.LARGEST, Qualifier.NOT_STATED)


class NotBorneOut(Exception):
    """The chosen value and qualifier say something that the count does not; the message says what it does say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody says of a measure: how, with which number, whose figure it is, as at when, and where it is said.

    value: None where the words carry no number. says, unit: only where no measure has them.
    """

    measure: str
    qualifier: str
    by_whom: str
    as_at: datetime
    source: str
    value: int | None = None
    says: str = ""
    unit: str = ""

    def objection(self, counted: int | None, whole: int | None = None) -> str:
        """Why these words would be untrue; empty when they hold.

        counted: by the counting role, None where nothing was counted. whole: the count of which this one is part.
        """
        return objection(self.qualifier, self.value, counted, whole, self.unit)

    @property
    def is_small(self) -> bool:
        """Whether the number stands for so few people that it waits for the safeguarding lead."""
        return few(self.unit, self.value) and self.qualifier == Qualifier.EXACTLY


def objection(qualifier: str, value: int | None, counted: int | None, whole: int | None = None, unit: str = "") -> str:
    """Why it would be untrue, or would tell too much, to say this of what was counted; empty when it may be said."""
    if qualifier not in WITH_NUMBER and value is not None:
        return _("“%(words)s” is said without a number: leave it empty.") % {"words": Qualifier(qualifier).label}
    if qualifier in UNCOUNTED:
        return ""
    if counted is None:
        return _("Nothing was counted. Count first, or say that it is not stated.")
    if qualifier in WITH_NUMBER and value is None:
        return _("Enter the number.")
    if not _holds(qualifier, value, counted, whole):
        said = {"counted": counted, "words": in_words(qualifier, value)}
        return _("The count is %(counted)s. “%(words)s” would not be true.") % said
    if few(unit, counted) and qualifier != Qualifier.EXACTLY:
        return _("Fewer than 5 people are said exactly, which waits for the safeguarding lead, or not at all.")
    return ""


def in_words(qualifier: str, value: int | None) -> str:
    """The figure as a sentence takes it, in the language of the moment: "12", "more than 100", "most".

    Exactly nothing known is a number kept back: "fewer than 5".
    """
    if qualifier == Qualifier.EXACTLY:
        return _("fewer than 5") if value is None else str(value)
    label = str(Qualifier(qualifier).label)
    return label if value is None else f"{label} {value}"


def few(unit: str, number: int | None) -> bool:
    """Whether it is people, and fewer than five of them."""
    return unit == "people" and number is not None and number < SMALL


def _holds(qualifier: str, value: int | None, counted: int, whole: int | None) -> bool:
    number = value or 0
    return {
        Qualifier.EXACTLY: number == counted,
        Qualifier.MORE_THAN: counted > number,
        Qualifier.MOST: whole is not None and counted * 2 > whole,
        Qualifier.MANY: counted >= MANY,
        Qualifier.SERIES: counted >= SERIES,
        Qualifier.ABOUT: abs(counted - number) <= ABOUT * counted,
    }[Qualifier(qualifier)]
