"""What a reviewer says of a sentence, whom an administrator names, and a translation beside what a reporter wrote."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.reports.forms.questions import words
from sightline.reports.models import Report
from sightline.reports.models.wordings import LANGUAGES
from sightline.reports.wordings import Line, faults

INTO = [("en", _("English")), ("cy", _("Welsh"))]
RIGHT = "right"


class WordingForm(forms.Form):
    """One sentence in a language: right as it is, or in the reviewer's own words."""

    use_required_attribute = False

    def __init__(self, *args: Any, line: Line, language: str, **given: Any) -> None:
        super().__init__(*args, initial={"text": line.now}, prefix=line.code, **given)
        self.line = line
        self.fields["text"] = words(1_500, label=_("In the language"), required=False)
        self.fields["text"].widget.attrs |= {"lang": language, "dir": "auto", "rows": 2}

    def clean_text(self) -> str:
        """With all that stands for something else: numbers, links, what is filled in."""
        text = self.cleaned_data["text"].strip()
        if found := faults(self.line.sentence, text):
            raise forms.ValidationError(found)
        return text

    @property
    def says(self) -> dict[str, Any]:
        """What was said of the sentence; the words as they stand are an approval of them."""
        text = self.cleaned_data["text"]
        return {"text": text, "corrected": text != self.line.text}


class ReviewerForm(forms.Form):
    """Whom an administrator names, and for which language."""

    use_required_attribute = False
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    def __init__(self, *args: Any, people: Iterable[Person], **given: Any) -> None:
        super().__init__(*args, **given)
        self.people = {person.ref: person for person in people}
        self.fields["person"] = forms.ChoiceField(
            label=_("Who speaks it as their own"), choices=[(ref, person.name) for ref, person in self.people.items()]
        )

    def clean_person(self) -> Person:
        """The person."""
        return self.people[self.cleaned_data["person"]]


class TranslationForm(forms.Form):
    """A translation of one text of a report."""

    use_required_attribute = False

    def __init__(self, *args: Any, report: Report, **given: Any) -> None:
        super().__init__(*args, **given)
        texts = [("what", _("What was told")), ("place", _("The place"))]
        self.fields["of"] = forms.ChoiceField(
            label=_("Which text"), choices=[(name, says) for name, says in texts if getattr(report, name)]
        )
        self.fields["language"] = forms.ChoiceField(label=_("Into"), choices=INTO)
        self.fields["text"] = words(
            12_000,
            label=_("The translation"),
            help_text=_("The original stays as it was written. No level changes by it."),
            error_messages={"required": _("Write the translation.")},
        )
        self.fields["machine"] = forms.CharField(
            label=_("Which program made it"),
            max_length=60,
            required=False,
            help_text=_("Leave it empty when a person did."),
        )
