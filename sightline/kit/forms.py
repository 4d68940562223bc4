"""Forms that render themselves: label, hint, error, field; a summary of what to check; one question a page.

`{{ form }}` is enough. `FORM_RENDERER = "sightline.kit.forms.Plain"` makes it so.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

UNKNOWN = ("do-not-know", _("I do not know"))
UNSAID = ("rather-not-say", _("I would rather not say"))
APART = frozenset({UNKNOWN[0], UNSAID[0]})  # drawn below an "or": real answers, never errors

SAW = ("saw", _("I saw it"))
TOLD = ("told", _("I was told"))


class Plain(TemplatesSetting):
    """Draws every form of the product with the kit's own templates."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"


class Day(forms.DateInput):
    """A day, in the reader's own date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class Hour(forms.TimeInput):
    """A time of day, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class Moment(forms.SplitDateTimeWidget):
    """A day and a time side by side; use with `forms.SplitDateTimeField(widget=Moment)`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets = (Day({"aria-label": _("Day")}), Hour({"aria-label": _("Time")}))


class Pair(forms.RadioSelect):
    """Two or three short answers in one line, as "I saw it", "I was told"."""

    pair = True


class Pictured(forms.CheckboxSelectMultiple):
    """Ticks with a picture beside the words of each. sprite: a static file whose views are named as the answers are."""

    def __init__(self, sprite: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.sprite = sprite


class Named(forms.ModelChoiceField):
    """Choose a record by its own words. says: the field that is shown."""

    def __init__(self, *args: Any, says: str = "name", **options: Any) -> None:
        super().__init__(*args, **{"empty_label": _("Choose"), **options})
        self.says = says

    def label_from_instance(self, record: Any) -> str:
        return str(getattr(record, self.says))


class Question(forms.Form):
    """One question a page: the label of its only field is the heading.

    question: the heading when the page asks with several fields.
    step, steps: "Question 2 of 7"; leave out where the number is not known.
    beneath: {field name: (other field, value)}: the field opens beneath that tick of the other.
    """

    template_name = "kit/question.html"
    use_required_attribute = False
    question: str = ""
    hint: str = ""
    step: int | None = None
    steps: int | None = None
    beneath: dict[str, tuple[str, str]] = {}

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that stand on the page themselves, in order."""
        return [field for field in self.visible_fields() if field.name not in self.beneath]

    @property
    def alone(self) -> forms.BoundField | None:
        """The only field, when its label can be the heading."""
        return self.asked[0] if len(self.asked) == 1 and not self.question else None


def ask_beneath(form: Any, name: str, choices: Iterable[tuple[str, Any]] = (SAW, TOLD)) -> None:
    """Ask "how do you know?" beneath each tick of a field, as fields named "<name>-<value>-how".

    Call at the end of the form's __init__. An answer left out is fine.
    """
    form.beneath = dict(getattr(form, "beneath", {}))
    for value, says in _flat(form.fields[name].choices):
        if str(value) in APART:
            continue
        how = f"{name}-{value}-how"
        label = _("How do you know: %(what)s") % {"what": says}
        form.fields[how] = forms.ChoiceField(label=label, choices=list(choices), widget=Pair, required=False)
        form.beneath[how] = (name, str(value))


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    for value, says in choices:
        if isinstance(says, list | tuple):
            yield from says
        else:
            yield value, says
