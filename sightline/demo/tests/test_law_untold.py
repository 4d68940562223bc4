"""The law's acts that the story does not tell, done here one by one, each with the entry that it leaves."""

from datetime import UTC, date, datetime
from uuid import uuid4

from django.utils import timezone
from pytest import mark

from sightline.agencies.tests.factories import AgencyFactory, person_as
from sightline.awareness import actions as awareness
from sightline.awareness.tests.factories import EventFactory
from sightline.demo import actions as demo
from sightline.demo.models import StoryClock
from sightline.desk import actions as desk
from sightline.intelligence import actions as intelligence
from sightline.intelligence.tests.factories import ConcernFactory, ItemFactory, MentionFactory
from sightline.justice import actions as justice
from sightline.justice.tests.factories import SuspectFactory, led_by
from sightline.kit.models import Notice, duty
from sightline.ledger.models import Entry
from sightline.operations import actions as operations
from sightline.operations.models import BriefingCopy
from sightline.operations.tests.factories import AssignmentFactory, TeamFactory, member_of
from sightline.places.tests.factories import PremisesFactory
from sightline.reports import actions as reports
from sightline.reports.tests.factories import (
    EntrustedFactory,
    LevelChangeFactory,
    ReportFactory,
    ReviewerFactory,
    SignpostFactory,
    WishFactory,
)
from sightline.safeguarding import actions as safeguarding
from sightline.safeguarding.tests.factories import (
    CaseFactory,
    FollowUpFactory,
    HoldingFactory,
    IdentityFactory,
    RelayFactory,
)
from sightline.sharing import actions as sharing
from sightline.trust import actions as trust
from sightline.trust.tests.factories import HoldFactory, UnusualFactory
from sightline.visits import actions as visits
from sightline.visits.tests.factories import EncounterFactory, VisitFactory, on_the_team_of

pytestmark = mark.django_db

SIGNPOST = ("name", "number", "shown", "digits", "prefix", "nations", "why", "source", "checked_on", "check_by")
NOON = datetime(2018, 10, 8, 12, tzinfo=UTC)
DAY = date(2018, 10, 8)


def end_a_concern():
    concern = ConcernFactory()
    intelligence.end_concern(concern, why="Everyone is paid.", by=person_as("analyst", area=concern.area), at=NOON)


def read_a_briefing():
    team = TeamFactory()
    reader, planner = member_of(team), person_as("operation commander", area=team.area)
    AssignmentFactory(operation=team.operation, person=planner, part="commander")
    operations.issue_briefing(team, by=planner, at=NOON)
    operations.acknowledge(BriefingCopy.objects.get(), by=reader, at=NOON)


def planned():
    """An operation's planner, and their operation."""
    planner = person_as("operation commander")
    return planner, AssignmentFactory(person=planner, part="commander").operation


def keep_a_promise():
    planner, operation = planned()
    promised = operations.promise(
        operation, by=planner, at=NOON, agency=AgencyFactory(), says="Find a speaker of Polish."
    )
    operations.keep_promise(promised, by=planner, at=NOON, done_on=DAY)


def end_a_partners_part():
    planner, operation = planned()
    partner = operations.add_partner(operation, by=planner, at=NOON, agency=AgencyFactory(), since=DAY)
    operations.end_partner(partner, by=planner, at=NOON, until=DAY)


def ask_how_somebody_is():
    asked, worker = FollowUpFactory(), person_as("support worker")
    HoldingFactory(case=asked.case, person=worker, part="support worker")
    safeguarding.tick_follow_up(asked, by=worker, at=NOON, outcome="Well")


def pass_a_question_on():
    relay, worker = RelayFactory(), person_as("support worker")
    HoldingFactory(case=relay.case, person=worker, part="support worker")
    message = safeguarding.write(relay, by=relay.investigator, at=NOON, text="May we meet?")
    safeguarding.pass_on(message, by=worker, at=NOON)


def write_down_who_came():
    event = EventFactory()
    awareness.attend(event, by=person_as("awareness lead", area=event.area), at=NOON, organisation="Invented Lettings")


def write_an_order_down():
    detective = person_as("investigator")
    opened = led_by(detective)
    suspect = SuspectFactory(investigation=opened)
    justice.record_order(
        opened, by=detective, at=NOON, suspect=suspect, kind="stpo", prohibits="Arranging work.", made_on=DAY
    )


def take_a_call():
    handler = person_as("call handler")
    report = reports.receive(by=handler, at=NOON, desk=handler.agency, door="call", what="A car wash.")
    reports.write_down(report, by=handler, at=NOON, basis="view", text="Caller calm.")


def see_one_record_for_an_hour():
    auditor, second, report = person_as("auditor"), person_as("auditor"), ReportFactory()
    meant = sharing.Meant("report", report.pk, report.ref, report.area)
    sight = sharing.ask_to_see(by=auditor, at=NOON, meant=meant, code="complaint", reason="Who was named complained.")
    sharing.let_see(sight, by=second, at=NOON, real=timezone.now())


def take_the_ledger_as_a_file():
    auditor, premises = person_as("auditor"), PremisesFactory()
    wish = trust.ask_to_export(by=auditor, at=NOON, real=timezone.now(), about=premises.ref, reason="The owner asked.")
    trust.approve_export(wish, by=person_as("auditor"), at=NOON)
    trust.make_export(wish, by=auditor, at=NOON)


def declare_a_conflict_of_interest():
    analyst, premises = person_as("analyst"), PremisesFactory()
    given = {"person": analyst, "record": premises.pk, "about": premises.ref, "reason": "A cousin works there."}
    conflict = sharing.record_conflict(by=analyst, at=NOON, **given)
    coordinator = person_as("safeguarding coordinator")
    case = HoldingFactory(person=coordinator, part="coordinator").case
    given |= {"person": coordinator, "record": case.pk, "about": case.ref}
    held = sharing.record_conflict(by=coordinator, at=NOON, **given)
    sharing.hand_over(held, by=coordinator, at=NOON, to=person_as("safeguarding coordinator"))
    sharing.let_stand(conflict, by=person_as("auditor"), at=NOON)
    sharing.end_conflict(conflict, by=person_as("auditor"), at=NOON, why="The cousin left.")


def a_call():
    """A call handler, and a report that came by a call."""
    handler = person_as("call handler")
    return handler, reports.receive(by=handler, at=NOON, desk=handler.agency, door="call", what="A car wash.")


def type_while_a_caller_speaks():
    handler, _report = a_call()
    draft = reports.begin_draft(by=handler, at=NOON, key=uuid4(), desk=handler.agency)
    reports.keep_typed(draft, by=handler, at=NOON, turn=1, typed={"line": ["Four men"]})


def speak_with_a_caller_and_hand_over():
    handler, report = a_call()
    call = reports.begin_call(report, by=handler, at=NOON)
    reports.hand_over(report, by=handler, at=NOON, to="control-room")
    reports.end_call(call, by=handler, at=NOON)


def listen_at_the_door():
    visit = VisitFactory()
    met, officer = EncounterFactory(visit=visit), on_the_team_of(visit)
    visits.hear(met, by=officer, at=NOON, says="They keep our passports.")
    visits.keep_contact(met, by=officer, at=NOON, how="Through the shop next door")


def end_a_trust_in_files():
    handler = person_as("call handler")
    entrusted = EntrustedFactory(report=ReportFactory(desk=handler.agency))
    reports.end_trust(entrusted, by=handler, at=NOON)


def lift_a_hold():
    hold = HoldFactory()
    trust.lift(hold, by=person_as("auditor", area=hold.area), at=NOON, why="The trial has ended.")


def say_which_place_an_item_is_about():
    analyst = person_as("analyst")
    intelligence.place(ItemFactory(agency=analyst.agency), premises=PremisesFactory(), by=analyst, at=NOON)


def link_two_mentions():
    one, other = MentionFactory(), MentionFactory(kind="person", says="Danny")
    intelligence.link(one, other=other, relation="drives", why="Seen twice.", by=person_as("analyst"), at=NOON)


def send_details_to_immigration_enforcement():
    case = IdentityFactory(case=CaseFactory()).case
    first, second = (person_as("safeguarding coordinator", area=case.area) for _ in range(2))
    to = AgencyFactory(kind="immigration", area=None)
    given = {"attention": "The duty officer", "basis": "risk-to-life", "override": "A threat at the port."}
    asked = safeguarding.ask_to_cross(case, by=case.opened_by, at=NOON, to=to, fields=["full_name"], **given)
    safeguarding.approve_crossing(asked, by=first, at=NOON)
    safeguarding.confirm_crossing(asked, by=second, at=NOON)
    safeguarding.send_crossing(asked, by=case.opened_by, at=NOON)


def ask_where_a_life_is_in_danger():
    relay = RelayFactory()
    safeguarding.ask_urgently(relay, by=relay.investigator, at=NOON, reason="He was seen at the station.")


def explain_what_was_unusual():
    trust.explain(UnusualFactory(), by=person_as("auditor"), at=NOON, why="It was a day of action.")


def let_the_story_go_on():
    clock = StoryClock.objects.create(stands_at=NOON)
    demo.move_clock(clock, by=person_as("administrator"), at=NOON, to=NOON)


def answer_a_notice():
    handler = person_as("call handler")
    notice = Notice.objects.create(duty=duty("call handler", handler.agency.area), subject="R-1234-5678", sent_at=NOON)
    desk.answer(notice, by=handler, at=NOON)


def lower_what_was_danger():
    change = LevelChangeFactory()
    reports.agree_to_level(change, by=person_as("call handler", agency=change.desk), at=NOON)


def raise_a_level():
    report = ReportFactory(level="routine")
    handler = person_as("call handler", agency=report.desk)
    reports.set_level(report, by=handler, at=NOON, to="amber", why="The caller was in tears.")


def ask_whoever_told_us():
    report = ReportFactory()
    reports.write(report, by=person_as("call handler", agency=report.desk), at=NOON, text="Is it still going on?")


def turn_a_report_into_english():
    report = ReportFactory()
    handler = person_as("call handler", agency=report.desk)
    reports.translate(report, by=handler, at=NOON, of="what", language="en", text="Four men sleep there.")


def decline_to_pass_a_report_on():
    wish = WishFactory()
    handler = person_as("call handler", agency=wish.desk)
    reports.decline_wish(wish, by=handler, at=NOON, why="That service has closed.")


def list_a_service():
    told = SignpostFactory.build(by=None)
    says = {name: getattr(told, name) for name in SIGNPOST}
    reports.list_service(by=person_as("administrator"), at=NOON, code="invented-line", version=1, **says)


def name_and_end_a_reviewer():
    administrator = person_as("administrator")
    named = reports.name_reviewer(by=administrator, at=NOON, person=person_as("analyst"), language="pl")
    reports.end_review(named, by=administrator, at=NOON)


def find_a_sentence_right():
    reviewer = ReviewerFactory(person=person_as("analyst"))
    says = {"language": reviewer.language, "sentence": "Start", "text": "Zacznij", "corrected": False}
    reports.reword(by=reviewer.person, at=NOON, **says)


def join_two_reports_and_part_them():
    report = ReportFactory()
    handler = person_as("call handler", agency=report.desk)
    joined = reports.join(report, by=handler, at=NOON, to=ReportFactory(desk=report.desk))
    reports.part(joined, by=handler, at=NOON)


UNTOLD = {
    ("alter", "demo.StoryClock"): let_the_story_go_on,
    ("alter", "kit.Notice"): answer_a_notice,
    ("alter", "intelligence.Concern"): end_a_concern,
    ("alter", "operations.BriefingCopy"): read_a_briefing,
    ("alter", "operations.PartnerAction"): keep_a_promise,
    ("alter", "operations.PartnerAgency"): end_a_partners_part,
    ("alter", "reports.Entrusted"): end_a_trust_in_files,
    ("alter", "reports.Joined"): join_two_reports_and_part_them,
    ("alter", "reports.LevelChange"): lower_what_was_danger,
    ("alter", "reports.Reviewer"): name_and_end_a_reviewer,
    ("alter", "reports.Wish"): decline_to_pass_a_report_on,
    ("alter", "safeguarding.FollowUp"): ask_how_somebody_is,
    ("alter", "safeguarding.RelayMessage"): pass_a_question_on,
    ("collect", "awareness.Attendance"): write_down_who_came,
    ("collect", "justice.Order"): write_an_order_down,
    ("alter", "reports.Call"): speak_with_a_caller_and_hand_over,
    ("alter", "reports.CallDraft"): type_while_a_caller_speaks,
    ("collect", "reports.Call"): speak_with_a_caller_and_hand_over,
    ("collect", "reports.CallDraft"): type_while_a_caller_speaks,
    ("collect", "reports.CallNote"): take_a_call,
    ("collect", "reports.DeskMessage"): ask_whoever_told_us,
    ("collect", "reports.Joined"): join_two_reports_and_part_them,
    ("collect", "reports.LevelChange"): raise_a_level,
    ("collect", "reports.Reviewer"): name_and_end_a_reviewer,
    ("collect", "reports.Signpost"): list_a_service,
    ("collect", "reports.Translation"): turn_a_report_into_english,
    ("collect", "reports.Wording"): find_a_sentence_right,
    ("collect", "safeguarding.Crossing"): send_details_to_immigration_enforcement,
    ("collect", "safeguarding.Urgent"): ask_where_a_life_is_in_danger,
    ("collect", "reports.HandOver"): speak_with_a_caller_and_hand_over,
    ("alter", "sharing.Conflict"): declare_a_conflict_of_interest,
    ("collect", "sharing.Conflict"): declare_a_conflict_of_interest,
    ("collect", "sharing.Sight"): see_one_record_for_an_hour,
    ("alter", "trust.Export"): take_the_ledger_as_a_file,
    ("collect", "trust.Export"): take_the_ledger_as_a_file,
    ("collect", "visits.Account"): listen_at_the_door,
    ("collect", "visits.ContactGiven"): listen_at_the_door,
    ("alter", "trust.Hold"): lift_a_hold,
    ("alter", "trust.Unusual"): explain_what_was_unusual,
    ("combine", "intelligence.Item"): say_which_place_an_item_is_about,
    ("combine", "intelligence.Link"): link_two_mentions,
    ("combine", "intelligence.Mention"): link_two_mentions,
    ("transfer", "safeguarding.Crossed"): send_details_to_immigration_enforcement,
    ("transfer", "safeguarding.Crossing"): send_details_to_immigration_enforcement,
}


@mark.parametrize(("cell", "do"), UNTOLD.items(), ids=[" ".join(cell) for cell in UNTOLD])
def test_an_act_that_the_story_leaves_out_leaves_its_entry(cell, do):
    act, kind = cell

    do()

    entry = Entry.objects.filter(act=act, kind=kind).first()
    assert entry is not None
    assert entry.actor is not None
    assert entry.purpose
