"""What is written behind a return code by whoever holds it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.vocabulary import load
from sightline.reports.forms.questions import QUESTIONS, field_for, words

ALSO_ASKED = ("S1", "S2", "M1")  # with every later message: danger may have come since


class BackForm(forms.Form):
    """A message of whoever holds the code."""

    use_required_attribute = False

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["text"] = words(
            10_000,
            label=_("Write to the desk"),
            help_text=_("In any language. Leave out anything that shows who you are. We cannot show it to you again."),
            error_messages={"required": _("Write a few words first.")},
        )
        for code in ALSO_ASKED:
            question = load(QUESTIONS)[code]
            self.fields[question.get("field")] = field_for(question)

    def told(self) -> dict[str, Any]:
        """What it says of danger, by the fields of the questions."""
        return {name: value for name, value in self.cleaned_data.items() if name != "text" and value}
