"""What the desk writes to whoever holds a code; and a person's word on the level."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.reports.forms.questions import words
from sightline.reports.models import Level


class WriteForm(forms.Form):
    """A message of the desk."""

    use_required_attribute = False

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["text"] = words(
            4_000,
            label=_("What do you want to say or ask?"),
            help_text=_("Whoever holds the code reads it, perhaps on a watched phone. Name nobody and no place."),
            error_messages={"required": _("Write it in a sentence or two.")},
        )
        self.fields["asks"] = forms.BooleanField(label=_("It is a question, and waits for an answer"), required=False)


class LevelForm(forms.Form):
    """How soon it must be looked at, and why."""

    use_required_attribute = False

    def __init__(self, *args: Any, was: str, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["to"] = forms.ChoiceField(
            label=_("How soon must it be looked at?"),
            choices=[(code, label) for code, label in Level.choices if code != was],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose a level.")},
        )
        self.fields["why"] = words(
            1_000,
            label=_("Why?"),
            help_text=_("From danger now downwards a second person reads this and agrees, or leaves it."),
            error_messages={"required": _("Write why, in a sentence.")},
        )
