"""What a partner sends: one report by a form, or many in a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.forms import Day
from sightline.kit.vocabulary import load
from sightline.reports.forms.adding import files
from sightline.reports.forms.questions import QUESTIONS, grouped_signs, list_for, words
from sightline.reports.questions import asked

LARGEST = 8 * 1024 * 1024  # bytes
ASKED = asked("partner")


class PartnerForm(forms.Form):
    """One report of a partner, under the partner's own reference."""

    use_required_attribute = False

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["partner_reference"] = words(
            80,
            label=_("Your reference"),
            help_text=_("As your own system knows it. The same reference is never stored twice."),
            error_messages={"required": _("Enter the reference under which you keep it.")},
        )
        self.fields["observed_on"] = forms.DateField(
            label=_("Seen on"),
            widget=Day,
            error_messages={
                "required": _("Enter the day, or the last of several."),
                "invalid": _("Write the day as year, month and day: 2018-10-17."),
            },
        )
        self.fields["what"] = words(10_000, label=_("What was seen"), required=False)
        self.fields["signs"] = forms.MultipleChoiceField(
            label=_("Signs"), choices=list(grouped_signs())[:-1], widget=forms.CheckboxSelectMultiple, required=False
        )
        self.fields["place"] = words(
            1_000,
            label=_("Where is it?"),
            help_text=_("With a postcode if you know it: it finds the desk."),
            error_messages={"required": _("Write where it is, as well as you can.")},
        )
        for code in ASKED:
            question = load(QUESTIONS)[code]
            self.fields[question.get("field")] = list_for(question)
        self.fields["campaign"] = words(20, label=_("Campaign code"), required=False)

    def read(self, data: dict[str, Any]) -> dict[str, Any]:
        """What this data tells, as far as it is whole; `errors` says what is wrong. One form may read many, in turn."""
        self.is_bound, self.data, self._errors = True, data, None  # type: ignore[assignment]
        self.full_clean()
        return self.cleaned_data

    def clean(self) -> dict[str, Any]:
        """One sign, or a few words."""
        told = super().clean() or {}
        if not told.get("what") and not told.get("signs") and "what" not in self.errors:
            self.add_error("what", _("Write what was seen in a few words, or tick one sign."))
        return told


class SendForm(PartnerForm):
    """The same on a page of its own, with files."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["files"] = files(required=False)


class ImportForm(forms.Form):
    """A file of reports, and whose they are."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("File"),
        help_text=_("A CSV file in UTF-8, a workbook (XLSX) or JSON. The first line names the columns."),
        widget=forms.FileInput({"accept": ".csv,.xlsx,.json,text/csv,application/json"}),
        error_messages={"required": _("Choose a file."), "empty": _("That file is empty. Choose another.")},
    )

    def __init__(self, *args: Any, partners: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["partner"] = forms.ModelChoiceField(
            partners,
            label=_("Whose reports are these?"),
            initial=partners.first(),
            empty_label=_("Choose a partner"),
            error_messages={"required": _("Choose the partner whose references the file has.")},
        )

    def clean_file(self) -> Any:
        """A file that is not too large to answer row by row."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("That file is larger than 8 MB. Send it in parts: nothing is stored twice."))
        return file
