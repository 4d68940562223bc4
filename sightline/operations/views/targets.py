"""Pages: the places of an operation, proposing them from premises, choosing how each is visited."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sightline.intelligence.models import Concern
from sightline.kit.vocabulary import says
from sightline.ledger.finding import find, listed, may, why
from sightline.operations import actions, trails
from sightline.operations.forms.leading import WhyNotForm
from sightline.operations.forms.targets import ChooseForm, FindForm, PlacesForm, QuestionsForm
from sightline.operations.happened import happened
from sightline.operations.models import Answer, Operation, Target, Tasking
from sightline.operations.proportion import suggest
from sightline.places.models import Premises


def places(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the places proposed and chosen for an operation."""
    operation = find(Operation, ref)
    if not may(operation, "target", request.person):
        raise Http404
    targets = Target.objects.filter(operation=operation).order_by("state", "-priority", "label")
    sent = set(Tasking.objects.standing().filter(operation=operation).values_list("target_id", flat=True))
    rows = listed(targets, asked="targets")
    for row in rows:
        row.has_team = row.pk in sent
    return render(
        request,
        "operations/places.html",
        {"operation": operation, "targets": rows, "why": why(operation, request.person)},
    )


def propose_places(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: premises of the area that are a concern, to propose for the operation."""
    operation = find(Operation, ref)
    if not may(operation, "target", request.person):
        raise Http404
    form = PlacesForm(request.POST if request.method == "POST" else None, by=request.person)
    if form.is_valid():
        for premises in form.cleaned_data["premises"]:
            concern = in_words(_open_concerns(request).filter(premises=premises).first())
            actions.propose_target(operation, by=request.person, at=request.now, premises=premises, concern=concern)
        return redirect("operations:places", operation.ref)
    finding = FindForm(request.GET)
    words = finding.cleaned_data["q"] if finding.is_valid() else ""
    context = {"operation": operation, "form": form, "finding": finding, "q": words}
    context["places"] = _candidates(request, operation, words)
    return render(request, "operations/propose_places.html", context)


def target(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one place of an operation."""
    record = find(Target, ref)
    operation = Operation.objects.filter(pk=record.operation_id).first()
    context = {
        "target": record,
        "operation": operation,
        "trail": trails.of_target(record, operation),
        "taskings": Tasking.objects.filter(target=record).select_related("team").order_by("starts_at"),
        "choosing": may(record, "choose", request.person),
        "dropping": may(record, "drop", request.person),
        "reconsidering": may(record, "reconsider", request.person),
        "tasking": record.state == Target.State.CHOSEN and may(record, "task", request.person),
        "happened": happened(record),
        "why": why(record, request.person),
    }
    return render(request, "operations/target.html", context)


def choose(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the graduated response. First the questions, then what they suggest and the commander's choice."""
    record = find(Target, ref)
    questions = QuestionsForm(request.GET or None)
    if request.method == "GET" and not questions.is_valid():
        return render(request, "operations/questions.html", {"target": record, "form": questions})
    answers = {name: request.POST.get(name) or request.GET.get(name, "") for name in questions.fields}
    suggestion = suggest(**answers, concern=bool(record.concern))
    form = ChooseForm(request.POST or None, initial={**answers, "visit_type": suggestion.visit_type})
    if form.is_valid():
        actions.choose_target(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:target", record.ref)
    context = {"target": record, "form": form, "suggestion": suggestion, "answers": _told(questions, answers)}
    return render(request, "operations/choose.html", context)


def drop(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: take a place out of the operation."""
    record = find(Target, ref)
    form = WhyNotForm(request.POST or None)
    if form.is_valid():
        actions.drop_target(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:target", record.ref)
    return render(request, "operations/drop.html", {"target": record, "form": form})


def reconsider(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: put a place before the commander again."""
    record = find(Target, ref)
    form = WhyNotForm(request.POST or None)
    if form.is_valid():
        actions.reconsider_target(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("operations:target", record.ref)
    return render(request, "operations/reconsider.html", {"target": record, "form": form})


def in_words(concern: Concern | None) -> str:
    """A concern as the planners of an operation may read it: what kind, by which means, why."""
    if concern is None:
        return ""
    kinds = ", ".join(str(says("intelligence/exploitation", code)) for code in concern.exploitation)
    means = ", ".join(str(says("intelligence/control", code)) for code in concern.control)
    heads = [kinds, _("Means of control: %(means)s") % {"means": means} if means else ""]
    return "\n".join([". ".join(head for head in heads if head), concern.reason]).strip()


def _candidates(request: HttpRequest, operation: Operation, asked: str) -> list[dict[str, Any]]:
    """Premises of the operation's area, those with the newest concern first, without those already proposed."""
    taken = list(Target.objects.filter(operation=operation).values_list("premises_id", flat=True))
    premises = Premises.objects.readable(by=request.person).filter(area=operation.area_id).exclude(pk__in=taken)
    concerns = _open_concerns(request).filter(area=operation.area_id)
    if asked:
        named = premises.filter(name__icontains=asked).order_by("name")
        found = listed(named, asked="premises by name", typed=[asked], most=50)
        concerns = concerns.filter(premises__in=found)
    else:
        concerned = list(concerns.values_list("premises_id", flat=True)[:100])
        found = listed(premises.filter(pk__in=concerned), asked="premises that are a concern", most=100)
    newest = {concern.premises_id: concern for concern in reversed(concerns[:200])}
    rows = [{"premises": place, "concern": newest.get(place.pk)} for place in found]
    return sorted(rows, key=lambda row: (row["concern"] is None, row["premises"].name))


def _open_concerns(request: HttpRequest) -> Any:
    return Concern.objects.readable(by=request.person).filter(state=Concern.State.OPEN).order_by("-raised_at")


def _told(questions: QuestionsForm, answers: dict[str, str]) -> list[dict[str, Any]]:
    """The questions with their answers in words."""
    words = dict(Answer.choices)
    return [
        {"word": words.get(answers[name], ""), "kind": "quiet", "what": field.label}
        for name, field in questions.fields.items()
    ]
