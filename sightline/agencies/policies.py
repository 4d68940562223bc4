"""The directory is open to signed-in staff; grants are their holder's, the auditor's and the administrator's."""

from django.db.models import Q

from sightline.agencies.models import (
    Agency,
    Area,
    CodeGenerator,
    CodeSecret,
    Grant,
    Half,
    Identity,
    Invitation,
    Passkey,
    Person,
    Token,
)
from sightline.kit.facts import me
from sightline.kit.models import Notice
from sightline.kit.policies import Policy
from sightline.kit.rules import confirmed_lately, everyone, rule, signed_in


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


@rule
def the_person_themselves() -> Q:
    """the person themselves"""
    return Q(pk=me.id)


@rule
def an_administrator_of_their_agency() -> Q:
    """the administrators of their agency, but never for themselves"""
    return Q(agency__in=me.agencies_as("administrator")) & ~Q(pk=me.id)


@rule
def its_administrators() -> Q:
    """its own administrators"""
    return Q(pk__in=me.agencies_as("administrator"))


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
    issue = its_administrators & confirmed_lately


class PublicAgencyPolicy(Policy):
    model = Agency
    role = "sl_public"
    see = everyone


class PersonPolicy(Policy):
    model = Person
    see = signed_in
    add = as_administrator
    grant = as_administrator
    invite = an_administrator_of_their_agency & confirmed_lately
    name = an_administrator_of_their_agency & confirmed_lately
    end_sessions = the_person_themselves
    change_password = the_person_themselves & confirmed_lately
    sign_out = an_administrator_of_their_agency & confirmed_lately


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


# How people sign in ------------------------------------------------------------------------------------------

DOOR = "sl_door"  # the sign-in pages: as whoever says they are a person, until they have shown it


@rule
def their_own() -> Q:
    """the person themselves"""
    return Q(person=me.id)


@rule
def to_be_shown() -> Q:
    """whoever says they are the person, while it stands"""
    return Q(person=me.id, ended_at__isnull=True)


@rule
def to_be_compared() -> Q:
    """whoever says they are the person"""
    return Q(person=me.id)


@rule
def colleagues() -> Q:
    """whoever holds a role at the same agency"""
    return Q(agency__in=me.agencies)


@rule
def an_administrator_for_a_colleague() -> Q:
    """the administrators of the same agency in their own name, but never for themselves"""
    return Q(agency__in=me.agencies_as("administrator"), started_by=me.id) & ~Q(person=me.id)


@rule
def a_second_person() -> Q:
    """whoever else holds a role at the same agency, but neither who started it nor whom it is for"""
    return Q(agency__in=me.agencies) & ~Q(started_by=me.id) & ~Q(person=me.id)


@rule
def shown_to_them() -> Q:
    """whoever is shown it"""
    return Q(held_by=me.id)


class PasskeyPolicy(Policy):
    model = Passkey
    see = their_own
    add = their_own & confirmed_lately
    end = (their_own & confirmed_lately).setting("ended_at")


class PasskeyAtTheDoor(Policy):
    model = Passkey
    role = DOOR
    see = to_be_shown
    use = to_be_shown.setting("count", "used_at")


class CodeGeneratorPolicy(Policy):
    model = CodeGenerator
    see = their_own
    add = their_own & confirmed_lately
    end = (their_own & confirmed_lately).setting("ended_at")


class CodeGeneratorAtTheDoor(Policy):
    model = CodeGenerator
    role = DOOR
    see = to_be_shown


class CodeSecretPolicy(Policy):
    model = CodeSecret
    add = their_own & confirmed_lately


class CodeSecretAtTheDoor(Policy):
    model = CodeSecret
    role = DOOR
    see = to_be_compared
    use = to_be_compared.setting("last_step")


class InvitationPolicy(Policy):
    model = Invitation
    see = colleagues | their_own | as_auditor
    add = an_administrator_for_a_colleague & confirmed_lately
    vouch = a_second_person & confirmed_lately
    withdraw = colleagues | their_own


class InvitationAtTheDoor(Policy):
    model = Invitation
    role = DOOR
    see = to_be_compared
    use = to_be_compared


class HalfPolicy(Policy):
    model = Half
    add = shown_to_them & confirmed_lately


class IdentityPolicy(Policy):
    model = Identity
    see = colleagues | their_own | as_auditor
    add = an_administrator_for_a_colleague & confirmed_lately
    vouch = a_second_person & confirmed_lately
    end = colleagues | their_own


@rule
def administrators_of_the_agency() -> Q:
    """the administrators of the agency"""
    return Q(agency__in=me.agencies_as("administrator"))


@rule
def issued_by_themself() -> Q:
    """in their own name, and for somebody else"""
    return Q(issued_by=me.id) & ~Q(person=me.id)


class TokenPolicy(Policy):
    model = Token
    see = administrators_of_the_agency | as_auditor
    add = administrators_of_the_agency & issued_by_themself & confirmed_lately
    end = administrators_of_the_agency.setting("ended_at")
