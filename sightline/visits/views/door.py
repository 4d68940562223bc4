"""Pages at the door: an officer's phone, one decision a screen."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sightline.kit.facts import me
from sightline.kit.refusals import Refused
from sightline.kit.vocabulary import says
from sightline.ledger.finding import find, listed, may
from sightline.operations.models import Tasking, VisitType
from sightline.visits import actions, forms
from sightline.visits.forms.screens import Keyed, Screens, walk
from sightline.visits.forms.visit import lower_than
from sightline.visits.models import Arrest, AwarenessGiven, Encounter, IndicatorSeen, Intervention, Visit
from sightline.visits.reporting import may_report


def today(request: HttpRequest) -> HttpResponse:
    """Page: the visits my teams were sent on: begun, waiting today, still to come."""
    begins, ends = day_of(request.now)
    mine = Tasking.objects.filter(team__in=me.teams).waiting().order_by("starts_at")
    visits = Visit.objects.filter(team__in=me.teams).order_by("arrived_at")
    done = visits.filter(state=Visit.State.CLOSED, arrived_at__gte=begins, arrived_at__lt=ends)
    context = {
        "begun": listed(visits.still_open(), asked="my open visits"),
        "done": listed(done, asked="my visits done today"),
        "waiting": listed(mine.filter(starts_at__lt=ends), asked="my visits today"),
        "to_come": listed(mine.filter(starts_at__gte=ends), asked="my visits to come", most=20),
        "stored": request.GET.get("stored", ""),
        "may_report": may_report(request.person),
    }
    return render(request, "visits/today.html", context)


def begin(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what the team knows of a place, and "we are at the door"."""
    tasking = find(Tasking, ref)
    begun = Visit.objects.filter(tasking=tasking).first()
    form = Keyed(request.POST if request.method == "POST" else None)
    if begun is None and form.is_valid():
        begun = actions.begin(tasking, by=request.person, at=request.now, key=form.cleaned_data["key"])
    if begun is not None:
        return redirect("visits:door", begun.ref)
    context = {"tasking": tasking, "form": form, "may_begin": may(tasking, "begin", request.person)}
    kind = says("intelligence/premises_kinds", tasking.premises_kind)
    return render(request, "visits/begin.html", {**context, "kind": kind})


def door(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what to record next."""
    visit = find(Visit, ref)
    if not may(visit, "record", request.person):
        return redirect("visits:visit", visit.ref)
    people = listed(Encounter.objects.filter(visit=visit).order_by("met_at"), asked="people met on a visit")
    context = {
        "visit": visit,
        "people": people,
        "of_concern": sum(one.concern for one in people),
        "waiting": sum(one.waits for one in people),
        "signs": IndicatorSeen.objects.filter(visit=visit).count(),
        "interventions": Intervention.objects.filter(visit=visit).count(),
        "awareness": AwarenessGiven.objects.filter(visit=visit).count(),
        "arrests": Arrest.objects.filter(visit=visit).count(),
        "raised": visit.type_actual == VisitType.ENFORCED,
        "stored": request.GET.get("stored", ""),
        "may_report": may_report(request.person),
    }
    return render(request, "visits/door.html", context)


def meet(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: who did you meet? With concern, next is how they may safely be reached."""
    visit = to_record(request, ref)
    form = walk(forms.MeetForm, request.POST)
    if form.done:
        met = actions.meet(visit, by=request.person, at=request.now, **form.told)
        return redirect("visits:keep_contact", met.ref) if met.concern else back_to(visit, "person")
    return screen(request, visit, form)


def notice_signs(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: which signs did you notice, and how do you know?"""
    visit = to_record(request, ref)
    form = walk(forms.SignsForm, request.POST)
    if form.done:
        known = set(IndicatorSeen.objects.filter(visit=visit).values_list("code", "basis"))
        for sign in form.signs():
            if (sign["code"], sign["basis"]) not in known:
                actions.notice_sign(visit, by=request.person, at=request.now, **sign)
        return back_to(visit, "sign")
    return screen(request, visit, form)


def intervene(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: one thing done for or about people."""
    visit = to_record(request, ref)
    form = walk(forms.InterventionForm, request.POST, initial={"kind": visit.type_actual, "purpose": visit.purpose})
    if form.done:
        actions.intervene(visit, by=request.person, at=request.now, **form.told)
        return back_to(visit, "intervention")
    return screen(request, visit, form)


def give_awareness(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what was explained or left."""
    visit = to_record(request, ref)
    form = walk(forms.AwarenessForm, request.POST)
    if form.done:
        actions.give_awareness(visit, by=request.person, at=request.now, **form.told)
        return back_to(visit, "awareness")
    return screen(request, visit, form)


def arrest(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: who was arrested, for what, on what grounds; then perhaps a word to safeguarding."""
    visit = to_record(request, ref)
    form = walk(forms.ArrestForm, request.POST)
    if form.done:
        made = actions.arrest(visit, by=request.person, at=request.now, **form.told)
        return redirect("visits:note_concern", made.ref) if made.may_be_victim else back_to(visit, "arrest")
    return screen(request, visit, form)


def escalate(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: why raise this visit to enforced?"""
    visit = to_record(request, ref)
    form = walk(forms.RaiseForm, request.POST, initial={"trigger": request.GET.get("why", "")})
    if visit.type_actual == VisitType.ENFORCED:
        return back_to(visit, "raised" if form.done else "")
    if form.done:
        actions.escalate(visit, by=request.person, at=request.now, **form.told)
        return back_to(visit, "raised")
    return screen(request, visit, form, stay=True)


def bring_down(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: bring a visit down to a lower type, with the reason."""
    visit = to_record(request, ref)
    if not lower_than(visit.type_actual):
        return back_to(visit)
    form = walk(forms.LowerForm, request.POST, visit=visit)
    if form.done:
        actions.escalate(visit, by=request.person, at=request.now, **form.told)
        return back_to(visit, "lowered")
    return screen(request, visit, form)


def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Page: what came of the visit; it waits while somebody of concern has not been handed on."""
    visit = to_record(request, ref)
    if visit.state == Visit.State.CLOSED:
        return redirect(f"{reverse('visits:today')}?stored=closed")
    people = listed(Encounter.objects.filter(visit=visit), asked="people met on a visit")
    left = {"of_concern": sum(one.concern for one in people), "waiting": sum(one.waits for one in people)}
    stays = any(one.wish == Encounter.Wish.LATER for one in people)
    form = walk(forms.CloseForm, request.POST, initial={"people_met": len(people), "visit_again": stays}, **left)
    if form.done:
        actions.close(visit, by=request.person, at=request.now, **form.told)
        return redirect(f"{reverse('visits:today')}?stored=closed")
    if left["waiting"] and not form.is_bound:
        waiting = [one for one in people if one.waits]
        return render(request, "visits/not_yet.html", {"visit": visit, "waiting": waiting})
    return screen(request, visit, form)


def to_record(request: HttpRequest, ref: str) -> Visit:
    """The visit, for who may record on it."""
    visit = find(Visit, ref)
    if not may(visit, "record", request.person):
        raise Refused("record", visit)
    return visit


def screen(request: HttpRequest, visit: Visit, form: Screens, stay: bool = False) -> HttpResponse:
    """One screen of a form. stay: leaving it means to stay with the type that the visit has."""
    return render(request, "visits/screen.html", {"visit": visit, "form": form, "stay": stay})


def back_to(visit: Visit, stored: str = "") -> HttpResponseRedirect:
    """The way back to the door, which says what was stored."""
    return redirect(reverse("visits:door", args=[visit.ref]) + (f"?stored={stored}" if stored else ""))


def day_of(now: datetime) -> tuple[datetime, datetime]:
    """The midnights before and after `now`, where the team is."""
    here = timezone.localtime(now)
    begins, ends = here.date(), here.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(begins, time())), timezone.make_aware(datetime.combine(ends, time()))
