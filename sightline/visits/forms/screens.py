"""One decision a screen: a form asked in several screens, its answers travelling along as hidden fields.

    class RaiseForm(Screens):
        screens = (Screen("trigger"), Screen("words", "power", heading=_("What did you see?")))

Each screen is posted to the same address; nothing is stored before the last one, and nothing typed is lost by going
back. The key of the form travels too, so that the last screen sent twice stores once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from django import forms

from sightline.kit.forms import Question

Answers = Mapping[str, Any]


class Screen:
    """The fields that stand on one screen; `when` says from the answers so far whether it is asked at all."""

    def __init__(self, *fields: str, heading: Any = "", hint: Any = "", when: Callable[[Answers], bool] | None = None):
        self.fields, self.heading, self.hint = fields, heading, hint
        self.when = when or (lambda answers: True)


class Keyed(forms.Form):
    """A form that stores once: its key becomes the key of the new row."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)


class Screens(Question, Keyed):
    """A form asked screen by screen; the first is always asked.

    A field may not be called as a property of Question is (alone, asked, step): templates look fields up first.
    """

    screens: tuple[Screen, ...] = ()

    def __init__(self, data: Any = None, *, at: int = 0, initial: Any = None, **more: Any):
        super().__init__(data, initial=initial, **more)
        self.at = at
        self.done = False
        self.widgets = {name: field.widget for name, field in self.fields.items()}
        self.path = self._path()
        self.at = max(number for number in self.path if number <= at)
        self.question, self.hint = self.screens[self.at].heading, self.screens[self.at].hint
        self._hide()

    def _path(self) -> list[int]:
        """The numbers of the screens that are asked, given the answers so far."""
        answers = self.answers()
        return [number for number, screen in enumerate(self.screens) if screen.when(answers)]

    def _hide(self) -> None:
        """Keep the fields up to this screen; those of earlier ones are hidden."""
        asked = {name: number for number in self.path for name in self.screens[number].fields}
        for name in self.widgets.keys() - {"key"}:
            if asked.get(name, self.at + 1) > self.at:
                del self.fields[name]
            elif asked[name] < self.at:
                self.fields[name].widget = self.fields[name].hidden_widget()

    def answers(self) -> dict[str, Any]:
        """Every answer so far, as typed, those of later screens too."""
        here = self.screens[self.at].fields if self.is_bound else ()
        sent = [name for name in self.widgets if name in self.data or name in here]
        typed = {name: self.widgets[name].value_from_datadict(self.data, {}, name) for name in sent}
        return {**self.initial, **typed}

    @property
    def kept(self) -> list[tuple[str, Any]]:
        """Name and value of what belongs to other screens than those up to this one, to travel along."""
        others = [(name, value) for name, value in self.answers().items() if name in self.widgets.keys() - self.fields]
        return [(name, one) for name, value in others for one in (value if isinstance(value, list) else [value])]

    @property
    def number(self) -> int:
        """Which of the screens this is, from 1."""
        return self.path.index(self.at) + 1

    @property
    def last(self) -> bool:
        """Whether nothing is asked after this screen, as far as is known."""
        return self.at == self.path[-1]

    @property
    def told(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        return dict(self.cleaned_data)


def walk(kind: type[Screens], data: Any, *, initial: Answers | None = None, **given: Any) -> Screens:
    """The form at the screen to show now; `done` once the last one was answered.

    data: what was posted, or nothing for the first screen. initial: what is known before anything is asked.
    """
    known = dict(initial or {})
    if not data:
        return kind(initial=known, **given)
    form = kind(data, at=_sent_from(kind, data), initial=known, **given)
    before, after = [n for n in form.path if n < form.at], [n for n in form.path if n > form.at]
    if "back" in data and before:
        return kind(at=before[-1], initial=form.answers(), **given)
    if not form.is_valid():
        return form
    if after:
        return kind(at=after[0], initial=form.answers(), **given)
    form.done = True
    return form


def _sent_from(kind: type[Screens], data: Any) -> int:
    """The number of the screen that was sent; the first one for nonsense."""
    sent = data.get("screen", "")
    return int(sent) if sent.isdecimal() and int(sent) < len(kind.screens) else 0
