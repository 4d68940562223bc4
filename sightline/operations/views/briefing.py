"""Pages: a team's briefing, issuing the next version, saying that one has read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.agencies.models import Agency, Person
from sightline.ledger.finding import find, may, why
from sightline.operations import actions
from sightline.operations.forms.teams import BriefingForm
from sightline.operations.models import Briefing, BriefingCopy, Operation, Tasking, Team, TeamMember
from sightline.operations.papers import entries, plan_of


def briefing(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what a team is told before it goes, on screen and on paper."""
    team = find(Team, ref)
    operation = Operation.objects.filter(pk=team.operation_id).first()
    issued = _newest(team)
    copies = (
        list(BriefingCopy.objects.filter(briefing=issued).select_related("person").order_by("number")) if issued else []
    )
    taskings = list(Tasking.objects.told().filter(team=team).order_by("starts_at"))
    context = {
        "team": team,
        "operation": operation,
        "lead": operation and Agency.objects.filter(pk=operation.lead_id).first(),
        "commander": operation and Person.objects.filter(pk=operation.commander_id).first(),
        "people": TeamMember.objects.open().filter(team=team).select_related("person__agency").order_by("person__name"),
        "briefing": issued,
        "taskings": taskings,
        "entries": entries(taskings),
        "stale": bool(issued) and issued.plan != plan_of(taskings),
        "copies": copies,
        "mine": next((copy for copy in copies if copy.person_id == request.person.pk), None),
        "issuing": may(team, "brief", request.person),
        "why": why(team, request.person),
    }
    return render(request, "operations/briefing.html", context)


def issue(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: issue the next version of a team's briefing."""
    team = find(Team, ref)
    last = _newest(team)
    words = {name: getattr(last, name, "") for name in BriefingForm.base_fields}
    form = BriefingForm(request.POST or None, initial=words)
    if form.is_valid():
        actions.issue_briefing(team, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:briefing", team.ref)
    return render(request, "operations/issue.html", {"team": team, "form": form, "last": last})


@require_POST
def read(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that one has read one's copy."""
    team = find(Team, ref)
    copy = BriefingCopy.objects.filter(briefing=_newest(team), person=request.person).first()
    if copy:
        actions.acknowledge(copy, by=request.person, at=request.now)
    return redirect("operations:briefing", team.ref)


def _newest(team: Team) -> Briefing | None:
    return Briefing.objects.filter(team=team).order_by("-number").first()
