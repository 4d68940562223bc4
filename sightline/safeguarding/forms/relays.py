"""Words through a relay."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.safeguarding.forms.fields import Once, PersonChoice, fellows, long, told
from sightline.safeguarding.naming import places_in


class RelayForm(forms.Form):
    """With whom a relay is opened, and what they may call the person."""

    investigator = PersonChoice(label=_("Which investigator?"))
    calls_self = forms.CharField(
        label=_("What may they call the person?"),
        help_text=_("As the person wishes. It need not be a name."),
        max_length=120,
    )

    def __init__(self, *args: Any, by: Person, **more: Any):
        super().__init__(*args, **more)
        self.fields["investigator"].queryset = fellows("investigator", by)


class MessageForm(Once):
    """Words to write. `answers`: they are the person's, and carry no number and no place."""

    text = long(
        _("What would you like to ask?"), _("Short, and one thing at a time. The person may say no."), max_length=2_000
    )

    def __init__(self, *args: Any, answers: bool, **more: Any):
        super().__init__(*args, **more)
        self.answers = answers
        if answers:
            self.fields["text"].label = _("What does the person say?")
            self.fields["text"].help_text = _(
                "The investigator reads this at once. No number, postcode or e-mail address."
            )

    def clean_text(self) -> str:
        """The words, clear of what could tell where the person is when they are an answer."""
        text = self.cleaned_data["text"]
        if self.answers and (found := places_in(text)):
            raise told(found)
        return text


class DeclineForm(forms.Form):
    """Why a question is not passed on."""

    why = forms.CharField(
        label=_("Why not?"), help_text=_("The investigator can read this."), max_length=200, required=False
    )


class UrgentForm(forms.Form):
    """Why a life is in danger."""

    reason = long(
        _("Why is a life in danger now?"),
        _("A second person reads this and agrees or refuses. The address stays where it is."),
        max_length=1_000,
    )


class RefuseUrgentForm(forms.Form):
    """Why it is not so urgent."""

    why = forms.CharField(label=_("Why not?"), max_length=400)
