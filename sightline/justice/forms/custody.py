"""Taking an arrest over, booking in, what moves the clocks, a concern, and what came of it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.justice.board import areas_kept_by
from sightline.justice.forms.fields import When, not_after
from sightline.justice.models import Custody, CustodyEvent, Investigation
from sightline.kit.forms import Named


class TakeForm(forms.Form):
    """Taking over an arrest."""

    known_as = forms.CharField(
        label=_("Name they give"),
        max_length=160,
        required=False,
        help_text=_("Leave it empty to keep the words of the arresting officer."),
    )


class BookInForm(forms.Form):
    """Booking a person in. Times may come later; a clock says what it lacks."""

    station = forms.CharField(label=_("Police station"), max_length=120)
    arrived_at = When(
        label=_("Arrived at the station"),
        required=False,
        help_text=_("Waiting in its yard counts. The detention clock starts here. Leave it empty if you do not know."),
    )
    authorised_at = When(
        label=_("Detention authorised"),
        required=False,
        help_text=_("The review clock starts here. Leave it empty if it has not been authorised yet."),
    )
    custody_number = forms.CharField(label=_("Number of the custody record"), max_length=40, required=False)
    cell = forms.CharField(label=_("Cell"), max_length=20, required=False)
    interpreter = forms.CharField(
        label=_("Language for an interpreter"),
        max_length=60,
        required=False,
        help_text=_("Leave it empty if none is needed."),
    )

    def __init__(self, *args: Any, custody: Custody, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.custody = custody
        not_after(self, now)

    def clean(self) -> None:
        """Nobody arrives before the arrest, nor is detained before arriving."""
        arrived, authorised = self.cleaned_data.get("arrived_at"), self.cleaned_data.get("authorised_at")
        if arrived and arrived < self.custody.arrested_at:
            self.add_error("arrived_at", _("This is before the arrest. Check the day and the time."))
        if authorised and authorised < (arrived or self.custody.arrested_at):
            self.add_error("authorised_at", _("This is before the person arrived. Check the day and the time."))


class EventForm(forms.Form):
    """Something that moves the clocks of a person in custody."""

    custody = Named(label=_("Who"), queryset=Custody.objects.none(), says="known_as", to_field_name="ref")
    kind = forms.ChoiceField(label=_("What happened"), choices=CustodyEvent.Kind.choices, widget=forms.RadioSelect)
    happened_at = When(label=_("When"))
    hours = forms.IntegerField(
        label=_("Hours granted"),
        min_value=1,
        max_value=36,
        required=False,
        help_text=_("Only for an extension or a warrant: whole hours."),
    )
    says = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("By whom, and why, in a line."),
    )

    def __init__(self, *args: Any, by: Person, now: datetime, custody: Custody | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        not_after(self, now)
        held = Custody.objects.filter(state=Custody.State.IN_CUSTODY, area__in=areas_kept_by(by))
        self.fields["custody"].queryset = held.order_by("known_as")
        self.chosen = custody
        if custody:
            del self.fields["custody"]

    def clean(self) -> None:
        """Only an extension and a warrant are granted in hours; nothing comes before the arrest."""
        given = self.cleaned_data
        granted = given.get("kind") in CustodyEvent.GRANTED_IN_HOURS
        if granted and not given.get("hours") and "hours" not in self.errors:
            self.add_error("hours", _("Enter how many hours were granted."))
        if given.get("kind") and not granted and given.get("hours"):
            self.add_error("hours", _("Only an extension or a warrant has hours. Leave this empty."))
        given["hours"] = given.get("hours") or 0
        custody, happened = self.chosen or given.get("custody"), given.get("happened_at")
        if custody and happened and happened < custody.arrested_at:
            self.add_error("happened_at", _("This is before the arrest. Check the day and the time."))


class AttachForm(forms.Form):
    """To which investigation a person belongs."""

    investigation = Named(
        label=_("Investigation"), queryset=Investigation.objects.none(), says="title", to_field_name="ref"
    )

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        mine = Investigation.objects.readable(by=by).filter(state=Investigation.State.OPEN)
        self.fields["investigation"].queryset = mine.order_by("title")


class ConcernForm(forms.Form):
    """Telling safeguarding about a person in custody."""

    description = forms.CharField(
        label=_("How can they be known?"),
        max_length=120,
        help_text=_("Age, clothes, language, where they are. No name: safeguarding asks for it, with consent."),
    )
    says = forms.CharField(
        label=_("What makes you ask?"),
        max_length=1_000,
        widget=forms.Textarea,
        help_text=_("What you saw or were told. Leave out what they are suspected of."),
    )


class OutcomeForm(forms.Form):
    """What came of custody. outcomes: [(verb, words)]."""

    outcome = forms.ChoiceField(label=_("What came of it?"), widget=forms.RadioSelect)
    outcome_says = forms.CharField(
        label=_("In a line"),
        max_length=300,
        required=False,
        help_text=_("The charge and who authorised it, the conditions of bail, or the next date."),
    )

    def __init__(self, *args: Any, outcomes: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = outcomes
