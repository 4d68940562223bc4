"""A report from the field: the questions of its door, in its own order, one decision a screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.forms import Question
from sightline.kit.vocabulary import Entry, load
from sightline.reports import danger
from sightline.reports.forms.adding import files
from sightline.reports.forms.questions import QUESTIONS, field_for, grouped_signs, words
from sightline.reports.questions import pages
from sightline.visits.forms.screens import Answers, Keyed, Screen, Screens

DOOR = "field"
PLACE, WORDS, SIGNS = "field-place", "field-what", "field-signs"
EVERYTHING: danger.Condition = {"all": []}


def asked(page: Entry) -> Iterator[tuple[str, forms.Field]]:
    """The fields of a page by their names; where it asks one thing alone, in the page's own words."""
    questions = [load(QUESTIONS)[code] for code in page.get("asks")]
    for question in questions:
        field = field_for(question)
        if len(questions) == 1:
            field.label, field.help_text = page.label, ""
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 4
        yield question.get("field"), field
    if page.code == SIGNS:
        ticks = forms.CheckboxSelectMultiple
        signs = list(grouped_signs())[:-1]
        yield "signs", forms.MultipleChoiceField(label=page.label, choices=signs, widget=ticks, required=False)


def is_asked(page: Entry, answers: Answers) -> bool:
    """Whether a page is asked after these answers."""
    return danger.holds(page.get("when", EVERYTHING), answers)


def screen(page: Entry) -> Screen:
    """One page of the door as a screen."""
    names = [name for name, _field in asked(page)]
    return Screen(*names, heading=page.label if len(names) > 1 else "", when=partial(is_asked, page))


ORDER = [page.code for page in pages(DOOR)]
ASKED = {name: field for page in pages(DOOR) for name, field in asked(page)}


class NoteForm(Screens):
    """Sent at any screen from the one on which there is enough; a place, and one sign or a few words."""

    screens = tuple(map(screen, pages(DOOR)))
    now = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **given: Any):
        super().__init__(*args, **given)
        self.red = danger.level(self.texts_and_codes).word == "red"

    def _path(self) -> list[int]:
        """No further than this screen, once the writer sends what there is."""
        path = super()._path()
        return [number for number in path if number <= self.at] if self.sends else path

    @property
    def texts_and_codes(self) -> dict[str, Any]:
        """What was answered so far, as the rules of danger read it."""
        return {name: answer for name, answer in self.answers().items() if name in ASKED}

    @property
    def told_so_far(self) -> str:
        """The same for the rules in the page, as JSON: the answers of other screens, their words in one text."""
        here = self.screens[self.at].fields
        before = {name: answer for name, answer in self.texts_and_codes.items() if answer and name not in here}
        words = [str(answer) for name, answer in before.items() if name in danger.texts()]
        return json.dumps({**before, "texts": "\n".join(words)})

    @property
    def enough(self) -> bool:
        """Whether it may be sent from this screen, with others still to come."""
        return ORDER.index(PLACE if self.red else WORDS) <= self.at < len(ORDER) - 1

    @property
    def last(self) -> bool:
        """Whether nothing is asked after this screen; who could not send it yet may go on."""
        return super().last and not self.sends

    @property
    def sends(self) -> bool:
        """Whether the writer wants to send what there is."""
        return bool(self.answers().get("now"))

    @property
    def kept(self) -> list[tuple[str, Any]]:
        """What travels along; to send it is a wish of one screen."""
        return [(name, value) for name, value in super().kept if name != "now"]

    def clean_place(self) -> str:
        """A hint of the place at least: it finds the desk."""
        place: str = self.cleaned_data["place"]
        if not place.strip():
            raise forms.ValidationError(_("Write where it is, as well as you can. A postcode finds the desk."))
        return place

    def clean(self) -> dict[str, Any]:
        """A few words or one sign; in danger now, that is sign enough."""
        told = super().clean() or {}
        said = told.get("what", "").strip() or told.get("signs")
        if ("signs" in told or self.sends) and not said and not self.red:
            here = [name for name in ("signs", "what") if name in self.screens[self.at].fields]
            self.add_error(here[0] if here else None, _("Write a few words, or tick one sign."))
        return told

    @property
    def told(self) -> dict[str, Any]:
        """As `write_note` takes it."""
        return dict(self.cleaned_data)


NoteForm.base_fields.update(ASKED)


class AddForm(Question, Keyed):
    """What the writer of a note puts right or adds: words, an answer on danger, photographs. One of them at least."""

    question = _("Add to it, or put it right")

    def __init__(self, *args: Any, takes_files: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["text"] = words(10_000, label=_("What was wrong, or is new?"), required=False)
        self.fields["text"].help_text = _("“I was wrong about ...”. What you wrote first stays beside it.")
        self.fields["text"].widget.attrs["rows"] = 4
        self.fields["danger"] = field_for(load(QUESTIONS)["S1"])
        if takes_files:
            self.fields["files"] = files(required=False)

    def clean(self) -> dict[str, Any]:
        """Something that is new."""
        told = super().clean() or {}
        if not any(told.get(name) for name in ("text", "danger", "files")) and not self.errors:
            self.add_error("text", _("Write a few words, or choose a photograph."))
        return told
