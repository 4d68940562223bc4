"""No agreement, no row: what another agency reads of a force's records, through the real database roles."""

from datetime import date, timedelta

from django.db import connection
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, GrantFactory, PersonFactory, person_as
from sightline.intelligence.tests.factories import ItemFactory
from sightline.justice.tests.factories import InvestigatorFactory, SuspectFactory
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.operations.tests.factories import AssignmentFactory, OperationFactory, TeamMemberFactory, released
from sightline.places.actions import record_premises
from sightline.places.models import Premises
from sightline.places.tests.factories import PremisesFactory
from sightline.safeguarding.tests.factories import (
    CaseFactory,
    HoldingFactory,
    IdentityFactory,
    PlacementFactory,
    PlacementRequestFactory,
)
from sightline.sharing.actions import Signature, Terms, draft
from sightline.sharing.models import Agreement, Party
from sightline.sharing.tests.factories import signed
from sightline.visits.tests.factories import EncounterFactory

pytestmark = mark.django_db

DAY = timedelta(days=1)
READS_ALL = {"analyst", "operation commander", "safeguarding coordinator", "support worker", "investigator"}
READS_ALL |= {"oversight", "auditor"}


def sees(person, record) -> bool:
    with acting_as(person):
        return type(record).objects.filter(pk=record.pk).exists()


def guest(partner, role="visiting partner"):
    """Somebody of the partner who holds a role in Northumbria; no agreement comes with it."""
    person = PersonFactory(agency=partner)
    GrantFactory(person=person, role=role, agreed=False)
    return person


def on_the_team(tasking, partner):
    person = guest(partner)
    TeamMemberFactory(team=tasking.team, person=person, agreed=False)
    return person


# Each way in ------------------------------------------------------------------------------------------------


def test_a_partner_on_a_team_reads_its_tasking_only_under_an_agreement(force, partner):
    tasking = released()
    person = on_the_team(tasking, partner)
    assert not sees(person, tasking)

    signed(force, partner, kinds=["tasks"])

    assert sees(person, tasking)


def test_an_agreement_opens_the_kinds_it_names_and_no_other(force, partner):
    tasking = released()
    met = EncounterFactory(visit__team=tasking.team)
    person = on_the_team(tasking, partner)

    signed(force, partner, kinds=["encounters"])

    assert sees(person, met)
    assert not sees(person, tasking)


def test_a_part_in_an_operation_opens_it_only_under_an_agreement(force, partner):
    operation = OperationFactory()
    person = guest(partner)
    AssignmentFactory(operation=operation, person=person, agreed=False)
    assert not sees(person, operation)

    signed(force, partner, kinds=["operations"])

    assert sees(person, operation)


def test_a_role_in_the_area_of_another_force_opens_its_premises_only_under_an_agreement(force):
    premises = PremisesFactory()
    neighbour = AgencyFactory(area=AreaFactory(code="cleveland"))
    person = guest(neighbour, "analyst")
    assert not sees(person, premises)

    signed(force, neighbour, kinds=["premises"])

    assert sees(person, premises)


def test_a_council_of_the_area_is_not_its_force(force):
    premises = PremisesFactory()
    council = AgencyFactory(kind="council", area=AreaFactory())

    assert not sees(guest(council, "analyst"), premises)


def test_what_another_agency_graded_in_the_area_is_read_only_under_an_agreement(force, partner):
    item = ItemFactory(agency=partner, agreed=False)
    analyst = person_as("analyst", agency=force)
    assert not sees(analyst, item)

    signed(force, partner, kinds=["intelligence"])

    assert sees(analyst, item)


def test_an_investigator_of_another_force_reads_the_suspects_only_under_an_agreement():
    suspect = SuspectFactory()
    person = PersonFactory()
    InvestigatorFactory(investigation=suspect.investigation, person=person, agreed=False)
    assert not sees(person, suspect)

    signed(person.agency, suspect.investigation.agency, kinds=["investigations"])

    assert sees(person, suspect)


@fixture
def supported():
    """A person in care and the support worker who holds them, with no agreement between the two sides."""
    provider = AgencyFactory(kind="charity", area=None)
    identity = IdentityFactory(case=CaseFactory())
    worker = guest(provider, Role.SUPPORT_WORKER)
    HoldingFactory(case=identity.case, person=worker, part="support worker")
    Party.objects.all().delete()
    return identity, worker


@mark.parametrize(("kinds", "case", "name"), [(["care"], True, False), (["identities"], False, True)])
def test_a_holder_of_a_provider_reads_what_its_agreement_names(supported, force, kinds, case, name):
    identity, worker = supported
    assert not sees(worker, identity.case)
    assert not sees(worker, identity)

    signed(force, worker.agency, kinds=kinds)

    assert (sees(worker, identity.case), sees(worker, identity)) == (case, name)


def test_a_bed_is_read_where_the_service_has_an_agreement_with_the_force(force):
    request = PlacementRequestFactory(to=AgencyFactory(kind="charity", area=None))
    desk = guest(request.to, Role.PLACEMENT)
    Party.objects.all().delete()
    assert not sees(desk, request)

    signed(force, request.to, kinds=["placements"])

    assert sees(desk, request)


def test_a_home_is_read_where_the_provider_has_an_agreement_with_the_service():
    placement = PlacementFactory(agreed=False)
    worker = guest(placement.provider, Role.SUPPORT_WORKER)
    Party.objects.all().delete()
    assert not sees(worker, placement)

    signed(placement.to, placement.provider, kinds=["placements"])

    assert sees(worker, placement)


def test_an_agency_reads_its_own_records_without_any_agreement(force):
    premises, operation = PremisesFactory(), OperationFactory(lead=force)
    person = person_as("operation commander", agency=force)
    Party.objects.all().delete()

    assert sees(person, premises)
    assert sees(person, operation)


def test_an_agreement_between_two_others_opens_nothing_to_a_third(force, partner):
    signed(force, AgencyFactory(), kinds=["premises"])

    assert not sees(guest(partner, "analyst"), PremisesFactory())


def test_partners_of_one_force_are_not_partners_of_each_other(force, partner):
    other = AgencyFactory(kind="charity", area=None)
    signed(force, partner), signed(force, other)
    item = ItemFactory(agency=other, agreed=False)

    assert not sees(guest(partner, "analyst"), item)


def test_a_writer_is_held_to_the_agreement_too(force, partner):
    person = guest(partner, "analyst")
    given = {
        "kind": "car-wash",
        "name": "Invented",
        "area": AreaFactory(),
        "street": "1 Example Road",
        "town": "Newcastle",
    }

    with raises(Refused):
        record_premises(by=person, at=timezone.now(), postcode="", **given)


# It ends by itself --------------------------------------------------------------------------------------------


@mark.parametrize(
    ("day", "seen"),
    [("2017-12-31", False), ("2018-01-01", True), ("2018-12-31", True), ("2019-01-01", False)],
)
def test_it_opens_from_its_first_day_to_its_last_and_ends_by_itself(day, seen, force, partner, today):
    premises, person = PremisesFactory(), guest(partner, "analyst")
    signed(force, partner, kinds=["premises"], starts_on=date(2018, 1, 1), ends_on=date(2018, 12, 31))

    today(date.fromisoformat(day))

    assert sees(person, premises) is seen
    with acting_as(person):
        assert Premises.objects.readable(by=person).exists() is seen


@mark.parametrize("state", ["drafted", "approved", "withdrawn", "ended"])
def test_only_what_is_in_force_opens_anything(state, force, partner):
    signed(force, partner, state=state)

    assert not sees(guest(partner, "analyst"), PremisesFactory())


def test_the_day_of_agreements_is_the_real_one_in_london():
    with connection.cursor() as cursor:
        cursor.execute("select priv.today()")
        assert cursor.fetchone()[0] == timezone.localdate()


# The agreement itself -----------------------------------------------------------------------------------------


@mark.parametrize("role", [role.value for role in Role])
def test_who_reads_an_agreement_between_others(role, force, partner):
    made = signed(force, partner)
    person = person_as(role, area=AreaFactory(code="gwent"))

    assert sees(person, made) is (role in READS_ALL)
    assert sees(person, made.parties.first()) is (role in READS_ALL)


@mark.parametrize("role", ["visiting partner", "immigration partner", "visiting officer", "call handler"])
def test_a_party_reads_its_own(role, force, partner):
    made = signed(force, partner)
    person = guest(partner, role)

    assert sees(person, made)
    assert sees(person, made.parties.first())


@mark.parametrize("role", [role.value for role in Role if role != Role.AUDITOR])
def test_nobody_but_an_auditor_drafts(role, force, partner):
    terms = Terms("Title", "Purpose", ["visits"], date(2018, 1, 1), date(2019, 1, 1))
    signatures = [Signature(agency, "A", "B", date(2018, 1, 1)) for agency in (force, partner)]

    with raises(Refused):
        draft(by=person_as(role), at=timezone.now(), terms=terms, signatures=signatures)


@mark.parametrize("role", [role.value for role in Role if role != Role.AUDITOR])
def test_nobody_but_an_auditor_changes_or_adds_a_party(role, force, partner):
    made = signed(force, partner)
    person = person_as(role)

    with acting_as(person):
        assert Agreement.objects.filter(pk=made.pk).update(ends_on=date(2200, 1, 1)) == 0
    with raises(Exception, match="row-level security"), acting_as(person):
        Party.objects.create(
            agreement=made, agency=person.agency, signed_by="Me", office="-", signed_on=date(2018, 1, 1)
        )


def test_no_service_role_writes_kinds_or_parties_anew(auditor, force, partner):
    made = signed(force, partner, kinds=["visits"])

    with raises(Exception, match="permission denied"), acting_as(auditor):
        Agreement.objects.filter(pk=made.pk).update(kinds=["identities"])
    with raises(Exception, match="permission denied"), acting_as(auditor):
        Party.objects.filter(agreement=made).update(agency=auditor.agency)


# Immigration --------------------------------------------------------------------------------------------------


@fixture
def agreed_on_everything(force):
    """An immigration agency with an agreement of every kind, as nobody could draft it."""
    agency = AgencyFactory(kind="immigration", area=None)
    signed(force, agency)
    return agency


def test_even_an_agreement_opens_no_identity_to_an_immigration_agency(agreed_on_everything):
    identity = IdentityFactory(case=CaseFactory())
    person = guest(agreed_on_everything, Role.COORDINATOR)
    HoldingFactory(case=identity.case, person=person)

    assert not sees(person, identity)
    assert not sees(person, identity.case)


def test_an_immigration_officer_on_a_team_reads_whom_they_met_and_nobody_else(agreed_on_everything):
    tasking = released()
    person = on_the_team(tasking, agreed_on_everything)
    own, other = EncounterFactory(visit__team=tasking.team, met_by=person), EncounterFactory(visit__team=tasking.team)

    assert sees(person, tasking)
    assert sees(person, own)
    assert not sees(person, other)


def test_the_role_of_an_immigration_partner_is_enough_wherever_it_is_held(force):
    identity = IdentityFactory(case=CaseFactory())
    holder = identity.case.opened_by
    assert sees(holder, identity)

    GrantFactory(person=holder, role=Role.IMMIGRATION)

    assert not sees(holder, identity)
