"""The auditor's desk is for auditors and never about themselves; each reads what is about their own records.

A record's own desk decides what is kept; a second person of the desk or an auditor confirms what is erased.
"""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import confirmed_lately, rule
from sightline.oversight.policies import counting
from sightline.safeguarding.models import Crossing
from sightline.trust import crossings, functions, references, sights  # noqa: F401  each makes functions of the database
from sightline.trust.models import ChangedRules, Declaration, Decoy, Erasure, Export, Hold, Review, Unusual, WeeklyNote


@rule
def at_its_call_desk() -> Q:
    """the call handlers of the desk that received it"""
    return Q(part="call handler", agency__in=me.agencies_as("call handler"))


@rule
def coordinating_its_area() -> Q:
    """the safeguarding coordinators of its area"""
    return Q(part="safeguarding coordinator", area__in=me.areas_as("safeguarding coordinator"))


@rule
def at_its_provider() -> Q:
    """the support workers of the provider"""
    return Q(part="support worker", agency__in=me.agencies_as("support worker"))


@rule
def as_auditor() -> Q:
    """the data-protection auditors"""
    return Q(me.audits)


@rule
def another_person() -> Q:
    """never the one who decided it"""
    return Q(decided_by__isnull=False) & ~Q(decided_by=me.id)


@rule
def in_their_own_name() -> Q:
    """in their own name"""
    return Q(placed_by=me.id)


@rule
def by_the_daily_round() -> Q:
    """the daily round, which proposes and never decides"""
    return Q(state="due", decided_by__isnull=True)


@rule
def for_the_list() -> Q:
    """the worker, who lists what a restore must erase again"""
    return Q(pk__isnull=False)


ITS_DESK = at_its_call_desk | coordinating_its_area | at_its_provider
DESK_OR_AUDITOR = ITS_DESK | as_auditor


class ReviewPolicy(Policy):
    model = Review
    see = DESK_OR_AUDITOR
    keep = ITS_DESK
    ask = ITS_DESK
    confirm = DESK_OR_AUDITOR & another_person
    hold = DESK_OR_AUDITOR


class ReviewOfTheRound(Policy):
    model = Review
    role = "sl_worker"
    add = by_the_daily_round


class HoldPolicy(Policy):
    model = Hold
    see = DESK_OR_AUDITOR
    add = DESK_OR_AUDITOR & in_their_own_name
    lift = as_auditor.setting("lifted_by", "lifted_at")


class ErasurePolicy(Policy):
    model = Erasure
    see = as_auditor


class ErasureOfTheWorker(Policy):
    model = Erasure
    role = "sl_worker"
    see = for_the_list


class CountedCrossingPolicy(Policy):
    model = Crossing
    role = "sl_counter"
    see = counting


@rule
def themselves() -> Q:
    """the person themselves"""
    return Q(person=me.id)


@rule
def auditing_others() -> Q:
    """the data-protection auditors, but for what is about themselves"""
    return Q(me.audits) & ~Q(person=me.id)


@rule
def planting() -> Q:
    """the data-protection auditors, in their own name"""
    return Q(me.audits) & Q(planted_by=me.id)


class DeclarationPolicy(Policy):
    model = Declaration
    see = themselves | as_auditor
    add = themselves


class UnusualPolicy(Policy):
    model = Unusual
    see = auditing_others
    add = auditing_others
    explain = pass_on = auditing_others


class DecoyPolicy(Policy):
    model = Decoy
    see = as_auditor
    add = planting


@rule
def as_approver() -> Q:
    """the data-protection auditors and oversight"""
    return Q(me.approves_rules)


@rule
def after_another_approved() -> Q:
    """where somebody else approved it first"""
    return Q(approved_by__isnull=False) & ~Q(approved_by=me.id)


class ChangedRulesPolicy(Policy):
    model = ChangedRules
    see = as_approver
    approve = as_auditor & confirmed_lately
    confirm = as_approver & after_another_approved & confirmed_lately
    refuse = as_approver


class WeeklyNotePolicy(Policy):
    model = WeeklyNote
    see = themselves


@rule
def asking_in_their_own_name() -> Q:
    """the data-protection auditors, in their own name"""
    return Q(me.audits) & Q(asked_by=me.id)


@rule
def asked_by_another() -> Q:
    """where somebody else asked for it"""
    return ~Q(asked_by=me.id)


class ExportPolicy(Policy):
    model = Export
    see = as_approver
    add = asking_in_their_own_name
    approve = as_approver & asked_by_another & confirmed_lately
    refuse = as_approver
    make = asking_in_their_own_name & confirmed_lately
