"""Somebody who knows every key and may type SQL of their own as the staff role: what they can store and change."""

from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.safeguarding import models
from sightline.safeguarding.tests import factories
from sightline.safeguarding.tests.factories import NOW

pytestmark = mark.django_db

OF_A_CASE = {
    "Identity": factories.IdentityFactory,
    "SafeContact": factories.SafeContactFactory,
    "Consent": factories.ConsentFactory,
    "Referral": factories.ReferralFactory,
    "FollowUp": factories.FollowUpFactory,
    "FirstPlace": factories.FirstPlaceFactory,
    "PlacementRequest": factories.PlacementRequestFactory,
    "Relay": factories.RelayFactory,
}
OUTSIDERS = ["operation commander", "analyst", "visiting officer", "investigator", "administrator", "support worker"]


@fixture
def worker(case):
    """A support worker who holds the person."""
    worker = person_as("support worker")
    factories.HoldingFactory(case=case, person=worker, part="support worker")
    return worker


def stores(person, row):
    """Whether the database lets this person store this very row."""
    try:
        with acting_as(person), transaction.atomic():
            type(row).objects.bulk_create([row])
            connection.check_constraints()
    except (ProgrammingError, IntegrityError):
        return False
    return True


def copy_of(row, **changed):
    """A new row like this one."""
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.fields if field.name not in ("id", "ref")
    }
    return type(row)(**(values | changed))


@mark.parametrize("name", OF_A_CASE)
@mark.parametrize("role", OUTSIDERS)
def test_an_outsider_stores_nothing_about_a_person_in_care(name, role, case):
    row = OF_A_CASE[name](case=case)

    assert not stores(person_as(role), copy_of(row))


@mark.parametrize("name", OF_A_CASE)
@mark.parametrize("role", ["operation commander", "analyst", "administrator"])
def test_an_outsider_finds_nothing_by_any_key(name, role, case):
    row = OF_A_CASE[name](case=case)
    person = person_as(role)

    with acting_as(person):
        model = getattr(models, name)
        assert not model.objects.filter(pk=row.pk).exists()
        assert not model.objects.filter(case=case.pk).exists()
        assert model.objects.count() == 0
        assert not model.objects.in_bulk([row.pk])


@mark.parametrize("name", ["Identity", "SafeContact", "Consent", "FirstPlace", "Relay", "Acceptance"])
def test_what_is_kept_as_an_act_is_changed_by_nobody(name, case, worker):
    factories.AcceptanceFactory(placement__request__case=case)
    if name != "Acceptance":
        OF_A_CASE[name](case=case)
    field = getattr(models, name)._meta.fields[-1].name

    for person in (case.opened_by, worker):
        with acting_as(person), raises(ProgrammingError, match="permission denied"), transaction.atomic():
            getattr(models, name).objects.update(**{field: None})


@mark.parametrize("name", [*OF_A_CASE, "Case", "Holding", "Placement", "RelayMessage", "Acceptance"])
def test_nothing_is_ever_deleted(name, case, worker):
    with acting_as(worker), raises(ProgrammingError, match="permission denied"), transaction.atomic():
        getattr(models, name).objects.all()._raw_delete("default")


def test_an_outsider_makes_no_holding_for_themselves(case):
    officer = person_as("safeguarding coordinator")
    holding = {"case": case, "area_id": case.area_id, "part": "coordinator", "since": NOW}

    assert not stores(officer, models.Holding(person=officer, opened_by=case.opened_by, **holding))
    assert not stores(officer, models.Holding(person=officer, opened_by=officer, first=True, **holding))


def test_who_handed_over_does_not_open_their_holding_again(case, worker):
    coordinator = case.opened_by
    models.Holding.objects.filter(person=coordinator).update(ended_at=NOW)

    again = copy_of(models.Holding.objects.get(person=coordinator), ended_at=None)

    assert not stores(coordinator, again)


def test_an_ended_holding_stays_ended(case, worker):
    coordinator = case.opened_by
    models.Holding.objects.filter(person=coordinator).update(ended_at=NOW)

    with acting_as(coordinator):
        models.Holding.objects.filter(person=coordinator).update(ended_at=None)
        assert not models.Case.objects.exists()


def test_a_placement_coordinator_places_nobody_for_another_contractor(placement):
    other = person_as("placement coordinator")

    assert not stores(other, copy_of(placement, state="offered", address="Elsewhere"))
    assert not stores(other, copy_of(placement, state="offered", to_id=other.agency_id))


def test_a_support_worker_accepts_in_no_other_name(placement):
    colleague = person_as("support worker", agency=placement.provider)
    other = factories.PlacementFactory(provider=placement.provider)
    keys = {"case_id": other.case_id, "to_id": other.to_id, "provider_id": other.provider_id, "accepted_at": NOW}

    assert not stores(colleague, models.Acceptance(placement=other, support_worker=placement.accepted_by, **keys))
    assert stores(colleague, models.Acceptance(placement=other, support_worker=colleague, **keys))


def test_a_provider_accepts_no_person_offered_to_another(placement):
    stranger = person_as("support worker")
    keys = {"case_id": placement.case_id, "to_id": placement.to_id, "accepted_at": NOW, "support_worker": stranger}
    models.Acceptance.objects.all().delete()

    assert not stores(stranger, models.Acceptance(placement=placement, provider_id=stranger.agency_id, **keys))


def test_an_investigator_writes_no_answer_and_in_no_other_name(case):
    message = factories.RelayMessageFactory(relay=factories.RelayFactory(case=case))
    investigator = message.investigator

    assert stores(investigator, copy_of(message))
    assert not stores(investigator, copy_of(message, from_person_in_care=True, written_by_id=None))
    assert not stores(investigator, copy_of(message, written_by_id=case.opened_by_id))


def test_an_investigator_opens_no_relay_and_joins_none(case):
    relay = factories.RelayFactory(case=case)
    other = person_as("investigator")

    assert not stores(other, copy_of(relay, investigator_id=other.pk))
    assert not stores(relay.investigator, copy_of(relay, case_id=factories.CaseFactory().pk))


def test_a_holder_writes_nothing_under_another_case(case):
    other = factories.CaseFactory()
    mine, theirs = factories.ConsentFactory(case=case), factories.ReferralFactory(case=other)

    assert not stores(case.opened_by, copy_of(mine, case_id=other.pk))
    assert not stores(case.opened_by, copy_of(theirs, state="draft"))


def test_the_way_of_a_case_cannot_be_told_otherwise_by_its_consents(case):
    child = factories.CaseFactory(age="child", opened_by=case.opened_by)
    asked = copy_of(factories.ConsentFactory(case=child), purpose="P1", way="adult")

    assert not stores(case.opened_by, asked)


def test_a_row_starts_at_the_start(case):
    draft = factories.ReferralFactory(case=case)

    assert not stores(case.opened_by, copy_of(draft, kind="dtn", consent_id=None, state="rg-positive"))


def test_an_update_of_everything_reaches_nobody_elses(case, worker):
    factories.ReferralFactory(case=factories.CaseFactory())
    factories.PlacementRequestFactory()

    with acting_as(worker):
        assert models.Referral.objects.update(account="changed") == 0
        assert models.PlacementRequest.objects.update(state="withdrawn") == 0
