"""Who may what with investigations and custody."""

from sightline.justice.models import Custody, CustodyEvent, Investigation, Investigator, Order, Suspect


def leads(me, investigation):
    return me.is_(investigation.lead)


def works(me, investigation):
    return me.investigates(investigation)


def leads_or_works(me, investigation):
    return leads(me, investigation) or works(me, investigation)


def works_on_its_case(me, row):
    return works(me, row.investigation)


def custody_staff(me, custody):
    return me.covers("investigator", custody.arrest.visit.operation.area)


def custody_staff_of_its_custody(me, event):
    return custody_staff(me, event.custody)


OF_THE_CASE = {
    "see": lambda me, row: works_on_its_case(me, row) or me.sights("investigation", row.investigation),
    "add": works_on_its_case,
}
VERBS = ("book_in", "bail", "release", "charge", "end_without_action", "leave_unstated", "record", "attach")

CELLS = {
    Investigation: {
        "see": leads_or_works,
        "work": leads_or_works,
        "close": leads,
        "staff": leads,
        "add": lambda me, row: leads(me, row) and me.covers("investigator", row.area),
    },
    Investigator: {
        "see": lambda me, row: me.is_(row.person) or leads_or_works(me, row.investigation),
        "add": lambda me, row: leads(me, row.investigation),
        "leave": lambda me, row: leads(me, row.investigation),
    },
    Suspect: OF_THE_CASE,
    Order: OF_THE_CASE,
    Custody: {
        "see": lambda me, row: (
            custody_staff(me, row) or me.in_(row.operation, "commander") or me.sights("custody", row)
        ),
        "add": custody_staff,
        **dict.fromkeys((*VERBS, "raise_concern"), custody_staff),
    },
    CustodyEvent: {
        "see": lambda me, row: custody_staff_of_its_custody(me, row) or me.sights("custody", row.custody),
        "add": custody_staff_of_its_custody,
    },
}
