"""Pages: the timetable of a day, sending a team, one visit, releasing and withdrawing it."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sightline.agencies.models import Person
from sightline.ledger.finding import find, listed, may, why
from sightline.operations import actions, capabilities, trails
from sightline.operations.forms.leading import WhyNotForm
from sightline.operations.forms.sending import DayForm, TaskForm
from sightline.operations.happened import happened
from sightline.operations.models import Decision, Operation, Target, Tasking, Team, TeamMember
from sightline.operations.timetable import Day, span
from sightline.operations.views.people import to_plan


def week(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one day of an operation, teams against hours, and the chosen places that no team has."""
    operation = to_plan(request, ref)
    taskings = listed(Tasking.objects.standing().filter(operation=operation), asked="timetable", most=2_000)
    day = _drawn(operation, _asked(request, operation), taskings)
    targets = list(Target.objects.filter(operation=operation, state=Target.State.CHOSEN))
    unserved = day.unserved(targets)
    context = {
        "operation": operation,
        "day": day,
        "days": _days(operation, day.on, taskings),
        "unserved": unserved,
        "to_release": sum(tasking.state == Tasking.State.PLANNED for tasking in day.today),
        "all_points": sum(target.priority for target in targets),
        "points": sum(target.priority for target in targets) - sum(one.target.priority for one in unserved),
        "places": len(targets),
        "double": _named(day.in_two_places()),
        "decisions": Decision.objects.filter(operation=operation)
        .select_related("decided_by")
        .order_by("-decided_at")[:4],
        "why": why(operation, request.person),
    }
    return render(request, "operations/week.html", context)


def task(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: send a team to a chosen place."""
    target = find(Target, ref)
    operation = Operation.objects.get(pk=target.operation_id)
    asked = _asked(request, operation)
    form = TaskForm(
        request.POST or None, operation=operation, initial={"day": asked, "starts": "09:00", **request.GET.dict()}
    )
    if form.is_valid():
        tasking = actions.task(target, by=request.person, at=request.now, **form.cleaned_data)
        return redirect(
            f"{reverse('operations:week', args=[operation.ref])}?day={timezone.localdate(tasking.starts_at)}"
        )
    day = _drawn(operation, asked, list(Tasking.objects.standing().filter(operation=operation)))
    context = {
        "target": target,
        "operation": operation,
        "form": form,
        "day": day,
        "needs": capabilities.in_words(target.needs),
    }
    return render(request, "operations/task.html", context)


def tasking(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one visit, as its team may read it."""
    record = find(Tasking, ref)
    operation = Operation.objects.filter(pk=record.operation_id).first()
    target = Target.objects.filter(pk=record.target_id).first()
    context = {
        "tasking": record,
        "team": Team.objects.filter(pk=record.team_id).first(),
        "operation": operation,
        "target": target,
        "trail": trails.of_tasking(record, operation, target),
        "releasing": may(record, "release", request.person),
        "withdrawing": may(record, "withdraw", request.person),
        "moving": may(record, "move", request.person),
        "beginning": may(record, "begin", request.person),
        "happened": happened(record),
        "why": why(record, request.person),
    }
    return render(request, "operations/tasking.html", context)


def move(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: give a planned visit another team or time."""
    record = find(Tasking, ref)
    operation = Operation.objects.get(pk=record.operation_id)
    form = TaskForm(request.POST or None, operation=operation, but=record, initial=_as_typed(record))
    if form.is_valid():
        actions.move(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:tasking", record.ref)
    return render(request, "operations/move_visit.html", {"tasking": record, "operation": operation, "form": form})


@require_POST
def release(request: HttpRequest, ref: str) -> HttpResponse:
    """Release one visit to its team."""
    record = find(Tasking, ref)
    actions.release(record, by=request.person, at=request.now)
    return redirect("operations:tasking", record.ref)


@require_POST
def release_day(request: HttpRequest, ref: str) -> HttpResponse:
    """Release every planned visit of a day to its team."""
    operation = to_plan(request, ref)
    first, last = span(_asked(request, operation))
    for record in Tasking.objects.filter(operation=operation, state=Tasking.State.PLANNED).between(first, last):
        actions.release(record, by=request.person, at=request.now)
    return redirect(f"{reverse('operations:week', args=[operation.ref])}?day={timezone.localdate(first)}")


def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: take a visit away from its team."""
    record = find(Tasking, ref)
    form = WhyNotForm(request.POST or None)
    if form.is_valid():
        actions.withdraw(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:tasking", record.ref)
    return render(request, "operations/withdraw.html", {"tasking": record, "form": form})


def mine(request: HttpRequest) -> HttpResponse:
    """Page: the visits released to the reader's own teams."""
    teams = TeamMember.objects.open().filter(person=request.person).values_list("team_id", flat=True)
    visits = Tasking.objects.told().filter(team__in=list(teams)).select_related("team").order_by("starts_at")
    rows = listed(visits, asked="my visits")
    context = {
        "waiting": [row for row in rows if row.state == Tasking.State.RELEASED],
        "begun": [row for row in rows if row.state == Tasking.State.BEGUN],
        "teams": list(Team.objects.filter(pk__in=list(teams)).order_by("name")),
    }
    return render(request, "operations/mine.html", context)


def _asked(request: HttpRequest, operation: Operation) -> date:
    """The day asked for, else today when the operation runs, else its first."""
    form = DayForm(request.GET if request.method == "GET" else {**request.GET.dict(), **request.POST.dict()})
    day = (form.is_valid() and form.cleaned_data["day"]) or timezone.localdate(request.now)
    return day if operation.starts_on <= day <= operation.ends_on else operation.starts_on


def _drawn(operation: Operation, on: date, taskings: list[Tasking]) -> Day:
    teams = list(Team.objects.filter(operation=operation).order_by("name"))
    members = list(TeamMember.objects.open().filter(operation=operation))
    return Day(on, teams, taskings, members, capabilities.of_teams(members, on))


def _days(operation: Operation, here: date, taskings: list[Tasking]) -> list[dict[str, Any]]:
    """The days of the operation with how many visits each has."""
    all_days = [
        operation.starts_on + timedelta(days=n) for n in range((operation.ends_on - operation.starts_on).days + 1)
    ]
    counts = {day: sum(timezone.localdate(one.starts_at) == day for one in taskings) for day in all_days}
    page = reverse("operations:week", args=[operation.ref])
    return [
        {
            "name": written(day, "D j"),
            "note": ngettext("%(n)s visit", "%(n)s visits", counts[day]) % {"n": counts[day]},
            "url": f"{page}?day={day}",
            "here": day == here,
        }
        for day in all_days
    ]


def _named(double: list) -> list[dict[str, Any]]:
    people = dict(Person.objects.filter(pk__in=[person for person, *_both in double]).values_list("pk", "name"))
    return [{"name": people.get(person, ""), "one": one, "two": two} for person, one, two in double]


def _as_typed(record: Tasking) -> dict[str, Any]:
    starts = timezone.localtime(record.starts_at)
    length = int((record.ends_at - record.starts_at).total_seconds() // 60)
    words = {"known": record.known, "risks": record.risks, "linked_start": record.linked_start}
    team = Team.objects.filter(pk=record.team_id).values_list("ref", flat=True).first()
    return {"team": team, "day": starts.date(), "starts": starts.time(), "minutes": length, **words}
