"""The week in North Wales, chapter by chapter, as the records tell it afterwards."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from pytest import fixture, mark

from sightline.awareness.models import Event
from sightline.demo.week import OTHER_FORCES, RESCUED
from sightline.intelligence.models import SectorAssessment
from sightline.operations.models import Assignment, Operation, PartnerAction, PartnerAgency, Target, Tasking, TeamMember
from sightline.oversight.models import Figure, Quotation, Statement
from sightline.reports.models import Report
from sightline.safeguarding.models import Case, Consent, FirstPlace, FollowUp, Holding, Identity, Placement
from sightline.visits.models import Arrest, AwarenessGiven, Encounter, Escalation, Intervention, Visit

pytestmark = [mark.django_db, mark.slow]

SAID = json.loads((Path(__file__).parents[1] / "seed_figures.json").read_text())["operations"][1]


@fixture
def week(told):
    return Operation.objects.get(name="Week of action, North Wales")


@fixture
def rescued(week):
    return Encounter.objects.filter(operation=week)


KINDS = {
    "food processing plants": "food-processing",
    "nail bars": "nail-bar",
    "convenience stores": "convenience-store",
    "car washes": "car-wash",
    "fast food outlets": "takeaway-or-restaurant",
}


def test_the_assessment_names_the_five_kinds_of_the_statement_and_no_place(told):
    assessment = SectorAssessment.objects.get()

    assert assessment.premises_kinds == [KINDS[named] for named in SAID["intelligence_assessment"]["premises"]]
    assert "not a list of places" in assessment.says


def test_all_kinds_of_the_assessment_were_visited_and_others_too(week):
    visited = set(Visit.objects.filter(operation=week).values_list("premises_kind", flat=True))

    assert set(KINDS.values()) < visited
    assert {"brothel", "hotel"} <= visited


def test_the_week_of_north_wales_is_its_part_of_one_of_several_forces(week):
    assert week.parent.name == "Week of action, North West and Wales"
    assert (week.parent.starts_on, week.parent.ends_on) == (week.starts_on, week.ends_on)


def test_the_other_forces_take_part_as_partners_only(week):
    partners = PartnerAgency.objects.filter(operation=week.parent).values_list("agency__code", flat=True)

    assert set(partners) == {f"{force}-police" for force in OTHER_FORCES}
    assert Operation.objects.filter(parent=week.parent).get() == week


def test_nothing_of_the_other_forces_is_counted_or_guessed(week):
    figures = Figure.objects.filter(operation=week.parent)

    assert [(figure.qualifier, figure.value) for figure in figures] == [("not stated", None)]
    assert not Visit.objects.filter(operation=week.parent).exists()


def test_the_partners_are_those_of_the_statement(week):
    partners = PartnerAgency.objects.filter(operation=week).select_related("agency")

    assert {partner.agency.code for partner in partners} == {
        "border-force",
        "british-red-cross",
        "bawso",
        "welsh-government-anti-slavery",
    }
    assert [partner.agency.code for partner in partners if partner.daily] == ["welsh-government-anti-slavery"]


def test_every_partner_existed_under_that_name_in_the_week(week):
    for partner in PartnerAgency.objects.filter(operation__in=[week, week.parent]).select_related("agency"):
        assert partner.agency.since is None or partner.agency.since <= week.starts_on, partner.agency
        assert partner.agency.until is None or partner.agency.until >= week.ends_on, partner.agency


def test_border_force_goes_along_with_one_team(week):
    beside = TeamMember.objects.filter(operation=week).exclude(person__agency__code="north-wales-police")

    assert [member.person.agency.code for member in beside.select_related("person__agency")] == ["border-force"]


def test_awareness_safeguarding_and_investigation_each_have_somebody(week):
    parts = Assignment.objects.filter(operation=week, until=None).values_list("part", flat=True)

    assert {"awareness", "safeguarding", "investigator"} <= set(parts)


def test_most_visits_were_planned_soft_and_each_says_what_for(week):
    planned = Counter(Target.objects.filter(operation=week).values_list("visit_type", flat=True))

    assert planned == {"soft": 58, "enforced": 2}
    assert {
        purpose for (purpose,) in Target.objects.filter(operation=week, visit_type="soft").values_list("purpose")
    } == {
        "safeguard",
        "educate",
    }


def test_suspected_brothels_were_visited_to_see_that_people_are_safe(week):
    brothels = Target.objects.filter(operation=week, premises_kind="brothel", visit_type="soft")

    assert len(brothels) > 5
    assert {target.purpose for target in brothels} == {"safeguard"}


def test_only_risk_to_people_or_crime_made_a_visit_enforced(week):
    for target in Target.objects.filter(operation=week, visit_type="enforced"):
        assert "yes" in (target.people_at_risk, target.criminality)
        assert "soft visit was considered" in target.lower_level


def test_soft_visits_that_became_enforced_say_why_and_by_which_power(week):
    risen = Escalation.objects.filter(operation=week)

    assert [(step.before, step.after) for step in risen] == [("soft", "enforced")] * 2
    assert all(step.reason and "section 17" in step.power for step in risen)


def test_what_a_visit_was_planned_as_is_kept_beside_what_it_became(week):
    kinds = Counter(Visit.objects.filter(operation=week).values_list("type_planned", "type_actual"))

    assert kinds == {("soft", "soft"): 56, ("soft", "enforced"): 2, ("enforced", "enforced"): 2}


def test_every_visit_holds_one_or_two_interventions(week):
    held = Counter(Intervention.objects.filter(operation=week).values_list("visit", flat=True))

    assert set(held) == set(Visit.objects.filter(operation=week).values_list("pk", flat=True))
    assert set(held.values()) == {1, 2}


def test_an_intervention_happens_while_the_team_is_there(week):
    for one in Intervention.objects.filter(operation=week).select_related("visit"):
        assert one.visit.arrived_at <= one.happened_at <= one.visit.left_at


def test_most_of_more_than_a_hundred_interventions_are_soft(week):
    kinds = Counter(Intervention.objects.filter(operation=week).values_list("kind", flat=True))

    assert kinds.total() > 100
    assert kinds["soft"] > kinds.total() / 2


def test_soft_interventions_safeguard_or_educate_as_was_said(week):
    purposes = set(Intervention.objects.filter(operation=week, kind="soft").values_list("purpose", flat=True))

    assert purposes == {said.split()[0] for said in SAID["figures"][1]["purposes"]}


def test_wherever_staff_were_taught_something_was_left_to_read(week):
    taught = set(Intervention.objects.filter(operation=week, purpose="educate").values_list("visit", flat=True))
    given = AwarenessGiven.objects.filter(operation=week)

    assert {one.visit_id for one in given} == taught
    assert all(one.leaflets for one in given)


def test_the_teams_worked_on_every_day_of_the_week_in_daylight(week):
    visits = Visit.objects.filter(operation=week)

    assert {visit.arrived_at.date() for visit in visits} == {date(2016, 10, day) for day in range(17, 22)}
    assert all(visit.arrived_at.hour >= 8 and visit.left_at.hour < 20 for visit in visits)


def test_no_team_of_the_week_is_at_two_doors_at_once(week):
    doors = list(Tasking.objects.filter(operation=week).order_by("team", "starts_at"))

    for one, following in zip(doors, doors[1:], strict=False):  # noqa: RUF007
        assert one.team_id != following.team_id or one.ends_at <= following.starts_at


def test_every_visit_of_the_week_was_closed_with_its_outcome(week):
    outcomes = Counter(Visit.objects.filter(operation=week, state="closed").values_list("outcome", flat=True))

    assert outcomes == {"advice_given": 56, "potential_victims_found": 4}


def test_some_places_are_to_be_visited_again(week):
    assert Visit.objects.filter(operation=week, visit_again=True).count() == 4


def test_the_statement_speaks_of_no_arrest_and_none_was_made(week):
    assert not Arrest.objects.filter(operation=week).exists()


def test_two_of_the_four_allege_labour_exploitation(rescued):
    alleged = Counter(kind for encounter in rescued for kind in encounter.alleges)

    assert alleged == {"labour": 2, "sexual": 2}


def test_the_four_were_met_behind_doors_that_had_become_enforced(rescued):
    assert {encounter.visit.type_actual for encounter in rescued.select_related("visit")} == {"enforced"}
    assert sorted(encounter.description for encounter in rescued) == sorted(about[0] for about in RESCUED.values())


def test_each_was_safe_and_had_a_first_place_the_same_day(rescued):
    for encounter in rescued:
        place = FirstPlace.objects.get(case__encounter=encounter)
        assert place.since - encounter.met_at < timedelta(hours=6)


def test_each_agreed_to_support_in_their_own_language(rescued):
    consents = Consent.objects.filter(case__encounter__in=rescued).select_related("case")

    assert {(consent.purpose, consent.answer) for consent in consents} == {("P2", "given")}
    assert all(consent.language == consent.case.language for consent in consents)


def test_the_red_cross_and_bawso_support_two_people_each(rescued):
    placements = Placement.objects.filter(case__encounter__in=rescued)

    assert Counter(placement.provider.name for placement in placements.select_related("provider")) == {
        "British Red Cross": 2,
        "BAWSO": 2,
    }


def test_beds_came_through_the_contract_of_2016(rescued):
    placements = Placement.objects.filter(case__encounter__in=rescued).select_related("request", "to")

    assert {(placement.request.contract, placement.to.code) for placement in placements} == {
        ("avmscc", "salvation-army")
    }


def test_each_case_was_handed_to_a_support_worker_of_its_provider(rescued):
    for placement in Placement.objects.filter(case__encounter__in=rescued):
        holding = Holding.objects.get(case=placement.case_id, ended_at=None)
        assert (holding.part, holding.person.agency_id) == ("support worker", placement.provider_id)


def test_everybody_is_asked_again_after_half_a_year(rescued):
    asked = FollowUp.objects.filter(case__encounter__in=rescued)

    assert {follow_up.due_on for follow_up in asked} == {date(2017, 4, 21)}
    assert asked.count() == Case.objects.filter(encounter__in=rescued).count() == 4


def test_nobody_is_called_by_more_than_the_name_they_gave(rescued):
    identities = Identity.objects.filter(case__encounter__in=rescued)

    assert {identity.full_name for identity in identities} == {""}
    assert len({identity.calls_self for identity in identities}) == 4


def test_landlords_met_in_forums_and_hotels_were_visited_during_the_week(week):
    events = Event.objects.filter(operation=week)

    assert Counter(event.kind for event in events) == {"forum": 3, "hotels": 3}
    assert all(week.starts_on <= event.held_at.date() <= week.ends_on for event in events)


def test_every_event_was_held_and_says_how_many_came(week):
    events = Event.objects.filter(operation=week)

    assert all((event.state, bool(event.attended), bool(event.handed_out)) == ("held", True, True) for event in events)


def test_a_landlord_who_was_at_the_forum_calls_two_days_later(told):
    report = Report.objects.exclude(campaign="").get()
    event = Event.objects.get(campaign=report.campaign)

    assert (report.received_at - event.held_at) < timedelta(days=2)
    assert report.received_at > event.held_at
    assert event.title == "Landlord forum, Wrexham"
    assert "Wrexham" in report.place


def test_the_partner_of_every_day_leaves_with_things_to_do(week):
    promised = PartnerAction.objects.filter(operation=week).select_related("agency")

    assert {promise.agency.code for promise in promised} == {"welsh-government-anti-slavery"}
    assert all(promise.due_on > week.ends_on for promise in promised)


def test_the_statement_came_after_the_week_on_its_own_day(week):
    statement = Statement.objects.get(operation=week)

    assert str(statement.released_at.date()) == SAID["stated_on"]
    assert statement.released_at.date() > week.ends_on


def test_the_offices_quoted_are_those_of_the_weeks_statement(week):
    offices = Quotation.objects.filter(operation=week).values_list("office", flat=True)

    assert sorted(office.lower() for office in offices) == sorted(SAID["quoted"])


def test_the_statement_of_the_week_is_in_welsh_too(week):
    statement = Statement.objects.get(operation=week)

    assert statement.title_cy.startswith("Wythnos o weithredu")
    assert "caethwasiaeth" in statement.title_cy
    assert statement.frozen_cy != statement.frozen_en


def test_the_lines_to_call_are_those_of_the_statement(week):
    lines = Statement.objects.get(operation=week).contacts

    assert lines == ["police-101", "crimestoppers", "modern-slavery-helpline", "bawso"]
    assert len(lines) == len(SAID["contact_lines"])
