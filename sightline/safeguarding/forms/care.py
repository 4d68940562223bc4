"""Forms about the person: taking them into care, who they are, how to reach them, handing them over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sightline.agencies.models import Person
from sightline.kit.forms import Day
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.forms.fields import Once, fellows, languages
from sightline.safeguarding.models import Holding
from sightline.safeguarding.words import StepWords

Part = Holding.Part


class TakeForm(forms.Form):
    """What is asked when a person is taken into care."""

    language = languages()


class StepForm(forms.Form):
    """The one field of a step: what a colleague should know."""

    says = forms.CharField(max_length=160, required=False)

    def __init__(self, *args: Any, words: StepWords, **more: Any):
        super().__init__(*args, **more)
        field = self.fields["says"]
        field.label, field.help_text, field.required = words.asks, words.hint, words.must


class IdentityForm(Once):
    """Who the person is."""

    calls_self = forms.CharField(
        label=_("Name they use"), help_text=_("As they say it. It need not be their legal name."), max_length=120
    )
    full_name = forms.CharField(
        label=_("Full name and other names"),
        help_text=_("Also names that others called them by. A Duty to Notify is checked for all of them."),
        max_length=200,
        required=False,
    )
    born_on = forms.DateField(label=_("Date of birth"), widget=Day, required=False)
    nationality = forms.CharField(label=_("Nationality"), max_length=60, required=False)


class ContactForm(Once):
    """How the person may safely be reached, and what they asked for."""

    how = forms.CharField(
        label=_("How to reach them"), help_text=_("For example: by text, signed “the dentist”."), max_length=200
    )
    hours = forms.CharField(label=_("When it is safe"), max_length=120, required=False)
    never = forms.CharField(
        label=_("Never"), help_text=_("What must not be said or done."), max_length=200, required=False
    )
    asked_for = forms.CharField(
        label=_("What they asked for"), help_text=_("In their own words."), max_length=300, required=False
    )


class FollowUpForm(Once):
    """A day on which somebody asks again."""

    due_on = forms.DateField(label=_("On which day?"), widget=Day)
    says = forms.CharField(label=_("What to ask, and how"), max_length=160)


class TickForm(forms.Form):
    """How a follow-up went."""

    outcome = forms.CharField(label=_("How did it go?"), max_length=300)


class HandOverForm(forms.Form):
    """To whom the person is handed over, and in which part."""

    to = forms.ChoiceField(label=_("Hand over to"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, book: Casebook, by: Person, **more: Any):
        super().__init__(*args, **more)
        self.people: dict[str, tuple[str, Person]] = {}
        groups = [
            (_("Support worker of the provider that accepted"), Part.SUPPORT_WORKER, _workers(book, by)),
            (_("Social worker of the local authority"), Part.SOCIAL_WORKER, _social_workers(book, by)),
            (_("Safeguarding coordinator"), Part.COORDINATOR, list(fellows("safeguarding coordinator", by))),
        ]
        self.fields["to"].choices = [(label, self._choices(part, people)) for label, part, people in groups if people]

    def _choices(self, part: str, people: list[Person]) -> list[tuple[str, str]]:
        self.people |= {f"{part} {person.ref}": (part, person) for person in people}
        return [(f"{part} {person.ref}", f"{person.name}, {person.agency}") for person in people]

    def clean(self) -> dict[str, Any]:
        """The colleague and the part, apart."""
        part, person = self.people.get(self.cleaned_data.get("to", ""), ("", None))
        return {"to": person, "part": part}


def _workers(book: Casebook, by: Person) -> list[Person]:
    """Who accepted, and their colleagues as far as the reader knows them."""
    if book.acceptance is None:
        return []
    provider = book.acceptance.provider_id
    colleagues = fellows("support worker", by).filter(agency=provider)
    known = {person.pk: person for person in (book.people[book.acceptance.support_worker_id], *colleagues)}
    return [person for person in known.values() if person.pk != by.pk]


def _social_workers(book: Casebook, by: Person) -> list[Person]:
    if not book.case.goes_the_child_way:
        return []
    return list(fellows("safeguarding coordinator", by).filter(agency__kind="council"))
