"""What the desk types: what may leave, why a report goes no further."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area
from sightline.reports.forms.questions import words
from sightline.reports.models import Report, SanitisedReport

EMPTY = {"required": _("Write it in a sentence or two. Nothing you typed elsewhere is lost.")}
FEW = _("Could only about five people know this?")
TOO_FEW = _("Take out what only they can know, then answer again.")
LEAVES, AGAIN = "leaves", "again"


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
        self.fields["known_to"] = known_to()

    def clean_known_to(self) -> str:
        """Not known to so few: then it points to them."""
        return not_few(self.cleaned_data["known_to"])


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


class CheckForm(forms.Form):
    """What a colleague finds before anything leaves the desk."""

    use_required_attribute = False

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["known_to"] = known_to()
        self.fields["verdict"] = forms.ChoiceField(
            label=_("May it leave the desk?"),
            choices=[
                (LEAVES, _("Yes, nothing in it points to the source")),
                (AGAIN, _("No, it must be written again")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one: it leaves, or it is written again.")},
        )
        self.fields["why"] = words(
            1_000,
            label=_("What must be written differently?"),
            help_text=_("Only when it must be written again. Whoever wrote it reads this."),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """What few could know does not leave, and who writes it again is told why."""
        found = super().clean() or {}
        if found.get("verdict") == LEAVES and found.get("known_to") == SanitisedReport.KnownTo.FEW:
            self.add_error("verdict", _("Only a few people could know it: have it written again."))
        if found.get("verdict") == AGAIN and not found.get("why"):
            self.add_error("why", _("Say in a sentence what still points to the source."))
        return found


def known_to() -> forms.ChoiceField:
    """The question that finds what only the source can have told."""
    return forms.ChoiceField(
        label=FEW,
        help_text=_("Think of who was there, who was told, and who could have written it."),
        choices=SanitisedReport.KnownTo.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one. If you are not sure, say so: your colleague looks at it too.")},
    )


def not_few(answer: str) -> str:
    """The answer, unless so few could know it that it points to one of them. Raises ValidationError."""
    if answer == SanitisedReport.KnownTo.FEW:
        raise forms.ValidationError(TOO_FEW)
    return answer


class CloseForm(forms.Form):
    """Why a report goes no further."""

    use_required_attribute = False

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["closed_as"] = forms.ChoiceField(
            label=_("What was it?"),
            choices=Report.ClosedAs.choices,
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Choose what comes nearest: it is counted, and decides how long it is kept.")
            },
        )
        self.fields["why"] = words(
            1_000,
            label=_("Why does it go no further?"),
            help_text=_(
                "It stays with the report. For example: not about exploitation, told twice, handed to the council."
            ),
            error_messages=EMPTY,
        )
