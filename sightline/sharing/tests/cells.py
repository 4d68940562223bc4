"""Who may what with agreements, and what each kind of record is shared as, stated a second time."""

from sightline.awareness.models import Event
from sightline.intelligence import models as intelligence
from sightline.justice import models as justice
from sightline.operations import models as operations
from sightline.oversight import models as oversight
from sightline.places.models import Premises
from sightline.reports import models as reports
from sightline.safeguarding import models as safeguarding
from sightline.sharing.models import Agreement, Conflict, Party, Sight
from sightline.visits import models as visits

FOLLOW = ("analyst", "operation commander", "safeguarding coordinator", "support worker", "investigator", "oversight")
FOLLOW += ("auditor",)

SHARED_AS = {
    **dict.fromkeys(
        (reports.Report, reports.CallNote, reports.ReporterContact, reports.EarlierTelling, reports.Wish), "reports"
    ),
    **dict.fromkeys((reports.Particulars, reports.Sheet, reports.Joined), "reports"),
    reports.Translation: "reports",
    **dict.fromkeys((reports.Original, reports.Entrusted), "reports"),
    **dict.fromkeys((reports.SanitisedReport, reports.Attachment), "sanitised"),
    **dict.fromkeys((reports.LevelChange, reports.ReporterMessage, reports.DeskMessage), "reports"),
    **dict.fromkeys((reports.Call, reports.CallDraft, reports.HandOver), "reports"),
    **dict.fromkeys(
        (intelligence.Item, intelligence.Mention, intelligence.Link, intelligence.SectorAssessment), "intelligence"
    ),
    **dict.fromkeys((Premises, intelligence.Concern), "premises"),
    **dict.fromkeys((operations.Operation, operations.Assignment, operations.PartnerAgency), "operations"),
    **dict.fromkeys((operations.Target, operations.Decision, operations.PartnerAction), "operations"),
    **dict.fromkeys((operations.Team, operations.TeamMember, operations.Tasking), "tasks"),
    **dict.fromkeys((operations.Briefing, operations.BriefingCopy), "tasks"),
    **dict.fromkeys((visits.Visit, visits.Escalation, visits.Intervention), "visits"),
    **dict.fromkeys((visits.IndicatorSeen, visits.AwarenessGiven, visits.FieldNote), "visits"),
    visits.Encounter: "encounters",
    **dict.fromkeys((visits.Account, visits.ContactGiven), "accounts"),
    **dict.fromkeys((visits.Arrest, justice.Custody, justice.CustodyEvent), "arrests"),
    **dict.fromkeys((justice.Investigation, justice.Investigator, justice.Suspect, justice.Order), "investigations"),
    **dict.fromkeys((safeguarding.Case, safeguarding.Holding, safeguarding.FollowUp), "care"),
    safeguarding.FirstPlace: "first-places",
    **dict.fromkeys((safeguarding.Identity, safeguarding.SafeContact), "identities"),
    **dict.fromkeys((safeguarding.Crossing, safeguarding.Crossed), "identities"),
    **dict.fromkeys((safeguarding.Consent, safeguarding.Referral), "referrals"),
    **dict.fromkeys((safeguarding.PlacementRequest, safeguarding.Placement, safeguarding.Acceptance), "placements"),
    **dict.fromkeys((safeguarding.Relay, safeguarding.RelayMessage, safeguarding.Urgent), "relay"),
    **dict.fromkeys((oversight.Count, oversight.Figure, oversight.Statement, oversight.Quotation), "figures"),
}

CLOSED = {*SHARED_AS, Event}  # to whoever has a conflict of interest, as far as they name what it is with


def auditor(me, row):
    return me.has("auditor")


def another_auditor(me, agreement):
    return auditor(me, agreement) and not me.is_(agreement.drafted_by)


def reads(me, agreement):
    return me.has(*FOLLOW) or me.signed(agreement)


def approver(me, sight):
    return me.has("auditor") or (me.has("oversight", "auditor") and sight.overseers in me.duties())


def second_approver(me, sight):
    return approver(me, sight) and not me.is_(sight.asked_by)


def told(me, sight):
    on_duty = sight.duty in me.duties() or me.at("call handler", sight.desk)
    return sight.begins_at is not None and on_duty


def asks(me, sight):
    for_contact = sight.part == "contact" and me.covers("investigator", sight.area)
    return me.is_(sight.asked_by) and (me.has("auditor") or for_contact)


CELLS = {
    Conflict: {
        "see": lambda me, row: me.is_(row.person) or me.is_(row.recorded_by) or me.has("auditor"),
        "add": lambda me, row: me.is_(row.recorded_by) and (me.is_(row.person) or me.has("administrator", "auditor")),
        **dict.fromkeys(("end", "let_stand"), lambda me, row: me.has("auditor") and not me.is_(row.person)),
        "hand_over": lambda me, row: me.holds_in_conflict(row),
    },
    Sight: {
        "see": lambda me, sight: me.is_(sight.asked_by) or approver(me, sight) or told(me, sight),
        "add": asks,
        "approve": lambda me, sight: me.confirmed and second_approver(me, sight),
        "refuse": second_approver,
        "end": lambda me, sight: me.is_(sight.asked_by) or approver(me, sight),
    },
    Agreement: {
        "see": reads,
        "add": lambda me, agreement: auditor(me, agreement) and me.is_(agreement.drafted_by),
        "approve": another_auditor,
        "confirm": lambda me, agreement: another_auditor(me, agreement) and not me.is_(agreement.approved_by),
        **dict.fromkeys(("withdraw", "end", "amend", "shorten"), auditor),
    },
    Party: {"see": lambda me, party: reads(me, party.agreement), "add": auditor},
}
