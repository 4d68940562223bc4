"""Coming in by invitation: the two halves of a code, then a passkey, or a password and a telephone's codes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sightline.agencies import accounts, codes, passkeys
from sightline.agencies.accounts import NotIn
from sightline.agencies.forms import InvitationForm, LabelForm, PasswordAndCodeForm
from sightline.agencies.models import Account
from sightline.agencies.trying import TooSoon
from sightline.agencies.views.door import too_soon, tried


def invited(request: HttpRequest) -> HttpResponse:
    """Page: type a name and both halves of an invitation's code."""
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            accounts.use_invitation(request, **form.cleaned_data)
            return redirect("agencies:enrol")
        except NotIn:
            form.add_error(
                None,
                _("That name and those halves let nobody in. A code is good for 15 minutes, and once."),
            )
        except TooSoon as error:
            form.add_error(None, too_soon(error))
    return render(request, "agencies/invited.html", {"form": form})


def enrol(request: HttpRequest) -> HttpResponse:
    """Page: choose what to sign in with from now on. The other way shows a secret, so it is a page of its own."""
    person = accounts.enrolling(request)
    if person is None:
        return redirect("agencies:sign_in")
    form = LabelForm(request.POST or None)
    if form.is_valid():
        try:
            accounts.enrol_passkey(request, person, form.cleaned_data["label"], request.POST.get("passkey", ""))
            return redirect("/")
        except passkeys.NotAccepted:
            form.add_error(None, _("The browser made no passkey that we can use. Try once more, or choose codes."))
    given = {"person": person, "form": form, "passkey": passkeys.ask_for_new(request, person, [])}
    return render(request, "agencies/enrol.html", given)


def enrol_codes(request: HttpRequest) -> HttpResponse:
    """Page: a password, and a secret for one's telephone, shown this once; what it shows then proves that it has it."""
    person = accounts.enrolling(request)
    if person is None:
        return redirect("agencies:sign_in")
    form = PasswordAndCodeForm(request.POST or None, account=Account.objects.get(pk=person.pk))
    if form.is_valid() and tried(form, "code", lambda: accounts.enrol_codes(request, person, **form.cleaned_data)):
        return redirect("/")
    secret = "" if form.is_bound else accounts.new_secret(request)
    given = {"person": person, "form": form, "secret": secret}
    if secret:
        given["picture"] = codes.picture(secret, person.name)
    return render(request, "agencies/enrol_codes.html", given)
