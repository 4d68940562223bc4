"""Who may what with a person in care; the safe address is for the provider's side and never for enforcement."""

from sightline.safeguarding import models

SPEAK = ("coordinator", "first responder", "support worker", "social worker")
ENFORCE = ("call handler", "analyst", "operation commander", "visiting officer", "investigator")
ENFORCE += ("immigration partner", "safeguarding coordinator")
STEPS = ("make_safe", "inform", "accept_help", "decline_help", "reach_first_place", "enter_support", "move_on")
DECISIONS = ("decide", "decide_reasonable_yes", "decide_reasonable_no", "decide_conclusive_yes", "decide_conclusive_no")


def holds(me, case):
    return me.holds(case)


def holds_its_case(me, row):
    return me.holds(row.case)


def speaks(me, row):
    return me.holds(row.case, SPEAK)


def met_the_person(me, place):
    return me.on(place.case.encounter.visit.team)


def finds_a_place(me, request):
    return me.at("placement coordinator", request.to)


def is_asked(me, request):
    return finds_a_place(me, request) and me.serves(
        "placement coordinator", request.case.encounter.visit.operation.area
    )


def provider(me, placement):
    return me.at("support worker", placement.provider) and me.shares_with(placement.request.to)


def offered_to_no_enforcer(rule):
    return lambda me, placement: rule(me, placement) and not me.has(*ENFORCE) and not me.for_immigration()


def but_immigration(rules):
    """The rules, for whoever does not act for an immigration agency."""
    return {verb: lambda me, row, rule=rule: rule(me, row) and not me.for_immigration() for verb, rule in rules.items()}


def investigator_of(me, relay):
    return me.is_(relay.investigator)


def either_end(me, relay):
    return holds_its_case(me, relay) or investigator_of(me, relay) or me.on_duty_desk(relay)


def for_the_person(me, message):
    return holds_its_case(me, message) or me.on_duty_desk(message.relay)


def enforces_there(me, urgent):
    area = urgent.relay.case.encounter.visit.operation.area
    return me.covers("investigator", area) or me.covers("operation commander", area)


def either_end_of_its_relay(me, message):
    return either_end(me, message.relay)


def writes_for_themself(me, message):
    mine = investigator_of(me, message.relay) and me.is_(message.written_by)
    return (for_the_person(me, message) and message.from_person_in_care) or (mine and not message.from_person_in_care)


def takes_or_shares(me, holding):
    opener = me.is_(holding.case.opened_by) and me.is_(holding.person) and holding.first
    return (holds_its_case(me, holding) and not me.is_(holding.person)) or opener


SPOKEN = {"see": speaks, "add": speaks}


def coordinates(me, crossing):
    return me.covers("safeguarding coordinator", crossing.case.encounter.visit.operation.area)


def coordinates_anothers(me, crossing):
    return coordinates(me, crossing) and not me.is_(crossing.asked_by)


RULES = {
    models.Case: {
        "see": holds,
        **dict.fromkeys((*STEPS, "keep_in_touch", "close", "hand_over", "record", "refer"), holds),
        "ask_for_a_place": lambda me, case: holds(me, case) and case.way == "adult",
        "cross": lambda me, case: me.holds(case, SPEAK),
        "add": lambda me, case: (
            me.is_(case.opened_by) and me.covers("safeguarding coordinator", case.encounter.visit.operation.area)
        ),
    },
    models.Holding: {
        "see": lambda me, row: holds_its_case(me, row) or me.is_(row.person),
        "add": takes_or_shares,
        "end": lambda me, row: me.is_(row.person) and row.ended_at is None,
    },
    models.Identity: SPOKEN,
    models.SafeContact: SPOKEN,
    models.Consent: {
        "see": lambda me, consent: speaks(me, consent) or me.sights("consents", consent.case),
        "add": lambda me, consent: speaks(me, consent) and me.is_(consent.explained_by),
    },
    models.Referral: {**SPOKEN, **dict.fromkeys((*DECISIONS, "rewrite", "send", "withdraw"), speaks)},
    models.FirstPlace: {
        "see": lambda me, place: holds_its_case(me, place) or met_the_person(me, place),
        "add": holds_its_case,
        "know": met_the_person,
    },
    models.PlacementRequest: {
        "see": lambda me, request: holds_its_case(me, request) or is_asked(me, request),
        "add": holds_its_case,
        "withdraw": holds_its_case,
        "take": is_asked,
        "place": is_asked,
    },
    models.Placement: {
        "see": offered_to_no_enforcer(lambda me, row: finds_a_place(me, row.request) or provider(me, row)),
        "add": offered_to_no_enforcer(lambda me, row: finds_a_place(me, row.request)),
        **dict.fromkeys(("accept", "decline", "end"), offered_to_no_enforcer(provider)),
    },
    models.Acceptance: {
        "see": lambda me, row: (
            holds_its_case(me, row) or finds_a_place(me, row.placement) or provider(me, row.placement)
        ),
        "add": lambda me, row: provider(me, row.placement) and me.is_(row.support_worker),
    },
    models.Relay: {"see": either_end, "add": speaks, "write": either_end, "urge": investigator_of},
    models.RelayMessage: {
        "see": either_end_of_its_relay,
        "add": writes_for_themself,
        "pass_on": for_the_person,
        "decline": for_the_person,
    },
    models.Urgent: {
        "see": lambda me, row: either_end(me, row.relay) or enforces_there(me, row) or me.has("auditor"),
        "add": investigator_of,
        "second": lambda me, row: enforces_there(me, row) and not investigator_of(me, row),
        "refuse": enforces_there,
    },
    models.Crossing: {
        "see": lambda me, row: holds_its_case(me, row) or coordinates(me, row) or me.has("auditor"),
        "add": lambda me, row: speaks(me, row) and me.is_(row.asked_by),
        "approve": coordinates_anothers,
        "confirm": lambda me, row: coordinates_anothers(me, row) and not me.is_(row.approved_by),
        "refuse": coordinates,
        "send": speaks,
    },
    models.FollowUp: {
        "see": speaks,
        "add": speaks,
        "tick": lambda me, row: me.holds(row.case, ["support worker"]),
    },
}

CELLS = {model: but_immigration(rules) for model, rules in RULES.items()}
CELLS[models.Crossed] = {
    "see": lambda me, row: speaks(me, row) or me.at("immigration partner", row.to),
    "add": speaks,
}
