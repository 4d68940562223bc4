"""What a call handler fills in while a caller speaks: the order of a call, what is still to hear, the notes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.vocabulary import Entry, load
from sightline.reports.forms.questions import QUESTIONS, list_for, words
from sightline.reports.models import CallNote, Report
from sightline.reports.questions import asked

FIRST = asked("call", "first")  # can you talk safely, is anyone in danger, where
HEARD = asked("call", "heard")
ASKED = {  # as a handler asks it aloud; the rest is asked as the public reads it
    "S3": _("Can you talk safely?"),
    "S1": _("Is anyone in danger?"),
    "S2": _("What danger?"),
    "N1": _("Is someone there now?"),
    "V1C": _("Is anyone there a child?"),
    "V1": _("How many people?"),
    "M1": _("Are they moved within a day?"),
    "A1": _("Who is it about?"),
    "W1": _("What may be happening"),
}
KEYS = {"S3": "1", "S1": "2", "P2": "3", "V1C": "5", "V1": "6", "M1": "7"}  # with Alt, or Alt and Shift


class CallForm(forms.Form):
    """One form for the whole call: each way to send it keeps everything."""

    use_required_attribute = False

    def __init__(self, *args: Any, report: Report | None = None, **given: Any) -> None:
        told = {name: getattr(report, name) for name in Report.TOLD} if report else {}
        super().__init__(*args, initial=told, **given)
        for code in (*FIRST, *HEARD, "W1"):
            question = load(QUESTIONS)[code]
            self.fields[question.get("field")] = field_of(question)
        signs = load("reports/signs").values()
        for name, label in (("signs_seen", _("Signs: saw it")), ("signs_told", _("Signs: was told"))):
            self.fields[name] = ticks(label, [(sign.code, sign.label) for sign in signs])
        self.fields["line"] = words(4_000, label=_("Write it down"), required=False)
        self.fields["line"].widget.attrs |= {"rows": 3, "autofocus": True, "accesskey": "w"}
        self.fields["basis"] = forms.ChoiceField(choices=CallNote.Basis.choices, required=False)
        self.fields["reach"] = words(160, label=_("How may we call back?"), required=False)
        self.fields["when_safe"] = words(160, label=_("When is it safe?"), required=False)

    def clean(self) -> dict[str, Any]:
        """The signs together, and at least something that was heard."""
        told = super().clean() or {}
        told["signs"] = sorted({*told.get("signs_seen", []), *told.get("signs_told", [])})
        if not self.errors and not any(told.values()):
            self.add_error(None, _("Write down a first line, or choose one answer. Then the call is stored."))
        return told

    def answers(self) -> dict[str, Any]:
        """What was told, by the fields of a report."""
        return {name: self.cleaned_data[name] for name in Report.TOLD if name in self.cleaned_data}

    @property
    def heard(self) -> list[forms.BoundField]:
        """What is still to hear, in order."""
        return [self[load(QUESTIONS)[code].get("field")] for code in (*HEARD, "W1")] + [
            self["signs_seen"],
            self["signs_told"],
        ]


def field_of(question: Entry) -> forms.Field:
    """The field of a question as a handler uses it."""
    field = list_for(question, ASKED.get(question.code))
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = 2
    if question.code in KEYS:
        field.widget.attrs["accesskey"] = KEYS[question.code]
    return field


def ticks(label: Any, options: list[tuple[str, Any]]) -> forms.MultipleChoiceField:
    """Several answers to tick."""
    return forms.MultipleChoiceField(label=label, choices=options, widget=forms.CheckboxSelectMultiple, required=False)
