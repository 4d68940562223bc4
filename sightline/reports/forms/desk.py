"""What the desk types: what may leave, why a report goes no further."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area
from sightline.reports.forms.questions import words

EMPTY = {"required": _("Write it in a sentence or two. Nothing you typed elsewhere is lost.")}


class RewriteForm(forms.Form):
    """The text that leaves the desk, and how its source knows."""

    use_required_attribute = False

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["text"] = words(
            10_000,
            label=_("What may leave the desk"),
            help_text=_("In your own words: what happens, where, since when. No exact wording, no exact times."),
            error_messages=EMPTY,
        )
        self.fields["provenance"] = words(
            1_000,
            label=_("How the source knows"),
            help_text=_("As little as grading needs: saw it, was told by someone there, works nearby."),
            error_messages=EMPTY,
        )
        self.fields["place"] = words(
            1_000, label=_("The place"), help_text=_("As closely as it may be known."), required=False
        )


class PassOnForm(RewriteForm):
    """The same, and for whom."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["area"] = forms.ModelChoiceField(
            Area.objects.order_by("name"),
            label=_("Area whose analysts read it"),
            empty_label=_("Choose an area"),
            error_messages={"required": _("Choose the area in which the place lies.")},
        )
        self.fields["area"].label_from_instance = lambda area: area.name


class CloseForm(forms.Form):
    """Why a report goes no further."""

    use_required_attribute = False

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["why"] = words(
            1_000,
            label=_("Why does it go no further?"),
            help_text=_(
                "It stays with the report. For example: not about exploitation, told twice, handed to the council."
            ),
            error_messages=EMPTY,
        )
