"""Who may what with an operation: its command, its planners, its analysts, its teams and whoever has a part in it."""

from sightline.operations import models


def commands(me, operation):
    return me.covers("operation commander", operation.area) or me.in_(operation, "commander")


def plans(me, operation):
    return commands(me, operation) or me.in_(operation, "planner")


def has_a_part(me, operation):
    return me.covers("operation commander", operation.area) or me.in_(operation)


def of_its_operation(rule):
    return lambda me, row: rule(me, row.operation)


command, planner, part = of_its_operation(commands), of_its_operation(plans), of_its_operation(has_a_part)


def planner_or_team(me, row):
    return planner(me, row) or me.on(row.team)


def planner_or_analyst(me, row):
    return planner(me, row) or me.in_(row.operation, "analyst")


def planner_or_self(me, row):
    return planner(me, row) or me.is_(row.person)


def gives_parts(me, assignment):
    """To others; to oneself nothing but the command, by a commander of the area. A planner gives lesser parts."""
    area, other = me.covers("operation commander", assignment.operation.area), not me.is_(assignment.person)
    lesser = me.in_(assignment.operation, "planner") and assignment.part != "commander"
    return (other and (command(me, assignment) or lesser)) or (area and assignment.part == "commander")


def fills_teams(me, member):
    return planner(me, member) and not me.is_(member.person)


def team_once_released(me, tasking):
    return me.on(tasking.team) and tasking.state in ("released", "begun")


def planner_or_partner(me, row):
    return planner(me, row) or (me.in_(row.operation) and me.works_at(row.agency))


def by_sight(rule, part):
    """The rule, or an open sight of that part of the row's operation."""
    return lambda me, row: rule(me, row) or me.sights(part, row.operation)


CELLS = {
    models.Operation: {
        "see": lambda me, operation: has_a_part(me, operation) or me.sights("operation", operation),
        "promise": has_a_part,
        "add": lambda me, operation: me.covers("operation commander", operation.area),
        "approve": lambda me, operation: me.confirmed and commands(me, operation),
        **dict.fromkeys(("brief", "go_live", "begin_closing", "close", "call_off"), commands),
        **dict.fromkeys(("count", "propose_figure", "draft_statement"), commands),
        **dict.fromkeys(("plan", "assign"), plans),
        "target": lambda me, operation: plans(me, operation) or me.in_(operation, "analyst"),
    },
    models.Assignment: {"see": planner_or_self, "add": gives_parts, "end": gives_parts},
    models.PartnerAgency: {"see": part, "add": planner, "end": planner},
    models.PartnerAction: {"see": part, "add": planner_or_partner, "tick": planner_or_partner},
    models.Decision: {"see": by_sight(planner, "operation"), "add": planner},
    models.Target: {
        "see": by_sight(planner_or_analyst, "operation"),
        "add": planner_or_analyst,
        **dict.fromkeys(("choose", "drop", "reconsider"), command),
        "task": planner,
    },
    models.Team: {
        "see": lambda me, team: planner(me, team) or me.on(team),
        **dict.fromkeys(("add", "staff", "brief"), planner),
    },
    models.TeamMember: {"see": planner_or_team, "add": fills_teams, "leave": fills_teams},
    models.Capability: {
        "see": lambda me, row: me.signed_in,
        "add": lambda me, row: me.works_at(row.agency) and not me.is_(row.person),
    },
    models.Tasking: {
        "see": by_sight(lambda me, row: planner(me, row) or team_once_released(me, row), "tasks"),
        **dict.fromkeys(("add", "release", "withdraw"), planner),
        "begin": team_once_released,
        "move": lambda me, tasking: planner(me, tasking) and tasking.state == "planned",
    },
    models.Briefing: {"see": by_sight(planner_or_team, "tasks"), "add": planner},
    models.BriefingCopy: {
        "see": by_sight(planner_or_self, "tasks"),
        "add": planner,
        "acknowledge": lambda me, copy: me.is_(copy.person),
    },
}
