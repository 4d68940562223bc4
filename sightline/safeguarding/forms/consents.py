"""Asking for one answer to one purpose. Nothing is ticked beforehand."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from sightline.kit.forms import Day
from sightline.kit.vocabulary import choices
from sightline.safeguarding.forms.fields import Once, languages
from sightline.safeguarding.models import Consent

Answer = Consent.Answer


class ConsentForm(Once):
    """One answer, how it was given and in which language."""

    answer = forms.ChoiceField(label=_("What did they say?"), widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label=_("How did they say it?"),
        choices=lazy(lambda: choices("safeguarding/consents/given"), list)(),
        widget=forms.RadioSelect,
    )
    language = languages()
    interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)
    recipient = forms.CharField(
        label=_("For whom"), help_text=_("Each service or person by name."), max_length=160, required=False
    )
    ends_on = forms.DateField(
        label=_("Until which day?"), help_text=_("Leave empty for no end."), widget=Day, required=False
    )

    def __init__(self, *args: Any, newest: Consent | None, **more: Any):
        super().__init__(*args, **more)
        answers = [(Answer.GIVEN, _("Yes, they agree")), (Answer.REFUSED, _("No, or not now"))]
        if newest and newest.answer == Answer.GIVEN:
            answers.append((Answer.WITHDRAWN, _("They take their yes back")))
        self.fields["answer"].choices = answers
