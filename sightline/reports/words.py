"""A report in words: its answers, its level and why, where it stands, whose turn it is."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sightline.kit.vocabulary import Entry, load, says
from sightline.reports.models import Level, Report, SanitisedReport

KIND = {Level.RED: "danger", Level.AMBER: "soon", Level.ROUTINE: "quiet"}  # how a level is drawn
VERBS = {
    "take": gettext_lazy("Taken"),
    "pass_on": gettext_lazy("Passed on"),
    "close": gettext_lazy("Closed"),
    "grade": gettext_lazy("Graded"),
    "send_back": gettext_lazy("Sent back by an analyst"),
    "check": gettext_lazy("Checked, and left the desk"),
    "turn_down": gettext_lazy("Sent back by a colleague"),
    "rewrite": gettext_lazy("Written again"),
}
HOW = {"saw": gettext_lazy("saw it"), "told": gettext_lazy("was told")}


class Answer(NamedTuple):
    """A question and its answer in words; `several` when there may be more than one."""

    question: Promise
    words: list[Any]


def answers(report: Report, texts: Mapping[str, str] | None = None) -> Iterator[Answer]:
    """What was answered, in the order of the questions; nothing for what was not. texts: as Particulars keep them."""
    told = report.answers | (texts or {})
    for question in load("reports/questions").values():
        given = getattr(report, question.get("field"), None) or told.get(question.get("field"))
        if given:
            yield Answer(question.label, in_words(question, given))
        if question.code == "W1" and report.signs:
            yield Answer(gettext_lazy("Signs"), [sign(report, code) for code in report.signs])


def later(given: Mapping[str, Any]) -> Iterator[Answer]:
    """What was answered with a later message, in the order of the questions. given: codes, by the fields of the questions."""
    if given.get("signs"):
        yield Answer(gettext_lazy("Signs"), [says("reports/signs", code) for code in given["signs"]])
    for question in load("reports/questions").values():
        if given.get(question.get("field")):
            yield Answer(question.label, in_words(question, given[question.get("field")]))


def earlier(report: Report) -> Iterator[tuple[datetime, list[Answer]]]:
    """What a partner had told before it told it again, the newest first: until when, and the answers that were others."""
    now = report.told
    for telling in report.earlier.order_by("-until"):
        other = {name: value for name, value in telling.told.items() if value != now.get(name)}
        yield telling.until, list(answers(Report(**other)))
        now = telling.told


def in_words(question: Entry, given: Any) -> list[Any]:
    """An answer as the reporter chose or wrote it."""
    labels = {option.code: option.label for option in question.options}
    return [labels.get(code, code) for code in (given if isinstance(given, list) else [given])]


def sign(report: Report, code: str) -> str:
    """A sign, and how the reporter knows of it."""
    how = "saw" if code in report.signs_seen else "told" if code in report.signs_told else ""
    words = says("reports/signs", code)
    return f"{words} ({HOW[how]})" if how else str(words)


def reasons(report: Report) -> list[Entry]:
    """The rules of danger that held, the most urgent first."""
    rules = load("reports/danger/rule")
    return [rules[code] for code in report.reasons if code in rules]


def heading(report: Report) -> Any:
    """What a colleague should see first."""
    found = [reason for reason in reasons(report) if reason.get("level") != Level.ROUTINE]
    return found[0].label if found else _("A report without a sign of danger")


def because(sentences: str) -> str:
    """The line at a page's foot that says why this reader sees it."""
    return _("You can see this because it is open to %(rules)s.") % {"rules": sentences} if sentences else ""


def trail(report: Report) -> list[dict[str, Any]]:
    """Where the report stands on the way."""
    gone = report.state == Report.State.PASSED_ON
    here = [{"name": _("Reports"), "url": reverse("reports:queue"), "here": not gone}]
    return [*here, {"name": _("Intelligence"), "here": gone}, {"name": _("Operations")}, {"name": _("Visits")}]


def tags(report: Report) -> Iterator[Any]:
    """What was heard in few words: the answers of which there may be several, the signs, how many people."""
    for question in load("reports/questions").values():
        given = getattr(report, question.get("field"), None)
        if given and (question.get("kind") == "several" or question.code in ("V1", "M1")):
            yield from in_words(question, given)
    yield from (sign(report, code) for code in report.signs)


def waiting(counts: Mapping[str, int]) -> tuple[str, str]:
    """The open reports in two sentences: how many wait, how many of all are in danger or with somebody.

    counts: of all, of those in danger now and of those that somebody looks at: "all", "red", "taken".
    """
    with_somebody, red = counts["taken"], counts["red"]
    count = counts["all"] - with_somebody
    wait = ngettext("One report waits for the desk", "%(n)s reports wait for the desk", count) % {"n": count}
    urgent = ngettext("One open report speaks of danger now.", "%(n)s open reports speak of danger now.", red) % {
        "n": red
    }
    taken = ngettext("One is being looked at.", "%(n)s are being looked at.", with_somebody) % {"n": with_somebody}
    told = [urgent if red else _("None speaks of danger now."), taken if with_somebody else ""]
    return (wait if count else _("No report waits for the desk"), " ".join(filter(None, told)))


def turn(report: Report, reader: Any, versions: Iterable[SanitisedReport] = ()) -> str:
    """Whose turn it is. versions: what was written of it to leave the desk."""
    for version in versions:
        if version.state == SanitisedReport.State.WRITTEN:
            yours = version.written_by_id != reader.pk
            return _("Your turn: check what may leave") if yours else _("A colleague’s turn: check what may leave")
    if report.state == Report.State.RECEIVED:
        return _("The desk’s turn: nobody has taken it yet")
    if report.state == Report.State.TAKEN:
        mine = report.taken_by_id == reader.pk
        return _("Your turn: pass it on, or close it") if mine else _("With %(name)s") % {"name": report.taken_by}
    return _("Nobody’s turn here") if report.state == Report.State.CLOSED else _("With the analysts")
