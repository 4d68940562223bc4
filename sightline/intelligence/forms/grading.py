"""Grading on one page: what it says, the three boxes, what it is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sightline.agencies.models import Person
from sightline.intelligence.words import CONTROL, KNOWN, SHARING, SOURCE, explained, in_families
from sightline.kit.forms import Day
from sightline.kit.vocabulary import choices
from sightline.places.forms import areas_as
from sightline.places.models import Premises

ASKED = {  # a box that asks for more: the answer's field, what to write there
    ("source", "1"): ("why_reliable", gettext_lazy("Write why the source is known to be sound.")),
    ("source", "3"): ("why_doubted", gettext_lazy("Write why the source is doubted.")),
    ("assessment", "B"): (
        "corroboration",
        gettext_lazy("Write what supports it, by another person and another way. If nothing does, choose C."),
    ),
    ("handling", "C"): ("conditions", gettext_lazy("Write the conditions, or choose P.")),
}


class Boxes(forms.Form):
    """The three boxes of a grade; an answer that needs more asks for it beneath its tick."""

    use_required_attribute = False
    beneath = {field: box for box, (field, _says) in ASKED.items()}

    source = forms.ChoiceField(label=gettext_lazy("The source"), initial="2", widget=forms.RadioSelect)
    assessment = forms.ChoiceField(
        label=gettext_lazy("How the source knows"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how the source knows, or D when there is no way to tell.")},
    )
    handling = forms.ChoiceField(
        label=gettext_lazy("Who may have it"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who may have it.")},
    )
    few_know = forms.BooleanField(
        label=gettext_lazy("Fewer than five people could know this"),
        help_text=gettext_lazy("Then whoever reads it could guess who told us: choose C."),
        required=False,
    )
    why_reliable = forms.CharField(label=gettext_lazy("What makes it reliable?"), max_length=400, required=False)
    why_doubted = forms.CharField(label=gettext_lazy("What is the reason to doubt it?"), max_length=400, required=False)
    corroboration = forms.CharField(
        label=gettext_lazy("What corroborates it?"),
        help_text=gettext_lazy("Another person and another way: not the same post copied, not calls from one number."),
        max_length=1_000,
        required=False,
    )
    conditions = forms.CharField(
        label=gettext_lazy("On which conditions?"),
        help_text=gettext_lazy("Only analysts of your own agency will read this item."),
        max_length=1_000,
        required=False,
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for box, name in (("source", SOURCE), ("assessment", KNOWN), ("handling", SHARING)):
            self.fields[box].choices = explained(name)

    def clean(self) -> dict[str, Any]:
        """What a box asks for is there, and what the others asked for is not kept."""
        kept = self.cleaned_data
        for (box, code), (field, says) in ASKED.items():
            chosen = kept.get(box) == code
            if chosen and not kept.get(field):
                self.add_error(field, says)
            kept[field] = kept.get(field, "") if chosen else ""
        if kept.pop("few_know", False) and kept.get("handling") == "P":
            self.add_error("handling", _("Fewer than five people could know this: choose C and write the conditions."))
        kept["source_reason"] = kept.pop("why_reliable") or kept.pop("why_doubted", "")
        kept.pop("why_doubted", None)
        return kept


class GradeForm(Boxes):
    """What it says, when it was seen, how people are exploited and held there, and where."""

    field_order = ["area", "text", "provenance", "seen_from", "seen_to"]

    text = forms.CharField(
        label=gettext_lazy("What it says"),
        help_text=gettext_lazy("Whoever may have the item reads this. Nothing in it may point to who told us."),
        max_length=10_000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write what it says, one fact a sentence.")},
    )
    seen_from = forms.DateField(label=gettext_lazy("Seen from"), widget=Day, required=False)
    seen_to = forms.DateField(label=gettext_lazy("Seen until"), widget=Day, required=False)
    exploitation = forms.MultipleChoiceField(
        label=gettext_lazy("What kind of exploitation does it speak of?"),
        help_text=gettext_lazy("Only what is said. The kind of place says nothing."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    control = forms.MultipleChoiceField(
        label=gettext_lazy("How are people held?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    premises = forms.ModelChoiceField(
        Premises.objects.none(),
        label=gettext_lazy("Which place is it about?"),
        help_text=gettext_lazy("Leave it open when the place is not recorded yet; you can say it later."),
        empty_label=gettext_lazy("No place, or not recorded yet"),
        required=False,
    )

    def __init__(self, *args: Any, person: Person, places: QuerySet[Premises], **given: Any) -> None:
        super().__init__(*args, **given)
        self.person = person
        self.fields["exploitation"].choices = in_families()
        self.fields["control"].choices = choices(CONTROL)
        self.fields["premises"].queryset = places.readable(by=person).by_name()

    def clean(self) -> dict[str, Any]:
        """A time has a beginning before its end."""
        kept = super().clean()
        first, last = kept.get("seen_from"), kept.get("seen_to")
        if first and last and last < first:
            self.add_error("seen_to", _("This day lies before the first one. Change one of them."))
        return kept


class SubmitForm(GradeForm):
    """Intelligence that did not come as a report: also how the source knows, and in which area."""

    provenance = forms.CharField(
        label=gettext_lazy("How the source came to know"),
        help_text=gettext_lazy("Without naming or placing the source: “Seen on patrol”, “Told by a customer”."),
        max_length=1_000,
        error_messages={"required": gettext_lazy("Write how the source came to know, without naming it.")},
    )
    area = forms.ModelChoiceField(Premises.objects.none(), label=gettext_lazy("Police area"), empty_label=None)

    def __init__(self, *args: Any, person: Person, **given: Any) -> None:
        super().__init__(*args, person=person, **given)
        self.fields["area"].queryset = areas_as(person, "analyst")
        self.fields["area"].label_from_instance = lambda area: area.name


class PlaceForm(forms.Form):
    """Which place an item is about."""

    use_required_attribute = False
    premises = forms.ModelChoiceField(
        Premises.objects.none(),
        label=gettext_lazy("Place"),
        empty_label=gettext_lazy("Choose a place"),
        error_messages={"required": gettext_lazy("Choose a place, or record it first.")},
    )

    def __init__(self, *args: Any, places: QuerySet[Premises], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["premises"].queryset = places


class WhyForm(forms.Form):
    """One act that needs its reason."""

    use_required_attribute = False
    why = forms.CharField(
        max_length=400,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write the reason, in a sentence.")},
    )

    def __init__(self, *args: Any, label: str, hint: str = "", **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["why"].label, self.fields["why"].help_text = label, hint
