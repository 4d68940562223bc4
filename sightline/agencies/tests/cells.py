"""Who may what with the directory and the roles people hold."""

from sightline.agencies.models import Agency, Area, Grant, Person


def any_staff(me, row):
    return me.signed_in


def anybody(me, row):
    return True


def administrator(me, row):
    return me.has("administrator")


def grants_to_others(me, grant):
    return me.has("administrator") and not me.is_(grant.person)


CELLS = {
    Area: {"see": any_staff},
    (Area, "sl_public"): {"see": anybody},
    Agency: {"see": any_staff},
    (Agency, "sl_public"): {"see": anybody},
    Person: {"see": any_staff, "add": administrator, "grant": administrator},
    Grant: {
        "see": lambda me, grant: me.is_(grant.person) or me.has("auditor", "administrator"),
        "add": grants_to_others,
        "end": grants_to_others,
    },
}
