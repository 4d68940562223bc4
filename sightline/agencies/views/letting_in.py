"""Letting colleagues in, at first or after they lost what they sign in with: two people beside them, in real time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sightline.agencies import actions
from sightline.agencies.forms import KnownAsForm
from sightline.agencies.models import Identity, Invitation, Person
from sightline.ledger.finding import find, listed, may, why


def colleagues(request: HttpRequest) -> HttpResponse:
    """Page: the people of my agency."""
    people = Person.objects.filter(agency=request.person.agency_id).order_by("name")
    open_ones = Invitation.objects.filter(agency=request.person.agency_id, state__in=["started", "vouched"])
    given = {
        "people": listed(people, asked="people of the agency"),
        "invitations": listed(open_ones.select_related("person", "started_by"), asked="open invitations"),
    }
    return render(request, "agencies/colleagues.html", given)


def colleague(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: a colleague, and how they get in."""
    person = find(Person, ref)
    given = {
        "person": person,
        "invitations": Invitation.objects.filter(person=person).order_by("-started_at")[:5],
        "names": Identity.objects.filter(person=person).exclude(state="ended"),
        "may_invite": may(person, "invite", request.person),
        "may_name": may(person, "name", request.person),
        "may_sign_out": may(person, "sign_out", request.person),
        "why": why(person, request.person),
    }
    return render(request, "agencies/colleague.html", given)


@require_POST
def sign_out(request: HttpRequest, ref: str) -> HttpResponse:
    """End every session of a colleague."""
    person = find(Person, ref)
    actions.sign_out_everywhere(person, by=request.person, at=timezone.now())
    return redirect("agencies:colleague", person.ref)


@require_POST
def invite(request: HttpRequest, ref: str) -> HttpResponse:
    """Start to let a colleague in; this answer alone shows the first half of the code."""
    invited = actions.invite(find(Person, ref), by=request.person, at=timezone.now())
    return render(request, "agencies/half.html", {"invitation": invited.invitation, "half": invited.half})


def invitation(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: an invitation, for who may vouch or stop it."""
    found = find(Invitation, ref)
    given = {
        "invitation": found,
        "may_vouch": may(found, "vouch", request.person) and found.lapses_at > timezone.now(),
        "may_withdraw": may(found, "withdraw", request.person),
        "why": why(found, request.person),
    }
    return render(request, "agencies/invitation.html", given)


@require_POST
def vouch(request: HttpRequest, ref: str) -> HttpResponse:
    """Vouch as the second person; this answer alone shows the second half of the code."""
    invited = actions.vouch(find(Invitation, ref), by=request.person, at=timezone.now())
    return render(
        request, "agencies/half.html", {"invitation": invited.invitation, "half": invited.half, "second": True}
    )


@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Stop an invitation before it is used."""
    found = find(Invitation, ref)
    actions.withdraw(found, by=request.person, at=timezone.now())
    return redirect("agencies:invitation", found.ref)


def name_elsewhere(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: say by which name the agency's own sign-in knows a colleague."""
    person = find(Person, ref)
    form = KnownAsForm(request.POST or None)
    if form.is_valid():
        actions.name_elsewhere(person, by=request.person, at=timezone.now(), **form.cleaned_data)
        return redirect("agencies:colleague", person.ref)
    return render(request, "agencies/name_elsewhere.html", {"person": person, "form": form})


def name(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: a name at the agency's own sign-in, for who may vouch or end it."""
    found = find(Identity, ref)
    given = {
        "name": found,
        "may_vouch": may(found, "vouch", request.person),
        "may_end": may(found, "end", request.person),
        "why": why(found, request.person),
    }
    return render(request, "agencies/name.html", given)


@require_POST
def vouch_for_name(request: HttpRequest, ref: str) -> HttpResponse:
    """Vouch for it as the second person."""
    found = find(Identity, ref)
    actions.vouch_for_name(found, by=request.person, at=timezone.now())
    return redirect("agencies:name", found.ref)


@require_POST
def end_name(request: HttpRequest, ref: str) -> HttpResponse:
    """Let it sign nobody in any more."""
    found = find(Identity, ref)
    actions.end_name(found, by=request.person, at=timezone.now())
    return redirect("agencies:name", found.ref)
