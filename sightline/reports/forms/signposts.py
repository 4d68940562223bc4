"""What an administrator changes of a service, and what the desk answers to a wish."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.vocabulary import Entry
from sightline.reports.forms.questions import words
from sightline.reports.models.signposts import NATIONS
from sightline.reports.signposting import EVERY_DAY, digits, wrong_number

DAYS = [(1, _("Mon")), (2, _("Tue")), (3, _("Wed")), (4, _("Thu")), (5, _("Fri")), (6, _("Sat")), (7, _("Sun"))]
ANONYMOUS = [
    ("yes", _("Yes, always")),
    ("no", _("No")),
    ("confidential", _("In confidence")),
    ("your choice", _("As the caller chooses")),
    ("varies", _("It varies")),
]


def date_field(label: Any, hint: Any = "", *, required: bool = False) -> forms.DateField:
    """A day, from the browser's own picker."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, required=required, widget=widget)


def time_field(label: Any) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


class SignpostForm(forms.Form):
    """A service as it is shown from now on."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Service"), max_length=120, help_text=_("Other languages show new words in English at first.")
    )
    why = forms.CharField(label=_("When to call it, in one line"), max_length=200)
    number = forms.CharField(label=_("Number"), max_length=40, required=False, help_text=_("In any grouping."))
    shown = forms.CharField(
        label=_("Number as people read it"), max_length=40, required=False, help_text=_("Such as 0800 555 111.")
    )
    digits = forms.IntegerField(label=_("How many digits it has"), min_value=0, max_value=15)
    prefix = forms.CharField(label=_("How it begins"), max_length=6, required=False)
    unconfirmed = forms.BooleanField(
        label=_("Its number is still to be confirmed"), required=False, help_text=_("It is not shown until then.")
    )
    confirm = forms.CharField(label=_("What is still to be confirmed"), max_length=200, required=False)
    nations = forms.MultipleChoiceField(label=_("Nations"), choices=NATIONS, widget=forms.CheckboxSelectMultiple)
    hours = forms.CharField(label=_("Hours in words"), max_length=80, required=False)
    opens_at = time_field(_("Opens at"))
    closes_at = time_field(_("Closes at"))
    days = forms.TypedMultipleChoiceField(
        label=_("Days"), choices=DAYS, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    anonymous = forms.ChoiceField(label=_("Does the caller stay unknown?"), choices=ANONYMOUS)
    source = forms.CharField(label=_("Who says so"), max_length=300)
    checked_on = date_field(_("Checked on"), _("The day on which somebody called or read it."), required=True)
    check_by = date_field(_("Check again by"), _("After that day it is hidden, and you are told."))
    since = date_field(_("In service since"))
    until = date_field(_("In service until"))

    def __init__(self, *args: Any, listed: Entry, **given: Any) -> None:
        said = dict(listed.more) | {"name": listed.says, "source": listed.source}
        super().__init__(*args, initial={name: said.get(name) for name in self.base_fields}, **given)
        self.listed = listed

    def clean_number(self) -> str:
        """Its digits alone: two groupings of one number are one number."""
        return digits(self.cleaned_data["number"])

    def clean(self) -> dict[str, Any]:
        """Opening has a closing; a number that would be hidden as wrong is told here, while it can be mended."""
        says = super().clean() or {}
        if bool(says.get("opens_at")) != bool(says.get("closes_at")):
            self.add_error("closes_at", _("Give both times, or neither."))
        if says.get("opens_at") and not says.get("days"):
            says["days"] = list(EVERY_DAY)
        entry = Entry(self.listed.code, str(says.get("name")), "", says)
        if not (self.errors or says.get("unconfirmed") or self.listed.get("web")) and (wrong := wrong_number(entry)):
            self.add_error("number", _("This number would be hidden: %(why)s.") % {"why": wrong})
        return says


class AnswerWishForm(forms.Form):
    """What the desk did about a wish."""

    use_required_attribute = False

    outcome = forms.ChoiceField(
        label=_("Was it passed on?"),
        choices=[
            ("tell", _("Yes, as it was asked for")),
            ("decline", _("No: it would not be safe, or would not help")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["why"] = words(
            1_000,
            label=_("How, or why not"),
            help_text=_("It stays with the wish. The reporter reads only whether it was passed on."),
            error_messages={"required": _("Write it in a sentence.")},
        )
