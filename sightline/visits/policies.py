"""A visit is its team's and its commander's; a person met of concern also reaches safeguarding, an arrest justice."""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import rule
from sightline.reports.policies import at_the_desk
from sightline.sharing.conflicts import in_conflict
from sightline.sharing.sights import in_sight
from sightline.visits.models import (
    Account,
    Arrest,
    AwarenessGiven,
    ContactGiven,
    Encounter,
    Escalation,
    FieldNote,
    IndicatorSeen,
    Intervention,
    Visit,
)


@rule
def on_the_visit() -> Q:
    """anyone on the team of the visit"""
    return Q(team__in=me.teams)


@rule
def commanding() -> Q:
    """the commander of the operation"""
    return Q(operation__in=me.operations_as("commander"))


@rule
def analysts_of_the_area() -> Q:
    """the analysts of the area"""
    return Q(area__in=me.areas_as("analyst"))


@rule
def with_concern() -> Q:
    """the safeguarding coordinators of the area, where there is concern for the person met"""
    return Q(concern=True, area__in=me.areas_as("safeguarding coordinator"))


@rule
def on_the_visit_without_concern() -> Q:
    """anyone on the team of the visit, while there is no concern for the person met"""
    return Q(concern=False, team__in=me.teams)


@rule
def on_the_visit_until_handed_on() -> Q:
    """anyone on the team of the visit, until the person met has been handed on"""
    return Q(state="met", team__in=me.teams)


@rule
def for_an_arrested_person() -> Q:
    """the investigators of the area, with concern for a person who was arrested"""
    return Q(concern=True, arrest__isnull=False, area__in=me.areas_as("investigator"))


@rule
def told_to_them() -> Q:
    """whoever was told"""
    return Q(told_to=me.id)


@rule
def investigators_of_the_area() -> Q:
    """the investigators of the area"""
    return Q(area__in=me.areas_as("investigator"))


@rule
def who_wrote_it() -> Q:
    """whoever wrote it"""
    return Q(by=me.id)


@rule
def at_no_visit() -> Q:
    """where it belongs to no visit"""
    return Q(visit__isnull=True)


@rule
def immigration_but_what_they_wrote() -> Q:
    """anyone who acts for an immigration agency, but for what they wrote themselves"""
    return Q(me.for_immigration) & ~Q(by=me.id)


@rule
def immigration_but_whom_they_met() -> Q:
    """anyone who acts for an immigration agency, but for those whom they met themselves"""
    return Q(me.for_immigration) & ~Q(met_by=me.id)


@rule
def immigration_but_what_they_were_told() -> Q:
    """anyone who acts for an immigration agency, but for what they were told themselves"""
    return Q(me.for_immigration) & ~Q(told_to=me.id)


by_sight_of_it = in_sight("by sight of it", "visit")
by_sight_of_the_visit = in_sight("by sight of the visit", "visit", "visit")


class VisitPolicy(Policy):
    model = Visit
    shares = "visits"
    see = on_the_visit | commanding | analysts_of_the_area | by_sight_of_it
    add = on_the_visit
    close = on_the_visit
    record = on_the_visit
    escalate = on_the_visit.setting("type_actual")
    never = in_conflict(Visit)


class EscalationPolicy(Policy):
    model = Escalation
    shares = "visits"
    see = on_the_visit | commanding | by_sight_of_the_visit
    add = on_the_visit
    never = in_conflict(Escalation)


class InterventionPolicy(Policy):
    model = Intervention
    shares = "visits"
    see = on_the_visit | commanding | by_sight_of_the_visit
    add = on_the_visit
    never = in_conflict(Intervention)


class IndicatorSeenPolicy(Policy):
    model = IndicatorSeen
    shares = "visits"
    see = on_the_visit | commanding | analysts_of_the_area | by_sight_of_the_visit
    add = on_the_visit
    never = in_conflict(IndicatorSeen)


class AwarenessGivenPolicy(Policy):
    model = AwarenessGiven
    shares = "visits"
    see = on_the_visit | commanding | by_sight_of_the_visit
    add = on_the_visit
    never = in_conflict(AwarenessGiven)


class EncounterPolicy(Policy):
    model = Encounter
    shares = "encounters"
    see = on_the_visit | with_concern
    add = on_the_visit | for_an_arrested_person
    take = with_concern
    close = on_the_visit_without_concern | with_concern
    raise_concern = on_the_visit.setting("concern", "concern_says")
    tell = on_the_visit_until_handed_on | with_concern
    never = immigration_but_whom_they_met | in_conflict(Encounter)


class AccountPolicy(Policy):
    model = Account
    shares = "accounts"
    see = told_to_them | with_concern
    add = told_to_them & (on_the_visit | with_concern)
    never = immigration_but_what_they_were_told | in_conflict(Account)


class ContactGivenPolicy(Policy):
    model = ContactGiven
    shares = "accounts"
    see = told_to_them | with_concern
    add = told_to_them & (on_the_visit | with_concern)
    never = immigration_but_what_they_were_told | in_conflict(ContactGiven)


class ArrestPolicy(Policy):
    model = Arrest
    shares = "arrests"
    see = on_the_visit | commanding | investigators_of_the_area
    add = on_the_visit
    take = investigators_of_the_area
    note_concern = (on_the_visit | investigators_of_the_area).setting("may_be_victim", "concern_at")
    never = in_conflict(Arrest)


class FieldNotePolicy(Policy):
    model = FieldNote
    shares = "visits"
    see = who_wrote_it | at_the_desk
    add = who_wrote_it & (at_no_visit | on_the_visit)
    add_to = who_wrote_it
    never = immigration_but_what_they_wrote | in_conflict(FieldNote)
