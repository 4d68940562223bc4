"""Signing in and out."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sightline.agencies import accounts, confirming
from sightline.agencies.forms import SignInForm
from sightline.agencies.models import Account


def sign_in(request: HttpRequest) -> HttpResponse:
    """Page: sign in, or in the demonstration become one of its people."""
    form = SignInForm(request.POST or None)
    if form.is_valid():
        if accounts.sign_in(request, **form.cleaned_data):
            return redirect(_onward(request))
        form.add_error(None, _("That name and password do not belong together. Check both and try again."))
    cast = accounts.cast() if settings.DEMONSTRATION else []
    return render(request, "agencies/sign_in.html", {"form": form, "cast": cast, "next": request.GET.get("next", "")})


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
    """Confirm that it is you, and go on with what was asked and typed."""
    if not request.user.is_authenticated:
        return redirect("agencies:sign_in")
    if not (settings.DEMONSTRATION and request.POST.get("confirm-shown")):
        raise Http404
    accounts.confirm(request)
    return confirming.onward(request)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    accounts.sign_out(request)
    return redirect("agencies:sign_in")


def _onward(request: HttpRequest) -> str:
    onward = request.POST.get("next", "")
    return onward if url_has_allowed_host_and_scheme(onward, {request.get_host()}) else "/"
