"""A conflict of interest closes the record to whoever has it, and wins over every other rule."""

from datetime import timedelta

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.models import Grant, Role
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.justice.actions import staff
from sightline.justice.tests.factories import led_by
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice, duty
from sightline.kit.policies import POLICIES
from sightline.kit.refusals import Refused, WrongStep
from sightline.ledger.acts import Taken
from sightline.ledger.models import Entry
from sightline.operations.tests.factories import AssignmentFactory, TargetFactory, TeamFactory, member_of, released
from sightline.places.tests.factories import PremisesFactory
from sightline.reports.tests.factories import ReporterContactFactory, ReportFactory
from sightline.safeguarding.models import Holding
from sightline.safeguarding.tests.factories import HoldingFactory, IdentityFactory
from sightline.sharing import actions
from sightline.sharing.conflicts import columns
from sightline.sharing.models import Conflict
from sightline.sharing.tests.factories_of_sights import ConflictFactory, sight_of
from sightline.trust.answering import answers
from sightline.trust.tests.conftest import NOW
from sightline.visits import actions as visits

pytestmark = mark.django_db

WHY = "A cousin works there."


@fixture
def premises(db):
    return PremisesFactory()


@fixture
def analyst(premises):
    return person_as("analyst", area=premises.area)


def sees(person, record) -> bool:
    with acting_as(person):
        return type(record).objects.filter(pk=record.pk).exists()


def declared(person, record, by=None) -> Conflict:
    given = {"record": record.pk, "about": record.ref, "reason": WHY}
    return actions.record_conflict(by=by or person, at=NOW, person=person, **given)


# What it closes ------------------------------------------------------------------------------------------------


def test_premises_close_to_whoever_declares_a_conflict_and_to_nobody_else(premises, analyst):
    colleague = person_as("analyst", area=premises.area)

    declared(analyst, premises)

    assert not sees(analyst, premises)
    assert sees(colleague, premises)
    assert sees(analyst, PremisesFactory(area=premises.area))


def test_premises_close_with_the_visit_to_them_even_to_the_team_that_is_sent():
    tasking = released(team=TeamFactory())
    officer = member_of(tasking.team)
    visit = visits.begin(tasking, by=officer, at=NOW)
    assert sees(officer, tasking)
    assert sees(officer, visit)

    declared(officer, tasking.premises)

    assert not sees(officer, tasking)
    assert not sees(officer, visit)


def test_a_report_closes_with_how_to_reach_whoever_told_us():
    report = ReportFactory()
    contact, handler = ReporterContactFactory(report=report), person_as("call handler", agency=report.desk)
    assert sees(handler, contact)

    declared(handler, report)

    assert not sees(handler, report)
    assert not sees(handler, contact)


def test_an_operation_closes_with_its_targets_even_to_its_commander():
    commander = person_as("operation commander")
    operation = AssignmentFactory(person=commander, part="commander").operation
    target = TargetFactory(operation=operation)
    assert sees(commander, target)

    declared(commander, operation)

    assert not sees(commander, operation)
    assert not sees(commander, target)


def test_an_investigation_closes_to_whoever_leads_it():
    detective = person_as("investigator")
    opened = led_by(detective)

    declared(detective, opened)

    assert not sees(detective, opened)


@mark.parametrize("which", ["case", "encounter"])
def test_a_person_in_care_closes_with_the_person_who_was_met(which):
    coordinator = person_as("safeguarding coordinator")
    holding = HoldingFactory(person=coordinator, part="coordinator")
    identity = IdentityFactory(case=holding.case)
    assert sees(coordinator, identity)

    declared(coordinator, holding.case if which == "case" else holding.case.encounter)

    assert not sees(coordinator, identity)
    assert not sees(coordinator, holding.case)
    assert not sees(coordinator, holding.case.encounter)


def test_it_wins_over_what_two_people_opened(premises, auditor):
    sight_of(premises, "premises", asked_by=auditor)
    assert sees(auditor, premises)

    declared(auditor, premises, by=person_as("auditor"))

    assert not sees(auditor, premises)


def test_nothing_is_written_beside_it_either(premises, analyst):
    declared(analyst, premises)

    with acting_as(analyst):
        assert not type(premises).objects.filter(pk=premises.pk).update(name="Another name")


def test_everything_that_names_what_a_conflict_can_be_with_is_closed_by_it():
    left_out = [
        model._meta.label
        for (model, role), policy in POLICIES.items()
        if role == "sl_staff" and ".tests." not in policy.__module__ and list(columns(model))
        if policy.never is None or ("conflicts", ()) not in policy.never.facts()
    ]

    assert left_out == []


def test_a_record_without_the_column_filled_is_closed_to_nobody(premises, analyst):
    declared(analyst, premises)

    assert sees(analyst, PremisesFactory(area=premises.area))


# Who records and who ends it -------------------------------------------------------------------------------------


@mark.parametrize("role", ["administrator", "auditor"])
def test_their_administrator_or_an_auditor_records_it_of_them(role, premises, analyst):
    declared(analyst, premises, by=person_as(role))

    assert not sees(analyst, premises)


@mark.parametrize("role", sorted({role.value for role in Role} - {"administrator", "auditor"}))
def test_nobody_else_closes_a_record_to_another(role, premises, analyst):
    with raises(Refused):
        declared(analyst, premises, by=person_as(role))


@mark.parametrize("role", sorted({role.value for role in Role} - {"auditor"}))
def test_nobody_but_an_auditor_ends_it(role, premises, analyst):
    conflict = declared(analyst, premises)

    with raises(Refused):
        actions.end_conflict(conflict, by=person_as(role), at=NOW, why="She left.")


def test_nobody_ends_their_own(premises):
    both = person_as("auditor")
    conflict = declared(both, premises)

    with raises(Refused):
        actions.end_conflict(conflict, by=both, at=NOW, why="It is nothing.")


def test_what_was_ended_opens_again(premises, analyst, auditor):
    conflict = declared(analyst, premises)

    actions.end_conflict(conflict, by=auditor, at=NOW, why="The cousin left.")

    assert sees(analyst, premises)


def test_what_an_auditor_lets_stand_stays_closed_and_is_read_once(premises, analyst, auditor):
    conflict = declared(analyst, premises)

    actions.let_stand(conflict, by=auditor, at=NOW)

    assert not sees(analyst, premises)
    with raises(WrongStep):
        actions.let_stand(conflict, by=person_as("auditor"), at=NOW)
    assert Conflict.objects.get().seen_by == auditor


def test_what_was_ended_is_not_left_standing(premises, analyst, auditor):
    conflict = declared(analyst, premises)
    actions.end_conflict(conflict, by=auditor, at=NOW, why="The cousin left.")

    with raises(WrongStep):
        actions.let_stand(conflict, by=auditor, at=NOW)


@mark.parametrize("seen", [{"seen_at": NOW}, {"seen_by": "another"}, {"seen_at": NOW, "seen_by": "themselves"}])
def test_the_database_itself_keeps_who_read_it_with_when_and_never_whom_it_is_about(seen):
    conflict = ConflictFactory()
    people = {"another": person_as("auditor"), "themselves": conflict.person}
    given = {name: people.get(value, value) for name, value in seen.items()}

    with raises(IntegrityError), transaction.atomic():
        Conflict.objects.filter(pk=conflict.pk).update(**given)


def test_it_stands_once(premises, analyst):
    declared(analyst, premises)

    with raises(Taken):
        declared(analyst, premises)


def test_the_database_itself_wants_a_reason():
    with raises(IntegrityError), transaction.atomic():
        ConflictFactory(reason="")


def test_it_is_in_the_ledger(premises, analyst, auditor):
    conflict = declared(analyst, premises)
    actions.end_conflict(conflict, by=auditor, at=NOW, why="The cousin left.")

    assert set(Entry.objects.filter(record=conflict.pk).values_list("act", "actor")) == {
        ("collect", analyst.pk),
        ("alter", auditor.pk),
    }


@mark.parametrize(
    ("who", "reads"), [("analyst", True), ("auditor", True), ("colleague", False), ("administrator", False)]
)
def test_who_reads_of_a_conflict(who, reads, premises, analyst, auditor):
    others = {"analyst": analyst, "auditor": auditor}
    conflict = declared(analyst, premises)

    assert sees(others.get(who) or person_as("analyst" if who == "colleague" else who), conflict) is reads


def test_the_auditors_of_the_area_are_told(premises, analyst, auditor):
    conflict = declared(analyst, premises)

    (told,) = Notice.objects.filter(subject=conflict.ref)
    assert told.duty == duty(Role.AUDITOR, analyst.agency.area)
    assert sees(auditor, told)
    assert not sees(analyst, told)


# What is closed is handed over --------------------------------------------------------------------------------


@fixture
def coordinator(db):
    return person_as("safeguarding coordinator")


@fixture
def holding(coordinator):
    return HoldingFactory(person=coordinator, part="coordinator")


@fixture
def closed(coordinator, holding):
    return declared(coordinator, holding.case)


def test_whoever_holds_a_person_hands_them_over_and_reads_nothing(closed, coordinator, holding):
    colleague = person_as("safeguarding coordinator")
    assert not sees(coordinator, holding.case)

    actions.hand_over(closed, by=coordinator, at=NOW, to=colleague)

    assert sees(colleague, holding.case)
    assert not sees(coordinator, holding.case)
    theirs = Holding.objects.filter(case=holding.case, person__in=[colleague, coordinator], ended_at=None)
    assert set(theirs.values_list("person", "part")) == {(colleague.pk, "coordinator")}
    assert set(
        Entry.objects.filter(record=holding.case_id, verb="hand_over").values_list("actor", "recipient_person")
    ) == {(coordinator.pk, colleague.pk)}


def test_by_the_person_who_was_met_too_and_every_part_of_it(coordinator, holding):
    HoldingFactory(person=coordinator, part="first responder", case=holding.case)
    conflict, colleague = declared(coordinator, holding.case.encounter), person_as("safeguarding coordinator")

    actions.hand_over(conflict, by=coordinator, at=NOW, to=colleague)

    assert {each.part for each in Holding.objects.filter(person=colleague, ended_at=None)} == {
        "coordinator",
        "first responder",
    }
    assert not Holding.objects.filter(person=coordinator, ended_at=None).exists()


def test_whoever_leads_an_investigation_gives_the_lead_away():
    detective, colleague = person_as("investigator"), person_as("investigator")
    led, other = led_by(detective), led_by(detective)

    actions.hand_over(declared(detective, led), by=detective, at=NOW, to=colleague)

    assert sees(colleague, led)
    assert not sees(detective, led)
    assert type(led).objects.get(pk=led.pk).lead == colleague
    assert type(led).objects.get(pk=other.pk).lead == detective
    staff(type(led).objects.get(pk=led.pk), by=colleague, at=NOW, person=person_as("investigator"))


@mark.parametrize("role", sorted({role.value for role in Role} - {"safeguarding coordinator"}))
def test_nobody_of_another_role_takes_over(role, closed, coordinator):
    with raises(Refused):
        actions.hand_over(closed, by=coordinator, at=NOW, to=person_as(role))


def test_nobody_elsewhere_nobody_in_conflict_and_not_the_holder_takes_over(closed, coordinator, holding):
    away = person_as("safeguarding coordinator", area=AreaFactory(code="elsewhere"))
    tied = person_as("safeguarding coordinator")
    declared(tied, holding.case.encounter, by=person_as("auditor"))

    for who in (away, tied, coordinator):
        with raises(Refused):
            actions.hand_over(closed, by=coordinator, at=NOW, to=who)
    assert Holding.objects.filter(person=coordinator, ended_at=None).exists()


@mark.parametrize("who", ["another", "auditor", "recorder"])
def test_nobody_hands_over_for_another(who, coordinator, holding, auditor):
    recorder = person_as("administrator")
    conflict = declared(coordinator, holding.case, by=recorder)
    others = {"another": person_as("safeguarding coordinator"), "auditor": auditor, "recorder": recorder}

    with raises(Refused):
        actions.hand_over(conflict, by=others[who], at=NOW, to=person_as("safeguarding coordinator"))


def test_what_is_not_held_or_no_longer_closed_is_not_handed_over(closed, coordinator, auditor):
    colleague = person_as("safeguarding coordinator")
    other = declared(coordinator, HoldingFactory(person=colleague, part="coordinator").case, by=auditor)
    actions.end_conflict(closed, by=auditor, at=NOW, why="It was another family.")

    for conflict in (closed, other):
        with raises(Refused):
            actions.hand_over(Conflict.objects.get(pk=conflict.pk), by=coordinator, at=NOW, to=colleague)


def test_the_function_itself_asks_who_calls_and_who_takes_over(closed, coordinator):
    colleague = person_as("safeguarding coordinator")
    for caller, taker in ((colleague, colleague), (colleague, coordinator), (coordinator, person_as("analyst"))):
        with raises(DatabaseError, match="takes over"), acting_as(caller), connection.cursor() as cursor:
            cursor.execute("select * from priv.hand_over_in_conflict(%s, %s, %s)", [closed.pk, taker.pk, NOW])


def test_declaring_leads_to_the_hand_over_and_choosing_a_colleague_does_it(become, coordinator, holding):
    colleague, client = person_as("safeguarding coordinator"), become(coordinator)

    led_to = client.post("/trust/conflicts", {"about": holding.case.ref, "reason": WHY})
    page = client.get(led_to["Location"])
    client.post(led_to["Location"], {"to": colleague.ref})

    assert colleague.name in page.text
    assert sees(colleague, holding.case)
    assert client.get(led_to["Location"]).status_code == 404


def test_where_no_colleague_is_free_the_page_says_so(become, closed, coordinator):
    Grant.objects.filter(role="safeguarding coordinator").exclude(person=coordinator).update(
        until=timezone.now() - timedelta(hours=1)
    )

    answer = become(coordinator).get(f"/trust/conflicts/{closed.ref}/hand-over")

    assert "No colleague of your role" in answer.text


# Why, and pages --------------------------------------------------------------------------------------------------


def test_why_they_cannot_says_so(premises, analyst, auditor):
    declared(analyst, premises)

    with acting_as(auditor):
        told = {answer.verb: answer for answer in answers(analyst.pk, premises.ref)}

    assert not told["see"].yes
    assert told["never"].yes
    assert any(way.holds and "conflict of interest" in way.says for way in told["never"].ways)


def test_it_is_declared_on_the_page_and_the_record_is_gone(become, premises, analyst):
    client = become(analyst)

    client.post("/trust/conflicts", {"about": premises.ref, "reason": WHY})

    assert client.get("/trust/conflicts").context["standing"][0].about == premises.ref
    assert client.get(f"/intelligence/places/{premises.ref}").status_code == 404


@mark.parametrize("ref", ["L-2222-2222", "nonsense", ""])
def test_what_is_not_there_is_not_closed(ref, become, analyst):
    answer = become(analyst).post("/trust/conflicts", {"about": ref, "reason": WHY})

    assert answer.context["form"].errors["about"]
    assert not Conflict.objects.exists()


def test_one_who_does_not_see_a_record_learns_nothing_by_declaring(become, premises):
    answer = become(person_as("visiting officer")).post("/trust/conflicts", {"about": premises.ref, "reason": WHY})

    assert answer.context["form"].errors["about"]


def test_an_administrator_records_anothers_by_references_alone(become, premises, analyst):
    become(person_as("administrator")).post(
        "/trust/conflicts", {"about": premises.ref, "person": analyst.ref, "reason": WHY}
    )

    assert not sees(analyst, premises)


def test_an_auditor_lets_it_stand_on_its_page_and_it_waits_no_more(become, premises, analyst, auditor):
    conflict = declared(analyst, premises)
    address = f"/trust/conflicts/{conflict.ref}"
    assert "The turn of an auditor" in become(analyst).get(address).text
    client = become(auditor)
    assert "let-stand" in client.get(address).text

    client.post(f"{address}/let-stand")

    answer = client.get(address).text
    assert "Read, and left standing" in answer
    assert 'class="who"' in answer  # the page still says whose it is
    assert "let-stand" not in answer
    assert not sees(analyst, premises)


def test_an_auditor_ends_it_on_its_page(page, premises, analyst):
    conflict = declared(analyst, premises)

    page.post(f"/trust/conflicts/{conflict.ref}", {"why": "The cousin left."})

    assert sees(analyst, premises)
