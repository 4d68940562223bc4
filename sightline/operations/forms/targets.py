"""Proposing places, and choosing how each will be visited."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.operations.capabilities import choices as capabilities
from sightline.operations.models import Answer, Purpose, VisitType
from sightline.operations.proportion import objection
from sightline.places.models import Premises

NEEDS = ("need_1", "need_2", "need_3")


class PlacesForm(forms.Form):
    """Places to propose."""

    premises = forms.ModelMultipleChoiceField(
        queryset=Premises.objects.none(),
        to_field_name="ref",
        error_messages={"required": _("Tick at least one place.")},
    )

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["premises"].queryset = Premises.objects.readable(by=by)


class FindForm(forms.Form):
    """Premises by a part of their name."""

    q = forms.CharField(label=_("Find premises by name"), max_length=80, required=False)
    use_required_attribute = False


def _answer(label: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=Answer.choices,
        widget=forms.RadioSelect,
        initial=Answer.UNKNOWN,
    )


class QuestionsForm(forms.Form):
    """The questions of the graduated response; every answer may be "not known"."""

    people_at_risk = _answer(_("Are people there perceived to be at risk?"))
    criminality = _answer(_("Is criminality suspected?"))
    notice_defeats = _answer(
        _("Would notice or consent defeat the purpose?"), _("People would be moved, or evidence would be gone.")
    )
    regulator_ground = _answer(
        _("Has a regulator a live ground of its own?"), _("A licence, housing, fire, food or pay.")
    )
    life_at_risk = _answer(_("Is life or limb at immediate risk?"))


class ChooseForm(forms.Form):
    """How the place will be visited. The answers come along as they were given."""

    visit_type = forms.ChoiceField(
        label=_("How it will be visited"), choices=VisitType.choices, widget=forms.RadioSelect
    )
    purpose = forms.ChoiceField(
        label=_("What the visit is for"), choices=Purpose.choices, widget=forms.RadioSelect, required=False
    )
    reason = forms.CharField(label=_("Why this way"), widget=forms.Textarea, max_length=2_000)
    lower_level = forms.CharField(
        label=_("Which milder visit was considered, and why it will not do"),
        help_text=_("Needed for an enforced visit."),
        widget=forms.Textarea,
        max_length=1_000,
        required=False,
    )
    need_1 = forms.ChoiceField(label=_("A team must bring"), required=False)
    need_2 = forms.ChoiceField(label=_("and"), required=False)
    need_3 = forms.ChoiceField(label=_("and"), required=False)
    open_hours = forms.CharField(
        label=_("When it is open"), help_text=_("For example: every day, 8 to 18:30."), max_length=80, required=False
    )
    priority = forms.IntegerField(
        label=_("Priority"), help_text=_("1 to 9. 9 goes first."), min_value=1, max_value=9, initial=5
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in NEEDS:
            self.fields[name].choices = [("", _("Nothing special")), *capabilities()]
        for name in QuestionsForm.base_fields:
            self.fields[name] = forms.ChoiceField(choices=Answer.choices, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Nothing stands against the choice, and a soft or compliance visit says what it is for."""
        given = self.cleaned_data
        given["needs"] = sorted({need for name in NEEDS if (need := given.pop(name, ""))})
        chosen = {name: given.get(name, "") for name in ("visit_type", "purpose", "lower_level")}
        if against := objection(**chosen):
            self.add_error(*against)
        elif chosen["visit_type"] in (VisitType.SOFT, VisitType.COMPLIANCE) and not chosen["purpose"]:
            self.add_error("purpose", _("Choose what the visit is for."))
        return given
