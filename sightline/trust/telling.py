"""What stands in a record, in words: what people told first, then what is kept beside it; codes by the lists they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Field, Model, TextField
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sightline.agencies.models import Agency, Area, Person
from sightline.kit.sealed import SealedBytesField, SealedTextField
from sightline.kit.vocabulary import load, says
from sightline.reports.models import Particulars, Report
from sightline.reports.words import answers, later

NAMED = (Person, Agency, Area)  # whose names are in the open directory
PAGES = {
    "reports.Attachment": "reports:file",
    "reports.Original": "reports:original",
}  # where what is no text is opened
ASKED: dict[type[Model], tuple[str, ...]] = {
    Report: tuple(name for name in Report.TOLD if name != "questions_version"),
    Particulars: ("texts",),
}  # kept as codes of answers, read as questions and words
LISTS = {
    "reports.Report.reasons": ("reports/danger/rule",),
    "intelligence.Item.source": ("intelligence/grading/source_grade",),
    "intelligence.Item.assessment": ("intelligence/grading/information",),
    "intelligence.Concern.confidence": ("intelligence/confidence/confidence", "intelligence/confidence/likelihood"),
    "places.Premises.kind": ("intelligence/premises_kinds",),
    "safeguarding.Consent.purpose": ("safeguarding/consents/consent",),
    "safeguarding.Consent.how": ("safeguarding/consents/given",),
    "visits.Escalation.power": ("operations/powers",),
    "visits.IndicatorSeen.code": ("intelligence/indicators/indicator", "reports/signs"),
    "aims": ("operations/aims",),
    "concerns": ("intelligence/exploitation",),
    "control": ("intelligence/control",),
    "exploitation": ("intelligence/exploitation",),
    "language": ("visits/languages",),
    "needs": ("operations/capabilities",),
    "premises_kind": ("intelligence/premises_kinds",),
}  # of which lists a code may be, by its field, on one kind of record or wherever it stands
CALLED = {
    "at": gettext_lazy("When"),
    "by": gettext_lazy("By whom"),
    "questions_version": gettext_lazy("Version of the questions"),
    "held": gettext_lazy("Held as one of a flood"),
    "unfinished": gettext_lazy("Stored before its end"),
}

Words = list[tuple[Any, Any]]


@dataclass(frozen=True)
class Told:
    """One record. ref: empty where it has none. told: what people said or wrote; kept: all else. page: where a file is opened."""

    ref: str
    told: Words
    kept: Words
    page: str


def told_of(row: Model) -> Told:
    """What stands in one record."""
    apart = ("id", "ref", *ASKED.get(type(row), ()))
    fields = [each for each in row._meta.concrete_fields if each.name not in apart]
    wrote = [each for each in fields if isinstance(each, TextField | SealedTextField)]
    beside = [each for each in fields if each not in wrote]
    told, kept = [*_answers(row), *_filled(row, wrote)], [*_filled(row, beside)]
    return Told(getattr(row, "ref", ""), told, kept, _page(row))


def _answers(row: Model) -> Iterator[tuple[Any, Any]]:
    """What was asked and answered, as questions and words."""
    given = answers(row) if isinstance(row, Report) else later(row.texts) if isinstance(row, Particulars) else ()
    yield from ((each.question, "\n".join(str(word) for word in each.words)) for each in given)


def _filled(row: Model, fields: Iterable[Field]) -> Iterator[tuple[Any, Any]]:
    for each in fields:
        value = _plain(row, each)
        if value not in (None, "", b"", [], {}):
            yield _called(each), value


def _called(each: Field) -> Promise | str:
    return CALLED.get(each.name) or str(each.verbose_name).replace("_", " ").capitalize()


def _plain(row: Model, each: Field) -> Any:
    """What stands in a field, in words; nothing for what a file holds, and for keys of what has walls of its own."""
    if isinstance(each, SealedBytesField):
        return None
    if each.is_relation:
        return _named(row, each) if issubclass(each.related_model, NAMED) else None  # type: ignore[arg-type]
    if each.choices:
        return getattr(row, f"get_{each.name}_display")()
    value = getattr(row, each.attname)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return "; ".join(_word(row, each, str(part)) for part in value)
    return value if isinstance(value, datetime | date) else _word(row, each, str(value or ""))


def _word(row: Model, each: Field, code: str) -> str:
    """The words of a code; everything else as it stands."""
    lists = LISTS.get(f"{row._meta.label}.{each.name}") or LISTS.get(each.name) or ()
    known = next((name for name in lists if code in load(name)), None)
    return str(says(known, code)) if known else code


def _named(row: Model, each: Field) -> str:
    key = getattr(row, each.attname)
    found = each.related_model._default_manager.filter(pk=key).first() if key else None  # type: ignore[union-attr]
    return str(found.name) if found else ""


def _page(row: Model) -> str:
    """The page on which a file is opened; empty for what has been told in words."""
    name = PAGES.get(row._meta.label)
    return reverse(name, args=[row.ref]) if name else ""  # type: ignore[attr-defined]
