"""Pages: the desk, answering a notice, and looking something up."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.desk import actions, looking, news
from sightline.desk.clocks import running
from sightline.desk.context import waiting_for
from sightline.desk.happened import today
from sightline.desk.inboxes import INBOXES
from sightline.desk.others import asked
from sightline.kit.facts import me
from sightline.kit.models import Notice
from sightline.kit.records import facts_of
from sightline.ledger.finding import listed
from sightline.reports.models import HandOver, Level, Report
from sightline.visits.reporting import may_report

ALARMS = "R-"  # what a notice is about where a report tells of danger
URGENT = (ALARMS, "UR-")  # and where a relay is asked to open because a life is in danger
SHORT, LONG, CLOCKS = 10, 200, 4


def desk(request: HttpRequest) -> HttpResponse:
    """Page: what waits for the reader and for others, and which clocks run."""
    waiting, show = waiting_for(request), request.GET.get("show", "")
    only = show if show in INBOXES else ""
    clocks = running(request.person, request.now)
    heading = news.heading(waiting)
    notices = sorted(listed(_open_notices(), asked="notices"), key=lambda notice: not _tells(notice, of=URGENT))
    context = {
        "now": request.now,
        "heading": heading,
        "greeting": news.greeting(waiting, clocks, heading),
        "waiting": waiting,
        "lines": waiting.lines(only, LONG if show else SHORT),
        "show": show,
        "left": 0 if show else max(0, waiting.all - SHORT),
        "others": asked(request.person, request.now),
        "clocks": clocks[:CLOCKS],
        "more_clocks": len(clocks[CLOCKS:]),
        "happened": today(request.person, request.now),
        "audits": facts_of(request.person, {("audits", ())})["audits", ()],
        "notices": notices,
        "alarms": sum(_tells(notice, of=(ALARMS,)) for notice in notices),
        "entrusted": bool(facts_of(request.person, {me.files_entrusted.key})[me.files_entrusted.key]),
        "in_the_field": may_report(request.person),
        "administers": facts_of(request.person, {me.administers.key})[me.administers.key],
    }
    return render(request, "desk/desk.html", context)


@require_POST
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that the reader is dealing with what a notice is about, and go there."""
    notice = _open_notices().filter(subject=ref).first()
    if notice is None:
        raise Http404
    actions.answer(notice, by=request.person, at=request.now)
    if notice.is_flood:
        return redirect("reports:held")
    return redirect(looking.page_of(notice.subject) or "desk:desk")


def find(request: HttpRequest) -> HttpResponse:
    """Page: a reference leads to its page; a place is chosen from those that the reader may see."""
    words = request.POST.get("q", "")[:200].strip()
    if page := looking.page_of(words):
        return redirect(page)
    found = looking.places(words, request.person)
    context = {"found": words, "places": found, "most": looking.MOST}
    return render(request, "desk/found.html", context | {"ask_about": looking.to_ask_about(words, request.person)})


def _open_notices() -> QuerySet[Notice]:
    """The notices of the reader's duties that nobody has answered and whose report nobody has taken, oldest first.

    is_flood: told of by the first report that is held. is_calm: about a report that the reader sees to be in no danger now,
    to which something was added; not one that a caller's handler gave to the duty desk.
    """
    reports = Report.objects.filter(ref=OuterRef("subject"))
    dealt_with, in_flood = reports.exclude(state=Report.State.RECEIVED), reports.filter(held=True)
    handed_over = HandOver.objects.filter(report__ref=OuterRef("subject"), to=HandOver.To.DUTY_DESK)
    calm = Exists(reports.exclude(level=Level.RED)) & ~Exists(handed_over)
    called = Notice.objects.filter(~Exists(dealt_with), answered_at=None)
    return called.annotate(is_flood=Exists(in_flood), is_calm=calm).order_by("sent_at")


def _tells(notice: Any, of: tuple[str, ...]) -> bool:
    """Whether it is about something of these kinds that is in danger now."""
    return notice.subject.startswith(of) and not notice.is_calm
