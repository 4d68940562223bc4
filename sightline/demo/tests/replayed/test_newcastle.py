"""The two days in Newcastle, chapter by chapter, as the records tell them afterwards."""

import json
from datetime import date, timedelta
from pathlib import Path

from pytest import fixture, mark

from sightline.demo.moments import STATEMENT, at
from sightline.demo.newcastle_script import HOME, PLACES
from sightline.intelligence.models import Concern, Item, Mention
from sightline.justice.models import Custody, CustodyEvent, Investigation, Suspect
from sightline.kit.acting import acting_as
from sightline.operations.models import Decision, Operation, PartnerAgency, Target, Tasking, TeamMember
from sightline.oversight.models import Quotation, Statement
from sightline.places.models import Premises
from sightline.reports.models import Report, ReporterMessage, SanitisedReport, Sheet
from sightline.safeguarding.models import Case, Consent, FirstPlace, Placement, PlacementRequest, Referral, RelayMessage
from sightline.visits.models import Arrest, Encounter, FieldNote, IndicatorSeen, Intervention, Visit

pytestmark = [mark.django_db, mark.slow]

SAID = json.loads((Path(__file__).parents[1] / "seed_figures.json").read_text())["operations"][0]
IN_FULL = {"Immigration": "Immigration Enforcement"}  # the statement says no more than this


@fixture
def operation(told):
    return Operation.objects.get(name="Two days in the west end")


@fixture
def cases(operation):
    return Case.objects.filter(area=operation.area).order_by("met_at")


def of_the_story(model):
    return model.objects.filter(area__code="northumbria")


def test_it_begins_with_eight_calls_weeks_before(told):
    calls = Report.objects.filter(what__in=[place.said for place in PLACES])

    assert calls.count() == len(PLACES) == 8
    assert {call.door for call in calls} == {"call"}
    assert max(call.received_at for call in calls) < at("2018-10-01 00:00")


def test_no_call_leaves_the_desk_with_the_name_of_its_place(told):
    passed_on = {sanitised.text: sanitised.place for sanitised in of_the_story(SanitisedReport)}

    assert not [place.name for place in PLACES if place.name in passed_on[place.said]]


def test_each_call_was_graded_within_half_a_day(told):
    items = Item.objects.filter(text__in=[place.said for place in PLACES]).select_related("sanitised")

    assert items.count() == 8
    assert all(item.graded_at - item.sanitised.written_at < timedelta(hours=12) for item in items)


def test_what_is_known_names_each_means_of_control_of_the_statement(told):
    concerns = of_the_story(Concern).filter(premises__town="Newcastle upon Tyne")
    codes = {code for concern in concerns for code in concern.control}

    assert {name.replace(" ", "-") for name in SAID["means_of_control_named"]} <= codes


def test_one_van_ties_the_eight_addresses_together(told):
    vans = Mention.objects.filter(kind="vehicle", area__code="northumbria")

    assert vans.count() == 8
    assert set(vans.values_list("key", flat=True)) == {"NX57KTR"}


def test_every_address_was_a_concern_before_anybody_planned(operation):
    targets = Target.objects.filter(operation=operation).values_list("premises", flat=True)
    concerns = Concern.objects.filter(premises__in=targets)

    assert {concern.premises_id for concern in concerns} == set(targets)
    assert all(concern.raised_at < operation.proposed_at for concern in concerns)


def test_the_partners_are_those_of_the_statement_by_name(operation):
    partners = PartnerAgency.objects.filter(operation=operation).values_list("agency__name", flat=True)

    assert sorted(partners) == sorted(IN_FULL.get(name, name) for name in SAID["partners"])


def test_every_partner_existed_under_that_name_on_the_day(operation):
    for partner in PartnerAgency.objects.filter(operation=operation).select_related("agency"):
        assert partner.agency.since is None or partner.agency.since <= operation.starts_on, partner.agency
        assert partner.agency.until is None or partner.agency.until >= operation.ends_on, partner.agency


def test_every_partner_says_what_it_brings(operation):
    assert all(PartnerAgency.objects.filter(operation=operation).values_list("brings", flat=True))


def test_immigration_officers_are_partners_but_on_no_team(operation):
    members = TeamMember.objects.filter(operation=operation).values_list("person__agency__code", flat=True)

    assert "immigration-enforcement" not in members
    assert set(members) == {"northumbria-police", "glaa"}


def test_the_concerns_are_those_of_the_statement(operation):
    assert [concern.lower() for concern in operation.concerns] == SAID["concerns"]


def test_eight_addresses_in_the_west_end_are_chosen(operation):
    targets = Target.objects.filter(operation=operation, state="chosen")

    assert {target.address.split(",")[0] for target in targets} == {place.street for place in PLACES}
    assert operation.place == "West end of Newcastle"


def test_forcing_a_door_was_weighed_against_a_lower_level_in_writing(operation):
    for target in Target.objects.filter(operation=operation):
        assert target.visit_type == "enforced"
        assert (target.people_at_risk, target.criminality) == ("yes", "yes")
        assert target.lower_level
        assert target.reason


def test_linked_addresses_are_entered_at_the_same_minute(operation):
    linked = Tasking.objects.filter(operation=operation).exclude(linked_start="")
    doors = set(linked.values_list("linked_start", "starts_at", "team"))
    moments = {(linked, starts) for linked, starts, _ in doors}

    assert len(moments) == len({linked for linked, _ in moments})
    assert len(moments) < len(doors)


def test_no_team_is_at_two_doors_at_once(operation):
    doors = list(Tasking.objects.filter(operation=operation).order_by("team", "starts_at"))

    for one, following in zip(doors, doors[1:], strict=False):  # noqa: RUF007
        assert one.team_id != following.team_id or one.ends_at <= following.starts_at


def test_the_plan_was_decided_with_its_reason_and_what_else_was_weighed(operation):
    decision = Decision.objects.get(operation=operation, decided__startswith="Enter linked addresses")

    assert decision.reason
    assert decision.options == "One address at a time; soft visits first."


def test_all_eight_doors_were_visited_on_the_two_days_as_planned(operation):
    visits = Visit.objects.filter(operation=operation).select_related("tasking")

    assert {visit.arrived_at.date() for visit in visits} == {date(2018, 10, 16), date(2018, 10, 17)}
    assert len(visits) == 8
    assert all((visit.arrived_at, visit.type_actual) == (visit.tasking.starts_at, "enforced") for visit in visits)


def test_every_door_has_its_intervention(operation):
    visits = set(Visit.objects.filter(operation=operation).values_list("pk", flat=True))

    assert set(Intervention.objects.filter(operation=operation).values_list("visit", flat=True)) == visits


def test_every_means_of_control_that_was_told_was_looked_for_at_the_door(operation):
    seen = IndicatorSeen.objects.filter(operation=operation)

    assert seen.count() == sum(len(place.control) for place in PLACES)
    assert set(seen.values_list("basis", flat=True)) == {"seen"}


def test_all_twelve_were_arrested_for_the_offence_of_the_statement(operation):
    arrests = Arrest.objects.filter(operation=operation)
    (figure,) = (figure for figure in SAID["figures"] if figure["measure"] == "people arrested")

    assert {arrest.offence.lower() for arrest in arrests} == {figure["offence"].lower()}
    assert len({arrest.person_says for arrest in arrests}) == figure["value"]


def test_every_arrest_says_why_it_was_lawful(operation):
    assert all(arrest.grounds and arrest.necessity for arrest in Arrest.objects.filter(operation=operation))


def test_the_four_people_were_met_on_the_second_day(operation):
    met = Encounter.objects.filter(operation=operation)

    assert [encounter.met_at.date() for encounter in met] == [operation.ends_on] * 4


def test_nobody_who_was_met_was_arrested(operation):
    assert not Encounter.objects.filter(operation=operation).exclude(arrest=None).exists()


def test_whose_age_is_not_sure_goes_the_child_way(cases):
    ways = {case.description: (case.age, case.way) for case in cases}

    assert ways.pop("Young woman, says she is 19") == ("unsure", "child")
    assert set(ways.values()) == {("adult", "adult")}


def test_everybody_was_in_a_place_of_safety_before_the_statement(cases):
    places = FirstPlace.objects.filter(case__in=cases)

    assert {place.case_id for place in places} == {case.pk for case in cases}
    assert all(place.since < STATEMENT for place in places)


def test_no_care_begins_before_the_person_was_met(cases):
    assert all(case.met_at <= case.opened_at for case in cases)


def test_choices_were_explained_in_the_persons_own_language_with_an_interpreter(cases):
    for consent in Consent.objects.filter(case__in=cases).select_related("case"):
        assert consent.language == consent.case.language
        assert consent.interpreter


def test_the_one_referral_stands_on_the_persons_own_agreement(cases):
    referral = Referral.objects.get(case__in=cases)

    assert (referral.kind, referral.state, referral.consent.purpose) == ("nrm", "sent", "P1")
    assert referral.consent.case_id == referral.case_id


def test_beds_are_asked_for_under_the_contract_of_the_time(cases):
    requests = PlacementRequest.objects.filter(case__in=cases)

    assert {(request.contract, request.to.name) for request in requests} == {
        ("avmscc", SAID["support_contract"]["delivered_by"])
    }


def test_two_beds_are_still_being_looked_for(cases):
    waiting = PlacementRequest.objects.filter(case__in=cases).waiting()

    assert sorted(request.household for request in waiting) == ["One man in his 30s", "One man in his 40s"]


def test_the_home_that_was_found_stands_on_its_placement_alone(cases):
    placement = Placement.objects.get(case__in=cases)

    assert placement.address == HOME
    assert HOME not in str(list(FirstPlace.objects.values_list("says", flat=True)))
    assert not Premises.objects.filter(street__contains="Invented Court").exists()


def test_the_investigator_waits_for_an_answer_to_one_question(told):
    assert [message.state for message in RelayMessage.objects.waiting()] == ["written"]


def test_the_investigation_was_open_before_the_operation_was_proposed(operation):
    investigation = Investigation.objects.get(area=operation.area)

    assert investigation.opened_at < operation.proposed_at
    assert Suspect.objects.get(investigation__area__code="northumbria").investigation == investigation
    assert set(Custody.objects.values_list("investigation", flat=True)) == {investigation.pk}


def test_a_key_player_is_sought_as_the_aims_say(operation):
    assert "key-players" in operation.aims
    assert Suspect.objects.get(investigation__area__code="northumbria").acts == "with-others"


@fixture
def held(told):
    return list(Custody.objects.held())


def clocks_of(custody):
    return custody.readings(CustodyEvent.objects.filter(custody=custody), STATEMENT)


def test_the_clocks_of_all_who_are_held_can_be_computed(held):
    assert len(held) == 7
    assert not any(reading.missing for custody in held for reading in clocks_of(custody))


def test_nobody_is_held_beyond_the_law_at_the_statement(held):
    assert all(clocks_of(custody)[0].ends_at > STATEMENT for custody in held)


def test_detention_runs_24_hours_from_the_station(held):
    for custody in held:
        assert clocks_of(custody)[0].ends_at - custody.arrived_at == timedelta(hours=24)


def test_no_review_is_late_at_the_statement(held):
    assert all(clocks_of(custody)[1].ends_at > STATEMENT for custody in held)


def test_some_review_is_due_within_the_hour_of_the_statement(held):
    assert min(clocks_of(custody)[1].ends_at for custody in held) - STATEMENT < timedelta(hours=1)


def test_those_of_whom_nothing_is_said_were_arrested_on_the_first_day(told):
    unstated = Custody.objects.filter(state="not-stated")

    assert {custody.arrested_at.date() for custody in unstated} == {date(2018, 10, 16)}


def test_more_calls_came_while_the_teams_were_out_and_one_is_urgent(told):
    today = Report.objects.filter(received_at__gte=at("2018-10-17 13:00"), area__code="northumbria", danger="yes")

    assert "clearing the rooms" in today.get().what


def test_what_a_neighbour_said_was_written_down_at_the_door_and_taken_up(operation):
    note = FieldNote.objects.select_related("visit", "report", "by").get()

    assert note.visit.operation_id == operation.pk
    assert note.visit.arrived_at < note.at < note.visit.left_at
    assert (note.report.door, note.report.state, note.report.area) == ("field", "taken", operation.area)


def test_what_was_wrong_in_it_was_put_right_beside_it(told):
    note = FieldNote.objects.select_related("report").get()
    message = ReporterMessage.objects.get(report=note.report)

    assert "the van stops at a nail bar too" in note.report.what
    assert message.told_at > note.at


def test_whoever_wrote_it_knows_that_it_is_stored_and_does_not_read_it(told, cast):
    note = FieldNote.objects.get()

    with acting_as(cast["officer"]):
        assert FieldNote.objects.get() == note
        assert not Report.objects.exists()


def test_a_sheet_keeps_the_day_on_which_it_was_told(told):
    sheet = Sheet.objects.select_related("report").get()

    assert sheet.told_on < sheet.at.date()
    assert (sheet.report.door, sheet.report.language, sheet.report.state) == ("paper", "vi", "received")


def test_more_action_follows_as_was_said(operation):
    following = Operation.objects.get(follows=operation)

    assert following.starts_on > operation.ends_on
    assert "more-action" in following.aims
    assert following.state == "proposed"


def test_the_offices_quoted_are_those_of_the_statement(operation):
    offices = Quotation.objects.filter(operation=operation).values_list("office", flat=True)

    assert sorted(office.lower() for office in offices) == sorted(SAID["quoted"])


def test_each_office_signed_its_own_words_before_they_were_released(operation):
    statement = Statement.objects.get(operation=operation)

    for quotation in Quotation.objects.filter(statement=statement):
        assert quotation.signed_off_at <= statement.released_at


def test_the_statement_names_nobody_who_was_met_or_arrested(operation):
    statement = Statement.objects.get(operation=operation)
    names = [*Arrest.objects.values_list("person_says", flat=True), "Andrei", "Mihai", "Minh", "Elira"]

    assert not [name for name in names if name in statement.frozen_en or name in statement.frozen_cy]


def test_the_statement_gives_no_street(operation):
    statement = Statement.objects.get(operation=operation)

    assert not [place.street for place in PLACES if place.street in statement.frozen_en + statement.frozen_cy]


def test_the_statement_tells_its_readers_to_call_101(operation):
    assert [line["number"] for line in SAID["contact_lines"]] == ["101"]
    assert Statement.objects.get(operation=operation).contacts == ["police-101"]
