"""Awareness is open to those whose work follows from it: it tells what was explained, never who was suspected."""

from django.db.models import Q

from sightline.awareness.models import Attendance, Event
from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import rule
from sightline.sharing.conflicts import in_conflict


@rule
def those_whose_work_follows() -> Q:
    """those who plan, visit, care, investigate, analyse or raise awareness, and the auditors"""
    return Q(me.follows_awareness)


@rule
def awareness_leads() -> Q:
    """the awareness leads of the area"""
    return Q(area__in=me.areas_as("awareness lead"))


@rule
def awareness_leads_with_a_part() -> Q:
    """the awareness leads of the area, beside an operation only if they have a part in it"""
    apart, beside = Q(operation__isnull=True), Q(operation__in=me.operations)
    return Q(area__in=me.areas_as("awareness lead")) & (apart | beside)


class EventPolicy(Policy):
    model = Event
    see = those_whose_work_follows
    add = awareness_leads_with_a_part
    hold = awareness_leads
    call_off = awareness_leads
    record = awareness_leads
    never = in_conflict(Event)


class AttendancePolicy(Policy):
    model = Attendance
    see = those_whose_work_follows
    add = awareness_leads
