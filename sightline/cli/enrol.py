"""The first administrator of an agency, whom nobody could invite: enrolled here, with both halves of a code to come in.

A fresh installation has no login at all, and this makes none: whoever holds both halves chooses what they sign in
with. Where an administrator of the agency can already sign in, they and a colleague let others in on the pages.
"""

import argparse
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sightline.agencies.inviting import OPEN_FOR, new_half
from sightline.agencies.models import Account, Agency, Grant, Invitation, Person, Role
from sightline.config.problems import Problem
from sightline.demo.reference import load_agencies, load_areas
from sightline.ledger.notes import note


class NotTheFirst(Problem):
    """The agency is none, or has an administrator who can let others in; the text says what to do."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Of which agency, and who."""
    parser.add_argument("--agency", required=True, metavar="CODE", help="such as northumbria-police")
    parser.add_argument("--name", required=True, help="the person's name, as colleagues know it")
    parser.add_argument("--office", default="", help="such as Service desk")


def run(options: argparse.Namespace) -> None:
    """Enrol them and print the two halves, this once."""
    with transaction.atomic():
        person = enrolled(_agency(options.agency), options.name, options.office, timezone.now())
        first, second = invited(person, timezone.now())
    print(f"{person.name} ({person.ref}) may come in at /sign/invited within {OPEN_FOR.seconds // 60} minutes.")
    print(f"First half:  {first}\nSecond half: {second}")
    print("They are shown this once. Where there are two of you, let each hold one half and tell it in person.")


def enrolled(agency: Agency, name: str, office: str, at: datetime) -> Person:
    """The person of that name at the agency, as its administrator; made if need be. Raises NotTheFirst."""
    administrators = Grant.objects.filter(role=Role.ADMINISTRATOR, agency=agency, until__isnull=True)
    _refuse_enough(agency, administrators)
    person = Person.objects.filter(agency=agency, name=name).first()
    if person is None:
        person = Person.objects.create(agency=agency, name=name, office=office)
    if not administrators.filter(person=person).exists():
        granted = Grant.objects.create(person=person, role=Role.ADMINISTRATOR, agency=agency, since=at)
        note("grant", "first administrator", granted)
    return person


def _refuse_enough(agency: Agency, administrators: QuerySet[Grant]) -> None:
    """It takes an administrator and a second person to let others in; where both can sign in, they do."""
    colleagues = Grant.objects.filter(agency=agency, until__isnull=True).values("person")
    able = set(Account.objects.filter(pk__in=colleagues, is_active=True).values_list("pk", flat=True))
    if len(able) > 1 and able & set(administrators.values_list("person", flat=True)):
        raise NotTheFirst(
            "An administrator of this agency and a colleague can sign in already. They let others in together, on the "
            "page Colleagues."
        )


def invited(person: Person, at: datetime) -> tuple[str, str]:
    """Both halves of a new invitation for them; one that was open is withdrawn."""
    for waiting in Invitation.objects.filter(person=person, state__in=["started", "vouched"]):
        Invitation.objects.filter(pk=waiting.pk).update(state="withdrawn")
    invitation = Invitation.objects.create(
        person=person, agency=person.agency, state="vouched", started_at=at, lapses_at=at + OPEN_FOR
    )
    note("grant", "first invitation", invitation)
    return new_half(invitation, None, second=False), new_half(invitation, None, second=True)


def _agency(code: str) -> Agency:
    """The agency of that code, from the lists, which a fresh installation takes up now."""
    if not Agency.objects.exists():
        load_agencies(load_areas())
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise NotTheFirst(f"There is no agency with the code {code}.")
    return agency
