"""The invented people of the demonstration. The organisations are real and took no part in it.

Those with a `plays` are offered on the sign-in page of the demonstration, one for each role.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sightline.agencies import actions as agencies
from sightline.agencies.models import Account, Agency, Area, Grant, Person, Role
from sightline.demo.moments import LONG_BEFORE

TYNE, WALES = "northumbria", "north-wales"
POLICE, HEDDLU = "northumbria-police", "north-wales-police"


class Part(NamedTuple):
    """One person: a short name for the story, name, office, agency, the roles they hold and where."""

    key: str
    name: str
    office: str
    agency: str
    roles: tuple[Role, ...]
    area: str = ""
    plays: str = ""


CAST = [
    Part("handler", "Gemma Stokoe", "101 call handler", POLICE, (Role.CALL_HANDLER,), TYNE, "call handler"),
    Part("analyst", "Tom Whitfield", "Intelligence analyst", POLICE, (Role.ANALYST,), TYNE, "analyst"),
    Part(
        "commander",
        "Iona Marsh",
        "Detective superintendent, safeguarding department",
        POLICE,
        (Role.COMMANDER,),
        TYNE,
        "operation commander",
    ),
    Part("officer", "Dev Sandhu", "Search team one", POLICE, (Role.VISITING_OFFICER,), TYNE, "visiting officer"),
    Part("officer-two", "Karen Bewick", "Search team two", POLICE, (Role.VISITING_OFFICER,), TYNE),
    Part("partner", "Lena Brandt", "Labour officer", "glaa", (Role.VISITING_PARTNER,), TYNE, "visiting partner"),
    Part(
        "coordinator",
        "Ruth Adeyemi",
        "Safeguarding coordinator",
        POLICE,
        (Role.COORDINATOR,),
        TYNE,
        "safeguarding coordinator",
    ),
    Part(
        "placement",
        "Grace Okafor",
        "Placement desk",
        "salvation-army",
        (Role.PLACEMENT,),
        TYNE,
        "placement coordinator",
    ),
    Part("support", "Joyce Bell", "Support worker", "salvation-army", (Role.SUPPORT_WORKER,), TYNE, "support worker"),
    Part("investigator", "Hannah Moss", "Detective constable", POLICE, (Role.INVESTIGATOR,), TYNE, "investigator"),
    Part(
        "immigration",
        "Colin Reeve",
        "Immigration officer",
        "immigration-enforcement",
        (Role.IMMIGRATION,),
        TYNE,
        "immigration partner",
    ),
    Part(
        "pcc", "Marian Hale", "Police and crime commissioner", "northumbria-pcc", (Role.OVERSIGHT,), TYNE, "oversight"
    ),
    Part("auditor", "Priya Nair", "Data-protection officer", POLICE, (Role.AUDITOR,), TYNE, "auditor"),
    Part("wales-auditor", "Mared Owen", "Data-protection officer", HEDDLU, (Role.AUDITOR,), WALES),
    Part("salvation-auditor", "Ellen Frost", "Data-protection officer", "salvation-army", (Role.AUDITOR,), TYNE),
    Part("administrator", "Sam Doyle", "Service desk", POLICE, (Role.ADMINISTRATOR,), TYNE, "administrator"),
    Part("wales-handler", "Sioned Ellis", "101 call handler", HEDDLU, (Role.CALL_HANDLER,), WALES),
    Part("wales-analyst", "Elin Price", "Intelligence analyst", HEDDLU, (Role.ANALYST,), WALES),
    Part(
        "wales-commander",
        "Huw Bevan",
        "Detective inspector, force lead on modern slavery",
        HEDDLU,
        (Role.COMMANDER,),
        WALES,
    ),
    Part("wales-coordinator", "Catrin Lloyd", "Safeguarding coordinator", HEDDLU, (Role.COORDINATOR,), WALES),
    Part("wales-investigator", "Gareth Pugh", "Detective sergeant", HEDDLU, (Role.INVESTIGATOR,), WALES),
    Part("awareness", "Bethan Rowlands", "Awareness lead", HEDDLU, (Role.AWARENESS,), WALES, "awareness lead"),
    Part("wales-pcc", "Owain Rees", "Police and crime commissioner", "north-wales-pcc", (Role.OVERSIGHT,), WALES),
    Part("wales-placement", "Iris Tanner", "Placement desk", "salvation-army", (Role.PLACEMENT,), WALES),
    Part("bawso", "Amara Diallo", "Support worker", "bawso", (Role.SUPPORT_WORKER,), WALES),
    Part("red-cross", "Nia Webb", "Support worker", "british-red-cross", (Role.SUPPORT_WORKER,), WALES),
    Part("wales-officer-1", "Rhys Morgan", "Wrexham team", HEDDLU, (Role.VISITING_OFFICER,), WALES),
    Part("wales-officer-2", "Lowri Jenkins", "Flint and Deeside team", HEDDLU, (Role.VISITING_OFFICER,), WALES),
    Part("wales-officer-3", "Dylan Parry", "Coast team", HEDDLU, (Role.VISITING_OFFICER,), WALES),
    Part("wales-officer-4", "Ffion Hughes", "Bangor and Anglesey team", HEDDLU, (Role.VISITING_OFFICER,), WALES),
    Part("border", "Neil Carver", "Border Force officer", "border-force", (Role.VISITING_PARTNER,), WALES),
]


def enrol(areas: Mapping[str, Area], agencies_by_code: Mapping[str, Agency], cast: list[Part]) -> dict[str, Person]:
    """Enrol the people and grant their roles through the administrator's own actions; by their short names."""
    by = _first_administrator(agencies_by_code[POLICE])
    people = {}
    for part in cast:
        agency = agencies_by_code[part.agency]
        person = agencies.enrol(by=by, at=LONG_BEFORE, name=part.name, office=part.office, agency=agency)
        for role in part.roles:
            area = areas.get(part.area)
            agencies.grant(person, by=by, at=LONG_BEFORE, role=role, agency=agency, area=area)
        people[part.key] = person
    return people


def open_accounts(people: Mapping[str, Person], cast: list[Part]) -> None:
    """Let the invented people sign in, with one click as those who are offered; none of them has a password."""
    for part in cast:
        account = Account(id=people[part.key].pk, name=f"demo-{part.plays}" if part.plays else part.key)
        account.set_unusable_password()
        account.save()


def _first_administrator(agency: Agency) -> Person:
    """The one whom nobody could enrol: made as the owner, as an operator's installation does."""
    person, made = Person.objects.get_or_create(name="Installation", office="First administrator", agency=agency)
    if made:
        Grant.objects.create(person=person, role=Role.ADMINISTRATOR, agency=agency, since=LONG_BEFORE)
    return person
