"""What awareness leads type."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area, Person, Role
from sightline.awareness.models import Event
from sightline.kit.facts import me
from sightline.kit.forms import Moment, Named
from sightline.kit.records import facts_of
from sightline.operations.models import Operation

MOST = 100_000  # people at one event


class PlanForm(forms.Form):
    """A forum, a round of hotel visits, or training."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Event.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=160, help_text=_("As the invitation says it."))
    audience = forms.CharField(
        label=_("For whom"), max_length=160, help_text=_("Landlords, hotel staff, housing officers ...")
    )
    venue = forms.CharField(label=_("Where"), max_length=160)
    held_at = forms.SplitDateTimeField(label=_("When"), widget=Moment)
    expected = forms.IntegerField(label=_("How many are expected"), min_value=0, max_value=MOST, required=False)
    area = Named(label=_("Police area"), queryset=Area.objects.none(), to_field_name="code")
    operation = Named(
        label=_("Beside an operation"),
        queryset=Operation.objects.none(),
        required=False,
        to_field_name="ref",
        help_text=_("Those you have a part in. Leave it empty if it stands alone."),
    )
    campaign = forms.CharField(
        label=_("Code on what is handed out"),
        max_length=20,
        help_text=_("Short, such as KEYS-16. A later report may carry it; it says nothing about who reports."),
        validators=[RegexValidator(r"^[A-Za-z0-9-]+$", _("Use letters, figures and hyphens only."))],
    )

    def __init__(self, *args: Any, by: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        areas, parts = me.areas_as(Role.AWARENESS.value).key, me.operations.key
        known = facts_of(by, {areas, parts})
        self.fields["area"].queryset = Area.objects.filter(pk__in=known[areas]).order_by("name")
        if len(known[areas]) == 1:
            self.fields["area"].empty_label = None
        self.fields["operation"].queryset = Operation.objects.filter(pk__in=known[parts]).order_by("name")

    def clean_campaign(self) -> str:
        """A code belongs to one event."""
        code = self.cleaned_data["campaign"].upper()
        if Event.objects.filter(campaign=code).exists():
            raise forms.ValidationError(_("Another event hands out this code. Choose another."))
        return code


class AttendForm(forms.Form):
    """An organisation that came."""

    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=160,
        help_text=_("Its name, never a person's. “Landlords on their own” is fine."),
    )
    people = forms.IntegerField(label=_("How many came"), min_value=1, max_value=MOST, initial=1)


class HoldForm(forms.Form):
    """How it went."""

    attended = forms.IntegerField(label=_("How many came in all"), min_value=0, max_value=MOST)
    handed_out = forms.CharField(
        label=_("What they took home"),
        max_length=200,
        required=False,
        help_text=_("Leaflets, cards, in which languages."),
    )
    told = forms.CharField(
        label=_("What they told us, in general"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Nothing that points to a person or a place: a worry about one is a report, and goes to the desk."),
    )


class CallOffForm(forms.Form):
    """Why it will not be held."""

    why = forms.CharField(label=_("Why"), max_length=1_000, widget=forms.Textarea)
