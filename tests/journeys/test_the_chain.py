"""The whole story, from a worried neighbour to a place of safety and a statement, as the different people in turn."""

from pytest import mark

from tests.journeys.chain import care, custody, door, planning, saying, telling

pytestmark = mark.journey


def test_a_worried_neighbour_leads_to_a_place_of_safety_and_a_statement(neighbour, someone):
    code = when_a_report_becomes_a_concern(neighbour, someone("call handler"), someone("analyst"))
    telling.then_the_code_opens_it_again(neighbour, code, "It has been passed on")

    when_a_day_of_action_is_planned(someone("operation commander"))
    when_a_visit_meets_a_woman_of_concern(someone("visiting officer", 360))
    then_she_is_brought_to_a_place_of_safety(someone)
    then_the_man_with_the_keys_is_in_custody(someone("investigator"))

    when_a_figure_and_a_statement_are_made_of_it(someone)
    saying.then_the_public_reads_it(neighbour)


def when_a_report_becomes_a_concern(neighbour, handler, analyst):
    code = telling.when_a_neighbour_reports_a_nail_bar(neighbour)
    telling.then_the_code_opens_it_again(neighbour, code, "A person has not opened it yet")
    telling.when_the_desk_takes_it_and_passes_on_what_may_leave(handler)
    telling.when_the_analyst_grades_it(analyst)
    telling.when_the_analyst_records_the_place(analyst)
    telling.when_the_analyst_says_why_it_is_a_concern(analyst)
    return code


def when_a_day_of_action_is_planned(commander):
    planning.when_the_commander_proposes_a_day_of_action(commander)
    planning.when_the_commander_chooses_a_soft_visit(commander)
    planning.when_the_commander_forms_a_team(commander)
    planning.when_the_commander_sends_the_team(commander)
    planning.when_the_commander_approves_briefs_and_goes_live(commander)


def when_a_visit_meets_a_woman_of_concern(officer):
    door.when_the_officer_begins_the_visit(officer)
    door.when_the_officer_meets_somebody_of_concern(officer)
    door.when_the_officer_raises_the_visit(officer)
    door.when_the_officer_makes_an_arrest(officer)
    door.then_the_visit_does_not_close_while_she_waits(officer)


def then_she_is_brought_to_a_place_of_safety(someone):
    coordinator, worker = someone("safeguarding coordinator"), someone("support worker")
    care.when_the_coordinator_takes_her_into_care(coordinator)
    door.when_the_officer_closes_the_visit(someone("visiting officer", 360))
    care.when_the_coordinator_tells_her_choices(coordinator)
    care.when_the_coordinator_sends_the_referral(coordinator)
    care.when_the_coordinator_asks_for_a_place(coordinator)
    care.when_the_placement_coordinator_finds_a_home(someone("placement coordinator"))
    care.when_the_support_worker_accepts(worker)
    care.then_the_coordinator_hands_her_over_without_the_address(coordinator)
    care.then_the_support_worker_has_her_in_support(worker)


def then_the_man_with_the_keys_is_in_custody(investigator):
    custody.when_the_investigator_takes_the_arrest(investigator)
    custody.when_the_investigator_books_him_in(investigator)
    custody.then_two_clocks_run(investigator)


def when_a_figure_and_a_statement_are_made_of_it(someone):
    commander, coordinator = someone("operation commander"), someone("safeguarding coordinator")
    commissioner = someone("oversight")
    figure = saying.when_the_commander_counts_and_chooses_a_figure(commander)
    saying.then_others_read_fewer_than_five(commissioner)
    saying.when_the_coordinator_releases_the_number(coordinator, figure)
    saying.when_the_commander_drafts_a_statement(commander, figure)
    saying.when_the_commander_quotes_an_office(commander)
    saying.when_the_commissioner_signs_off_the_words(commissioner)
    saying.when_the_coordinator_checks_it(coordinator)
    saying.when_the_commander_releases_it(commander)
