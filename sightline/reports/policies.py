"""The report stays with its desk; analysts read the sanitised version; a partner knows what it sent."""

from django.db.models import Q

from sightline.agencies.policies import as_administrator
from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import confirmed_lately, everyone, rule, signed_in
from sightline.reports.models import (
    Attachment,
    Call,
    CallDraft,
    CallNote,
    DeskMessage,
    EarlierTelling,
    Entrusted,
    HandOver,
    Joined,
    LevelChange,
    Original,
    Particulars,
    Receipt,
    Report,
    ReporterContact,
    ReporterMessage,
    Reviewer,
    SanitisedReport,
    Sheet,
    Signpost,
    Translation,
    Wish,
    Wording,
)
from sightline.sharing.conflicts import in_conflict
from sightline.sharing.sights import in_sight


@rule
def at_the_desk() -> Q:
    """the call handlers of the desk that received it"""
    return Q(desk__in=me.agencies_as("call handler"))


@rule
def a_call() -> Q:
    """it came by a call"""
    return Q(door="call")


@rule
def who_takes_the_call() -> Q:
    """the call handler who takes the call"""
    return Q(handler=me.id, desk__in=me.agencies_as("call handler"))


@rule
def left_lying() -> Q:
    """the call handlers of the desk, once nobody has typed for a quarter of an hour"""
    return Q(desk__in=me.agencies_as("call handler"), saved_at__lt=me.left_lying, ended_at__isnull=True)


@rule
def by_themself() -> Q:
    """in their own name"""
    return Q(by=me.id)


@rule
def from_a_partner() -> Q:
    """it came from a partner"""
    return Q(partner__isnull=False)


@rule
def analysts_of_the_area() -> Q:
    """the intelligence analysts of the area"""
    return Q(area__in=me.areas_as("analyst"))


@rule
def that_has_left() -> Q:
    """once it has left the desk"""
    return Q(left_at__isnull=False)


@rule
def in_their_own_name() -> Q:
    """in their own name"""
    return Q(written_by=me.id)


@rule
def another_than_the_writer() -> Q:
    """another than the one who wrote it"""
    return ~Q(written_by=me.id)


@rule
def nothing_urgent() -> Q:
    """it speaks of no danger"""
    return Q(level="routine")


@rule
def from_the_public() -> Q:
    """anyone, through the public page, who may then not read it"""
    return Q(door="public", state="received")


@rule
def a_field_note() -> Q:
    """the visiting officers of an agency, as a note from the field in its name, which they may then not read"""
    return Q(door="field", state="received", partner__in=me.agencies_as("visiting officer"))


@rule
def with_a_field_note() -> Q:
    """the visiting officers of the agency in whose name it came, which they may then not read"""
    return Q(partner__in=me.agencies_as("visiting officer"))


@rule
def own_partner_report() -> Q:
    """the people of the partner that sent it"""
    return Q(partner__in=me.agencies_as("visiting partner"))


@rule
def with_any_report() -> Q:
    """anyone, together with a report"""
    return Q(pk__isnull=False)


@rule
def asking_themselves() -> Q:
    """in their own name, with no second person yet"""
    return Q(asked_by=me.id, answered_by__isnull=True)


@rule
def another_than_asked() -> Q:
    """never the one who asked for it"""
    return ~Q(asked_by=me.id)


@rule
def their_own_below_red() -> Q:
    """the one who asked for it, where it was not danger now"""
    return Q(asked_by=me.id) & ~Q(was="red")


@rule
def in_their_name() -> Q:
    """in their own name"""
    return Q(by=me.id)


@rule
def immigration_but_their_own() -> Q:
    """anyone who acts for an immigration agency, but for reports that their agency sent itself"""
    return Q(me.for_immigration) & ~Q(partner__in=me.agencies)


@rule
def immigration() -> Q:
    """anyone who acts for an immigration agency: who a reporter is stays with the desk"""
    return Q(me.for_immigration)


@rule
def for_the_desk_alone() -> Q:
    """only while no analyst is let see it"""
    return Q(area__isnull=True)


@rule
def with_a_clean_copy() -> Q:
    """only where a clean copy was made"""
    return Q(outcome="clean")


@rule
def entrusted_with_the_files() -> Q:
    """the investigators, operation commanders and safeguarding coordinators whom the desk entrusted with the report's files"""
    return Q(report__in=me.files_entrusted)


@rule
def entrusted_as_investigator() -> Q:
    """the investigators whom the desk entrusted with the report's files"""
    return Q(report__in=me.originals_entrusted)


@rule
def the_entrusted() -> Q:
    """the person who is entrusted"""
    return Q(person=me.id)


@rule
def somebody_else() -> Q:
    """in their own name, and never themself"""
    return Q(by=me.id) & ~Q(person=me.id)


@rule
def as_themself() -> Q:
    """in their own name"""
    return Q(by=me.id)


@rule
def an_administrator_of_others() -> Q:
    """the administrators in their own name, but never for themselves"""
    return Q(me.administers) & Q(named_by=me.id) & ~Q(person=me.id)


@rule
def the_reviewer() -> Q:
    """the reviewer themself"""
    return Q(person=me.id)


@rule
def reviewers_of_the_language() -> Q:
    """whom an administrator named to check the language"""
    return Q(language__in=me.reviews)


by_sight_of_it = in_sight("by sight of it", "report")
by_sight = in_sight("by sight", "report", "report")
by_sight_of_the_contact = in_sight("by sight of the contact", "contact", "report")
by_sight_of_the_files = in_sight("by sight of the files", "files", "report")
by_sight_of_the_originals = in_sight("by sight of the originals", "originals", "report")


class ReportPolicy(Policy):
    model = Report
    shares = "reports"
    see = at_the_desk | own_partner_report | by_sight_of_it
    add = at_the_desk | own_partner_report | a_field_note
    take = at_the_desk
    pass_on = at_the_desk
    close = at_the_desk
    hear = at_the_desk & a_call
    set_level = at_the_desk
    let_in = at_the_desk.setting("held")
    write = at_the_desk
    translate = at_the_desk
    tell_again = (at_the_desk | own_partner_report) & from_a_partner
    attach = at_the_desk | own_partner_report
    entrust = at_the_desk
    join = at_the_desk
    never = immigration_but_their_own | in_conflict(Report)


class JoinedPolicy(Policy):
    model = Joined
    shares = "reports"
    see = at_the_desk
    add = at_the_desk & in_their_name
    part = at_the_desk.setting("until")
    never = immigration | in_conflict(Joined)


class ParticularsPolicy(Policy):
    model = Particulars
    shares = "reports"
    see = at_the_desk | own_partner_report | by_sight
    add = at_the_desk | own_partner_report | with_a_field_note
    never = immigration_but_their_own | in_conflict(Particulars)


class SheetPolicy(Policy):
    model = Sheet
    shares = "reports"
    see = at_the_desk | own_partner_report | by_sight
    add = (at_the_desk | own_partner_report) & in_their_name
    never = immigration_but_their_own | in_conflict(Sheet)


class PublicParticularsPolicy(Policy):
    model = Particulars
    role = "sl_public"
    add = with_any_report


class LevelChangePolicy(Policy):
    model = LevelChange
    shares = "reports"
    see = at_the_desk
    add = at_the_desk & asking_themselves
    settle = at_the_desk & their_own_below_red
    agree = at_the_desk & another_than_asked
    leave = at_the_desk & another_than_asked
    never = immigration | in_conflict(LevelChange)


class ReporterMessagePolicy(Policy):
    model = ReporterMessage
    shares = "reports"
    see = at_the_desk
    never = immigration | in_conflict(ReporterMessage)


class DeskMessagePolicy(Policy):
    model = DeskMessage
    shares = "reports"
    see = at_the_desk
    add = at_the_desk & in_their_name
    never = immigration | in_conflict(DeskMessage)


class CallNotePolicy(Policy):
    model = CallNote
    shares = "reports"
    see = at_the_desk | by_sight
    add = at_the_desk
    never = immigration | in_conflict(CallNote)


class CallPolicy(Policy):
    model = Call
    shares = "reports"
    see = at_the_desk | by_sight
    add = who_takes_the_call
    amend = who_takes_the_call.setting(*Call.FACTS)
    end = who_takes_the_call.setting("ended", "ended_at")
    never = immigration | in_conflict(Call)


class CallDraftPolicy(Policy):
    model = CallDraft
    shares = "reports"
    see = who_takes_the_call | left_lying | by_sight
    add = who_takes_the_call
    keep = who_takes_the_call.setting("typed", "turn", "empty", "saved_at", "report")
    end = who_takes_the_call.setting("typed", "empty", "ended_at")
    pick_up = left_lying.setting("handler", "saved_at")
    never = immigration | in_conflict(CallDraft)


class HandOverPolicy(Policy):
    model = HandOver
    shares = "reports"
    see = at_the_desk | by_sight
    add = at_the_desk & by_themself
    never = immigration | in_conflict(HandOver)


class EarlierTellingPolicy(Policy):
    model = EarlierTelling
    shares = "reports"
    see = at_the_desk
    never = immigration | in_conflict(EarlierTelling)


class PublicReportPolicy(Policy):
    model = Report
    role = "sl_public"
    add = from_the_public


class PublicReceiptPolicy(Policy):
    model = Receipt
    role = "sl_public"
    add = with_any_report


class ReporterContactPolicy(Policy):
    model = ReporterContact
    shares = "reports"
    see = at_the_desk | by_sight_of_the_contact
    add = at_the_desk
    never = immigration | in_conflict(ReporterContact)


class PublicContactPolicy(Policy):
    model = ReporterContact
    role = "sl_public"
    add = with_any_report


class SanitisedReportPolicy(Policy):
    model = SanitisedReport
    shares = "sanitised"
    see = at_the_desk | (analysts_of_the_area & that_has_left)
    add = at_the_desk & in_their_own_name
    release = at_the_desk & nothing_urgent
    check = turn_down = at_the_desk & another_than_the_writer
    grade = send_back = analysts_of_the_area & that_has_left
    rewrite = at_the_desk
    never = immigration | in_conflict(SanitisedReport)


class AttachmentPolicy(Policy):
    model = Attachment
    shares = "sanitised"
    see = at_the_desk | analysts_of_the_area | entrusted_with_the_files | by_sight_of_the_files
    add = (at_the_desk | own_partner_report | with_a_field_note) & for_the_desk_alone
    let_see = (at_the_desk & with_a_clean_copy).setting("area")
    never = immigration | in_conflict(Attachment)


class PublicAttachmentPolicy(Policy):
    model = Attachment
    role = "sl_public"
    add = with_any_report & for_the_desk_alone


class OriginalPolicy(Policy):
    model = Original
    shares = "reports"
    see = entrusted_as_investigator | by_sight_of_the_originals
    add = at_the_desk | own_partner_report | with_a_field_note
    open = (entrusted_as_investigator | by_sight_of_the_originals) & confirmed_lately
    never = immigration | in_conflict(Original)


class PublicOriginalPolicy(Policy):
    model = Original
    role = "sl_public"
    add = with_any_report


class EntrustedPolicy(Policy):
    model = Entrusted
    shares = "reports"
    see = at_the_desk | the_entrusted
    add = at_the_desk & somebody_else
    end = at_the_desk.setting("until")
    never = immigration | in_conflict(Entrusted)


class WishPolicy(Policy):
    model = Wish
    shares = "reports"
    see = at_the_desk
    tell = at_the_desk
    decline = at_the_desk
    never = immigration | in_conflict(Wish)


class PublicWishPolicy(Policy):
    model = Wish
    role = "sl_public"
    add = with_any_report


class SignpostPolicy(Policy):
    model = Signpost
    see = signed_in
    add = as_administrator


class PublicSignpostPolicy(Policy):
    model = Signpost
    role = "sl_public"
    see = everyone


class TranslationPolicy(Policy):
    model = Translation
    shares = "reports"
    see = at_the_desk
    add = at_the_desk & as_themself
    never = immigration | in_conflict(Translation)


class ReviewerPolicy(Policy):
    model = Reviewer
    see = as_administrator | the_reviewer
    add = an_administrator_of_others
    end = as_administrator.setting("until")


class WordingPolicy(Policy):
    model = Wording
    see = signed_in
    add = reviewers_of_the_language & as_themself


class PublicWordingPolicy(Policy):
    model = Wording
    role = "sl_public"
    see = everyone
