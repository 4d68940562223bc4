"""Auditors draft agreements and two of them approve; a party reads its own, those whose work follows read all.

A sight is asked for by one person and approved by another; whoever looks after the record knows of it once it opens.
A conflict of interest is declared by the person or recorded by another, and ended by an auditor who is not the person.
"""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import confirmed_lately, rule
from sightline.sharing.models import Agreement, Conflict, Party, Sight


@rule
def as_auditor() -> Q:
    """the data-protection auditors"""
    return Q(me.audits)


@rule
def in_their_own_name() -> Q:
    """in their own name"""
    return Q(drafted_by=me.id)


@rule
def another_auditor() -> Q:
    """another data-protection auditor than the one who drafted it"""
    return Q(me.audits) & ~Q(drafted_by=me.id)


@rule
def a_third_auditor() -> Q:
    """a data-protection auditor who neither drafted nor approved it"""
    return Q(me.audits) & ~Q(drafted_by=me.id) & ~Q(approved_by=me.id)


@rule
def those_whose_work_follows() -> Q:
    """those who analyse, command, care, support, investigate, oversee or audit"""
    return Q(me.reads_agreements)


@rule
def a_party_to_it() -> Q:
    """the people of the agencies that signed it"""
    return Q(pk__in=me.agreements)


@rule
def a_party_to_the_agreement() -> Q:
    """the people of the agencies that signed it"""
    return Q(agreement__in=me.agreements)


class AgreementPolicy(Policy):
    model = Agreement
    see = those_whose_work_follows | a_party_to_it
    add = as_auditor & in_their_own_name
    approve = another_auditor
    confirm = a_third_auditor
    withdraw = end = amend = as_auditor
    shorten = as_auditor.setting("ends_on")


class PartyPolicy(Policy):
    model = Party
    see = those_whose_work_follows | a_party_to_the_agreement
    add = as_auditor


@rule
def who_asked() -> Q:
    """whoever asked for it"""
    return Q(asked_by=me.id)


@rule
def an_auditor_asking() -> Q:
    """the data-protection auditors, in their own name"""
    return Q(me.audits) & Q(asked_by=me.id)


@rule
def an_investigator_asking_for_contact() -> Q:
    """the investigators of the area in their own name, for how to reach whoever told us"""
    return Q(part="contact", area__in=me.areas_as("investigator"), asked_by=me.id)


@rule
def overseeing_the_area() -> Q:
    """oversight of the area"""
    return Q(me.approves_rules) & Q(overseers__in=me.duties)


@rule
def asked_by_another() -> Q:
    """where somebody else asked for it"""
    return ~Q(asked_by=me.id)


@rule
def told_on_duty() -> Q:
    """whoever is on the duty that looks after the record, once it has been opened"""
    return Q(duty__in=me.duties, begins_at__isnull=False)


@rule
def told_at_the_desk() -> Q:
    """the call handlers of the desk that received the report, once it has been opened"""
    return Q(desk__in=me.agencies_as("call handler"), begins_at__isnull=False)


APPROVERS = as_auditor | overseeing_the_area


class SightPolicy(Policy):
    model = Sight
    see = who_asked | APPROVERS | told_on_duty | told_at_the_desk
    add = an_auditor_asking | an_investigator_asking_for_contact
    approve = APPROVERS & asked_by_another & confirmed_lately
    refuse = APPROVERS & asked_by_another
    end = who_asked | APPROVERS


@rule
def whom_it_is_about() -> Q:
    """the person themselves"""
    return Q(person=me.id)


@rule
def who_recorded_it() -> Q:
    """whoever recorded it"""
    return Q(recorded_by=me.id)


@rule
def of_themselves() -> Q:
    """anybody of themselves"""
    return Q(person=me.id, recorded_by=me.id)


@rule
def an_administrator_or_auditor_of_another() -> Q:
    """the administrators and data-protection auditors in their own name, of another person"""
    return (Q(me.administers) | Q(me.audits)) & Q(recorded_by=me.id) & ~Q(person=me.id)


@rule
def an_auditor_but_of_themselves() -> Q:
    """the data-protection auditors, but never of themselves"""
    return Q(me.audits) & ~Q(person=me.id)


@rule
def while_they_hold_it() -> Q:
    """the person themselves, while they still hold the person in care or lead the investigation that it is with"""
    return Q(pk__in=me.conflicts_to_hand_over)


class ConflictPolicy(Policy):
    model = Conflict
    see = whom_it_is_about | who_recorded_it | as_auditor
    add = of_themselves | an_administrator_or_auditor_of_another
    end = an_auditor_but_of_themselves
    let_stand = an_auditor_but_of_themselves.setting("seen_by", "seen_at")
    hand_over = while_they_hold_it
