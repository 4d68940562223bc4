"""What a person signs in with, and where they are signed in: their own page.

These pages keep the real time: what somebody signs in with stands in no story.
"""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sightline.agencies import accounts, actions, codes, passkeys, sessions
from sightline.agencies.forms import CodeForm, LabelForm
from sightline.agencies.models import CodeGenerator, Identity, Invitation, Passkey
from sightline.agencies.views.door import tried
from sightline.kit.confirming import once_confirmed
from sightline.ledger.finding import find, listed

STANDS = Q(ended_at__isnull=True)


def mine(request: HttpRequest) -> HttpResponse:
    """Page: my passkeys, my telephone, my sessions, and whether anybody is letting in somebody as me."""
    me = request.person
    given = {
        "passkeys": listed(Passkey.objects.filter(STANDS, person=me).order_by("added_at"), asked="own passkeys"),
        "generator": CodeGenerator.objects.filter(STANDS, person=me).first(),
        "names": Identity.objects.filter(person=me, state="standing"),
        "invitations": Invitation.objects.filter(person=me, state__in=["started", "vouched"]),
        "sessions": sessions.own(request),
    }
    return render(request, "agencies/mine.html", given)


@once_confirmed
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Page: make a passkey on this device, or on one that is held to it."""
    form = LabelForm(request.POST or None)
    if form.is_valid():
        try:
            made = passkeys.made(request, request.POST.get("passkey", ""))
            actions.add_passkey(by=request.person, at=timezone.now(), **form.cleaned_data, **made)
            return redirect("agencies:mine")
        except passkeys.NotAccepted:
            form.add_error(None, _("The browser made no passkey that we can use. Try once more."))
    have = list(Passkey.objects.filter(STANDS, person=request.person))
    given = {"form": form, "passkey": passkeys.ask_for_new(request, request.person, have)}
    return render(request, "agencies/add_passkey.html", given)


@once_confirmed
def add_codes(request: HttpRequest) -> HttpResponse:
    """Page: a secret for one's telephone, shown this once."""
    form = CodeForm(request.POST or None)
    if form.is_valid() and tried(form, "code", lambda: _keep_codes(request, form.cleaned_data["code"])):
        return redirect("agencies:mine")
    secret = "" if form.is_bound else accounts.new_secret(request)
    picture = codes.picture(secret, request.person.name) if secret else ""
    return render(request, "agencies/add_codes.html", {"form": form, "secret": secret, "picture": picture})


@require_POST
def end_passkey(request: HttpRequest, ref: str) -> HttpResponse:
    """Let nobody sign in with it any more."""
    actions.end_passkey(find(Passkey, ref), by=request.person, at=timezone.now())
    return redirect("agencies:mine")


@require_POST
def end_codes(request: HttpRequest, ref: str) -> HttpResponse:
    """Let the telephone's codes count no more."""
    actions.end_generator(find(CodeGenerator, ref), by=request.person, at=timezone.now())
    return redirect("agencies:mine")


@require_POST
def end_session(request: HttpRequest, session: UUID) -> HttpResponse:
    """End one session of mine."""
    actions.end_sessions(request.person, by=request.person, at=timezone.now(), session=session)
    return redirect("agencies:mine")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all my sessions but this one."""
    here = sessions.kept(request.session.session_key)
    actions.end_sessions(request.person, by=request.person, at=timezone.now(), but=here)
    return redirect("agencies:mine")


def _keep_codes(request: HttpRequest, code: str) -> None:
    proven = accounts.proven_secret(request, code, timezone.now())
    actions.add_generator(by=request.person, at=timezone.now(), **proven)
