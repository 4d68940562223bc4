"""Statements: drafted, quoted, checked, released, superseded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sightline.agencies.models import Person
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note
from sightline.operations.models import Operation
from sightline.oversight.models import Figure, Quotation, Statement
from sightline.oversight.saying import Saying
from sightline.oversight.wording import digest
from sightline.safeguarding.models import Identity


class NotReady(Exception):
    """The statement cannot be released, or its check fails; the message is a list of sentences."""


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
    """Begin a statement. Figures stand in its text by reference: "[FG-7KQ2-M9X4] people were arrested".

    replaces: a released statement of the same operation, which this one supersedes once it is released itself.
    """
    if replaces and replaces.state != Statement.State.RELEASED:
        raise WrongStep("supersede", replaces)
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
    """Change a draft. words: any of title_en, text_en, title_cy, text_cy, contacts, embargo_until.

    Raises WrongStep once it has been checked.
    """
    if not Statement.objects.filter(pk=statement.pk, state=Statement.State.DRAFT).update(**words):
        raise WrongStep("amend", statement)
    statement.__dict__.update(words)


@action("quote")
def quote(
    statement: Statement, *, by: Person, at: datetime, office: str, speaker: Person, says_en: str, says_cy: str = ""
) -> Quotation:
    """Put the words of an office into a draft; the office signs them off itself. Raises WrongStep later."""
    if not Statement.objects.filter(pk=statement.pk, state=Statement.State.DRAFT).exists():
        raise WrongStep("quote", statement)
    return Quotation.objects.create(
        statement=statement,
        operation_id=statement.operation_id,
        area_id=statement.area_id,
        office=office,
        speaker=speaker,
        says_en=says_en,
        says_cy=says_cy,
    )


@action("sign_off", act="approve")
def sign_off(quotation: Quotation, *, by: Person, at: datetime) -> None:
    """The office that is quoted signs off its own words."""
    advance(quotation, "sign_off", by=by, at=at, signed_off_at=at)


@action("withdraw")
def withdraw_quotation(quotation: Quotation, *, by: Person, at: datetime) -> None:
    """Take the words of an office out again, signed off or not, while the statement is a draft."""
    if not Statement.objects.filter(pk=quotation.statement_id, state=Statement.State.DRAFT).exists():
        raise WrongStep("withdraw", quotation)
    advance(quotation, "withdraw", by=by, at=at)


@action("check")
def check(statement: Statement, *, by: Person, at: datetime, no_proceedings_harmed: bool, names_nobody: bool) -> None:
    """Check a statement before release: no harm to active proceedings, nobody in care named.

    Those names that the checker may read are searched for. Raises NotReady with what stands against it.
    """
    told = Saying.of(statement).tells(Identity.objects.names())
    found = [_("It tells who somebody in care is: “%s”.") % one.words for one in told]
    found += [] if no_proceedings_harmed else [_("Somebody must say that no proceedings are harmed.")]
    found += [] if names_nobody else [_("Somebody must say that it names nobody in care.")]
    if found:
        raise NotReady(found)
    said: dict[str, Any] = {"no_proceedings_harmed": no_proceedings_harmed, "names_nobody": names_nobody}
    advance(statement, "check", by=by, at=at, checked_by=by, checked_at=at, **said)


@action("reopen")
def reopen(statement: Statement, *, by: Person, at: datetime) -> None:
    """Make a checked statement a draft again, to change its words; it must be checked anew."""
    unsaid: dict[str, Any] = {
        "checked_by": None,
        "checked_at": None,
        "no_proceedings_harmed": False,
        "names_nobody": False,
    }
    advance(statement, "reopen", by=by, at=at, **unsaid)


@action("release", act="disclose")
def release(statement: Statement, *, by: Person, at: datetime) -> None:
    """Release a checked statement: its words and figures are frozen, and an earlier one is superseded.

    Raises NotReady before its embargo ends, or while anything stands against it.
    """
    also_note(recipient="the public")
    saying = Saying.of(statement)
    found = saying.objections()
    if statement.embargo_until and at < statement.embargo_until:
        found.append(_("It is under embargo."))
    if found:
        raise NotReady(found)
    english, welsh = saying.frozen("en"), saying.frozen("cy")
    frozen = {"frozen_en": english, "frozen_cy": welsh, "digest": digest(english, welsh)}
    advance(statement, "release", by=by, at=at, released_by=by, released_at=at, **frozen)
    Figure.objects.filter(ref__in=saying.figures, published_at=None).update(published_at=at)
    if statement.replaces:
        advance(statement.replaces, "supersede", by=by, at=at)
