"""Awareness is open to all staff: it tells what was explained, never who was suspected."""

from django.db.models import Q

from sightline.awareness.models import Attendance, Event
from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import rule, signed_in


@rule
def awareness_leads() -> Q:
    """the awareness leads of the area"""
    return Q(area__in=me.areas_as("awareness lead"))


class EventPolicy(Policy):
    model = Event
    see = signed_in
    add = awareness_leads
    hold = awareness_leads
    call_off = awareness_leads
    record = awareness_leads


class AttendancePolicy(Policy):
    model = Attendance
    see = signed_in
    add = signed_in
