"""What a reporter wishes: who should hear of their report, and what they may know of the reporter."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.reports.models import Wish
from sightline.reports.signposting import Service

SHARING = [
    ("nothing", _("Nothing. Nobody can reach me")),
    ("through-us", _("Nothing, but the desk may ask me more through my code")),
    ("contact", _("They may contact me, with the details I gave")),
]


class WishForm(forms.Form):
    """Who should hear of a report, and what they may know of the reporter."""

    use_required_attribute = False

    def __init__(self, *args: Any, takers: Sequence[Service], **given: Any) -> None:
        super().__init__(*args, initial={"sharing": Wish.Sharing.NOTHING}, **given)
        self.fields["services"] = forms.MultipleChoiceField(
            label=_("Who should hear of it?"),
            choices=[(taker.code, taker.name) for taker in takers],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one.")},
        )
        self.fields["sharing"] = forms.ChoiceField(
            label=_("What may they know about you?"), choices=SHARING, widget=forms.RadioSelect
        )
