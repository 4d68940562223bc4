"""One thing that waits in each inbox, and the person for whom it waits."""

from datetime import UTC, date, datetime, timedelta

from sightline.agencies.tests.factories import AgencyFactory, person_as
from sightline.awareness.tests.factories import EventFactory
from sightline.intelligence.tests.factories import ConcernFactory
from sightline.justice.tests.factories import CustodyFactory
from sightline.operations.models import Briefing, BriefingCopy, PartnerAction, Target
from sightline.operations.tests.factories import (
    AssignmentFactory,
    OperationFactory,
    PartnerActionFactory,
    TargetFactory,
    TeamFactory,
    member_of,
    released,
)
from sightline.oversight.tests.factories import FigureFactory, QuotationFactory, StatementFactory, held
from sightline.oversight.tests.factories import checked as checked_statement
from sightline.reports.tests.factories import ReportFactory, SanitisedReportFactory, WishFactory
from sightline.safeguarding.tests.factories import (
    CaseFactory,
    CrossingFactory,
    FollowUpFactory,
    HoldingFactory,
    PlacementFactory,
    PlacementRequestFactory,
    ReferralFactory,
    RelayMessageFactory,
)
from sightline.sharing.tests.factories import AgreementFactory
from sightline.sharing.tests.factories_of_sights import ConflictFactory, SightFactory
from sightline.trust.tests.factories import ChangedRulesFactory, ExportFactory, ReviewFactory
from sightline.visits.tests.factories import ArrestFactory, EncounterFactory, VisitFactory, on_the_team_of

NOW = datetime(2018, 10, 17, 15, 40, tzinfo=UTC)  # 16:40 in London


def report():
    handler = person_as("call handler")
    return ReportFactory(desk=handler.agency), handler


def in_hand():
    handler = person_as("call handler")
    return ReportFactory(desk=handler.agency, state="taken", taken_by=handler, taken_at=NOW), handler


def held_in_a_flood():
    handler = person_as("call handler")
    return ReportFactory(desk=handler.agency, held=True), handler


def wished():
    handler = person_as("call handler")
    return WishFactory(report=ReportFactory(desk=handler.agency)), handler


def sent_back():
    handler = person_as("call handler")
    return SanitisedReportFactory(report=ReportFactory(desk=handler.agency), state="returned"), handler


def to_check():
    handler = person_as("call handler")
    return SanitisedReportFactory(report=ReportFactory(desk=handler.agency), state="written", level="red"), handler


def to_grade():
    return SanitisedReportFactory(), person_as("analyst")


def review():
    return ConcernFactory(review_on=date(2018, 10, 17)), person_as("analyst")


def operation():
    return OperationFactory(), person_as("operation commander")


def place():
    return TargetFactory(state=Target.State.PROPOSED, visit_type="", reason=""), person_as("operation commander")


def briefing():
    team = TeamFactory()
    officer = member_of(team)
    keys = {"team": team, "operation": team.operation, "area": team.area}
    whole = Briefing.objects.create(
        number=1, copies=1, plan="", issued_by=team.operation.commander, issued_at=NOW, **keys
    )
    return BriefingCopy.objects.create(briefing=whole, person=officer, number=1, **keys), officer


def promise():
    partner = person_as("visiting partner")
    action: PartnerAction = PartnerActionFactory(agency=partner.agency, due_on=date(2018, 10, 19))
    AssignmentFactory(operation=action.operation, person=partner, part="member")
    return action, partner


def door():
    tasking = released(starts_at=NOW + timedelta(minutes=30))
    return tasking, member_of(tasking.team)


def open_visit():
    visit = VisitFactory()
    return visit, on_the_team_of(visit)


def person_met():
    return EncounterFactory(concern=True, concern_says="Held by debt."), person_as("safeguarding coordinator")


def person_held():
    case = CaseFactory()
    return case, case.opened_by


def referral():
    written = ReferralFactory(case=CaseFactory(state="in-support"))
    return written, written.case.opened_by


def question():
    message = RelayMessageFactory(relay__case=CaseFactory(state="in-support"))
    return message, message.case.opened_by


def day_to_ask():
    case = CaseFactory(state="in-support")
    worker = person_as("support worker")
    HoldingFactory(case=case, person=worker, part="support worker")
    return FollowUpFactory(case=case, due_on=date(2018, 10, 20)), worker


def bed():
    desk = person_as("placement coordinator")
    return PlacementRequestFactory(to=desk.agency), desk


def offer():
    provider = person_as("support worker")
    return PlacementFactory(provider=provider.agency), provider


def arrest():
    return ArrestFactory(), person_as("investigator")


def arrived():
    return CustodyFactory(), person_as("investigator")


def asked_about():
    return CustodyFactory(state="not-stated", may_be_victim=True), person_as("investigator")


def figure():
    return FigureFactory(), person_as("operation commander")


def held_figure():
    return held(), person_as("safeguarding coordinator")


def draft():
    return StatementFactory(), person_as("safeguarding coordinator")


def checked():
    return checked_statement(checked_at=NOW), person_as("operation commander")


def words():
    speaker = person_as("oversight")
    return QuotationFactory(speaker=speaker), speaker


def event():
    return EventFactory(held_at=NOW - timedelta(days=1)), person_as("awareness lead")


def due_for_review():
    report = ReportFactory(state="closed")
    return ReviewFactory(report=report), person_as("call handler", agency=report.desk)


def wished_away():
    report = ReportFactory(state="closed")
    first, second = (person_as("call handler", agency=report.desk) for _ in range(2))
    return ReviewFactory(report=report, state="asked", decided_by=first, decided_at=NOW, reason="Nothing came."), second


def _crossing(**more):
    made = CrossingFactory(**more)
    return made, person_as("safeguarding coordinator", area=made.case.area)


def crossing_asked():
    return _crossing()


def crossing_approved():
    return _crossing(state="approved", approved_by=person_as("safeguarding coordinator"))


def agreement_drafted():
    return AgreementFactory(state="drafted", approved_by=None, confirmed_by=None), person_as("auditor")


def agreement_approved():
    first = person_as("auditor")
    return AgreementFactory(state="approved", approved_by=first, confirmed_by=None), person_as("auditor")


def rules_proposed():
    return ChangedRulesFactory(proposed_at=NOW), person_as("auditor")


def rules_approved():
    first = person_as("auditor")
    return ChangedRulesFactory(state="approved", approved_by=first, proposed_at=NOW), person_as("oversight")


def sight_wished():
    return SightFactory(asked_at=NOW), person_as("auditor")


def conflict_of_a_holder():
    coordinator = person_as("safeguarding coordinator")
    case = HoldingFactory(person=coordinator, part="coordinator").case
    return ConflictFactory(person=coordinator, record=case.pk, about=case.ref, recorded_at=NOW), coordinator


def conflict_declared():
    return ConflictFactory(recorded_at=NOW), person_as("auditor")


def export_wished():
    return ExportFactory(asked_at=NOW), person_as("oversight")


STORIES = {
    "reports": report,
    "in-hand": in_hand,
    "held": held_in_a_flood,
    "wishes": wished,
    "to-check": to_check,
    "sent-back": sent_back,
    "to-grade": to_grade,
    "reviews": review,
    "operations": operation,
    "places": place,
    "briefings": briefing,
    "promises": promise,
    "doors": door,
    "open-visits": open_visit,
    "people-met": person_met,
    "people": person_held,
    "referrals": referral,
    "relay": question,
    "follow-ups": day_to_ask,
    "beds": bed,
    "offers": offer,
    "arrests": arrest,
    "arrived": arrived,
    "questions": asked_about,
    "figures": figure,
    "held-figures": held_figure,
    "drafts": draft,
    "checked": checked,
    "quotations": words,
    "events": event,
    "kept": due_for_review,
    "to-erase": wished_away,
    "crossings-first": crossing_asked,
    "crossings-second": crossing_approved,
    "agreements-first": agreement_drafted,
    "agreements-second": agreement_approved,
    "rules-first": rules_proposed,
    "rules-second": rules_approved,
    "declared": conflict_declared,
    "conflicts": conflict_of_a_holder,
    "sights": sight_wished,
    "exports": export_wished,
}


def somebody_else():
    """A person of the same area to whom nothing was handed."""
    return person_as("administrator", agency=AgencyFactory())
