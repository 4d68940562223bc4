"""Sending a team to a place at a time."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sightline.kit.forms import Day, Hour, Named
from sightline.operations.models import Operation, Tasking, Team

LENGTHS = [
    (30, _("Half an hour")),
    (60, _("1 hour")),
    (90, _("1 hour and a half")),
    (120, _("2 hours")),
    (150, _("2 hours and a half")),
    (180, _("3 hours")),
    (240, _("4 hours")),
    (360, _("6 hours")),
]


class TaskForm(forms.Form):
    """Which team, when, and what it may know."""

    team = Named(label=_("Team"), queryset=Team.objects.none(), to_field_name="ref")
    day = forms.DateField(label=_("Day"), widget=Day)
    starts = forms.TimeField(label=_("Starts at"), widget=Hour)
    minutes = forms.TypedChoiceField(label=_("How long"), choices=LENGTHS, coerce=int, initial=90)
    known = forms.CharField(
        label=_("What the team needs to know"),
        help_text=_("The team reads this once the visit is released. Nothing that could lead to a source."),
        widget=forms.Textarea,
        max_length=4_000,
        required=False,
    )
    risks = forms.CharField(
        label=_("Risks, and what is done about them"),
        help_text=_("Who is there, weapons, animals, children, fire, working alone."),
        widget=forms.Textarea,
        max_length=2_000,
        required=False,
    )
    linked_start = forms.CharField(
        label=_("Linked start"),
        help_text=_("Visits with the same word here start in the same minute, or none does."),
        max_length=20,
        required=False,
    )

    def __init__(self, *args: Any, operation: Operation, but: Tasking | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.operation, self.but = operation, but
        self.fields["team"].queryset = Team.objects.filter(operation=operation).order_by("name")

    def clean(self) -> dict[str, Any]:
        """The day is one of the operation's, the team is free, linked visits start together."""
        given = self.cleaned_data
        day, starts, length = given.pop("day", None), given.pop("starts", None), given.pop("minutes", None)
        if day and not self.operation.starts_on <= day <= self.operation.ends_on:
            self.add_error("day", _("Choose a day of the operation."))
        if not (day and starts and length):
            return given
        given["starts_at"] = timezone.make_aware(datetime.combine(day, starts))
        given["ends_at"] = given["starts_at"] + timedelta(minutes=length)
        self._is_free(given)
        self._starts_together(given)
        return given

    def _is_free(self, given: dict[str, Any]) -> None:
        """The words for a clash; the database holds even where two people plan at once."""
        there = self._others().filter(team=given.get("team"))
        clash = there.filter(starts_at__lt=given["ends_at"], ends_at__gt=given["starts_at"]).first()
        if clash:
            hours = f"{timezone.localtime(clash.starts_at):%H:%M}-{timezone.localtime(clash.ends_at):%H:%M}"
            words = _("That team is at %(place)s then, %(hours)s. Choose another time or team.")
            self.add_error("starts", words % {"place": clash.place, "hours": hours})

    def _starts_together(self, given: dict[str, Any]) -> None:
        name = given.get("linked_start", "")
        apart = self._others().filter(linked_start=name).exclude(starts_at=given["starts_at"]).first() if name else None
        if apart:
            words = _("Visits linked as “%(name)s” start at %(time)s. Choose that time, or another word.")
            at = f"{timezone.localtime(apart.starts_at):%a %-d %b, %H:%M}"
            self.add_error("starts", words % {"name": name, "time": at})

    def _others(self) -> Any:
        return Tasking.objects.standing().filter(operation=self.operation).exclude(pk=self.but and self.but.pk)


class DayForm(forms.Form):
    """A day of an operation, as its week page is asked for it."""

    day = forms.DateField(required=False)
