"""Who reads the ledger: the auditor all of it, everyone their own acts."""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import rule
from sightline.ledger.models import Entry


@rule
def my_own_acts() -> Q:
    """whoever acted"""
    return Q(actor=me.id)


@rule
def as_auditor() -> Q:
    """the data-protection auditors"""
    return Q(me.audits)


class EntryPolicy(Policy):
    model = Entry
    see = my_own_acts | as_auditor
