"""Pages: the teams of an operation, one team, who is on it, what a colleague brings."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sightline.ledger.finding import find, listed, may, why
from sightline.operations import actions, capabilities
from sightline.operations.forms.teams import CapabilityForm, JoinForm, TeamForm
from sightline.operations.models import Briefing, Capability, Operation, Tasking, Team, TeamMember
from sightline.operations.views.people import agencies_of, to_plan


def teams(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the teams of an operation, and a new one."""
    operation = to_plan(request, ref)
    form = TeamForm(request.POST or None, agencies=agencies_of(operation), initial={"agency": operation.lead_id})
    if form.is_valid():
        team = actions.form_team(operation, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:team", team.ref)
    members = list(TeamMember.objects.open().filter(operation=operation))
    can = capabilities.of_teams(members, operation.starts_on)
    rows = listed(Team.objects.filter(operation=operation).select_related("agency").order_by("name"), asked="teams")
    for row in rows:
        row.people = sum(1 for member in members if member.team_id == row.pk)
        row.brings = capabilities.in_words(can.get(row.pk, ()))
    return render(request, "operations/teams.html", {"operation": operation, "form": form, "teams": rows})


def team(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one team, its people with what each brings, and its visits."""
    record = find(Team, ref)
    operation = Operation.objects.filter(pk=record.operation_id).first()
    members = list(TeamMember.objects.open().filter(team=record).select_related("person__agency"))
    held = capabilities.of_people([member.person_id for member in members], day_of(operation, request))
    for member in members:
        member.brings = capabilities.in_words(held.get(member.person_id, ()))
    everything = set().union(*held.values())
    context = {
        "team": record,
        "operation": operation,
        "members": sorted(members, key=lambda member: member.person.name),
        "brings": capabilities.in_words(everything),
        "gated": capabilities.in_words(capabilities.gated(everything)),
        "taskings": Tasking.objects.readable(by=request.person).filter(team=record).standing().order_by("starts_at"),
        "briefing": Briefing.objects.filter(team=record).order_by("-number").first(),
        "staffing": may(record, "staff", request.person),
        "why": why(record, request.person),
    }
    return render(request, "operations/team.html", context)


def day_of(operation: Operation | None, request: HttpRequest) -> date:
    """The day for which capabilities count: the operation's first, or today."""
    return operation.starts_on if operation else request.now.date()


def join(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: put a person on the team."""
    record = find(Team, ref)
    already = set(TeamMember.objects.open().filter(team=record).values_list("person_id", flat=True))
    agencies = {record.agency_id, *agencies_of(record.operation)}
    form = JoinForm(request.POST or None, agencies=agencies, already={*already, request.person.pk})
    if form.is_valid():
        actions.join_team(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:team", record.ref)
    return render(request, "operations/join.html", {"team": record, "form": form})


@require_POST
def leave(request: HttpRequest, ref: str) -> HttpResponse:
    """Take a person off the team."""
    record = find(Team, ref)
    member = TeamMember.objects.open().filter(team=record, person__ref=request.POST.get("person", "")).first()
    if member:
        actions.leave_team(member, by=request.person, at=request.now)
    return redirect("operations:team", record.ref)


def training(request: HttpRequest) -> HttpResponse:
    """Page: what the people of the reader's agency can bring, and a new entry."""
    form = CapabilityForm(request.POST or None, by=request.person)
    if form.is_valid():
        actions.record_capability(by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:training")
    held = (
        Capability.objects.filter(agency=request.person.agency_id)
        .select_related("person")
        .order_by("person__name", "code")
    )
    rows = listed(held, asked="capabilities of the agency")
    today = request.now.date()
    for row in rows:
        row.says = capabilities.says(row.code)
        row.lapsed = bool(row.until and row.until < today)
    return render(request, "operations/training.html", {"form": form, "held": rows})
