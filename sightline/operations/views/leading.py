"""Pages: the operations there are, one of them, proposing one and moving it on."""

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Agency, Grant, Person, Role
from sightline.ledger.finding import find, listed, may, why
from sightline.operations import actions, trails
from sightline.operations.forms.leading import ProposeForm, WhyForm, WhyNotForm
from sightline.operations.happened import happened
from sightline.operations.models import (
    Decision,
    Operation,
    PartnerAction,
    PartnerAgency,
    Target,
    Tasking,
    Team,
    TeamMember,
)

TURNS = {
    "proposed": _("The commander's turn: approve it, or call it off"),
    "approved": _("The planners' turn: release the visits and brief the teams"),
    "briefed": _("The commander's turn: go live on the day"),
    "live": _("The teams' turn"),
    "closing": _("The commander's turn: see that every hand-over is done"),
    "closed": _("Nobody's turn: it is done"),
    "aborted": _("Nobody's turn: it was called off"),
}


class Move(NamedTuple):
    """A step of an operation as a page offers it."""

    verb: str
    button: Promise
    says: Promise


MOVES = {
    "approve": Move(
        "approve",
        _("Approve"),
        _("The operation may go ahead. Its planners go on to release visits and brief the teams."),
    ),
    "brief": Move(
        "brief", _("Say that everyone is briefed"), _("Each team has read its briefing and the operation can go live.")
    ),
    "go-live": Move(
        "go_live", _("Go live"), _("The first team is on its way. The board of the operation starts to count.")
    ),
    "begin-closing": Move(
        "begin_closing", _("Begin to close"), _("The last visit has its outcome. Only hand-overs remain.")
    ),
    "close": Move("close", _("Close"), _("Everything is handed over. The records stay; nothing more is added.")),
    "call-off": Move("call_off", _("Call off"), _("The operation stops for good. Its teams see this at once.")),
}


def index(request: HttpRequest) -> HttpResponse:
    """Page: the operations that the reader may see, running ones first."""
    operations = (
        Operation.objects.readable(by=request.person).select_related("lead", "area").order_by("-starts_on", "name")
    )
    rows = listed(operations, asked="operations")
    context = {
        "running": [row for row in rows if row.state in Operation.RUNNING],
        "coming": [row for row in rows if row.state in Operation.COMING][::-1],
        "past": [row for row in rows if row.state in Operation.PAST],
        "may_propose": may_propose(request.person),
        "visits": _my_visits(request),
    }
    return render(request, "operations/index.html", context)


def propose(request: HttpRequest) -> HttpResponse:
    """Page: propose a day or week of action."""
    initial = {"lead": request.person.agency_id, "kind": Operation.Kind.DAYS, **request.GET.dict()}
    form = ProposeForm(request.POST or None, by=request.person, initial=initial)
    if form.is_valid():
        operation = actions.propose(by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:operation", operation.ref)
    return render(request, "operations/propose.html", {"form": form})


def operation(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one operation."""
    record = find(Operation, ref)
    context = {
        "operation": record,
        "trail": trails.of_operation(),
        "turn": TURNS[record.state],
        "moves": _moves(record, request.person),
        "planning": may(record, "plan", request.person),
        "may_propose": may_propose(request.person),
        "running_or_past": record.state in (*Operation.RUNNING, *Operation.PAST),
        "targeting": may(record, "target", request.person),
        "happened": happened(record),
        "why": why(record, request.person),
        **_around(record, request.person),
        **_inside(record, request.person),
    }
    return render(request, "operations/operation.html", context)


def move(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """Page: take an operation one step on."""
    record, chosen = find(Operation, ref), MOVES.get(step)
    if chosen is None or (request.method == "GET" and not may(record, chosen.verb, request.person)):
        raise Http404
    form = (WhyNotForm if step == "call-off" else WhyForm)(request.POST or None)
    if form.is_valid():
        getattr(actions, chosen.verb)(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:operation", record.ref)
    return render(request, "operations/move.html", {"operation": record, "move": chosen, "form": form})


def may_propose(person: Person) -> bool:
    """Whether this person commands operations in any area."""
    return Grant.objects.filter(person=person, role=Role.COMMANDER).exists()


def _moves(record: Operation, by: Person) -> list[dict[str, Any]]:
    """The steps open to the reader now, the one that leads on first."""
    near = {step: one for step, one in MOVES.items() if record.state in record.STEPS[one.verb].before}
    return [
        {"step": step, "button": one.button, "says": one.says}
        for step, one in near.items()
        if may(record, one.verb, by)
    ]


def _around(record: Operation, by: Person) -> dict[str, Any]:
    """The week it is part of, what it follows, what follows it, and who takes part."""
    near = Operation.objects.readable(by=by).select_related("lead", "area")
    partners = list(
        PartnerAgency.objects.readable(by=by).filter(operation=record).select_related("agency").order_by("since")
    )
    children = list(near.filter(parent=record).order_by("name"))
    shown = {child.lead_id for child in children}
    return {
        "parent": near.filter(pk=record.parent_id).first(),
        "follows": near.filter(pk=record.follows_id).first(),
        "followed_by": list(near.filter(follows=record).order_by("starts_on")),
        "children": children,
        "others": sorted(
            {one.agency.name for one in partners if one.agency.kind.startswith("police") and one.agency_id not in shown}
        ),
        "partners": sorted(partners, key=lambda one: one.agency.name),
    }


def _inside(record: Operation, by: Person) -> dict[str, Any]:
    """What the reader may see of its places, teams, visits, decisions and promises."""
    return {
        "targets": list(Target.objects.readable(by=by).filter(operation=record).order_by("-priority", "label")),
        "teams": list(Team.objects.readable(by=by).filter(operation=record).order_by("name")),
        "taskings": list(Tasking.objects.readable(by=by).filter(operation=record).standing().order_by("starts_at")),
        "decisions": list(Decision.objects.readable(by=by).filter(operation=record).order_by("-decided_at")[:4]),
        "promises": list(PartnerAction.objects.readable(by=by).filter(operation=record, done_on__isnull=True)),
        "commander": Person.objects.filter(pk=record.commander_id).first(),
        "lead": Agency.objects.filter(pk=record.lead_id).first(),
    }


def _my_visits(request: HttpRequest) -> int:
    mine = TeamMember.objects.open().filter(person=request.person).values_list("team_id", flat=True)
    return Tasking.objects.waiting().filter(team__in=list(mine)).count()
