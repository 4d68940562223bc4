"""The questions of the public pages, one subject a page, made from the vocabulary. No answer is required."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.forms import UNKNOWN, UNSAID, Pictured, Question, ask_beneath
from sightline.kit.vocabulary import Entry, load
from sightline.reports import receipts
from sightline.reports.danger import SAYS_NOTHING
from sightline.reports.questions import pages as pages_of
from sightline.reports.telling import DOOR, Telling

QUESTIONS = "reports/questions"
PICTURES = "reports/signs.svg"  # beside the words of each sign, for who does not read

GROUPS = (
    (_("About coming and going"), {"movement", "isolation"}),
    (_("About money and papers"), {"documents", "debt", "wages"}),
    (_("About how they are treated"), {"threats", "violence", "conditions", "overtime", "abuse-vuln"}),
)


class Words(forms.CharField):
    """A text as somebody wrote it: its line ends made one, and without the one character that no text holds."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def field_for(question: Entry) -> forms.Field:
    """The form field of a question of the vocabulary."""
    given = {"label": question.label, "help_text": question.get("hint") and hint(question), "required": False}
    if question.get("kind") == "text":
        return words(question.get("longest"), **given)
    choices = [(option.code, option.label) for option in question.options]
    if question.get("kind") == "several":
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **given)
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **given)


def list_for(question: Entry, label: Any = None) -> forms.Field:
    """The same question on a staff page: one answer is a list to choose from by keyboard, empty until it was asked."""
    field = field_for(question)
    field.label, field.help_text = label or question.label, ""
    if question.get("kind") == "one":
        field.widget = forms.Select(choices=[("", _("Not asked yet")), *field.choices])
    return field


def words(longest: int, **given: Any) -> Words:
    """A text of at most so many characters, on one line where it is short."""
    widget = forms.Textarea({"rows": 4 if longest <= 1_000 else 9}) if longest > 200 else forms.TextInput()
    widget.attrs["dir"] = "auto"
    too_long = _("Use at most %(limit_value)d characters. You have written %(show_value)d; nothing is lost yet.")
    made = Words(widget=widget, max_length=longest, **given)
    made.validators[0].message = too_long
    made.widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted without a word
    return made


def hint(question: Entry) -> Any:
    """The hint of a question, in the reader's language."""
    return Entry("hint", question.get("hint")).label


class Page(Question):
    """One page of questions.

    asks: the codes of the vocabulary, in order. name: as `Telling` knows the page.
    """

    name = ""
    asks: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *, telling: Telling):
        super().__init__(data, initial=telling.answers, use_required_attribute=False)
        self.telling = telling
        if self.name in telling.pages:
            self.step, self.steps = telling.pages.index(self.name) + 1, len(telling.pages)
        for code in self.asks:
            question = load(QUESTIONS)[code]
            self.fields[question.get("field")] = field_for(question)

    @property
    def first(self) -> str:
        """The name of the first field."""
        return next(iter(self.fields))

    def answers(self) -> dict[str, Any]:
        """What was answered on this page, by the fields of a report."""
        return {name: told(value) for name, value in self.cleaned_data.items()}


def told(answer: Any) -> Any:
    """An answer without the "I do not know" that was ticked beside real ones."""
    if isinstance(answer, list):
        return [code for code in answer if code not in SAYS_NOTHING] or answer
    return answer


class Signs(Page):
    """The signs of control, each with "I saw it" or "I was told" beneath."""

    name = "signs"

    def __init__(self, data: Any = None, *, telling: Telling):
        super().__init__(data, telling=telling)
        self.fields["signs"] = forms.MultipleChoiceField(
            label=_("What did you notice?"),
            help_text=_("Tick all that fit. Leave out what you are not sure of, or choose “I do not know”."),
            choices=list(grouped_signs()),
            widget=Pictured(PICTURES),
            required=False,
        )
        ask_beneath(self, "signs")
        for word, codes in (("saw", telling.answers.get("signs_seen")), ("told", telling.answers.get("signs_told"))):
            self.initial |= {f"signs-{code}-how": word for code in codes or ()}

    def answers(self) -> dict[str, Any]:
        """The signs that were ticked, those seen and those told of."""
        signs = told(self.cleaned_data["signs"])
        hows = {code: self.cleaned_data.get(f"signs-{code}-how") for code in signs}
        seen, heard = ([code for code, how in hows.items() if how == word] for word in ("saw", "told"))
        return {"signs": signs, "signs_seen": seen, "signs_told": heard}


def grouped_signs() -> Iterator[tuple[Any, list[tuple[str, Any]]]]:
    """The signs under three headings, and the two answers that stand apart."""
    signs = load("reports/signs").values()
    for says, indicators in GROUPS:
        yield says, [(sign.code, sign.label) for sign in signs if sign.get("ilo") in indicators]
    yield "", [UNKNOWN, UNSAID]


class Check(Page):
    """The last page before sending: a look at it all, and one more question beneath."""

    template_name = "kit/form.html"
    name = "check"

    def __init__(self, data: Any = None, *, telling: Telling):
        super().__init__(data, telling=telling)
        self.fields["campaign"] = words(
            20,
            label=_("Does a poster or leaflet you saw have a code on it?"),
            help_text=_("Leave this empty if not. It tells us which leaflets help."),
            required=False,
        )

    def answers(self) -> dict[str, Any]:
        """The campaign alone; a trap for machines is no answer."""
        return {"campaign": self.cleaned_data["campaign"]}


def page(entry: Entry) -> type[Page]:
    """The form of a page of the public door; its words are the heading when it asks several questions."""
    asks = tuple(entry.get("asks"))
    given = {"name": entry.code, "asks": asks, "question": entry.label if len(asks) > 1 else ""}
    return SPECIAL.get(entry.code) or type(entry.code.title().replace("-", ""), (Page,), given)


SPECIAL: dict[str, type[Page]] = {Signs.name: Signs}


PAGES: dict[str, type[Page]] = {each.code: page(each) for each in pages_of(DOOR)} | {Check.name: Check}


class GroupForm(forms.Form):
    """One group of four digits of the code, typed back by who wrote it down. Pasting it is fine."""

    use_required_attribute = False
    group = forms.CharField(
        label=_("Type one group of four back"),
        help_text=_("Any of the five. You may paste it. It shows that you have the code."),
        widget=forms.TextInput({"inputmode": "numeric", "spellcheck": "false", "dir": "ltr"}),
        max_length=80,
        error_messages={"required": _("Type four digits of the code, or go on without.")},
    )

    def __init__(self, *args: Any, code: str, **given: Any) -> None:
        self.code = code
        super().__init__(*args, **given)

    def clean_group(self) -> str:
        """A group of the code, or all of it."""
        typed = receipts.tidy_code(self.cleaned_data["group"])
        if typed not in (*receipts.grouped(self.code).split(), self.code):
            raise forms.ValidationError(_("This is not in the code above. Look at it again, one group at a time."))
        return typed


class CodeForm(forms.Form):
    """A return code, however it is written."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("20 digits, in five groups of four."),
        widget=forms.TextInput({"inputmode": "numeric", "spellcheck": "false", "dir": "ltr"}),
        max_length=80,
        error_messages={"required": _("Enter the code that you were given.")},
    )

    def clean_code(self) -> str:
        """The 20 digits. A wrong digit is found here, so that it is never taken for a lost report."""
        code = receipts.tidy_code(self.cleaned_data["code"])
        if not receipts.is_code(code):
            raise forms.ValidationError(_("A code has 20 digits. Check each group of four, one digit may be wrong."))
        return code


def in_words(field: Any, answer: Any) -> str:
    """An answer as the person chose or wrote it."""
    if not hasattr(field, "choices"):
        return answer or ""
    says = choices_of(field)
    chosen = answer if isinstance(answer, list) else [answer]
    return "; ".join(str(says[code]) for code in chosen if code in says)


def choices_of(field: Any) -> dict[str, Any]:
    """The codes that a field takes, each with its words; those of groups too, in their order."""
    says: dict[str, Any] = {}
    for code, words in field.choices:
        says |= dict(words) if isinstance(words, list | tuple) else {code: words}
    return says
