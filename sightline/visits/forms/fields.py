"""The few kinds of field that the door needs, as wide as the thumb."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sightline.kit.vocabulary import choices

LANGUAGES = [("", _("Not asked yet")), *choices("visits/languages")]
YES, NO = ("yes", _("Yes")), ("no", _("No"))

two_lines = lazy(format_html, SafeString)


def noted(options: Iterable[tuple[str, Any, Any]]) -> list[tuple[str, Any]]:
    """Choices whose label may have a quiet second line: value, words, note."""
    return [(value, two_lines("{}<small>{}</small>", says, note) if note else says) for value, says, note in options]


def one_of(label: Any, options: Any, **more: Any) -> forms.ChoiceField:
    """One decision."""
    return forms.ChoiceField(label=label, choices=options, widget=forms.RadioSelect, **more)


def words(label: Any, most: int, **more: Any) -> forms.CharField:
    """A few sentences."""
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea({"rows": 5}), **more)


def line(label: Any, most: int, **more: Any) -> forms.CharField:
    """A few words on one line."""
    return forms.CharField(label=label, max_length=most, **more)


def language(label: Any) -> forms.ChoiceField:
    """A language of the short list."""
    return forms.ChoiceField(label=label, choices=LANGUAGES, required=False)
