"""Signing in and out, and confirming."""

import time
from collections.abc import Callable

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from sightline.agencies import accounts, confirming, elsewhere, passkeys
from sightline.agencies.accounts import NotIn
from sightline.agencies.forms import CodeForm, PasswordForm, SignInForm
from sightline.agencies.models import Account
from sightline.agencies.trying import TooSoon
from sightline.kit.acting import acting_as

NOT_NOW = gettext_lazy("That is not the code of now. Wait for the next one, and type it while it is shown.")
NOT_IT = gettext_lazy("That is not your password until now. Type it as you would to sign in.")
CLEARED = '"cache", "cookies", "storage"'  # what the browser forgets when its person signs out


def sign_in(request: HttpRequest) -> HttpResponse:
    """Page: sign in by passkey, by name and password, at one's own agency, or in the demonstration become somebody."""
    form = SignInForm(request.POST or None)
    if form.is_valid():
        try:
            accounts.by_password(request, **form.cleaned_data)
        except NotIn:
            form.add_error(None, _("That name and password do not belong together. Check both and try again."))
        except TooSoon as error:
            form.add_error(None, too_soon(error))
        else:
            return _keeping_next(request, "agencies:second")
    return _sign_in_page(request, form)


def second(request: HttpRequest) -> HttpResponse:
    """Page: the second factor, after a password that was right."""
    account = accounts.half_way(request)
    if account is None:
        return redirect("agencies:sign_in")
    form = CodeForm(request.POST or None)
    if form.is_valid() and tried(form, "code", lambda: accounts.by_code(request, account, **form.cleaned_data)):
        return redirect(_onward(request))
    have = accounts.passkeys_of(account)
    given = {
        "form": form,
        "codes": accounts.has_codes(account),
        "passkey": passkeys.ask_for_one(request, have) if have else "",
        "next": _asked(request),
    }
    return render(request, "agencies/second.html", given)


@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in by the passkey that the browser has just used, first or after a password."""
    try:
        accounts.by_passkey(request, request.POST.get("passkey", ""))
    except NotIn:
        form = SignInForm({})
        form.errors.clear()
        form.add_error(None, _("That passkey signs nobody in here. Try another, or your name and password."))
        return _sign_in_page(request, form)
    return redirect(_onward(request))


@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Step into an invented person's shoes; there is no such page outside the demonstration."""
    if not settings.DEMONSTRATION:
        raise Http404
    account = get_object_or_404(Account, name=request.POST.get("name", ""), name__startswith="demo-")
    accounts.become(request, account)
    return redirect(_onward(request))


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Confirm that it is you, and go on with what was asked and typed; ask again when it did not work."""
    if not request.user.is_authenticated:
        return redirect("agencies:sign_in")
    form = CodeForm({"code": request.POST.get("confirm-code", "")} if "confirm-code" in request.POST else None)
    if _confirmed(request, form):
        return confirming.onward(request)
    with acting_as(request.user, "sl_door"):
        given = confirming.asking_again(request)
    return render(request, "agencies/confirm.html", {**given, "form": form})


def password(request: HttpRequest) -> HttpResponse:
    """Page: another password, by the one until now. It stands outside the walls, where alone a password is reached."""
    account = request.user
    if not account.is_authenticated or not account.has_usable_password():
        return redirect("agencies:mine")
    if confirming.confirmed_until(request) <= time.time():
        with acting_as(account, "sl_door"):
            return render(request, "agencies/confirm.html", confirming.asking(request), status=403)
    form = PasswordForm(request.POST or None, account=account)
    if form.is_valid() and tried(form, "old", lambda: accounts.change_password(request, **form.cleaned_data), NOT_IT):
        return redirect("agencies:mine")
    return render(request, "agencies/password.html", {"form": form})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and let the browser forget all that it kept of it."""
    accounts.sign_out(request)
    answer = redirect("agencies:sign_in")
    answer["Clear-Site-Data"] = CLEARED
    return answer


def tried(form: Form, field: str | None, act: Callable[[], None], wrong: Promise = NOT_NOW) -> bool:
    """Whether the act went through; else the form says what to do."""
    try:
        act()
    except NotIn:
        form.add_error(field, str(wrong))
    except TooSoon as error:
        form.add_error(None, too_soon(error))
    else:
        return True
    return False


def too_soon(error: TooSoon) -> str:
    """What to do when tries must wait."""
    minutes = -(-int(error.wait.total_seconds()) // 60)
    return ngettext(
        "That was tried too often. Wait %(n)s minute and try again, or use a passkey: those need not wait.",
        "That was tried too often. Wait %(n)s minutes and try again, or use a passkey: those need not wait.",
        minutes,
    ) % {"n": minutes}


def _confirmed(request: HttpRequest, form: CodeForm) -> bool:
    if settings.DEMONSTRATION and request.POST.get("confirm-shown"):
        accounts.confirm(request)
        return True
    if answer := request.POST.get("confirm-passkey"):
        try:
            accounts.confirm_by_passkey(request, answer)
        except NotIn:
            return False
        return True
    return form.is_valid() and tried(form, "code", lambda: accounts.confirm_by_code(request, **form.cleaned_data))


def _sign_in_page(request: HttpRequest, form: SignInForm) -> HttpResponse:
    given = {
        "form": form,
        "cast": accounts.cast() if settings.DEMONSTRATION else [],
        "next": _asked(request),
        "elsewhere": elsewhere.offered(),
        "passkey": passkeys.ask_for_one(request),
    }
    return render(request, "agencies/sign_in.html", given)


def _keeping_next(request: HttpRequest, name: str) -> HttpResponse:
    request.session["next"] = _asked(request)
    return redirect(name)


def _asked(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next") or request.session.get("next", "")


def _onward(request: HttpRequest) -> str:
    return accounts.within(request, request.POST.get("next", ""))
