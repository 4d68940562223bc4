"""Pages on which an operation is proposed, led and looked at."""

from datetime import timedelta

from pytest import fixture, mark, raises

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, GrantFactory, PersonFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Unconfirmed
from sightline.ledger.models import Entry
from sightline.operations import actions
from sightline.operations.models import Assignment, Decision, Operation, PartnerAction, PartnerAgency
from sightline.operations.tests.factories import (
    DAY,
    MORNING,
    AssignmentFactory,
    DecisionFactory,
    OperationFactory,
    PartnerActionFactory,
    PartnerAgencyFactory,
    TargetFactory,
    TaskingFactory,
    TeamFactory,
    member_of,
)

pytestmark = mark.django_db


@fixture
def proposal(commander):
    """What a commander types to propose two days of action."""
    return {
        "name": "Operation Example Heather",
        "kind": "days",
        "lead": commander.agency_id,
        "area": AreaFactory().pk,
        "starts_on": "2018-10-16",
        "ends_on": "2018-10-17",
        "aims": ["protect-people"],
        "other_aims": "Listen first\n\nLeave no dog alone",
        "concerns": ["labour"],
    }


def test_the_list_shows_what_runs_what_comes_and_what_is_done(page, commander, operation):
    OperationFactory(name="Operation Example Running", state="live")
    OperationFactory(name="Operation Example Done", state="closed")

    html = page(commander, "operations/")

    assert html.index("Running now") < html.index("Operation Example Running") < html.index("Still to come")
    assert html.index("Done") < html.index("Operation Example Done")
    assert operation.name in html


def test_the_list_asks_as_much_however_long_it_is(queries, commander, operation):
    few = queries(commander, "operations/")
    OperationFactory.create_batch(12)

    assert queries(commander, "operations/") == few


def test_the_overview_asks_as_much_however_full_it_is(queries, commander, operation):
    def fill():
        tasking = TaskingFactory(team=TeamFactory(operation=operation))
        PartnerAgencyFactory(operation=operation)
        DecisionFactory(operation=operation)
        return tasking

    fill()
    few = queries(commander, f"operations/{operation.ref}")
    for _ in range(2):
        fill()

    assert queries(commander, f"operations/{operation.ref}") == few


def test_an_empty_list_says_so_kindly(page):
    html = page(person_as("visiting officer"), "operations/")

    assert "Nothing runs now." in html
    assert "Propose an operation" not in html


def test_a_commander_proposes_and_sees_it(page, commander, proposal):
    answer = page(commander, "operations/propose", proposal, status=302)

    operation = Operation.objects.get()
    assert answer["Location"] == f"/operations/{operation.ref}"
    assert operation.aims == ["protect-people", "Listen first", "Leave no dog alone"]
    html = page(commander, f"operations/{operation.ref}")
    assert "Protect vulnerable people" in html
    assert "Leave no dog alone" in html


def test_a_last_day_before_the_first_is_mended_and_nothing_typed_is_lost(page, commander, proposal):
    html = page(commander, "operations/propose", {**proposal, "ends_on": "2018-10-01"})

    assert "Choose a last day that is not before the first." in html
    assert "Operation Example Heather" in html
    assert "Leave no dog alone" in html


def test_nobody_proposes_for_an_area_that_is_not_theirs(page, commander, proposal):
    page(commander, "operations/propose", {**proposal, "area": AreaFactory(code="gwent").pk})

    assert not Operation.objects.exists()


def test_what_follows_is_the_next_operation(page, commander, operation, proposal):
    page(commander, "operations/propose", {**proposal, "follows": operation.ref}, status=302)

    html = page(commander, f"operations/{operation.ref}")
    assert "More action" in html
    assert "Operation Example Heather" in html


def test_a_week_shows_the_parts_one_may_see_and_names_only_the_other_forces(page, commander):
    week = OperationFactory(kind="week")
    AssignmentFactory(operation=week, person=commander)
    ours, theirs = AgencyFactory(name="Our Force"), AgencyFactory(name="Their Force")
    for force in (ours, theirs):
        PartnerAgencyFactory(operation=week, agency=force)
    OperationFactory(parent=week, lead=ours, name="Our part")
    OperationFactory(parent=week, lead=theirs, name="Their part", area=AreaFactory(code="gwent"))

    html = page(commander, f"operations/{week.ref}")

    assert "Our part" in html
    assert "Their part" not in html
    assert "1 other force takes part: Their Force." in " ".join(html.split())


def test_whose_turn_it_is_and_what_can_be_done_next_is_said(page, commander, operation):
    html = page(commander, f"operations/{operation.ref}")

    assert "The commander's turn: approve it, or call it off" in html
    assert f"/operations/{operation.ref}/approve" in html
    assert f"/operations/{operation.ref}/close" not in html


def test_a_step_is_taken_with_its_reason_and_shown(page, commander, operation):
    page(commander, f"operations/{operation.ref}/approve", {"why": "It is proportionate."}, status=302)

    html = page(commander, f"operations/{operation.ref}")
    assert "Approved" in html
    assert "It is proportionate." in html


def test_approving_asks_first_whether_it_is_them(commander, operation, client):
    client.force_login(Account.objects.create(pk=commander.pk, name="invented"))

    answer = client.post(f"/operations/{operation.ref}/approve", {"why": "It is proportionate."})

    assert answer.status_code == 403
    assert "Confirm that it is you" in answer.content.decode()
    assert Operation.objects.get().state == "proposed"


def test_a_commander_who_has_not_confirmed_approves_nothing(commander, operation):
    with raises(Unconfirmed), acting_as(commander):
        actions.approve(operation, by=commander, at=MORNING)
    with acting_as(commander, confirmed=True):
        actions.approve(operation, by=commander, at=MORNING)


def test_a_step_from_a_stale_page_is_refused_plainly(page, commander, operation):
    page(commander, f"operations/{operation.ref}/approve", {"why": ""}, status=302)

    page(commander, f"operations/{operation.ref}/approve", {"why": ""}, status=409)


def test_calling_off_asks_why(page, commander, operation):
    page(commander, f"operations/{operation.ref}/call-off", {"why": ""})

    assert Operation.objects.get().state == "proposed"


def test_a_planner_is_offered_no_step_and_takes_none(page, planner, operation):
    assert f"/operations/{operation.ref}/approve" not in page(planner, f"operations/{operation.ref}")

    page(planner, f"operations/{operation.ref}/approve", {"why": ""}, status=403)


def test_a_decision_is_written_and_stays(page, commander, operation):
    words = {"decided": "Nobody films.", "reason": "People asked.", "options": "Blur faces"}

    page(commander, f"operations/{operation.ref}/decisions", words, status=302)

    html = page(commander, f"operations/{operation.ref}/decisions")
    assert Decision.objects.get().decided_by == commander
    assert "Also considered: Blur faces" in " ".join(html.split())


def test_a_decision_without_a_reason_keeps_what_was_typed(page, commander, operation):
    html = page(commander, f"operations/{operation.ref}/decisions", {"decided": "Nobody films."})

    assert "Fill in: Why" in html
    assert "Nobody films." in html


def test_a_partner_is_named_for_its_days(page, commander, operation):
    words = {"agency": AgencyFactory(name="British Red Cross").pk, "since": DAY, "until": DAY, "brings": "Clothes"}

    page(commander, f"operations/{operation.ref}/add-partner", words, status=302)

    assert PartnerAgency.objects.get().until == DAY
    assert "Clothes" in page(commander, f"operations/{operation.ref}/partners")


def test_a_partner_is_not_named_backwards(page, commander, operation):
    words = {"agency": AgencyFactory().pk, "since": DAY, "until": DAY - timedelta(days=1)}

    assert "not before the first" in page(commander, f"operations/{operation.ref}/add-partner", words)


def test_a_partner_notes_its_own_promise_and_ticks_it(page, team, operation):
    partner = member_of(team)
    PartnerAgencyFactory(operation=operation, agency=partner.agency)
    GrantFactory(person=partner, role="visiting partner")
    words = {"agency": partner.agency_id, "says": "Bring two interpreters."}
    page(partner, f"operations/{operation.ref}/promise", words, status=302)

    page(partner, f"operations/{operation.ref}/kept", {"done": PartnerAction.objects.get().pk}, status=302)

    assert "Done" in page(partner, f"operations/{operation.ref}/partners")
    assert PartnerAction.objects.get().done_on


def test_a_partner_cannot_promise_for_another(page, team, operation):
    words = {"agency": PartnerAgencyFactory(operation=operation).agency_id, "says": "Pay for everything."}

    page(member_of(team), f"operations/{operation.ref}/promise", words)

    assert not PartnerAction.objects.exists()


def test_a_promise_of_another_operation_is_not_ticked_here(page, commander, operation):
    other = PartnerActionFactory(operation=OperationFactory(area=AreaFactory(code="gwent")))

    page(commander, f"operations/{operation.ref}/kept", {"done": other.pk}, status=404)


def test_a_person_of_a_partner_is_given_a_part(page, commander, operation):
    partner = PersonFactory(agency=PartnerAgencyFactory(operation=operation).agency)
    words = {"person": partner.ref, "part": "safeguarding", "why": "Runs the reception centre"}

    page(commander, f"operations/{operation.ref}/people", words, status=302)

    assert Assignment.objects.get(person=partner).part == "safeguarding"
    assert "Runs the reception centre" in page(commander, f"operations/{operation.ref}/people")


def test_a_person_of_no_agency_that_takes_part_is_not_offered(page, commander, operation):
    stranger = PersonFactory(name="Invented Stranger")

    html = page(commander, f"operations/{operation.ref}/people", {"person": stranger.ref, "part": "planner"})

    assert "Invented Stranger" not in html


def test_a_list_and_an_opened_page_are_in_the_ledger(page, commander, operation):
    TargetFactory(operation=operation)

    page(commander, f"operations/{operation.ref}/places")

    assert Entry.objects.filter(act="consult", verb="open", record=operation.pk).exists()
    assert Entry.objects.filter(act="consult", verb="list", kind="operations.Target").exists()
