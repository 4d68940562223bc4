"""Enrolling people, granting roles, letting people in: the administrators' work, and never for themselves. And what a
person signs in with: their own."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from sightline.agencies import inviting, tokens
from sightline.agencies.codes import place_of
from sightline.agencies.models import (
    Agency,
    Area,
    CodeGenerator,
    CodeSecret,
    Grant,
    Identity,
    Invitation,
    Passkey,
    Person,
    Role,
    Token,
)
from sightline.agencies.sealing import seal
from sightline.kit.refusals import WrongStep
from sightline.kit.steps import advance
from sightline.ledger.acts import action
from sightline.ledger.writing import also_note


class Invited(NamedTuple):
    """An invitation, and the half of its code that only whoever acted may see, once."""

    invitation: Invitation
    half: str


@action("enrol", on=Person)
def enrol(*, by: Person, at: datetime, name: str, agency: Agency, office: str = "") -> Person:
    """Put a member of staff into the directory. They hold no role yet and so see nothing."""
    return Person.objects.create(name=name, agency=agency, office=office)


@action("grant", act="grant")
def grant(person: Person, *, by: Person, at: datetime, role: str, agency: Agency, area: Area | None = None) -> Grant:
    """Let a person hold a role at an agency, in an area or everywhere, from now on.

    role: one of Role. Raises Refused when an administrator grants themselves anything.
    """
    also_note(recipient_person=person.pk, recipient_agency=agency.pk)
    return Grant.objects.create(person=person, role=role, agency=agency, area=area, since=at, granted_by=by)


@action("end", act="revoke")
def end_grant(grant: Grant, *, by: Person, at: datetime) -> None:
    """End a role; what it opened closes in the next transaction."""
    Grant.objects.filter(pk=grant.pk).update(until=at)


# What a person signs in with: theirs alone, once they have confirmed


@action("add", on=Passkey, act="grant")
def add_passkey(*, by: Person, at: datetime, label: str, credential: bytes, public: bytes, count: int) -> Passkey:
    """Let `by` sign in with a passkey that their browser has just made. The label is their own word for it."""
    return Passkey.objects.create(
        person=by, label=label, credential=credential, public=public, count=count, added_at=at
    )


@action("end", act="revoke")
def end_passkey(passkey: Passkey, *, by: Person, at: datetime) -> None:
    """Let nobody sign in with it any more."""
    Passkey.objects.filter(pk=passkey.pk, ended_at__isnull=True).update(ended_at=at)


@action("add", on=CodeGenerator, act="grant")
def add_generator(*, by: Person, at: datetime, secret: str, last_step: int = 0) -> CodeGenerator:
    """Let the telephone that knows this secret make codes for `by`, instead of any before. It is kept sealed.

    last_step: the half minute of the code by which it was proven, which then counts no more.
    """
    CodeGenerator.objects.filter(person=by, ended_at__isnull=True).update(ended_at=at)
    generator = CodeGenerator.objects.create(person=by, added_at=at)
    sealed = seal(secret, place_of(generator.pk))
    CodeSecret.objects.create(generator=generator, person=by, sealed=sealed, last_step=last_step)
    return generator


@action("end", act="revoke")
def end_generator(generator: CodeGenerator, *, by: Person, at: datetime) -> None:
    """Let its codes count no more."""
    CodeGenerator.objects.filter(pk=generator.pk, ended_at__isnull=True).update(ended_at=at)


@action("end_sessions", act="logout")
def end_sessions(person: Person, *, by: Person, at: datetime, session: UUID | None = None, but: str = "") -> int:
    """End a session of one's own, or all but the one with this mark; how many ended."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.end_own_sessions(%s, %s)", [session, but])
        return cursor.fetchone()[0]


@action("change_password", act="grant")
def change_password(person: Person, *, by: Person, at: datetime, but: str) -> int:
    """End all sessions of `by` but the one with this mark, since they chose another password; how many ended.

    The sign-in pages keep the word itself, in the same transaction: no working role reaches it.
    """
    return end_sessions(person, by=by, at=at, but=but)


@action("sign_out", act="logout")
def sign_out_everywhere(person: Person, *, by: Person, at: datetime) -> int:
    """End every session of a colleague, whose telephone was lost or who has left; how many ended."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.end_sessions_of(%s)", [person.pk])
        return cursor.fetchone()[0]


# Programs of an agency


class Issued(NamedTuple):
    """A token that was issued, and the words of it that only whoever acted may see, once."""

    token: Token
    words: str


@action("issue", act="grant")
def issue_token(agency: Agency, *, by: Person, at: datetime, label: str) -> Issued:
    """Let a program of the agency send reports as a visiting partner would, and nothing else."""
    words = tokens.new_token()
    program = enrol(by=by, at=at, name=label, agency=agency, office="program")
    grant(program, by=by, at=at, role=Role.VISITING_PARTNER, agency=agency)
    told = {"label": label, "person": program, "agency": agency, "issued_by": by, "issued_at": at}
    return Issued(Token.objects.create(mark=tokens.mark_of(words), **told), words)


@action("end", act="revoke")
def end_token(token: Token, *, by: Person, at: datetime) -> None:
    """Let the program in no more, from its next request on."""
    Token.objects.filter(pk=token.pk, ended_at__isnull=True).update(ended_at=at)
    for held in Grant.objects.filter(person=token.person_id, until__isnull=True):
        end_grant(held, by=by, at=at)


# Letting people in, at first or after they lost what they sign in with: two people beside them


@action("invite", act="grant")
def invite(person: Person, *, by: Person, at: datetime) -> Invited:
    """Start to let a colleague in; the half of the code is for `by` alone and is never shown again.

    A second person must vouch within a day. Raises Taken when one is under way.
    """
    invitation = Invitation.objects.create(
        person=person, agency=person.agency, started_by=by, started_at=at, lapses_at=inviting.lapses(at, vouched=False)
    )
    return Invited(invitation, inviting.new_half(invitation, by, second=False))


@action("vouch", act="approve")
def vouch(invitation: Invitation, *, by: Person, at: datetime) -> Invited:
    """As a second person, say that whoever will use it is who it is for. The other half is for `by` alone.

    From now the code is good for a quarter of an hour. Raises WrongStep when it has lapsed or is not waiting.
    """
    if invitation.lapses_at <= at:
        raise WrongStep("vouch", invitation)
    advance(invitation, "vouch", by=by, at=at, vouched_by=by, lapses_at=inviting.lapses(at, vouched=True))
    return Invited(invitation, inviting.new_half(invitation, by, second=True))


@action("withdraw", act="revoke")
def withdraw(invitation: Invitation, *, by: Person, at: datetime) -> None:
    """Stop it before it is used; anybody at the agency may, and whom it is for."""
    advance(invitation, "withdraw", by=by, at=at)


@action("name", act="grant")
def name_elsewhere(person: Person, *, by: Person, at: datetime, known_as: str) -> Identity:
    """Say by which name the agency's own sign-in knows a colleague; it counts once a second person has vouched."""
    return Identity.objects.create(person=person, agency=person.agency, subject=known_as, started_by=by, started_at=at)


@action("vouch", act="approve")
def vouch_for_name(identity: Identity, *, by: Person, at: datetime) -> None:
    """As a second person, say that the name is that person's."""
    advance(identity, "vouch", by=by, at=at, vouched_by=by)


@action("end", act="revoke")
def end_name(identity: Identity, *, by: Person, at: datetime) -> None:
    """Let the name sign nobody in any more."""
    advance(identity, "end", by=by, at=at)
