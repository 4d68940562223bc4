"""Need-to-know for people in care (safeguarding, section 7). The safe address is the provider's side alone."""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import rule
from sightline.safeguarding.models import (
    Acceptance,
    Case,
    Consent,
    FirstPlace,
    FollowUp,
    Holding,
    Identity,
    Placement,
    PlacementRequest,
    Referral,
    Relay,
    RelayMessage,
    SafeContact,
)


@rule
def holding_it() -> Q:
    """whoever holds the person in care now"""
    return Q(pk__in=me.cases)


@rule
def holding() -> Q:
    """whoever holds the person in care now"""
    return Q(case__in=me.cases)


@rule
def a_coordinator_of_the_area() -> Q:
    """a safeguarding coordinator of the area, who becomes the one who opened it"""
    return Q(area__in=me.areas_as("safeguarding coordinator"), opened_by=me.id)


@rule
def grown_up() -> Q:
    """only for adults: a child is placed by the local authority"""
    return Q(way="adult")


@rule
def taking_it_first() -> Q:
    """the coordinator who took the person into care, once"""
    return Q(opened_by=me.id, person=me.id, first=True)


@rule
def themselves() -> Q:
    """the holder themselves"""
    return Q(person=me.id)


@rule
def for_a_colleague() -> Q:
    """for a colleague"""
    return ~Q(person=me.id)


@rule
def while_they_hold_it() -> Q:
    """the holder themselves, while they hold it"""
    return Q(person=me.id, ended_at__isnull=True)


@rule
def speaking_with_them() -> Q:
    """the coordinator, first responder, support worker or social worker of the person"""
    return (
        Q(case__in=me.cases_as("coordinator"))
        | Q(case__in=me.cases_as("first responder"))
        | Q(case__in=me.cases_as("support worker"))
        | Q(case__in=me.cases_as("social worker"))
    )


@rule
def who_explained() -> Q:
    """whoever explained it to the person"""
    return Q(explained_by=me.id)


@rule
def rescuing_team() -> Q:
    """the team that met the person"""
    return Q(team__in=me.teams)


@rule
def finding_a_place() -> Q:
    """the placement coordinators of the contract’s provider"""
    return Q(to__in=me.agencies_as("placement coordinator"))


@rule
def accepting_provider() -> Q:
    """the support workers of the provider it was offered to"""
    return Q(provider__in=me.agencies_as("support worker"))


@rule
def in_their_own_name() -> Q:
    """in their own name"""
    return Q(support_worker=me.id)


@rule
def supporting() -> Q:
    """the support worker of the person"""
    return Q(case__in=me.cases_as("support worker"))


@rule
def asking_investigator() -> Q:
    """the investigator at the other end of the relay"""
    return Q(investigator=me.id)


@rule
def speaking_for_the_person() -> Q:
    """whoever holds the person in care now, for the person"""
    return Q(case__in=me.cases, from_person_in_care=True)


@rule
def asking_in_their_own_name() -> Q:
    """the investigator at the other end of the relay, in their own name"""
    return Q(investigator=me.id, written_by=me.id, from_person_in_care=False)


@rule
def police_and_enforcement() -> Q:
    """anyone who holds a police or enforcement role"""
    return Q(me.enforces)


class CasePolicy(Policy):
    model = Case
    see = holding_it
    add = a_coordinator_of_the_area
    make_safe = inform = accept_help = decline_help = holding_it
    reach_first_place = enter_support = move_on = keep_in_touch = close = holding_it
    hand_over = record = refer = holding_it
    ask_for_a_place = holding_it & grown_up


class HoldingPolicy(Policy):
    model = Holding
    see = holding | themselves
    add = holding & for_a_colleague | taking_it_first
    end = while_they_hold_it.setting("ended_at")


class IdentityPolicy(Policy):
    model = Identity
    see = speaking_with_them
    add = speaking_with_them


class SafeContactPolicy(Policy):
    model = SafeContact
    see = speaking_with_them
    add = speaking_with_them


class ConsentPolicy(Policy):
    model = Consent
    see = speaking_with_them
    add = speaking_with_them & who_explained


class ReferralPolicy(Policy):
    model = Referral
    see = speaking_with_them
    add = speaking_with_them
    rewrite = speaking_with_them.setting("account")
    send = decide = decide_reasonable_yes = decide_reasonable_no = speaking_with_them
    decide_conclusive_yes = decide_conclusive_no = withdraw = speaking_with_them


class FirstPlacePolicy(Policy):
    model = FirstPlace
    see = holding | rescuing_team
    add = holding
    know = rescuing_team


class PlacementRequestPolicy(Policy):
    model = PlacementRequest
    see = holding | finding_a_place
    add = holding
    take = finding_a_place
    place = finding_a_place
    withdraw = holding


class PlacementPolicy(Policy):
    model = Placement
    see = finding_a_place | accepting_provider
    add = finding_a_place
    accept = accepting_provider
    decline = accepting_provider
    end = accepting_provider
    never = police_and_enforcement


class AcceptancePolicy(Policy):
    model = Acceptance
    see = holding | finding_a_place | accepting_provider
    add = accepting_provider & in_their_own_name


class RelayPolicy(Policy):
    model = Relay
    see = holding | asking_investigator
    add = speaking_with_them
    write = holding | asking_investigator


class RelayMessagePolicy(Policy):
    model = RelayMessage
    see = holding | asking_investigator
    add = speaking_for_the_person | asking_in_their_own_name
    pass_on = holding
    decline = holding


class FollowUpPolicy(Policy):
    model = FollowUp
    see = speaking_with_them
    add = speaking_with_them
    tick = supporting.setting("done_at", "done_by", "outcome")
