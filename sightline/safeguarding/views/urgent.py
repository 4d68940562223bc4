"""Pages: a life in danger: asking, and agreeing or refusing as the second person."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sightline.agencies.models import Person
from sightline.kit.steps import history
from sightline.ledger.finding import find, may, why
from sightline.safeguarding import actions
from sightline.safeguarding.forms.relays import RefuseUrgentForm, UrgentForm
from sightline.safeguarding.models import Relay, Urgent


def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: say that a life is in danger, and why."""
    relay = find(Relay, ref)
    if not may(relay, "urge", request.person):
        raise Http404
    form = UrgentForm(request.POST or None)
    if form.is_valid():
        made = actions.ask_urgently(relay, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:urgent", made.ref)
    return render(request, "safeguarding/ask_urgently.html", {"relay": relay, "form": form})


def urgent(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what was said, who agreed, and until when it is open."""
    record = find(Urgent, ref)
    form = RefuseUrgentForm(request.POST or None)
    if form.is_valid():
        actions.refuse_urgent(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:urgent", record.ref)
    people = {record.investigator_id, record.seconded_by_id}
    context = {
        "urgent": record,
        "names": dict(Person.objects.filter(pk__in=people - {None}).values_list("pk", "name")),
        "over": record.ends_at is not None and record.ends_at <= timezone.now(),
        "can": {verb: may(record, verb, request.person) for verb in ("second", "refuse")},
        "reason": next((step.why for step in history(record)), ""),
        "form": form,
        "why": why(record, request.person),
    }
    return render(request, "safeguarding/urgent.html", context)


@require_POST
def second(request: HttpRequest, ref: str) -> HttpResponse:
    """Agree, as the second person; the four hours are real ones."""
    record = find(Urgent, ref)
    actions.second(record, by=request.person, at=request.now, real=timezone.now())
    return redirect("safeguarding:urgent", record.ref)
