"""Who may what with the directory, the roles people hold, and what they sign in with."""

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


def any_staff(me, row):
    return me.signed_in


def anybody(me, row):
    return True


def administrator(me, row):
    return me.has("administrator")


def grants_to_others(me, grant):
    return me.has("administrator") and not me.is_(grant.person)


def their_administrator(me, person):
    return me.confirmed and me.at("administrator", person.agency) and not me.is_(person)


def mine(me, row):
    return me.is_(row.person)


def mine_confirmed(me, row):
    return me.confirmed and me.is_(row.person)


def mine_standing(me, row):
    return me.is_(row.person) and row.ended_at is None


def here_or_mine(me, row):
    return me.works_at(row.agency) or me.is_(row.person)


def administers(me, row):
    return me.at("administrator", row.agency)


def issues(me, token):
    return me.confirmed and administers(me, token) and me.is_(token.issued_by) and not me.is_(token.person)


def starts(me, row):
    return me.confirmed and me.at("administrator", row.agency) and me.is_(row.started_by) and not me.is_(row.person)


def second_person(me, row):
    return me.confirmed and me.works_at(row.agency) and not me.is_(row.started_by) and not me.is_(row.person)


BY_TWO = {"see": lambda me, row: here_or_mine(me, row) or me.has("auditor"), "add": starts, "vouch": second_person}

CELLS = {
    Token: {
        "see": lambda me, token: administers(me, token) or me.has("auditor"),
        "add": issues,
        "end": administers,
    },
    Area: {"see": any_staff},
    (Area, "sl_public"): {"see": anybody},
    Agency: {"see": any_staff, "issue": lambda me, agency: me.confirmed and me.at("administrator", agency)},
    (Agency, "sl_public"): {"see": anybody},
    Person: {
        "see": any_staff,
        "add": administrator,
        "grant": administrator,
        "invite": their_administrator,
        "name": their_administrator,
        "end_sessions": lambda me, person: me.is_(person),
        "change_password": lambda me, person: me.confirmed and me.is_(person),
        "sign_out": their_administrator,
    },
    Grant: {
        "see": lambda me, grant: me.is_(grant.person) or me.has("auditor", "administrator"),
        "add": grants_to_others,
        "end": grants_to_others,
    },
    **{model: {"see": mine, "add": mine_confirmed, "end": mine_confirmed} for model in (Passkey, CodeGenerator)},
    CodeSecret: {"add": mine_confirmed},
    (Passkey, "sl_door"): {"see": mine_standing, "use": mine_standing},
    (CodeGenerator, "sl_door"): {"see": mine_standing},
    (CodeSecret, "sl_door"): {"see": mine, "use": mine},
    Invitation: BY_TWO | {"withdraw": here_or_mine},
    (Invitation, "sl_door"): {"see": mine, "use": mine},
    Half: {"add": lambda me, half: me.confirmed and me.is_(half.held_by)},
    Identity: BY_TWO | {"end": here_or_mine},
}
