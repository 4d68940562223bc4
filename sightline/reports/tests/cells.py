"""Who may what with reports: the desk that received it, and the partner that sent it."""

from sightline.reports.models import CallNote, EarlierTelling, Receipt, Report, ReporterContact, SanitisedReport


def desk(me, report):
    return me.at("call handler", report.desk)


def desk_or_sender(me, report):
    return desk(me, report) or me.at("visiting partner", report.partner)


def desk_of_its_report(me, row):
    return desk(me, row.report)


def analyst(me, sanitised):
    return me.covers("analyst", sanitised.area)


def with_a_report(me, row):
    return True


CELLS = {
    Report: {
        "see": desk_or_sender,
        "add": desk_or_sender,
        **dict.fromkeys(("take", "pass_on", "close"), desk),
        "hear": lambda me, report: desk(me, report) and report.door == "call",
        "tell_again": lambda me, report: desk_or_sender(me, report) and report.partner is not None,
    },
    (Report, "sl_public"): {"add": lambda me, report: report.door == "public" and report.state == "received"},
    (Receipt, "sl_public"): {"add": with_a_report},
    EarlierTelling: {"see": desk_of_its_report},
    CallNote: {"see": desk_of_its_report, "add": desk_of_its_report},
    ReporterContact: {"see": desk_of_its_report, "add": desk_of_its_report},
    (ReporterContact, "sl_public"): {"add": with_a_report},
    SanitisedReport: {
        "see": lambda me, row: desk_of_its_report(me, row) or analyst(me, row),
        "add": desk_of_its_report,
        "rewrite": desk_of_its_report,
        "grade": analyst,
        "send_back": analyst,
    },
}
