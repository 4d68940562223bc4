"""What people type to choose a figure or to word a statement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.kit.forms import Moment
from sightline.kit.vocabulary import choices
from sightline.oversight.measures import Measure
from sightline.oversight.models import Count, Statement
from sightline.oversight.qualifying import WITH_NUMBER, Qualifier, objection


class FigureForm(forms.Form):
    """The published value and qualifier of one measure, held against its latest count."""

    qualifier = forms.ChoiceField(label=_("How it is said"), choices=Qualifier.choices)
    value = forms.IntegerField(
        label=_("Number"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=_("Leave it empty for “most” or “many”."),
    )
    by_whom = forms.CharField(label=_("Whose figure it is"), max_length=160)
    source = forms.CharField(label=_("Where it is said"), max_length=200)

    def __init__(self, *args: Any, measure: Measure, counted: Count | None, whole: Count | None, **options: Any):
        self.measure, self.counted, self.whole = measure, counted, whole
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """Refuse words that the count does not bear out."""
        given = super().clean() or {}
        if not self.errors and (problem := self._objection(given["qualifier"], given["value"])):
            worded = given["value"] is None and given["qualifier"] not in WITH_NUMBER
            self.add_error("qualifier" if worded else "value", problem)
        return given

    def _objection(self, qualifier: str, value: int | None) -> str:
        counted, whole = (count.value if count else None for count in (self.counted, self.whole))
        return objection(qualifier, value, counted, whole, self.measure.unit)


class StatementForm(forms.ModelForm):
    """The words of a statement. Figures stand in them by reference, in square brackets."""

    embargo_until = forms.SplitDateTimeField(label=_("Not for release before"), required=False, widget=Moment)
    contacts = forms.MultipleChoiceField(
        label=_("Numbers to give"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Statement
        fields = ("title_en", "text_en", "title_cy", "text_cy", "contacts", "embargo_until")
        labels = {
            "title_en": _("Heading"),
            "text_en": _("Text"),
            "title_cy": _("Heading in Welsh"),
            "text_cy": _("Text in Welsh"),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 12}) for name in ("text_en", "text_cy")}
        help_texts = {"text_en": _("Put a figure in by its reference, such as [FG-7KQ2-M9X4].")}

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["contacts"].choices = choices("reports/signposting/service")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Welsh words have a heading and a text, or neither."""
        given = super().clean() or {}
        for there, missing in (("title_cy", "text_cy"), ("text_cy", "title_cy")):
            if given.get(there) and not given.get(missing) and missing not in self.errors:
                self.add_error(missing, _("Enter the Welsh heading and the Welsh text, or leave both empty."))
        return given


class QuotationForm(forms.Form):
    """Words of an office."""

    office = forms.CharField(label=_("Office"), max_length=160)
    speaker = forms.ModelChoiceField(label=_("Who signs it off"), queryset=None, empty_label=_("Choose"))
    says_en = forms.CharField(label=_("Words"), max_length=4_000, widget=forms.Textarea)
    says_cy = forms.CharField(label=_("Words in Welsh"), max_length=4_000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, speakers: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["speaker"].queryset = speakers  # type: ignore[attr-defined]


class CheckForm(forms.Form):
    """The two things that a person must say before release."""

    no_proceedings_harmed = forms.BooleanField(label=_("Nothing in it harms active proceedings"))
    names_nobody = forms.BooleanField(label=_("Nothing in it names or places anybody in care"))
