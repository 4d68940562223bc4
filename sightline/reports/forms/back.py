"""What is written behind a return code by whoever holds it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.forms import Pictured
from sightline.kit.vocabulary import load
from sightline.reports.forms.questions import PICTURES, QUESTIONS, field_for, grouped_signs, told, words
from sightline.reports.questions import asked

SIGNS = "C"  # the list of signs, in place of a question


class BackForm(forms.Form):
    """A message of whoever holds the code, and beneath it what may be new. Only the message is required."""

    use_required_attribute = False
    template_name = "reports/public/back.html"

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["text"] = words(
            10_000,
            label=_("Write to the desk"),
            help_text=_("In any language. Leave out anything that shows who you are. We cannot show it to you again."),
            error_messages={"required": _("Write a few words first.")},
        )
        for code in (*asked("back", "first"), *asked("back", "more")):
            self.fields[name_of(code)] = field_of(code)

    @property
    def folded(self) -> list[forms.BoundField]:
        """What stands folded away, in order."""
        return [self[name_of(code)] for code in asked("back", "more")]

    @property
    def open(self) -> bool:
        """Whether something of that was answered already, so that it must not be hidden."""
        return any(field.value() for field in self.folded)

    def told(self) -> dict[str, Any]:
        """What was answered, in codes, by the fields of the questions."""
        return {name: told(value) for name, value in self.cleaned_data.items() if name != "text" and value}


def name_of(code: str) -> str:
    """The field of a question."""
    return "signs" if code == SIGNS else str(load(QUESTIONS)[code].get("field"))


def field_of(code: str) -> forms.Field:
    """A question as it is asked again, or the list of signs."""
    if code != SIGNS:
        return field_for(load(QUESTIONS)[code])
    return forms.MultipleChoiceField(
        label=_("What did you notice?"),
        choices=list(grouped_signs()),
        widget=Pictured(PICTURES),
        required=False,
    )
