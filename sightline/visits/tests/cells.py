"""Who may what with a visit: its team, its commander, and those to whom a person met is handed on."""

from sightline.visits import models


def team(me, visit):
    return me.on(visit.team)


def commander(me, visit):
    return me.in_(visit.operation, "commander")


def team_of_its_visit(me, row):
    return team(me, row.visit)


def team_or_commander(me, row):
    return team(me, row.visit) or commander(me, row.visit)


def coordinator_with_concern(me, encounter):
    return encounter.concern and me.covers("safeguarding coordinator", encounter.visit.operation.area)


def team_or_coordinator(me, encounter):
    return team_of_its_visit(me, encounter) or coordinator_with_concern(me, encounter)


def investigator(me, arrest):
    return me.covers("investigator", arrest.visit.operation.area)


def investigator_for_an_arrested_person(me, encounter):
    return encounter.concern and encounter.arrest is not None and me.covers("investigator", encounter.visit.area)


def listener_or_coordinator(me, account):
    return me.is_(account.told_to) or coordinator_with_concern(me, account.encounter)


def listener_who_may_add(me, account):
    return me.is_(account.told_to) and team_or_coordinator(me, account.encounter)


def writer_or_desk(me, note):
    return me.is_(note.by) or me.at("call handler", note.desk)


def writer_at_no_visit_or_on_its_team(me, note):
    return me.is_(note.by) and (note.visit is None or me.on(note.team))


def analyst_of_the_area(me, visit):
    return me.covers("analyst", visit.operation.area)


def but_immigration(met, rule):
    """Whoever acts for an immigration agency has only what they met or heard themselves."""
    return lambda me, row: rule(me, row) and (not me.for_immigration() or me.is_(getattr(row, met)))


SAID = {
    "see": but_immigration("told_to", listener_or_coordinator),
    "add": but_immigration("told_to", listener_who_may_add),
}

ENCOUNTER = {
    "see": team_or_coordinator,
    "add": lambda me, row: team_of_its_visit(me, row) or investigator_for_an_arrested_person(me, row),
    "take": coordinator_with_concern,
    "close": lambda me, row: coordinator_with_concern(me, row) or (team_of_its_visit(me, row) and not row.concern),
    "raise_concern": team_of_its_visit,
    "tell": lambda me, row: coordinator_with_concern(me, row) or (team_of_its_visit(me, row) and row.state == "met"),
}


def by_sight(rule):
    """The rule, or an open sight of the row's visit."""
    return lambda me, row: rule(me, row) or me.sights("visit", row.visit)


def reads_the_visit(me, visit):
    return team(me, visit) or commander(me, visit) or analyst_of_the_area(me, visit)


CELLS = {
    models.Visit: {
        "see": lambda me, visit: reads_the_visit(me, visit) or me.sights("visit", visit),
        **dict.fromkeys(("add", "close", "record", "escalate"), team),
    },
    models.Escalation: {"see": by_sight(team_or_commander), "add": team_of_its_visit},
    models.Intervention: {"see": by_sight(team_or_commander), "add": team_of_its_visit},
    models.AwarenessGiven: {"see": by_sight(team_or_commander), "add": team_of_its_visit},
    models.IndicatorSeen: {
        "see": by_sight(lambda me, row: team_or_commander(me, row) or analyst_of_the_area(me, row.visit)),
        "add": team_of_its_visit,
    },
    models.Encounter: {verb: but_immigration("met_by", rule) for verb, rule in ENCOUNTER.items()},
    models.Account: SAID,
    models.ContactGiven: SAID,
    models.Arrest: {
        "see": lambda me, arrest: team_or_commander(me, arrest) or investigator(me, arrest),
        "add": team_of_its_visit,
        "take": investigator,
        "note_concern": lambda me, arrest: team_of_its_visit(me, arrest) or investigator(me, arrest),
    },
    models.FieldNote: {
        "see": but_immigration("by", writer_or_desk),
        "add": but_immigration("by", writer_at_no_visit_or_on_its_team),
        "add_to": but_immigration("by", lambda me, note: me.is_(note.by)),
    },
}
