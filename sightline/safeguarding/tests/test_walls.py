"""Who sees what of a person in care, through the real database roles."""

from django.db import connection, transaction
from django.db.utils import ProgrammingError
from pytest import mark, raises

from sightline.agencies.models import Grant
from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.steps import history
from sightline.safeguarding import actions
from sightline.safeguarding.models import (
    Acceptance,
    Case,
    Consent,
    FirstPlace,
    FollowUp,
    Holding,
    Identity,
    Placement,
    PlacementRequest,
    Referral,
    Relay,
    RelayMessage,
    SafeContact,
)
from sightline.safeguarding.tests.factories import (
    NOW,
    CaseFactory,
    ConsentFactory,
    FollowUpFactory,
    HoldingFactory,
    IdentityFactory,
    PlacementFactory,
    PlacementRequestFactory,
    ReferralFactory,
    RelayMessageFactory,
    SafeContactFactory,
)
from sightline.sharing.tests.closed import closed_in, closes
from sightline.visits.tests.factories import EncounterFactory

pytestmark = mark.django_db


def seen_by(people, records):
    """The names of those who see a row of these, each through the real role and a list made for them."""
    seen = []
    for name, person in people.items():
        with acting_as(person):
            bare, made = records.exists(), records.readable(by=person).exists()
        assert made is bare, f"the list of {name} is not the policy"
        seen += [name] if bare else []
    return seen


def test_the_safe_address_is_the_placement_coordinators_and_the_accepting_providers_alone(people):
    assert seen_by(people, Placement.objects.all()) == ["support_worker", "placement_coordinator"]


@mark.parametrize("phrase", ["values_list('address')", "only('address')", "exclude(state='ended')"])
def test_no_query_of_another_reaches_the_address(people, placement, phrase):
    near = {name: person for name, person in people.items() if name not in ("support_worker", "placement_coordinator")}

    for person in near.values():
        with acting_as(person):
            assert not list(eval(f"Placement.objects.{phrase}", {"Placement": Placement}))  # noqa: S307
            assert history(placement) == []


def test_raw_sql_of_another_reaches_no_address(people, placement):
    with acting_as(people["commander"]), connection.cursor() as cursor:
        cursor.execute("select count(*), max(address_sealed) from safeguarding_placement")

        assert cursor.fetchone() == (0, None)


@mark.parametrize("role", ["sl_public", "sl_auditor", "sl_worker", "sl_counter", "sl_sealer"])
def test_no_other_database_role_reaches_the_address(placement, role):
    with acting_as(placement.accepted_by, role), raises(ProgrammingError), transaction.atomic():
        Placement.objects.exists()


def test_a_provider_does_not_see_the_home_of_another(people):
    elsewhere = PlacementFactory()

    with acting_as(people["support_worker"]):
        assert not Placement.objects.filter(pk=elsewhere.pk).exists()


def test_a_person_in_care_is_seen_by_who_holds_them(people):
    assert seen_by(people, Case.objects.all()) == ["coordinator"]


@mark.parametrize(
    ("factory", "model"),
    [
        (IdentityFactory, Identity),
        (SafeContactFactory, SafeContact),
        (ConsentFactory, Consent),
        (ReferralFactory, Referral),
        (FollowUpFactory, FollowUp),
    ],
)
def test_what_belongs_to_the_person_is_their_holders_alone(people, case, factory, model):
    factory(case=case)

    assert seen_by(people, model.objects.all()) == ["coordinator"]


def test_consents_are_for_the_holders_of_that_person_and_of_no_other(people, case):
    ConsentFactory(case=case)
    ConsentFactory(case=CaseFactory())

    with acting_as(people["coordinator"]):
        assert [consent.case_id for consent in Consent.objects.all()] == [case.pk]


def test_the_team_that_met_the_person_sees_the_first_place_and_not_the_case(people):
    assert seen_by(people, FirstPlace.objects.all()) == ["coordinator", "officer_of_the_team"]
    with acting_as(people["officer_of_the_team"]):
        assert not Case.objects.exists()


def test_a_request_for_a_place_is_the_holders_and_the_contractors(people):
    assert seen_by(people, PlacementRequest.objects.all()) == ["coordinator", "placement_coordinator"]


def test_the_holder_sees_who_accepted_and_never_where(people):
    seen = ["coordinator", "support_worker", "placement_coordinator", "two_roles"]

    assert seen_by(people, Acceptance.objects.all()) == seen
    with acting_as(people["coordinator"]):
        assert not Placement.objects.exists()


def test_an_investigator_sees_the_relay_and_nothing_else_of_the_person(people, case):
    RelayMessageFactory(relay=Relay.objects.get())

    assert seen_by(people, Relay.objects.all()) == ["coordinator", "investigator"]
    assert seen_by(people, RelayMessage.objects.all()) == ["coordinator", "investigator"]
    with acting_as(people["investigator"]):
        closed = (Case, Identity, SafeContact, Consent, Referral, FirstPlace, Placement, PlacementRequest, Acceptance)
        assert not any(model.objects.exists() for model in closed)


def test_an_answer_does_not_tell_an_investigator_who_holds_the_person(people, case):
    relay = Relay.objects.get()
    answer = actions.write(relay, by=people["coordinator"], at=NOW, text="Yes, on Friday")

    with acting_as(people["investigator"]):
        heard = RelayMessage.objects.get(pk=answer.pk)
        assert (heard.text, heard.written_by_id) == ("Yes, on Friday", None)
        assert history(heard) == []
        assert not Holding.objects.exists()


def test_after_the_hand_over_the_support_worker_sees_all_and_the_coordinator_nothing(people, case):
    for factory in (IdentityFactory, SafeContactFactory, ConsentFactory, ReferralFactory, FollowUpFactory):
        factory(case=case)
    worker, coordinator = people["support_worker"], people["coordinator"]

    actions.hand_over(case, by=coordinator, at=NOW, to=worker, part="support worker")

    everything = (Case, Identity, SafeContact, Consent, Referral, FollowUp, PlacementRequest, Acceptance, Relay)
    with acting_as(coordinator):
        assert [model.__name__ for model in everything if model.objects.exists()] == []
        assert [holding.person_id for holding in Holding.objects.all()] == [coordinator.pk]
    with acting_as(worker):
        assert all(model.objects.exists() for model in everything)


def test_a_support_worker_sees_only_the_people_they_hold(people, case):
    IdentityFactory(case=case)
    colleague = person_as("support worker", agency=people["support_worker"].agency)
    HoldingFactory(case=case, person=people["support_worker"], part="support worker")

    with acting_as(colleague):
        assert not Case.objects.exists()
        assert not Identity.objects.exists()


def test_who_loses_the_role_loses_the_people_they_held(people, case):
    coordinator = people["coordinator"]
    Grant.objects.filter(person=coordinator).update(until=NOW)

    with acting_as(coordinator):
        assert not Case.objects.exists()


@mark.parametrize("role", ["operation commander", "visiting officer", "analyst", "investigator", "administrator"])
def test_a_holding_opens_nothing_to_somebody_without_the_role_for_it(case, role):
    person = person_as(role)
    HoldingFactory(case=case, person=person, part="support worker")
    HoldingFactory(case=case, person=person, part="coordinator")

    with acting_as(person):
        assert not Case.objects.exists()


def test_a_coordinator_opens_no_case_in_the_name_of_another(people):
    met = EncounterFactory(concern=True, state="taken")
    keys = {"encounter": met, "area": met.area, "team": met.team, "age": "adult", "way": "adult", "met_at": NOW}

    with acting_as(people["coordinator_of_the_area"]), raises(ProgrammingError), transaction.atomic():
        Case.objects.create(opened_by=people["coordinator"], opened_at=NOW, language="ro", **keys)


def test_nobody_ends_the_holding_of_another(people, case):
    worker = people["support_worker"]
    HoldingFactory(case=case, person=worker, part="support worker")

    with acting_as(worker):
        changed = Holding.objects.filter(person=people["coordinator"]).update(ended_at=NOW)

    assert changed == 0


def test_a_request_to_one_contractor_is_not_read_by_another(people, case):
    PlacementRequestFactory(to=people["other_placement_coordinator"].agency)

    with acting_as(people["placement_coordinator"]):
        assert PlacementRequest.objects.count() == 1


@mark.parametrize("model", closed_in("safeguarding"), ids=lambda model: model.__name__)
def test_a_conflict_of_interest_closes_it(model):
    assert closes(model)
