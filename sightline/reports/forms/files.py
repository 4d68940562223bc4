"""What people fill in about files: which to send, who may look, and why an original is opened."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Area, Person
from sightline.kit.forms import Day
from sightline.reports.forms.adding import files
from sightline.reports.forms.questions import words

LASTS_FOR = timedelta(days=28)
LONGEST = timedelta(days=366)


class FilesForm(forms.Form):
    """Files for a report that is here."""

    use_required_attribute = False

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["files"] = files()


class ReleaseForm(forms.Form):
    """Which analysts may look at a clean copy."""

    use_required_attribute = False
    area = forms.ModelChoiceField(
        Area.objects.order_by("name"),
        label=_("Analysts of which area?"),
        empty_label=_("Choose an area"),
        error_messages={"required": _("Choose the area whose analysts need it.")},
    )
    looked = forms.BooleanField(
        label=_("I have looked at the whole of it: nothing shows who sent it, or could have been seen by them alone"),
        error_messages={"required": _("Look at it first, and tick this when nothing points to the source.")},
    )


class Colleague(forms.ModelChoiceField):
    """A choice of people of the directory, each with their agency."""

    def label_from_instance(self, person: Any) -> str:
        return f"{person.name}, {person.agency}"


class EntrustForm(forms.Form):
    """Who may look at the files of a report, until when and why."""

    use_required_attribute = False

    def __init__(self, *args: Any, but: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["person"] = Colleague(
            Person.objects.exclude(pk=but.pk).select_related("agency").order_by("name"),
            label=_("Who may look at the files?"),
            help_text=_(
                "It opens them to an investigator, an operation commander or a safeguarding coordinator, and to nobody "
                "else. Investigators may also open the originals, each time with a reason."
            ),
            to_field_name="ref",
            empty_label=_("Choose a person"),
            error_messages={"required": _("Choose the person who needs them.")},
        )
        self.fields["until_on"] = forms.DateField(
            label=_("Until and with"), widget=Day, error_messages={"required": _("Enter the last day.")}
        )
        self.fields["why"] = words(200, label=_("Why"), error_messages={"required": _("Say what they need them for.")})

    def clean_until_on(self) -> datetime:
        """The end of that day, which has not passed."""
        on = self.cleaned_data["until_on"]
        if on < timezone.localdate():
            raise forms.ValidationError(_("That day has passed. Enter a later one."))
        if on > timezone.localdate() + LONGEST:
            raise forms.ValidationError(_("That is more than a year away. Enter an earlier day."))
        return timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))


class OriginalForm(forms.Form):
    """Why the file is needed as it came."""

    use_required_attribute = False

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["why"] = words(
            200,
            label=_("Why do you need it as it came?"),
            help_text=_("Your reason is kept in the ledger. The file can hold where and with what it was made."),
            error_messages={"required": _("Say what you need it for.")},
        )
