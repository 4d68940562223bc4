"""Need-to-know for people in care (safeguarding, section 7). The safe address is the provider's side alone."""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import rule
from sightline.safeguarding.models import (
    Acceptance,
    Case,
    Consent,
    Crossed,
    Crossing,
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
    Urgent,
)
from sightline.sharing.conflicts import in_conflict
from sightline.sharing.sights import in_sight


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
def speaking_with_it() -> Q:
    """the coordinator, first responder, support worker or social worker of the person"""
    return (
        Q(pk__in=me.cases_as("coordinator"))
        | Q(pk__in=me.cases_as("first responder"))
        | Q(pk__in=me.cases_as("support worker"))
        | Q(pk__in=me.cases_as("social worker"))
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
def asked_for_a_bed() -> Q:
    """the placement coordinators of the contract’s provider, for the areas that it serves"""
    return Q(to__in=me.agencies_as("placement coordinator"), area__in=me.areas_served_as("placement coordinator"))


@rule
def accepting_provider() -> Q:
    """the support workers of the provider it was offered to"""
    return Q(provider__in=me.agencies_as("support worker"), to__in=me.sharers)


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
def on_the_duty_desk() -> Q:
    """the duty desk of the person’s provider, for four hours where a life is in danger"""
    return Q(pk__in=me.urgent_relays)


@rule
def on_its_duty_desk() -> Q:
    """the duty desk of the person’s provider, for four hours where a life is in danger"""
    return Q(relay__in=me.urgent_relays)


@rule
def duty_desk_for_the_person() -> Q:
    """the duty desk of the person’s provider, for the person, for four hours where a life is in danger"""
    return Q(relay__in=me.urgent_relays, from_person_in_care=True)


@rule
def investigators_and_commanders() -> Q:
    """the investigators and operation commanders of the area"""
    return Q(area__in=me.areas_as("investigator")) | Q(area__in=me.areas_as("operation commander"))


@rule
def another_than_who_asks() -> Q:
    """but for who asks"""
    return ~Q(investigator=me.id)


@rule
def speaking_for_the_person() -> Q:
    """whoever holds the person in care now, for the person"""
    return Q(case__in=me.cases, from_person_in_care=True)


@rule
def asking_in_their_own_name() -> Q:
    """the investigator at the other end of the relay, in their own name"""
    return Q(investigator=me.id, written_by=me.id, from_person_in_care=False)


@rule
def coordinating_the_area() -> Q:
    """the safeguarding coordinators of the area"""
    return Q(area__in=me.areas_as("safeguarding coordinator"))


@rule
def asked_by_another() -> Q:
    """where somebody else asked for it"""
    return ~Q(asked_by=me.id)


@rule
def approved_by_another() -> Q:
    """where somebody else approved it first"""
    return ~Q(approved_by=me.id)


@rule
def asking_for_it() -> Q:
    """in their own name"""
    return Q(asked_by=me.id)


@rule
def as_auditor() -> Q:
    """the data-protection auditors"""
    return Q(me.audits)


@rule
def the_recipient() -> Q:
    """the immigration partners of the agency that it was sent to"""
    return Q(to__in=me.agencies_as("immigration partner"))


@rule
def immigration() -> Q:
    """anyone who acts for an immigration agency: who a victim is crosses only by a decision of its own"""
    return Q(me.for_immigration)


@rule
def enforcement_or_immigration() -> Q:
    """anyone who holds a police or enforcement role, or acts for an immigration agency"""
    return Q(me.enforces) | Q(me.for_immigration)


by_sight_of_consents = in_sight("by sight of consents", "consents", "case")


class CasePolicy(Policy):
    model = Case
    shares = "care"
    see = holding_it
    add = a_coordinator_of_the_area
    make_safe = inform = accept_help = decline_help = holding_it
    reach_first_place = enter_support = move_on = keep_in_touch = close = holding_it
    hand_over = record = refer = holding_it
    ask_for_a_place = holding_it & grown_up
    cross = speaking_with_it
    never = immigration | in_conflict(Case)


class HoldingPolicy(Policy):
    model = Holding
    shares = "care"
    see = holding | themselves
    add = holding & for_a_colleague | taking_it_first
    end = while_they_hold_it.setting("ended_at")
    never = immigration | in_conflict(Holding)


class IdentityPolicy(Policy):
    model = Identity
    shares = "identities"
    see = speaking_with_them
    add = speaking_with_them
    never = immigration | in_conflict(Identity)


class SafeContactPolicy(Policy):
    model = SafeContact
    shares = "identities"
    see = speaking_with_them
    add = speaking_with_them
    never = immigration | in_conflict(SafeContact)


class ConsentPolicy(Policy):
    model = Consent
    shares = "referrals"
    see = speaking_with_them | by_sight_of_consents
    add = speaking_with_them & who_explained
    never = immigration | in_conflict(Consent)


class ReferralPolicy(Policy):
    model = Referral
    shares = "referrals"
    see = speaking_with_them
    add = speaking_with_them
    rewrite = speaking_with_them.setting("account")
    send = decide = decide_reasonable_yes = decide_reasonable_no = speaking_with_them
    decide_conclusive_yes = decide_conclusive_no = withdraw = speaking_with_them
    never = immigration | in_conflict(Referral)


class FirstPlacePolicy(Policy):
    model = FirstPlace
    shares = "first-places"
    see = holding | rescuing_team
    add = holding
    know = rescuing_team
    never = immigration | in_conflict(FirstPlace)


class PlacementRequestPolicy(Policy):
    model = PlacementRequest
    shares = "placements"
    see = holding | asked_for_a_bed
    add = holding
    take = asked_for_a_bed
    place = asked_for_a_bed
    withdraw = holding
    never = immigration | in_conflict(PlacementRequest)


class PlacementPolicy(Policy):
    model = Placement
    shares = "placements"
    see = finding_a_place | accepting_provider
    add = finding_a_place
    accept = accepting_provider
    decline = accepting_provider
    end = accepting_provider
    never = enforcement_or_immigration | in_conflict(Placement)


class AcceptancePolicy(Policy):
    model = Acceptance
    shares = "placements"
    see = holding | finding_a_place | accepting_provider
    add = accepting_provider & in_their_own_name
    never = immigration | in_conflict(Acceptance)


class RelayPolicy(Policy):
    model = Relay
    shares = "relay"
    see = holding | asking_investigator | on_the_duty_desk
    add = speaking_with_them
    write = holding | asking_investigator | on_the_duty_desk
    urge = asking_investigator
    never = immigration | in_conflict(Relay)


class RelayMessagePolicy(Policy):
    model = RelayMessage
    shares = "relay"
    see = holding | asking_investigator | on_its_duty_desk
    add = speaking_for_the_person | asking_in_their_own_name | duty_desk_for_the_person
    pass_on = holding | on_its_duty_desk
    decline = holding | on_its_duty_desk
    never = immigration | in_conflict(RelayMessage)


class FollowUpPolicy(Policy):
    model = FollowUp
    shares = "care"
    see = speaking_with_them
    add = speaking_with_them
    tick = supporting.setting("done_at", "done_by", "outcome")
    never = immigration | in_conflict(FollowUp)


class CrossingPolicy(Policy):
    model = Crossing
    shares = "identities"
    see = holding | coordinating_the_area | as_auditor
    add = speaking_with_them & asking_for_it
    approve = coordinating_the_area & asked_by_another
    confirm = coordinating_the_area & asked_by_another & approved_by_another
    refuse = coordinating_the_area
    send = speaking_with_them
    never = immigration | in_conflict(Crossing)


class CrossedPolicy(Policy):
    model = Crossed
    shares = "identities"
    see = speaking_with_them | the_recipient
    add = speaking_with_them
    never = in_conflict(Crossed)


class UrgentPolicy(Policy):
    model = Urgent
    shares = "relay"
    see = asking_investigator | investigators_and_commanders | holding | on_its_duty_desk | as_auditor
    add = asking_investigator
    second = investigators_and_commanders & another_than_who_asks
    refuse = investigators_and_commanders
    never = immigration | in_conflict(Urgent)
