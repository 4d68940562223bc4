"""Counting, choosing what is published, and saying it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from sightline.agencies.models import Person
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.operations.models import Operation
from sightline.oversight.measures import MEASURES
from sightline.oversight.models import Count, Figure, Qualifier, Quotation, Statement
from sightline.oversight.qualifying import NotBorneOut, objection, shown, small
from sightline.oversight.wording import digest, figures_of, names_in, objections, with_quotations, worded
from sightline.safeguarding.models import Identity


class NotReady(Exception):
    """The statement cannot be released, or its check fails; the message is a list of sentences."""


@action("count")
def count(operation: Operation, *, by: Person, at: datetime) -> list[Count]:
    """Count every measure of an operation now; the database's counting role reads, and writes the counts.

    Raises Refused for who does not command it.
    """
    with connection.cursor() as cursor:
        cursor.execute("select priv.count_operation(%s, %s)", [operation.pk, at])
    return list(Count.objects.filter(operation=operation, counted_at=at))


@action("propose_figure")
def propose_figure(
    operation: Operation,
    *,
    by: Person,
    at: datetime,
    measure: str,
    qualifier: str,
    by_whom: str,
    as_at: datetime,
    source: str,
    value: int | None = None,
    says: str = "",
    unit: str = "",
    subset_of: Figure | None = None,
) -> Figure:
    """Choose what is published of a count. Fewer than five people are held back from the figure itself.

    as_at: the moment for which it holds. Raises NotBorneOut when the latest count says otherwise.
    """
    known = MEASURES.get(measure)
    latest = _latest(operation, measure)
    whole = _latest(operation, known.subset_of) if known and known.subset_of else None
    if problem := objection(qualifier, value, latest.value if latest else None, whole.value if whole else None):
        raise NotBorneOut(problem)
    unit = unit or (known.unit if known else "")
    kept = small(unit, value)
    return Figure.objects.create(
        operation=operation,
        area_id=operation.area_id,
        about=operation.name,
        measure=measure,
        says=says or (known.says if known else measure),
        count=latest,
        value=None if kept else value,
        shown=_("fewer than 5") if kept else shown(qualifier, value),
        qualifier=qualifier,
        unit=unit,
        by_whom=by_whom,
        as_at=as_at,
        subset_of=subset_of,
        source=source,
        proposed_by=by,
    )


@action("approve")
def approve_figure(figure: Figure, *, by: Person, at: datetime) -> None:
    """Approve a figure. One that stands for fewer than five people then waits for the safeguarding lead."""
    waits = figure.qualifier == Qualifier.EXACTLY and figure.value is None
    advance(figure, "hold" if waits else "approve", by=by, at=at, approved_by=by, approved_at=at)


@action("release_small")
def release_small(figure: Figure, *, by: Person, at: datetime) -> None:
    """The safeguarding lead lets a small number be told as it is."""
    value = figure.count.value if figure.count else None
    advance(figure, "release_small", by=by, at=at, value=value, shown=shown(figure.qualifier, value))


@action("keep_small")
def keep_small(figure: Figure, *, by: Person, at: datetime) -> None:
    """The safeguarding lead keeps it at "fewer than 5"."""
    advance(figure, "keep_small", by=by, at=at)


@action("draft_statement")
def draft_statement(
    operation: Operation,
    *,
    by: Person,
    at: datetime,
    title_en: str,
    text_en: str,
    title_cy: str = "",
    text_cy: str = "",
    contacts: Sequence[str] = (),
    embargo_until: datetime | None = None,
    replaces: Statement | None = None,
) -> Statement:
    """Begin a statement. Figures stand in its text by reference: "[FG-7KQ2-M9X4] people were arrested"."""
    return Statement.objects.create(
        operation=operation,
        area_id=operation.area_id,
        title_en=title_en,
        text_en=text_en,
        title_cy=title_cy,
        text_cy=text_cy,
        contacts=list(contacts),
        embargo_until=embargo_until,
        replaces=replaces,
        drafted_by=by,
        drafted_at=at,
    )


@action("amend")
def amend_statement(statement: Statement, *, by: Person, at: datetime, **words: Any) -> None:
    """Change a draft. words: any of title_en, text_en, title_cy, text_cy, contacts, embargo_until."""
    Statement.objects.filter(pk=statement.pk, state=Statement.State.DRAFT).update(**words)


@action("quote")
def quote(
    statement: Statement, *, by: Person, at: datetime, office: str, speaker: Person, says_en: str, says_cy: str = ""
) -> Quotation:
    """Put the words of an office into a statement; the office signs them off itself."""
    return Quotation.objects.create(
        statement=statement,
        operation_id=statement.operation_id,
        area_id=statement.area_id,
        office=office,
        speaker=speaker,
        says_en=says_en,
        says_cy=says_cy,
    )


@action("sign_off")
def sign_off(quotation: Quotation, *, by: Person, at: datetime) -> None:
    """The office that is quoted signs off its own words."""
    Quotation.objects.filter(pk=quotation.pk, signed_off_at=None).update(signed_off_at=at)


@action("check")
def check(statement: Statement, *, by: Person, at: datetime, no_proceedings_harmed: bool, names_nobody: bool) -> None:
    """Check a statement before release: no harm to active proceedings, nobody in care named.

    Those names that the checker may read are searched for. Raises NotReady with what stands against it.
    """
    names = [identity.calls_self for identity in Identity.objects.all()]
    found = [_("It names somebody in care.")] if names_in(statement, names) else []
    found += [] if no_proceedings_harmed else [_("Somebody must say that no proceedings are harmed.")]
    found += [] if names_nobody else [_("Somebody must say that it names nobody in care.")]
    if found:
        raise NotReady(found)
    advance(
        statement,
        "check",
        by=by,
        at=at,
        checked_by=by,
        checked_at=at,
        no_proceedings_harmed=no_proceedings_harmed,
        names_nobody=names_nobody,
    )


@action("release", act="disclose")
def release(statement: Statement, *, by: Person, at: datetime) -> None:
    """Release a checked statement: its words and figures are frozen, and an earlier one is superseded.

    Raises NotReady before its embargo ends, or while a figure is not approved or an office has not signed off.
    """
    figures, quotations = figures_of(statement), list(Quotation.objects.filter(statement=statement).order_by("office"))
    found = objections(statement, figures, quotations)
    if statement.embargo_until and at < statement.embargo_until:
        found.append(_("It is under embargo."))
    if found:
        raise NotReady(found)
    words = {ref: figure.shown for ref, figure in figures.items()}
    english = with_quotations(statement.text_en, [(q.says_en, q.office) for q in quotations])
    welsh = with_quotations(statement.text_cy, [(q.says_cy, q.office) for q in quotations]) if statement.text_cy else ""
    english, welsh = worded(english, words), worded(welsh, words)
    advance(
        statement,
        "release",
        by=by,
        at=at,
        released_by=by,
        released_at=at,
        frozen_en=english,
        frozen_cy=welsh,
        digest=digest(english, welsh),
    )
    if statement.replaces:
        advance(statement.replaces, "supersede", by=by, at=at)


def _latest(operation: Operation, measure: str) -> Count | None:
    return Count.objects.filter(operation=operation, measure=measure).order_by("-counted_at").first()
