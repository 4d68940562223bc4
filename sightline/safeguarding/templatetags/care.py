"""Words of care for templates: languages, answers, and who is who in a casebook."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sightline.kit.templatetags.kit import day, duration, moment
from sightline.kit.vocabulary import Entry, says
from sightline.safeguarding import words
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.models import Consent, Referral, Relay, RelayMessage

register = template.Library()


@register.filter
def language(code: str) -> Promise | str:
    """The name of a language: "ro" is Romanian."""
    return says("safeguarding/languages", code)


@register.filter
def waits(at: datetime, now: datetime) -> str:
    """How long something has been waiting: "1 h 20 min"."""
    return duration(now - at)


@register.filter
def is_safe(state: str) -> bool:
    """Whether a case in that state is drawn as safe."""
    return state in words.SAFE


@register.filter
def short(entry: Entry) -> Promise | str:
    """The few words of a purpose on its switch."""
    return _(entry.get("short", entry.says))


@register.filter
def say_first(entry: Entry) -> str:
    """What must be said before a purpose is asked about, or nothing."""
    words = entry.get("say_first")
    return _(words) if words else ""


@register.filter
def given(answer: Consent | None) -> str:
    """How an answer was given: "Spoken, Wed 17 Oct, 13:20, Romanian, with interpreter. Ends Wed 31 Oct"."""
    if answer is None:
        return _("Not asked yet")
    said = [says("safeguarding/consents/given", answer.how), moment(answer.answered_at), language(answer.language)]
    if answer.interpreter:
        said.append(_("with interpreter"))
    ends = _("Ends %(day)s") % {"day": day(answer.ends_on)} if answer.ends_on else ""
    return ". ".join(part for part in (answer.recipient, ", ".join(str(word) for word in said), ends) if part)


@register.filter
def answered(answer: Consent | None, agreed: bool) -> str | Promise:
    """The word beside a switch; a yes that has run out reads "Ended"."""
    if answer is None:
        return _("Not asked")
    if answer.answer == Consent.Answer.GIVEN and not agreed:
        return _("Ended")
    return answer.get_answer_display()


@register.filter
def referral_state(state: str) -> str | Promise:
    """A state of a referral in words."""
    return Referral.State(state).label


@register.filter
def named(key: Any, book: Casebook) -> str:
    """The name of somebody in a casebook."""
    person = book.people.get(key)
    return f"{person.name}, {person.agency}" if person else ""


@register.filter
def through(relay: Relay, book: Casebook) -> list[RelayMessage]:
    """The messages of one relay."""
    return [message for message in book.messages if message.relay_id == relay.pk]
