"""An operation is open to those who have a part in it; a team sees what has been released to it and nothing more."""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import rule, signed_in
from sightline.operations.models import (
    Assignment,
    Capability,
    Decision,
    Operation,
    PartnerAction,
    PartnerAgency,
    Target,
    Tasking,
    Team,
    TeamMember,
)


@rule
def commanders_of_the_area() -> Q:
    """the operation commanders of the area"""
    return Q(area__in=me.areas_as("operation commander"))


@rule
def with_a_part() -> Q:
    """whoever has a part in the operation"""
    return Q(operation__in=me.operations)


@rule
def with_a_part_in_it() -> Q:
    """whoever has a part in the operation"""
    return Q(pk__in=me.operations)


@rule
def commanding() -> Q:
    """the commander of the operation"""
    return Q(operation__in=me.operations_as("commander"))


@rule
def planning() -> Q:
    """the planners of the operation"""
    return Q(operation__in=me.operations_as("planner"))


@rule
def analysing() -> Q:
    """the analysts of the operation"""
    return Q(operation__in=me.operations_as("analyst"))


@rule
def themselves() -> Q:
    """the person themselves"""
    return Q(person=me.id)


@rule
def on_the_team() -> Q:
    """anyone on the team"""
    return Q(team__in=me.teams)


@rule
def one_of_the_team() -> Q:
    """anyone on the team"""
    return Q(pk__in=me.teams)


@rule
def released_to_the_team() -> Q:
    """anyone on the team, once it has been released to them"""
    return Q(team__in=me.teams, state__in=["released", "begun"])


command = commanders_of_the_area | commanding
planners = command | planning


class OperationPolicy(Policy):
    model = Operation
    see = commanders_of_the_area | with_a_part_in_it
    add = commanders_of_the_area
    approve = commanders_of_the_area
    brief = commanders_of_the_area
    go_live = commanders_of_the_area
    begin_closing = commanders_of_the_area
    close = commanders_of_the_area
    call_off = commanders_of_the_area
    plan = commanders_of_the_area | with_a_part_in_it


class AssignmentPolicy(Policy):
    model = Assignment
    see = themselves | planners
    add = planners
    end = planners.setting("until")


class PartnerAgencyPolicy(Policy):
    model = PartnerAgency
    see = commanders_of_the_area | with_a_part
    add = planners
    end = planners.setting("until")


class TargetPolicy(Policy):
    model = Target
    see = planners | analysing
    add = planners | analysing
    choose = command
    drop = command


class TeamPolicy(Policy):
    model = Team
    see = planners | one_of_the_team
    add = planners
    staff = planners


class TeamMemberPolicy(Policy):
    model = TeamMember
    see = planners | on_the_team
    add = planners
    leave = planners.setting("until")


class CapabilityPolicy(Policy):
    model = Capability
    see = signed_in
    add = signed_in


class TaskingPolicy(Policy):
    model = Tasking
    see = planners | released_to_the_team
    add = planners
    release = planners
    begin = released_to_the_team
    withdraw = planners


class DecisionPolicy(Policy):
    model = Decision
    see = planners
    add = planners


class PartnerActionPolicy(Policy):
    model = PartnerAction
    see = commanders_of_the_area | with_a_part
    add = planners
    tick = (commanders_of_the_area | with_a_part).setting("done_on")
