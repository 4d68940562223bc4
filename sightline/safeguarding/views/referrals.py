"""Pages: writing to the Home Office, sending it, and what it decided."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sightline.kit.clocks.deadlines import london_day
from sightline.kit.steps import history
from sightline.ledger.finding import find, may, why
from sightline.safeguarding import actions
from sightline.safeguarding.forms.referrals import AccountForm, DecideForm, WithdrawForm
from sightline.safeguarding.models import Case, Consent, Identity, Referral
from sightline.safeguarding.models.consents import REFERRAL
from sightline.safeguarding.naming import told_in
from sightline.safeguarding.views.cases import form_page
from sightline.visits.models import Account


def draft(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: begin a referral, or the Duty to Notify where an adult did not agree."""
    case = find(Case, ref)
    agreed = case.goes_the_child_way or Consent.objects.agreed(case, REFERRAL, london_day(request.now)) is not None
    form = _account_form(request, case, notifies=not agreed)
    if form.is_valid():
        referral = actions.draft_referral(case, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:referral", referral.ref)
    said = Account.objects.filter(encounter=case.encounter_id).order_by("told_at")
    return render(request, "safeguarding/draft.html", {"case": case, "form": form, "agreed": agreed, "accounts": said})


def referral(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one referral: its account while it is being written, and what was decided."""
    record = find(Referral, ref)
    form = _account_form(request, record.case, notifies=record.notifies, initial={"account": record.account})
    if form.is_valid():
        actions.rewrite(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:referral", record.ref)
    names = Identity.objects.filter(case=record.case_id).names()
    tells = told_in(record.account, names) if record.notifies and record.state == Referral.State.DRAFT else []
    context = {
        "referral": record,
        "case": record.case,
        "form": form,
        "tells": tells,
        "heading": _heading(record, bool(tells)),
        "steps": history(record),
        "decides": not record.notifies and record.state in (Referral.State.SENT, Referral.State.RG_POSITIVE),
        "withdraws": not record.notifies and may(record, "withdraw", request.person),
        "why": why(record, request.person),
    }
    return render(request, "safeguarding/referral.html", context)


@require_POST
def send(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that it has gone to the Home Office."""
    record = actions.send(find(Referral, ref), by=request.person, at=request.now)
    return redirect("safeguarding:case", record.case.ref)


def decide(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: record what the Home Office decided."""
    record = find(Referral, ref)
    form = DecideForm(request.POST or None, referral=record)
    if form.is_valid():
        actions.decide(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:case", record.case.ref)
    lede = _("Support never begins or ends because of this. Ending it is a decision of its own.")
    return form_page(request, record.case, form, _("What was decided?"), lede=lede, button=_("Save"))


def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: the person takes the referral back, having been told what follows."""
    record = find(Referral, ref)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        actions.withdraw(record, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:case", record.case.ref)
    lede = _("Tell them first: the Home Office closes the referral, and support that it pays for ends.")
    return form_page(request, record.case, form, _("The person takes it back"), lede=lede, button=_("Record it"))


def _account_form(request: HttpRequest, case: Case, **more: object) -> AccountForm:
    names = Identity.objects.filter(case=case.pk).names()
    return AccountForm(request.POST or None, names=names, **more)


def _heading(referral: Referral, tells: bool) -> str:
    if referral.state == Referral.State.DRAFT:
        return _("It cannot be sent yet") if tells else _("It is ready to be sent")
    if referral.state == Referral.State.SENT:
        return _("It has been sent") if referral.notifies else _("It waits for the first decision")
    return str(referral.get_state_display())
