"""Every fact about a reader: it holds from the moment it is granted until it ends, and for nobody else."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import DatabaseError, connection
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.models import Grant
from sightline.agencies.tests.factories import (
    AgencyFactory,
    AreaFactory,
    GrantFactory,
    PersonFactory,
    force_of,
    person_as,
)
from sightline.justice.tests.factories import InvestigatorFactory, led_by
from sightline.kit.acting import acting_as
from sightline.kit.facts import DEFINITIONS
from sightline.operations.tests.factories import AssignmentFactory, TeamMemberFactory
from sightline.reports.tests.factories import EntrustedFactory, ReviewerFactory
from sightline.safeguarding.models import Holding
from sightline.safeguarding.tests.factories import HoldingFactory
from sightline.sharing.models import Conflict, Sight
from sightline.sharing.tests.factories import signed
from sightline.sharing.tests.factories_of_sights import ConflictFactory, SightFactory

pytestmark = mark.django_db

ALWAYS = {"id", "present", "confirmed_lately", "standing", "left_lying"}


class Opens(NamedTuple):
    """A fact, what it is given, what makes it hold for a person, and what it then says of them."""

    name: str
    given: tuple[str, ...]
    make: Callable[[Any], Any]
    says: Callable[[Any], Any]

    @property
    def nothing(self) -> Any:
        """What the fact says of somebody for whom it does not hold."""
        return [] if DEFINITIONS[self.name].gives.endswith("[]") else False


def role(name: str) -> Callable[[Any], Grant]:
    """Grants a person that role, in Northumbria."""
    return lambda person: GrantFactory(person=person, role=name)


def part(name: str) -> Callable[[Any], Any]:
    """Gives a person that part in an operation."""
    return lambda person: AssignmentFactory(person=person, part=name)


def true(_: Any) -> bool:
    """For facts that are either so or not."""
    return True


def entrusted(person: Any) -> Any:
    """Names a person, who is an investigator, for the files of a report."""
    GrantFactory(person=person, role="investigator")
    return EntrustedFactory(person=person)


FACTS = [
    Opens("areas_as", ("analyst",), role("analyst"), lambda grant: [grant.area_id]),
    Opens("agencies_as", ("call handler",), role("call handler"), lambda grant: [grant.agency_id]),
    Opens("agencies", (), role("support worker"), lambda grant: [grant.agency_id]),
    Opens("duties", (), role("analyst"), lambda grant: [f"analyst@{grant.area_id}"]),
    Opens("audits", (), role("auditor"), true),
    Opens("approves_rules", (), role("oversight"), true),
    Opens("administers", (), role("administrator"), true),
    Opens("oversees", (), role("oversight"), lambda grant: [grant.area_id]),
    Opens("enforces", (), role("investigator"), true),
    Opens("follows_awareness", (), role("awareness lead"), true),
    Opens("asks_for_sight", (), role("oversight"), true),
    Opens("reads_agreements", (), role("oversight"), true),
    Opens("fellows", ("analyst",), role("analyst"), lambda grant: [grant.person_id]),
    Opens("operations", (), part("planner"), lambda assignment: [assignment.operation_id]),
    Opens("operations_as", ("planner",), part("planner"), lambda assignment: [assignment.operation_id]),
    Opens("teams", (), lambda person: TeamMemberFactory(person=person), lambda member: [member.team_id]),
    Opens(
        "investigations", (), lambda person: InvestigatorFactory(person=person), lambda each: [each.investigation_id]
    ),
    Opens("reviews", (), lambda person: ReviewerFactory(person=person), lambda each: [each.language]),
    Opens("files_entrusted", (), entrusted, lambda each: [each.report_id]),
    Opens("originals_entrusted", (), entrusted, lambda each: [each.report_id]),
]


def asked(person: Any, name: str, *given: str) -> Any:
    """What the database says of the person now."""
    with acting_as(person), connection.cursor() as cursor:
        cursor.execute(f"select priv.{name}({', '.join(['%s'] * len(given))})", given)
        return cursor.fetchone()[0]


def held(row: Any, since: timedelta, until: timedelta | None = None) -> Any:
    """The same grant, team or part, from and until so long after now."""
    now = timezone.now()
    type(row).objects.filter(pk=row.pk).update(since=now + since, until=until and now + until)
    return row


every = mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@fixture
def person():
    return PersonFactory()


def test_no_fact_is_left_out_here():
    of_cases = {"cases", "cases_as", "agencies_with", "sights", "conflicts", "conflicts_to_hand_over"}
    of_agreements = {"sharers", "areas_served_as", "agreements", "for_immigration", "urgent_relays"}

    assert {fact.name for fact in FACTS} | of_cases | of_agreements | ALWAYS == set(DEFINITIONS)


@every
def test_it_holds_while_it_is_granted(fact, person):
    row = held(fact.make(person), since=-DAY)

    assert asked(person, fact.name, *fact.given) == fact.says(row)


@every
def test_it_holds_until_the_end_that_was_set(fact, person):
    row = held(fact.make(person), since=-DAY, until=HOUR)

    assert asked(person, fact.name, *fact.given) == fact.says(row)


@every
def test_it_does_not_hold_once_ended(fact, person):
    held(fact.make(person), since=-DAY, until=-HOUR)

    assert asked(person, fact.name, *fact.given) == fact.nothing


@every
def test_it_does_not_hold_before_it_begins(fact, person):
    held(fact.make(person), since=HOUR)

    assert asked(person, fact.name, *fact.given) == fact.nothing


@every
def test_it_says_nothing_of_anybody_else(fact, person):
    held(fact.make(PersonFactory()), since=-DAY)

    assert asked(person, fact.name, *fact.given) == fact.nothing


@every
def test_it_says_nothing_of_nobody(fact, person):
    held(fact.make(person), since=-DAY)

    assert asked(None, fact.name, *fact.given) == fact.nothing


@mark.parametrize("fact", [fact for fact in FACTS if fact.given], ids=lambda fact: fact.name)
def test_another_role_does_not_open_it(fact, person):
    held(fact.make(person), since=-DAY)

    assert asked(person, fact.name, "oversight") == []


@mark.parametrize("name", ["areas_as", "agencies_as", "agencies", "duties"])
def test_two_grants_of_one_thing_are_told_once(name, person):
    first = held(GrantFactory(person=person, role="analyst"), since=-DAY)
    held(GrantFactory(person=person, role="analyst", area=first.area, agency=first.agency), since=-HOUR)

    assert len(asked(person, name, *(["analyst"] if name.endswith("_as") else []))) == 1


def test_a_role_without_an_area_opens_no_area(person):
    held(GrantFactory(person=person, role="oversight", area=None), since=-DAY)

    assert asked(person, "oversees") == []
    assert asked(person, "areas_as", "oversight") == []
    assert asked(person, "duties") == []
    assert asked(person, "agencies") == [person.agency_id]


@mark.parametrize("name", ["oversight", "auditor", "administrator", "support worker", "placement coordinator"])
def test_who_only_watches_or_cares_does_not_enforce(name):
    assert asked(person_as(name), "enforces") is False


def test_the_reader_is_whom_the_context_names(person):
    assert asked(person, "id") == person.pk
    assert asked(person, "present") is True
    assert (asked(None, "id"), asked(None, "present")) == (None, False)


def test_where_a_role_is_held_is_known_to_all_and_by_whom_is_not(person):
    live = held(GrantFactory(role="placement coordinator"), since=-DAY)
    held(GrantFactory(role="placement coordinator"), since=-DAY, until=-HOUR)

    assert asked(person, "agencies_with", "placement coordinator") == [live.agency_id]
    assert asked(person, "fellows", "placement coordinator") == []


@mark.parametrize("same", ["agency", "area"])
def test_a_fellow_is_of_the_same_agency_or_area(same, person):
    mine = held(GrantFactory(person=person, role="analyst"), since=-DAY)
    theirs = {"agency": {"agency": mine.agency, "area": None}, "area": {"area": mine.area}}[same]

    fellow = held(GrantFactory(role="support worker", **theirs), since=-DAY)

    assert asked(person, "fellows", "support worker") == [fellow.person_id]


# A person in care is held in a part, and only while the role of that part is held too -------------------


@fixture
def coordinator():
    return person_as("safeguarding coordinator")


@fixture
def holding(coordinator):
    return HoldingFactory(person=coordinator, part=Holding.Part.COORDINATOR)


def test_whoever_holds_a_case_has_it(holding, coordinator):
    assert asked(coordinator, "cases") == [holding.case_id]
    assert asked(coordinator, "cases_as", "coordinator") == [holding.case_id]


def test_a_case_held_in_one_part_is_not_held_in_another(holding, coordinator):
    assert asked(coordinator, "cases_as", "support worker") == []


def test_a_case_that_was_handed_over_is_not_held(holding, coordinator):
    Holding.objects.filter(pk=holding.pk).update(ended_at=timezone.now())

    assert asked(coordinator, "cases") == []
    assert asked(coordinator, "cases_as", "coordinator") == []


@mark.parametrize(("since", "until"), [(-DAY, -HOUR), (HOUR, None)], ids=["ended", "not yet"])
def test_a_holding_opens_nothing_without_the_role_of_its_part(since, until, holding, coordinator):
    held(Grant.objects.get(person=coordinator), since=since, until=until)

    assert asked(coordinator, "cases") == []


def test_another_role_does_not_stand_in_for_the_role_of_the_part(holding):
    officer = person_as("visiting officer")
    HoldingFactory(case=holding.case, person=officer, part=Holding.Part.SUPPORT_WORKER)

    assert asked(officer, "cases") == []


# What two people opened for an hour -----------------------------------------------------------------------


@fixture
def sight():
    return SightFactory(opened=True)


def test_a_sight_opens_its_part_of_its_record_to_whoever_asked(sight):
    assert asked(sight.asked_by, "sights", "report") == [sight.record]
    assert asked(sight.asked_by, "sights", "contact") == []
    assert asked(person_as("auditor"), "sights", "report") == asked(None, "sights", "report") == []


@mark.parametrize("state", ["asked", "refused"])
def test_a_sight_that_nobody_approved_opens_nothing(state):
    wish = SightFactory(state=state)

    assert asked(wish.asked_by, "sights", "report") == []


@mark.parametrize("moved", [-HOUR, DAY], ids=["over", "not yet"])
def test_a_sight_holds_for_its_hour_alone(moved, sight):
    Sight.objects.filter(pk=sight.pk).update(begins_at=sight.begins_at + moved, ends_at=sight.ends_at + moved)

    assert asked(sight.asked_by, "sights", "report") == []


def test_a_sight_that_was_given_back_is_over(sight):
    Sight.objects.filter(pk=sight.pk).update(state="ended")

    assert asked(sight.asked_by, "sights", "report") == []


@mark.parametrize(("part", "opens"), [("contact", True), ("report", False)])
def test_an_investigator_sees_how_to_reach_whoever_told_us_and_no_other_part(part, opens):
    sight = SightFactory(opened=True, part=part, asked_by=person_as("investigator"))

    assert asked(sight.asked_by, "sights", part) == ([sight.record] if opens else [])


def test_a_sight_ends_with_the_role(sight):
    held(Grant.objects.get(person=sight.asked_by), since=-DAY, until=-HOUR)

    assert asked(sight.asked_by, "sights", "report") == []


# With what somebody has a conflict of interest ------------------------------------------------------------


def test_a_conflict_is_with_its_record_for_its_person_while_it_stands(person):
    conflict = ConflictFactory(person=person)

    assert asked(person, "conflicts") == [conflict.record]
    assert asked(conflict.recorded_by, "conflicts") == asked(None, "conflicts") == []

    Conflict.objects.filter(pk=conflict.pk).update(state="ended")

    assert asked(person, "conflicts") == []


@mark.parametrize("with_whom", ["in care", "met"])
def test_a_person_in_care_and_the_person_who_was_met_are_one(with_whom, holding, person):
    case = holding.case
    ConflictFactory(person=person, record=case.pk if with_whom == "in care" else case.encounter_id)

    assert set(asked(person, "conflicts")) == {case.pk, case.encounter_id}


def test_what_is_still_held_or_led_is_to_be_handed_over_while_the_conflict_stands(holding):
    person = holding.person
    led = led_by(person)
    mine = [ConflictFactory(person=person, record=key) for key in (holding.case_id, holding.case.encounter_id, led.pk)]
    others, free = ConflictFactory(record=holding.case_id), ConflictFactory(person=person)

    assert set(asked(person, "conflicts_to_hand_over")) == {each.pk for each in mine}
    assert asked(others.person, "conflicts_to_hand_over") == asked(None, "conflicts_to_hand_over") == []

    Conflict.objects.filter(pk=mine[0].pk).update(state="ended")
    type(holding).objects.filter(pk=holding.pk).update(ended_at=timezone.now())
    assert asked(person, "conflicts_to_hand_over") == [mine[2].pk]
    type(led).objects.filter(pk=led.pk).update(state="closed")
    assert asked(person, "conflicts_to_hand_over") == []
    assert free.state == "standing"


# What another agency keeps opens by kind, under an agreement ----------------------------------------------


@fixture
def guest():
    """Somebody of another agency who holds a role in Northumbria; no agreement comes with it."""
    person = PersonFactory(agency=AgencyFactory(kind="labour regulator", area=None))
    GrantFactory(person=person, role="analyst", agreed=False)
    return person


def test_a_role_in_anothers_area_opens_a_kind_while_an_agreement_covers_it(guest):
    here = Grant.objects.get(person=guest).area_id
    assert asked(guest, "areas_as", "analyst", "visits") == []

    signed(force_of(AreaFactory()), guest.agency, kinds=["visits"])

    assert asked(guest, "areas_as", "analyst", "visits") == [here]
    assert asked(guest, "areas_as", "analyst", "care") == []
    assert asked(guest, "areas_as", "investigator", "visits") == []


def test_the_agencies_that_share_are_ones_own_and_the_parties_beside_it(guest):
    force = force_of(AreaFactory())
    made = signed(force, guest.agency, kinds=["visits"])

    assert set(asked(guest, "sharers", "visits")) == {guest.agency_id, force.pk}
    assert asked(guest, "sharers", "care") == [guest.agency_id]
    assert asked(guest, "agreements") == [made.pk]
    assert asked(None, "sharers", "visits") == asked(None, "agreements") == []


def test_an_area_is_served_by_the_agency_at_which_the_role_is_held(guest):
    signed(force_of(AreaFactory()), guest.agency, kinds=["placements"])

    assert asked(guest, "areas_served_as", "analyst", "placements") == [AreaFactory().pk]
    assert asked(guest, "areas_served_as", "placement coordinator", "placements") == []
    assert asked(guest, "areas_served_as", "analyst", "care") == []


@mark.parametrize(
    ("kind", "role", "acts"),
    [
        ("immigration", "visiting partner", True),
        ("charity", "immigration partner", True),
        ("charity", "analyst", False),
    ],
)
def test_who_acts_for_immigration_is_known_by_agency_and_by_role(kind, role, acts):
    person = person_as(role, agency=AgencyFactory(kind=kind, area=None))

    assert asked(person, "for_immigration") is acts


def test_whose_directory_entry_is_an_immigration_agency_acts_for_it_without_any_role():
    assert asked(PersonFactory(agency=AgencyFactory(kind="immigration")), "for_immigration") is True
    assert asked(PersonFactory(), "for_immigration") is False


# What a fact may not be ---------------------------------------------------------------------------------


@mark.parametrize("definition", DEFINITIONS.values(), ids=lambda definition: definition.name)
def test_a_fact_is_asked_of_the_context_and_never_of_an_argument(definition):
    assert "person" not in " ".join(definition.takes)
    assert {"priv.reader", "priv.context"} & set(re.findall(r"priv\.\w+", definition.sql)) or (
        definition.name in ("agencies_with", "left_lying")  # between agencies; of the clock alone
    )
    assert definition.says


@mark.parametrize("definition", DEFINITIONS.values(), ids=lambda definition: definition.name)
def test_a_fact_is_the_owners_and_fixes_where_it_looks(definition):
    with connection.cursor() as cursor:
        cursor.execute(
            "select prosecdef, provolatile, pg_get_userbyid(proowner), proconfig from pg_proc "
            "where pronamespace = 'priv'::regnamespace and proname = %s",
            [definition.name],
        )
        made = cursor.fetchall()
        assert made == [(True, "s", "sl_owner", ["search_path=public, pg_temp"])] * (2 if definition.covered else 1)


def test_a_sealer_may_ask_no_fact():
    with raises(DatabaseError, match="permission denied"), acting_as(None, "sl_sealer"), connection.cursor() as cursor:
        cursor.execute("select priv.agencies()")
