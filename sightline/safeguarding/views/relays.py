"""Pages: the relay, at both its ends."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sightline.agencies.models import Person
from sightline.kit.steps import history
from sightline.ledger.finding import find, why
from sightline.safeguarding import actions
from sightline.safeguarding.forms.relays import DeclineForm, MessageForm, RelayForm
from sightline.safeguarding.models import Case, Relay, RelayMessage
from sightline.safeguarding.views.cases import form_page


def open_relay(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: let an investigator reach the person without learning where they are."""
    case = find(Case, ref)
    form = RelayForm(request.POST or None, by=request.person)
    if form.is_valid():
        relay = actions.open_relay(case, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:relay", relay.ref)
    lede = _("The investigator sees what they write and what is answered: no name but this one, no place, no number.")
    return form_page(request, case, form, _("Open a relay"), lede=lede, button=_("Open the relay"))


def relay(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what went through one relay, and writing on."""
    record = find(Relay, ref)
    answers = record.investigator_id != request.person.pk
    form = MessageForm(request.POST or None, answers=answers)
    if form.is_valid():
        actions.write(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:relay", record.ref)
    context = {
        "relay": record,
        "investigator": Person.objects.select_related("agency").get(pk=record.investigator_id),
        "said": _with_reasons(RelayMessage.objects.filter(relay=record.pk).order_by("written_at")),
        "answers": answers,
        "case": Case.objects.filter(pk=record.case_id).first(),
        "form": form,
        "why": why(record, request.person),
    }
    return render(request, "safeguarding/relay.html", context)


@require_POST
def pass_on(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that the person was told, and that they may say no."""
    message = actions.pass_on(find(RelayMessage, ref), by=request.person, at=request.now)
    return redirect("safeguarding:relay", Relay.objects.get(pk=message.relay_id).ref)


def decline(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: do not pass a question on, and say why."""
    message = find(RelayMessage, ref)
    line = Relay.objects.get(pk=message.relay_id)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        actions.decline(message, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:relay", line.ref)
    return render(request, "safeguarding/keep_back.html", {"message": message, "relay": line, "form": form})


def _with_reasons(messages: Iterable[RelayMessage]) -> list[RelayMessage]:
    """The messages, each one that was declined with its reason."""
    rows = list(messages)
    for message in rows:
        if message.state == RelayMessage.State.DECLINED:
            message.reason = next((step.why for step in history(message)), "")
    return rows
