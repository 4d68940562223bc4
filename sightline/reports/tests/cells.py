"""Who may what with reports: the desk that received it, and the partner that sent it."""

from datetime import timedelta

from sightline.reports.models import (
    Attachment,
    Call,
    CallDraft,
    CallNote,
    DeskMessage,
    EarlierTelling,
    Entrusted,
    HandOver,
    Joined,
    LevelChange,
    Original,
    Particulars,
    Receipt,
    Report,
    ReporterContact,
    ReporterMessage,
    Reviewer,
    SanitisedReport,
    Sheet,
    Signpost,
    Translation,
    Wish,
    Wording,
)


def desk(me, report):
    return me.at("call handler", report.desk)


def desk_or_sender(me, report):
    return desk(me, report) or me.at("visiting partner", report.partner)


def officer_with_a_field_note(me, report):
    return report.door == "field" and report.state == "received" and me.at("visiting officer", report.partner)


def desk_of_its_report(me, row):
    return desk(me, row.report)


def takes_the_call(me, row):
    return desk(me, row) and me.is_(row.handler)


def lies_there(me, draft):
    return desk(me, draft) and draft.ended_at is None and me.now - draft.saved_at > timedelta(minutes=15)


def analyst(me, sanitised):
    return me.covers("analyst", sanitised.area)


def looks_for(me, row, *roles):
    """Whether the desk named them for the files of the report, and they still hold such a role."""
    return me.entrusted(row.report) and me.has(*roles)


def files(me, row):
    named = looks_for(me, row, "investigator", "operation commander", "safeguarding coordinator")
    return desk_of_its_report(me, row) or analyst(me, row) or named or me.sights("files", row.report)


def originals(me, row):
    return looks_for(me, row, "investigator") or me.sights("originals", row.report)


def brings(me, row):
    return desk_or_sender(me, row.report)


def second_pair_of_eyes(me, row):
    return desk_of_its_report(me, row) and not me.is_(row.written_by)


def analyst_of_what_left(me, row):
    return analyst(me, row) and row.left_at is not None


def with_a_report(me, row):
    return True


def but_immigration(rules):
    """The rules, for whoever does not act for an immigration agency."""
    return {verb: lambda me, row, rule=rule: rule(me, row) and not me.for_immigration() for verb, rule in rules.items()}


def but_immigrations_own(rule):
    return lambda me, report: rule(me, report) and (not me.for_immigration() or me.works_at(report.partner))


def by_sight(rule, part="report"):
    """The rule, or an open sight of that part of the row's report."""
    return lambda me, row: rule(me, row) or me.sights(part, row.report)


def but_immigrations_own_of_its_report(rule):
    return lambda me, row: rule(me, row) and (not me.for_immigration() or me.works_at(row.report.partner))


def with_an_officers_note(me, row):
    return brings(me, row) or me.at("visiting officer", row.report.partner)


REPORT = {
    "see": lambda me, report: desk_or_sender(me, report) or me.sights("report", report),
    "add": lambda me, report: desk_or_sender(me, report) or officer_with_a_field_note(me, report),
    **dict.fromkeys(("take", "pass_on", "close", "entrust", "set_level", "write", "let_in", "translate", "join"), desk),
    "attach": desk_or_sender,
    "hear": lambda me, report: desk(me, report) and report.door == "call",
    "tell_again": lambda me, report: desk_or_sender(me, report) and report.partner is not None,
}

CELLS = {
    Report: {verb: but_immigrations_own(rule) for verb, rule in REPORT.items()},
    (Report, "sl_public"): {"add": lambda me, report: report.door == "public" and report.state == "received"},
    (Receipt, "sl_public"): {"add": with_a_report},
    Particulars: {
        "see": but_immigrations_own_of_its_report(by_sight(brings)),
        "add": but_immigrations_own_of_its_report(with_an_officers_note),
    },
    Sheet: {
        "see": but_immigrations_own_of_its_report(by_sight(brings)),
        "add": but_immigrations_own_of_its_report(lambda me, row: me.is_(row.by) and brings(me, row)),
    },
    (Particulars, "sl_public"): {"add": with_a_report},
    Attachment: but_immigration(
        {
            "see": files,
            "add": lambda me, row: with_an_officers_note(me, row) and row.area is None,
            "let_see": lambda me, row: desk_of_its_report(me, row) and row.outcome == "clean",
        }
    ),
    (Attachment, "sl_public"): {"add": lambda me, row: row.area is None},
    Original: but_immigration(
        {"see": originals, "add": with_an_officers_note, "open": lambda me, row: originals(me, row) and me.confirmed}
    ),
    (Original, "sl_public"): {"add": with_a_report},
    Entrusted: but_immigration(
        {
            "see": lambda me, row: desk_of_its_report(me, row) or me.is_(row.person),
            "add": lambda me, row: desk_of_its_report(me, row) and me.is_(row.by) and not me.is_(row.person),
            "end": desk_of_its_report,
        }
    ),
    LevelChange: but_immigration(
        {
            "see": desk_of_its_report,
            "add": lambda me, row: desk_of_its_report(me, row) and me.is_(row.asked_by) and row.answered_by is None,
            "settle": lambda me, row: desk_of_its_report(me, row) and me.is_(row.asked_by) and row.was != "red",
            **dict.fromkeys(
                ("agree", "leave"), lambda me, row: desk_of_its_report(me, row) and not me.is_(row.asked_by)
            ),
        }
    ),
    ReporterMessage: but_immigration({"see": desk_of_its_report}),
    DeskMessage: but_immigration(
        {"see": desk_of_its_report, "add": lambda me, row: desk_of_its_report(me, row) and me.is_(row.by)}
    ),
    EarlierTelling: but_immigration({"see": desk_of_its_report}),
    Call: but_immigration(
        {"see": by_sight(desk_of_its_report), "add": takes_the_call, "amend": takes_the_call, "end": takes_the_call}
    ),
    CallDraft: but_immigration(
        {
            "see": by_sight(lambda me, row: takes_the_call(me, row) or lies_there(me, row)),
            "add": takes_the_call,
            "keep": takes_the_call,
            "end": takes_the_call,
            "pick_up": lies_there,
        }
    ),
    HandOver: but_immigration(
        {"see": by_sight(desk_of_its_report), "add": lambda me, row: desk_of_its_report(me, row) and me.is_(row.by)}
    ),
    Joined: but_immigration(
        {
            "see": desk_of_its_report,
            "add": lambda me, row: desk_of_its_report(me, row) and me.is_(row.by),
            "part": desk_of_its_report,
        }
    ),
    CallNote: but_immigration({"see": by_sight(desk_of_its_report), "add": desk_of_its_report}),
    ReporterContact: but_immigration({"see": by_sight(desk_of_its_report, "contact"), "add": desk_of_its_report}),
    (ReporterContact, "sl_public"): {"add": with_a_report},
    Translation: but_immigration(
        {"see": desk_of_its_report, "add": lambda me, row: desk_of_its_report(me, row) and me.is_(row.by)}
    ),
    Reviewer: {
        "see": lambda me, row: me.has("administrator") or me.is_(row.person),
        "add": lambda me, row: me.has("administrator") and me.is_(row.named_by) and not me.is_(row.person),
        "end": lambda me, row: me.has("administrator"),
    },
    Wording: {
        "see": lambda me, row: me.signed_in,
        "add": lambda me, row: me.reviews(row.language) and me.is_(row.by),
    },
    (Wording, "sl_public"): {"see": with_a_report},
    Wish: but_immigration(dict.fromkeys(("see", "tell", "decline"), desk_of_its_report)),
    (Wish, "sl_public"): {"add": with_a_report},
    Signpost: {"see": lambda me, row: me.signed_in, "add": lambda me, row: me.has("administrator")},
    (Signpost, "sl_public"): {"see": with_a_report},
    SanitisedReport: but_immigration(
        {
            "see": lambda me, row: desk_of_its_report(me, row) or analyst_of_what_left(me, row),
            "add": lambda me, row: desk_of_its_report(me, row) and me.is_(row.written_by),
            "rewrite": desk_of_its_report,
            "release": lambda me, row: desk_of_its_report(me, row) and row.level == "routine",
            "check": second_pair_of_eyes,
            "turn_down": second_pair_of_eyes,
            "grade": analyst_of_what_left,
            "send_back": analyst_of_what_left,
        }
    ),
}
