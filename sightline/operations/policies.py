"""An operation is open to those who have a part in it; a team sees what has been released to it and nothing more."""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import confirmed_lately, rule, signed_in
from sightline.operations.models import (
    Assignment,
    Briefing,
    BriefingCopy,
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
from sightline.sharing.conflicts import in_conflict
from sightline.sharing.sights import in_sight


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
def commanding_it() -> Q:
    """the commander of the operation"""
    return Q(pk__in=me.operations_as("commander"))


@rule
def planning_it() -> Q:
    """the planners of the operation"""
    return Q(pk__in=me.operations_as("planner"))


@rule
def analysing_it() -> Q:
    """the analysts of the operation"""
    return Q(pk__in=me.operations_as("analyst"))


@rule
def planning() -> Q:
    """the planners of the operation"""
    return Q(operation__in=me.operations_as("planner"))


@rule
def for_others() -> Q:
    """for other people than themselves"""
    return ~Q(person=me.id)


@rule
def as_commander() -> Q:
    """as its commander"""
    return Q(part="commander")


@rule
def planning_lesser_parts() -> Q:
    """the planners of the operation, for other people than themselves and any part but the commander's"""
    return Q(operation__in=me.operations_as("planner")) & ~Q(person=me.id) & ~Q(part="commander")


@rule
def of_their_own_agency() -> Q:
    """whoever has a part in the operation, for their own agency"""
    return Q(operation__in=me.operations, agency__in=me.agencies)


@rule
def colleagues_at_the_agency() -> Q:
    """anyone at the same agency, but never for themselves"""
    return Q(agency__in=me.agencies) & ~Q(person=me.id)


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


@rule
def while_planned() -> Q:
    """as long as it is only planned"""
    return Q(state="planned")


command = commanders_of_the_area | commanding
planners = command | planning
command_it = commanders_of_the_area | commanding_it
plan_it = command_it | planning_it


by_sight_of_it = in_sight("by sight of it", "operation")
by_sight_of_the_operation = in_sight("by sight of the operation", "operation", "operation")
by_sight_of_its_tasks = in_sight("by sight of its tasks", "tasks", "operation")


class OperationPolicy(Policy):
    model = Operation
    shares = "operations"
    see = commanders_of_the_area | with_a_part_in_it | by_sight_of_it
    add = commanders_of_the_area
    approve = command_it & confirmed_lately
    brief = command_it
    go_live = command_it
    begin_closing = command_it
    close = command_it
    call_off = command_it
    count = command_it
    propose_figure = command_it
    draft_statement = command_it
    plan = plan_it
    assign = plan_it
    target = plan_it | analysing_it
    promise = commanders_of_the_area | with_a_part_in_it
    never = in_conflict(Operation)


class AssignmentPolicy(Policy):
    model = Assignment
    shares = "operations"
    see = themselves | planners
    add = command & for_others | commanders_of_the_area & as_commander | planning_lesser_parts
    end = add.setting("until")
    never = in_conflict(Assignment)


class PartnerAgencyPolicy(Policy):
    model = PartnerAgency
    shares = "operations"
    see = commanders_of_the_area | with_a_part
    add = planners
    end = planners.setting("until")
    never = in_conflict(PartnerAgency)


class TargetPolicy(Policy):
    model = Target
    shares = "operations"
    see = planners | analysing | by_sight_of_the_operation
    add = planners | analysing
    choose = command
    drop = command
    reconsider = command
    task = planners
    never = in_conflict(Target)


class TeamPolicy(Policy):
    model = Team
    shares = "tasks"
    see = planners | one_of_the_team
    add = planners
    staff = planners
    brief = planners
    never = in_conflict(Team)


class TeamMemberPolicy(Policy):
    model = TeamMember
    shares = "tasks"
    see = planners | on_the_team
    add = planners & for_others
    leave = add.setting("until")
    never = in_conflict(TeamMember)


class CapabilityPolicy(Policy):
    model = Capability
    see = signed_in
    add = colleagues_at_the_agency


class TaskingPolicy(Policy):
    model = Tasking
    shares = "tasks"
    see = planners | released_to_the_team | by_sight_of_its_tasks
    add = planners
    release = planners
    begin = released_to_the_team
    withdraw = planners
    move = (planners & while_planned).setting("team", "starts_at", "ends_at", "known", "risks", "linked_start")
    never = in_conflict(Tasking)


class BriefingPolicy(Policy):
    model = Briefing
    shares = "tasks"
    see = planners | on_the_team | by_sight_of_its_tasks
    add = planners
    never = in_conflict(Briefing)


class BriefingCopyPolicy(Policy):
    model = BriefingCopy
    shares = "tasks"
    see = themselves | planners | by_sight_of_its_tasks
    add = planners
    acknowledge = themselves.setting("read_at")
    never = in_conflict(BriefingCopy)


class DecisionPolicy(Policy):
    model = Decision
    shares = "operations"
    see = planners | by_sight_of_the_operation
    add = planners
    never = in_conflict(Decision)


class PartnerActionPolicy(Policy):
    model = PartnerAction
    shares = "operations"
    see = commanders_of_the_area | with_a_part
    add = planners | of_their_own_agency
    tick = (planners | of_their_own_agency).setting("done_on")
    never = in_conflict(PartnerAction)
