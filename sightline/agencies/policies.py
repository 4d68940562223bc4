"""The directory is open to signed-in staff; grants are their holder's, the auditor's and the administrator's."""

from django.db.models import Q

from sightline.agencies.models import Agency, Area, Grant, Person
from sightline.kit.facts import me
from sightline.kit.models import Notice
from sightline.kit.policies import Policy
from sightline.kit.rules import everyone, rule, signed_in


@rule
def my_own_roles() -> Q:
    """whoever holds the role"""
    return Q(person=me.id)


@rule
def as_auditor() -> Q:
    """the data-protection auditors"""
    return Q(me.audits)


@rule
def as_administrator() -> Q:
    """the administrators"""
    return Q(me.administers)


@rule
def another_persons_role() -> Q:
    """the administrators, but never for themselves"""
    return Q(me.administers) & ~Q(person=me.id)


class AreaPolicy(Policy):
    model = Area
    see = signed_in


class PublicAreaPolicy(Policy):
    model = Area
    role = "sl_public"
    see = everyone


class AgencyPolicy(Policy):
    model = Agency
    see = signed_in


class PublicAgencyPolicy(Policy):
    model = Agency
    role = "sl_public"
    see = everyone


class PersonPolicy(Policy):
    model = Person
    see = signed_in
    add = as_administrator
    grant = as_administrator


class GrantPolicy(Policy):
    model = Grant
    see = my_own_roles | as_auditor | as_administrator
    add = another_persons_role
    end = another_persons_role.setting("until")


@rule
def on_that_duty() -> Q:
    """whoever holds the duty it is addressed to"""
    return Q(duty__in=me.duties)


class NoticePolicy(Policy):
    model = Notice
    see = on_that_duty
    add = signed_in
    answer = on_that_duty.setting("answered_at", "answered_by")


class PublicNoticePolicy(Policy):
    model = Notice
    role = "sl_public"
    add = everyone
