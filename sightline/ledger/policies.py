"""Who reads the ledger: the auditor all of it, everyone their own acts; the sealer seals what it cannot read."""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import everyone, rule
from sightline.ledger.models import Entry, Seal, Sealed


@rule
def my_own_acts() -> Q:
    """whoever acted"""
    return Q(actor=me.id)


@rule
def as_auditor() -> Q:
    """the data-protection auditors"""
    return Q(me.audits)


@rule
def about_themselves() -> Q:
    """whoever it is about, where it is about a member of staff"""
    return Q(record=me.id)


class EntryPolicy(Policy):
    model = Entry
    see = my_own_acts | as_auditor | about_themselves


class VerifierEntryPolicy(Policy):
    model = Entry
    role = "sl_auditor"
    see = everyone


class SealPolicy(Policy):
    model = Seal
    see = as_auditor


class SealedPolicy(Policy):
    model = Sealed
    see = as_auditor


class VerifierSealPolicy(Policy):
    model = Seal
    role = "sl_auditor"
    see = everyone


class VerifierSealedPolicy(Policy):
    model = Sealed
    role = "sl_auditor"
    see = everyone


class SealerSealPolicy(Policy):
    model = Seal
    role = "sl_sealer"
    see = everyone
    add = everyone


class SealerSealedPolicy(Policy):
    model = Sealed
    role = "sl_sealer"
    see = everyone
    add = everyone
