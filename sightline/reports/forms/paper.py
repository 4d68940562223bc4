"""What a clerk types in from a sheet of paper: about the sheet, then the questions in the order of the paper."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.forms import Day
from sightline.kit.vocabulary import load
from sightline.reports.forms.questions import QUESTIONS, grouped_signs, list_for, told, words
from sightline.reports.languages import NAMES
from sightline.reports.sheets import asked

SHEET = ("number", "told_on", "taken_by")
LARGEST = 60_000  # letters of a block


class BlockForm(forms.Form):
    """The text that the page without a network made."""

    use_required_attribute = False

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["block"] = words(
            LARGEST,
            label=_("A block of text from the page without a network"),
            help_text=_("Paste it whole. It is taken apart into the answers below, for you to look at."),
            error_messages={"required": _("Paste the block, or type the answers in below.")},
        )
        self.fields["block"].widget.attrs["rows"] = 4


class PaperForm(forms.Form):
    """One sheet. Everything may be left out but its number, its day, who took it, a place, and a sign or a few words."""

    use_required_attribute = False

    def __init__(self, *args: Any, today: date, contact: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        self.today = today
        self.fields["number"] = words(
            20,
            label=_("Number of the sheet"),
            help_text=_("As printed on it. Copies share a number: put A, B, C behind it. None printed: give it one."),
            error_messages={"required": _("Enter the number, or give the sheet one and write it on it.")},
        )
        self.fields["told_on"] = forms.DateField(
            label=_("First told on"),
            help_text=_("The day on which the person told it, not today."),
            widget=Day,
            error_messages={"required": _("Enter the day, or the one you think it was.")},
        )
        self.fields["taken_by"] = words(
            120,
            label=_("Who took it?"),
            help_text=_("Whoever the person told it to, and where. The desk reads it."),
            error_messages={"required": _("Write who took it, or “found in the box”.")},
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the sheet"), choices=[(code[:2], name) for code, name in NAMES.items()], required=False
        )
        self._ask(contact)

    def _ask(self, contact: bool) -> None:
        """The questions as the paper has them; the signs last. contact: whether details of the reporter may be kept."""
        for code in asked():
            question = load(QUESTIONS)[code]
            if contact or question.get("kept") != "contact":
                self.fields[question.get("field")] = list_for(question)
        self.fields["signs"] = forms.MultipleChoiceField(
            label=_("What did they notice?"),
            choices=list(grouped_signs())[:-1],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def clean_number(self) -> str:
        """In one spelling, so that the same sheet is known again."""
        return "".join(self.cleaned_data["number"].upper().split())

    def clean_told_on(self) -> date:
        """Not a day to come."""
        day: date = self.cleaned_data["told_on"]
        if day > self.today:
            raise forms.ValidationError(_("That day has not come yet. Enter the day on which it was told."))
        return day

    def clean(self) -> dict[str, Any]:
        """A place, and one sign or a few words."""
        found = super().clean() or {}
        if not found.get("place") and "place" not in self.errors:
            self.add_error("place", _("Write where it is, as well as the sheet tells."))
        if not found.get("what") and not found.get("signs") and "what" not in self.errors:
            self.add_error("what", _("Write what the sheet says in a few words, or tick one sign."))
        return found

    def answers(self) -> dict[str, Any]:
        """What was told, by the fields of a report, and what is known of the sheet."""
        return {name: told(value) for name, value in self.cleaned_data.items() if value or name in SHEET}
