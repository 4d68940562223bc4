"""Pages of an agency's administrators: the programs that send reports for it, and the token of each, shown once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sightline.agencies import actions
from sightline.agencies.forms import ProgramForm
from sightline.agencies.models import Token
from sightline.ledger.finding import find, listed, may, why


def programs(request: HttpRequest) -> HttpResponse:
    """Page: the programs of my agency; a token for a new one is shown in the answer and never again."""
    form, words = ProgramForm(request.POST or None), ""
    if form.is_valid():
        issued = actions.issue_token(
            request.person.agency, by=request.person, at=timezone.now(), label=form.cleaned_data["label"]
        )
        form, words = ProgramForm(), issued.words
    mine = Token.objects.filter(agency=request.person.agency_id).order_by("ended_at", "label")
    given = {"form": form, "words": words, "tokens": listed(mine, asked="programs of the agency")}
    return render(request, "agencies/programs.html", given)


def program(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one program, and whether it may come in."""
    token = find(Token, ref)
    may_end = may(token, "end", request.person) and token.ended_at is None
    given = {"token": token, "may_end": may_end, "why": why(token, request.person)}
    return render(request, "agencies/program.html", given)


@require_POST
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """Let a program in no more."""
    token = find(Token, ref)
    actions.end_token(token, by=request.person, at=timezone.now())
    return redirect("agencies:programs", token.ref)
