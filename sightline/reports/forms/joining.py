"""Which report tells of the same."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.ledger.finding import listed
from sightline.reports.forms.questions import words
from sightline.reports.models import Report


class JoinForm(forms.Form):
    """The reference of another report of the same desk."""

    use_required_attribute = False

    def __init__(self, *args: Any, here: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.here = here
        self.fields["to"] = words(
            40,
            label=_("Which report tells of the same?"),
            help_text=_("Its reference, such as R-7KQ2-M9X4. Both keep their record, their code and their dialogue."),
            error_messages={"required": _("Write the reference of the other report.")},
        )

    def clean_to(self) -> Report:
        """The report of that reference."""
        ref = self.cleaned_data["to"].strip().upper()
        found: list[Report] = listed(self.here.filter(ref=ref), asked="a report to join", typed=[ref], most=1)
        if not found:
            raise forms.ValidationError(_("Your desk has no report of that reference. Check the letters."))
        return found[0]
