"""What a call handler fills in while a caller speaks: the order of a call, what is still to hear, the notes."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from sightline.kit.vocabulary import Entry, load
from sightline.reports.forms.questions import QUESTIONS, list_for, words
from sightline.reports.models import Call, CallNote, Level, Report
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


LONGEST = 10_000  # of a story; the notes hold every line
NEVER_SAID = re.compile(
    r"police|heddlu|crime|detective|constable|sergeant|inspector|modern slavery|helpline|sightline", re.I
)


class CallForm(forms.Form):
    """One form for the whole call: each way to send it keeps everything."""

    use_required_attribute = False

    def __init__(self, *args: Any, report: Report | None = None, **given: Any) -> None:
        self.report = report
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
        self.fields["callback_name"] = words(
            80,
            label=_("As whom do we call, and for whom?"),
            help_text=_("A name that tells nothing to whoever picks up. Never the police."),
            required=False,
        )

    def clean_callback_name(self) -> str:
        """A name that does not give away who calls."""
        name: str = self.cleaned_data["callback_name"]
        if NEVER_SAID.search(name):
            raise forms.ValidationError(_("Choose a name that does not say who calls. Somebody else may pick up."))
        return name

    def take_up(self, typed: Mapping[str, Sequence[str]]) -> None:
        """Begin with what was typed before and not sent yet."""
        data = MultiValueDict({name: list(values) for name, values in typed.items()})
        for name, field in self.fields.items():
            if name in data:
                self.initial[name] = field.widget.value_from_datadict(data, {}, name)

    def clean(self) -> dict[str, Any]:
        """The signs together, and at least something that was heard."""
        told = super().clean() or {}
        told["signs"] = sorted({*told.get("signs_seen", []), *told.get("signs_told", [])})
        if told.get("callback_name") and not told.get("reach"):
            self.add_error("reach", _("Write down the number, or how else to reach them."))
        if not self.errors and not any(told.values()) and "hand_over" not in self.data:
            self.add_error(None, _("Write down a first line, or choose one answer. Then the call is stored."))
        return told

    def answers(self) -> dict[str, Any]:
        """What was told, by the fields of a report; a line that was said or seen is added to the story."""
        told = {name: self.cleaned_data[name] for name in Report.TOLD if name in self.cleaned_data}
        line, before = self.cleaned_data.get("line", ""), self.report.what if self.report else ""
        if line and self.cleaned_data.get("basis") != CallNote.Basis.VIEW:
            told["what"] = f"{before}\n{line}".strip()[:LONGEST]
        return told

    @property
    def heard(self) -> list[forms.BoundField]:
        """What is still to hear, in order."""
        return [self[load(QUESTIONS)[code].get("field")] for code in (*HEARD, "W1")] + [
            self["signs_seen"],
            self["signs_told"],
        ]


class FactsForm(forms.Form):
    """How the call goes, beside what is told in it. Everything may be left out."""

    use_required_attribute = False

    def __init__(self, *args: Any, call: Call | None = None, **given: Any) -> None:
        known = {name: getattr(call, name) for name in Call.FACTS} if call else {}
        super().__init__(*args, initial=known, **given)
        services = [(code, entry.label) for code, entry in load("reports/signposting/service").items()]
        self.fields["channel"] = one_of(_("Line"), Call.Channel.choices)
        self.fields["interpreter"] = words(60, label=_("Interpreter, for which language"), required=False)
        self.fields["risk"] = one_of(_("How urgent do you think it is?"), Level.choices)
        self.fields["risk_why"] = words(1_000, label=_("Why?"), required=False)
        self.fields["advice"] = words(1_000, label=_("What did you advise?"), required=False)
        self.fields["numbers"] = ticks(_("Numbers you gave"), services)
        for name in ("risk_why", "advice"):
            self.fields[name].widget.attrs["rows"] = 2
        self.fields["incident"] = words(40, label=_("Incident reference"), required=False)

    def clean(self) -> dict[str, Any]:
        """A risk is given with its reason."""
        told = super().clean() or {}
        if told.get("risk") and not told.get("risk_why"):
            self.add_error("risk_why", _("Say in a few words why you think so."))
        return told

    @property
    def facts(self) -> dict[str, Any]:
        """What was noted that is other than before."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    take_up = CallForm.take_up


def one_of(label: Any, options: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    """One answer from a list, which may be left out."""
    return forms.ChoiceField(label=label, choices=[("", _("Not said")), *options], required=False)


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
