"""Auditors draft agreements and two of them approve; a party reads its own, those whose work follows read all."""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import rule
from sightline.sharing.models import Agreement, Party


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
