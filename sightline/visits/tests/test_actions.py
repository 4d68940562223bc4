"""What the team does at the door, and what the next stages take from it."""

from datetime import timedelta
from uuid import uuid4

from django.db.utils import IntegrityError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.ledger.acts import Taken
from sightline.operations.models import Tasking
from sightline.operations.tests.factories import TaskingFactory, TeamFactory, member_of, released
from sightline.visits import actions
from sightline.visits.models import (
    Account,
    Arrest,
    AwarenessGiven,
    Encounter,
    Escalation,
    IndicatorSeen,
    Intervention,
    Visit,
)
from sightline.visits.once import store
from sightline.visits.tests.factories import AT_THE_DOOR, ArrestFactory, EncounterFactory, VisitFactory, on_the_team_of

pytestmark = mark.django_db

LATER = AT_THE_DOOR + timedelta(hours=1)


@fixture
def visit():
    return VisitFactory()


@fixture
def officer(visit):
    return on_the_team_of(visit)


@fixture
def coordinator():
    return person_as("safeguarding coordinator")


@fixture
def investigator():
    return person_as("investigator")


def met(visit, officer, **more):
    told = {"description": "Woman, about 25, blue coat", "age": "adult"} | more
    return actions.meet(visit, by=officer, at=AT_THE_DOOR, **told)


def arrested(visit, officer, **more):
    told = {"person_says": "Man, about 40", "offence": "Trafficking", "grounds": "Keys.", "necessity": "x"} | more
    return actions.arrest(visit, by=officer, at=AT_THE_DOOR, **told)


# Beginning -----------------------------------------------------------------


def test_a_visit_begins_with_its_own_copy_of_what_the_tasking_says():
    tasking = released(team=TeamFactory())

    visit = actions.begin(tasking, by=member_of(tasking.team), at=AT_THE_DOOR)

    assert (visit.place, visit.address) == (tasking.place, tasking.address)
    assert (visit.type_planned, visit.type_actual) == ("soft", "soft")
    assert Tasking.objects.get().state == Tasking.State.BEGUN


def test_a_visit_knows_the_premises_that_were_chosen_though_its_officer_may_not_read_them():
    tasking = released(team=TeamFactory())

    visit = actions.begin(tasking, by=member_of(tasking.team), at=AT_THE_DOOR)

    assert visit.premises_id == tasking.premises_id == tasking.target.premises_id


def test_two_colleagues_cannot_both_begin_a_visit():
    tasking = released(team=TeamFactory())
    actions.begin(tasking, by=member_of(tasking.team), at=AT_THE_DOOR)

    with raises(WrongStep):
        actions.begin(tasking, by=member_of(tasking.team), at=LATER)

    assert Visit.objects.count() == 1


def test_an_officer_of_another_team_cannot_begin_it():
    tasking = released(team=TeamFactory())

    with raises(Refused):
        actions.begin(tasking, by=member_of(TeamFactory()), at=AT_THE_DOOR)


def test_a_tasking_that_is_not_released_cannot_be_begun():
    tasking = TaskingFactory()

    with raises(Refused):
        actions.begin(tasking, by=member_of(tasking.team), at=AT_THE_DOOR)


# Sent twice ----------------------------------------------------------------


def test_a_form_sent_twice_stores_one_person(visit, officer):
    key = uuid4()

    first = met(visit, officer, key=key)
    second = met(visit, officer, key=key, description="typed again")

    assert (first.pk, second.pk) == (key, key)
    assert Encounter.objects.get().description == "Woman, about 25, blue coat"


def test_a_visit_begun_twice_with_one_key_is_one_visit():
    tasking, key = released(team=TeamFactory()), uuid4()
    officer = member_of(tasking.team)

    first = actions.begin(tasking, by=officer, at=AT_THE_DOOR, key=key)

    assert actions.begin(tasking, by=officer, at=LATER, key=key) == first


def test_two_taps_at_the_same_moment_are_one():
    """The second looked before the first had stored, and comes second."""
    first = EncounterFactory()

    assert store(Encounter, first.pk, lambda: EncounterFactory(id=first.pk)) == first


def test_the_key_of_a_row_that_one_may_not_read_is_refused_as_already_stored(visit, officer):
    elsewhere = EncounterFactory()

    with raises(Taken):
        met(visit, officer, key=elsewhere.pk)


def test_raising_twice_with_one_key_raises_once(visit, officer):
    key = uuid4()

    for _tap in range(2):
        actions.escalate(visit, by=officer, at=AT_THE_DOOR, to="enforced", reason="A locked door.", key=key)

    assert Escalation.objects.count() == 1


# Raising and lowering ------------------------------------------------------


def test_raising_a_visit_keeps_what_it_was_and_why(visit, officer):
    actions.escalate(
        visit,
        by=officer,
        at=AT_THE_DOOR,
        to="enforced",
        reason="A door was locked from outside.",
        power="Police and Criminal Evidence Act 1984, section 17",
        authorised_by="Inspector on call",
    )

    kept = Visit.objects.get()
    assert (kept.type_planned, kept.type_actual) == ("soft", "enforced")
    assert kept.raised
    assert Escalation.objects.values_list("before", "after", "reason").get() == (
        "soft",
        "enforced",
        "A door was locked from outside.",
    )


def test_a_visit_can_be_brought_down_again(visit, officer):
    actions.escalate(visit, by=officer, at=AT_THE_DOOR, to="enforced", reason="A locked door.")

    actions.escalate(visit, by=officer, at=LATER, to="soft", reason="Nobody was inside.")

    assert Visit.objects.get().type_actual == "soft"
    assert Escalation.objects.count() == 2


def test_a_visit_is_not_raised_to_what_it_is(visit, officer):
    with raises(WrongStep):
        actions.escalate(visit, by=officer, at=AT_THE_DOOR, to="soft", reason="None.")


def test_a_closed_visit_is_not_raised(officer, visit):
    actions.close(visit, by=officer, at=LATER, outcome="no_access", people_met=0)

    with raises(WrongStep):
        actions.escalate(visit, by=officer, at=LATER, to="enforced", reason="Too late.")


# Recording -----------------------------------------------------------------


def test_an_intervention_is_a_unit_of_its_own(visit, officer):
    for says in ("Spoke with three workers", "Spoke with the owner"):
        actions.intervene(visit, by=officer, at=AT_THE_DOOR, kind="soft", purpose="safeguard", says=says)

    assert Intervention.objects.filter(operation=visit.operation).count() == 2
    assert Visit.objects.count() == 1


def test_a_sign_says_how_it_is_known(visit, officer):
    actions.notice_sign(visit, by=officer, at=AT_THE_DOOR, code="documents-held", basis="told")
    actions.notice_sign(visit, by=officer, at=AT_THE_DOOR, code="documents-held", basis="document")

    assert set(IndicatorSeen.objects.values_list("basis", flat=True)) == {"told", "document"}


def test_the_same_sign_is_noticed_once(visit, officer):
    actions.notice_sign(visit, by=officer, at=AT_THE_DOOR, code="documents-held", basis="told")

    with raises(Taken):
        actions.notice_sign(visit, by=officer, at=LATER, code="documents-held", basis="told")


def test_awareness_given_counts_its_leaflets(visit, officer):
    actions.give_awareness(visit, by=officer, at=AT_THE_DOOR, says="Rights of workers", leaflets=4, language="vi")

    assert AwarenessGiven.objects.values_list("leaflets", "language").get() == (4, "vi")


def test_a_stranger_to_the_visit_records_nothing(visit):
    with raises(Refused):
        met(visit, member_of(TeamFactory()))

    assert not Encounter.objects.exists()


# People met ----------------------------------------------------------------


def test_a_person_met_takes_the_place_of_the_visit(visit, officer):
    encounter = met(visit, officer)

    assert encounter.place == visit.place
    assert not encounter.concern


def test_a_person_of_concern_waits_for_safeguarding(visit, officer):
    met(visit, officer)
    worrying = met(visit, officer, concern_says="Too afraid to speak.", wish="later", alleges=["labour"])

    assert list(Encounter.objects.waiting()) == [worrying]


def test_a_concern_can_be_raised_after_the_talk(visit, officer):
    encounter = met(visit, officer)

    actions.raise_concern(encounter, by=officer, at=LATER, says="Asked us to come back alone.")

    assert Encounter.objects.waiting().get().concern_says == "Asked us to come back alone."


def test_a_concern_says_what_it_is():
    with raises(IntegrityError):
        EncounterFactory(concern=True, concern_says="")


def test_an_account_is_a_record_of_its_own(visit, officer):
    encounter = met(visit, officer, concern_says="Afraid.")

    account = actions.hear(encounter, by=officer, at=AT_THE_DOOR, says="They keep our passports.", language="vi")

    assert (account.told_to, account.concern) == (officer, True)


def test_a_safe_contact_is_a_record_of_its_own(visit, officer):
    encounter = met(visit, officer, concern_says="Afraid.")

    kept = actions.keep_contact(
        encounter, by=officer, at=AT_THE_DOOR, how="By text", never="Nothing of work", language="vi"
    )

    assert (kept.told_to, kept.concern, kept.never) == (officer, True, "Nothing of work")


def test_the_team_keeps_nothing_more_once_the_person_has_been_handed_on(visit, officer, coordinator):
    encounter = met(visit, officer, concern_says="Afraid.")
    actions.mark_taken(encounter, by=coordinator, at=LATER)

    with raises(Refused):
        actions.hear(encounter, by=officer, at=LATER, says="They keep our passports.")
    actions.hear(encounter, by=coordinator, at=LATER, says="They keep our passports.")

    assert Account.objects.get().told_to == coordinator


def test_an_account_follows_the_concern_for_the_person(visit, officer):
    encounter = met(visit, officer)
    actions.hear(encounter, by=officer, at=AT_THE_DOOR, says="They keep our passports.")

    actions.raise_concern(encounter, by=officer, at=LATER, says="Passports are kept.")

    assert Account.objects.get().concern


def test_a_coordinator_takes_a_person_of_concern_once(visit, officer, coordinator):
    encounter = met(visit, officer, concern_says="Afraid.")
    actions.mark_taken(encounter, by=coordinator, at=LATER)

    with raises(WrongStep):
        actions.mark_taken(encounter, by=person_as("safeguarding coordinator"), at=LATER)

    assert not Encounter.objects.waiting().exists()


def test_the_team_cannot_take_a_person_into_care(visit, officer):
    with raises(Refused):
        actions.mark_taken(met(visit, officer, concern_says="Afraid."), by=officer, at=LATER)


def test_the_team_closes_an_encounter_without_concern(visit, officer):
    encounter = met(visit, officer)

    actions.close_encounter(encounter, by=officer, at=LATER, why="The owner's brother, visiting.")

    assert Encounter.objects.get().state == "no-concern"


def test_only_a_coordinator_closes_an_encounter_of_concern_and_says_why(visit, officer, coordinator):
    encounter = met(visit, officer, concern_says="Afraid.")

    with raises(Refused):
        actions.close_encounter(encounter, by=officer, at=LATER, why="A mistake.")
    actions.close_encounter(encounter, by=coordinator, at=LATER, why="Spoke with her: a customer.")

    with acting_as(coordinator):
        assert history(encounter)[0].why == "Spoke with her: a customer."


def test_nobody_of_concern_is_lost(visit, officer, coordinator):
    people = [met(visit, officer, concern_says="Afraid.") for _person in range(3)]
    actions.mark_taken(people[0], by=coordinator, at=LATER)
    actions.close_encounter(people[1], by=coordinator, at=LATER, why="A customer.")

    of_concern = Encounter.objects.of_concern()

    taken, closed = of_concern.filter(state="taken").count(), of_concern.filter(state="no-concern").count()
    assert of_concern.count() == of_concern.waiting().count() + taken + closed == 3


# Arrests -------------------------------------------------------------------


def test_an_arrest_waits_for_an_investigator(visit, officer, investigator):
    arrest = arrested(visit, officer)
    assert (arrest.force, arrest.place) == (officer.agency, visit.place)

    assert list(Arrest.objects.waiting()) == [arrest]
    actions.mark_arrest_taken(arrest, by=investigator, at=LATER)

    assert not Arrest.objects.waiting().exists()


def test_two_investigators_cannot_both_take_an_arrest(visit, officer, investigator):
    arrest = arrested(visit, officer)
    actions.mark_arrest_taken(arrest, by=investigator, at=LATER)

    with raises(WrongStep):
        actions.mark_arrest_taken(arrest, by=person_as("investigator"), at=LATER)


def test_an_investigator_tells_safeguarding_of_an_arrested_person_and_does_not_read_it(investigator, coordinator):
    arrest = ArrestFactory()

    actions.note_concern(
        arrest, by=investigator, at=LATER, description="Man, about 20", says="Was made to grow it.", age="unsure"
    )

    with acting_as(investigator):
        assert not Encounter.objects.exists()
    with acting_as(coordinator):
        told = Encounter.objects.waiting().get()
    assert (told.arrest_id, told.place, told.part) == (arrest.pk, arrest.place, "arrested")
    assert Arrest.objects.get().may_be_victim


def test_safeguarding_is_told_of_an_arrested_person_once(investigator):
    arrest = ArrestFactory()
    told = {"description": "Man", "says": "Was made to grow it.", "age": "adult"}
    actions.note_concern(arrest, by=investigator, at=LATER, **told)

    with raises(WrongStep):
        actions.note_concern(arrest, by=investigator, at=LATER, **told)

    assert Encounter.objects.count() == 1


def test_the_team_may_tell_safeguarding_of_the_person_they_arrested(visit, officer):
    arrest = arrested(visit, officer, may_be_victim=True)

    actions.note_concern(arrest, by=officer, at=LATER, description="Man", says="Was made to grow it.", age="adult")

    assert Encounter.objects.waiting().get().visit_id == visit.pk


@mark.parametrize("role", ["operation commander", "analyst", "safeguarding coordinator", "oversight"])
def test_nobody_else_makes_an_encounter_of_an_arrest(role):
    with raises(Refused):
        actions.note_concern(
            ArrestFactory(), by=person_as(role), at=LATER, description="Man", says="Afraid.", age="adult"
        )


# Closing -------------------------------------------------------------------


def closed(visit, officer, **more):
    return actions.close(visit, by=officer, at=LATER, **{"outcome": "advice_given", "people_met": 2} | more)


def test_closing_keeps_the_outcome_and_when_the_team_left(visit, officer):
    closed(visit, officer, visit_again=True, note="Owner will send papers.")

    kept = Visit.objects.get()
    assert (kept.state, kept.outcome, kept.left_at, kept.people_met) == ("closed", "advice_given", LATER, 2)
    assert kept.visit_again


def test_a_visit_does_not_close_while_a_person_of_concern_has_not_been_handed_on(visit, officer, coordinator):
    encounter = met(visit, officer, concern_says="Afraid.")

    with raises(WrongStep):
        closed(visit, officer)
    actions.mark_taken(encounter, by=coordinator, at=LATER)
    closed(visit, officer, outcome="potential_victims_found")

    assert Visit.objects.get().state == "closed"


def test_potential_victims_found_needs_a_person_of_concern(visit, officer):
    met(visit, officer)

    with raises(WrongStep):
        closed(visit, officer, outcome="potential_victims_found")


def test_a_closed_visit_has_an_outcome(visit, officer):
    with raises(Taken):
        closed(visit, officer, outcome="")


def test_a_visit_is_closed_once(visit, officer):
    closed(visit, officer)

    with raises(WrongStep):
        closed(visit, officer)


def test_an_officer_of_another_team_cannot_close_it(visit):
    with raises(Refused):
        closed(visit, member_of(TeamFactory()))
