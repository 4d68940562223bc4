"""Pages: who the person is, how to reach them, what they agree to, handing them over, asking again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sightline.kit.vocabulary import load
from sightline.ledger.finding import find
from sightline.safeguarding import actions, glance
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.forms.care import ContactForm, FollowUpForm, HandOverForm, IdentityForm, TickForm
from sightline.safeguarding.forms.consents import ConsentForm
from sightline.safeguarding.models import Case, Consent, FollowUp, Identity, SafeContact
from sightline.safeguarding.views.cases import form_page


def identity(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: record who the person is."""
    case = find(Case, ref)
    form = IdentityForm(request.POST or None, initial=_known(Identity, case, IdentityForm))
    if form.is_valid():
        actions.record_identity(case, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:case", case.ref)
    return form_page(request, case, form, _("Who are they?"), button=_("Save"))


def contact(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: record how the person may safely be reached, and their wishes."""
    case = find(Case, ref)
    form = ContactForm(request.POST or None, initial=_known(SafeContact, case, ContactForm))
    if form.is_valid():
        actions.record_contact(case, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:case", case.ref)
    return form_page(request, case, form, _("How to reach them, and what they want"), button=_("Save"))


def consent(request: HttpRequest, ref: str, purpose: str) -> HttpResponse:
    """Page: every answer to one purpose, and asking once more."""
    case, entry = find(Case, ref), load("safeguarding/consents/consent").get(purpose)
    if entry is None or (case.goes_the_child_way and entry.get("not_for_children")):
        raise Http404
    answers = list(Consent.objects.filter(case=case.pk, purpose=purpose).order_by("-answered_at"))
    form = ConsentForm(
        request.POST or None, newest=answers[0] if answers else None, initial={"language": case.language}
    )
    if form.is_valid():
        actions.record_consent(case, by=request.person, at=request.now, purpose=purpose, **form.cleaned_data)
        return redirect("safeguarding:case", case.ref)
    return render(
        request, "safeguarding/consent.html", {"case": case, "entry": entry, "answers": answers, "form": form}
    )


def hand_over(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: give the person in care to a colleague, and see nothing more of them."""
    case = find(Case, ref)
    book = Casebook.of(case)
    form = HandOverForm(request.POST or None, book=book, by=request.person)
    if form.is_valid():
        actions.hand_over(case, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:index")
    name = {"who": glance.who(book, request.now)}
    lede = _("After this you see nothing more of %(who)s. What you recorded stays with them.") % name
    return form_page(request, case, form, _("Hand over %(who)s") % name, lede=lede, button=_("Hand over"))


def follow_up(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: set a day on which somebody asks again."""
    case = find(Case, ref)
    form = FollowUpForm(request.POST or None)
    if form.is_valid():
        actions.plan_follow_up(case, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:case", case.ref)
    lede = _(
        "After support usually 2 weeks, 6 weeks, 3, 6, 12, 18 and 24 months, then once a year. The person may say no."
    )
    return form_page(request, case, form, _("Ask again, on which day?"), lede=lede, button=_("Save the day"))


def tick(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: say how a follow-up went."""
    day = find(FollowUp, ref)
    form = TickForm(request.POST or None)
    if form.is_valid():
        actions.tick_follow_up(day, by=request.person, at=request.now, **form.cleaned_data)
        return redirect("safeguarding:case", day.case.ref)
    return form_page(request, day.case, form, day.says, button=_("Save"))


def _known(model: type[Identity | SafeContact], case: Case, form: type) -> dict[str, Any]:
    """What the newest of its kind says, as the form shows it."""
    newest = model.objects.filter(case=case.pk).order_by("recorded_at").last()
    return {name: getattr(newest, name) for name in form.base_fields if name != "key"} if newest else {}
