"""Words for the templates of visits."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sightline.kit.templatetags.kit import moment
from sightline.kit.vocabulary import says
from sightline.visits.models import Age, Arrest, Encounter, Visit

register = template.Library()

STORED = {
    "person": gettext_lazy("Stored."),
    "sign": gettext_lazy("Stored."),
    "intervention": gettext_lazy("Stored, and counted once."),
    "awareness": gettext_lazy("Stored."),
    "arrest": gettext_lazy("Stored. It waits for an investigator now."),
    "raised": gettext_lazy("The visit is enforced now. The reason is kept."),
    "lowered": gettext_lazy("The visit is brought down. The reason is kept."),
    "closed": gettext_lazy("The visit is closed."),
}


@register.filter
def stored_words(stored: str) -> Promise | str:
    """What has just been stored, in words; nothing for what we do not know."""
    return STORED.get(stored, "")


@register.filter
def kind_of_place(code: str) -> Promise | str:
    """The words of a kind of place."""
    return says("intelligence/premises_kinds", code)


@register.filter
def language(code: str) -> Promise | str:
    """The words of a language; nothing when it was not asked."""
    return says("visits/languages", code) if code else ""


@register.filter
def so_far(number: int) -> str:
    """How many there are: "3 so far", "none yet"."""
    return _("%(n)s so far") % {"n": number} if number else _("none yet")


@register.filter
def door_line(visit: Visit) -> str:
    """A visit on one short line: "Soft visit, 11:10"."""
    return f"{visit.get_type_actual_display()}, {moment(visit.arrived_at, 'time')}"


@register.filter
def stay_words(visit: Visit) -> str:
    """The way back that raises nothing: "Back, stay soft"."""
    words = {"awareness": _("Back, no raise"), "soft": _("Back, stay soft"), "compliance": _("Back, no raise")}
    return words.get(visit.type_actual, _("Back"))


@register.filter
def who_line(met: Encounter) -> str:
    """A person met on one line: their part, and their age if they may be a child."""
    return ", ".join(str(word) for word in (met.get_part_display(), age_word(met)) if word)


@register.filter
def person_line(met: Encounter) -> str:
    """The same, and whether they wait."""
    return f"{who_line(met)}, {_('waits for safeguarding')}" if met.waits else who_line(met)


@register.filter
def age_word(met: Encounter) -> str:
    """The age as a warning: a child, or maybe one."""
    return {Age.CHILD: _("Child"), Age.UNSURE: _("Maybe a child")}.get(Age(met.age), "")


@register.filter
def age_kind(met: Encounter) -> str:
    """How the age is drawn."""
    return "quiet" if met.age == Age.ADULT else "soon"


@register.filter
def turn_of(record: Visit | Encounter | Arrest) -> str:
    """Whose turn it is."""
    if isinstance(record, Visit):
        return _("The team’s turn") if record.state == Visit.State.OPEN else ""
    if isinstance(record, Arrest):
        return _("An investigator’s turn") if record.state == Arrest.State.MADE else ""
    return _("Safeguarding’s turn since %(at)s") % {"at": moment(record.met_at)} if record.waits else ""


@register.filter
def heading_of_visits(people: int, arrests: list[Arrest]) -> str:
    """The news of the page: who waits; else its name."""
    if people:
        return ngettext("%(n)s person waits for safeguarding", "%(n)s people wait for safeguarding", people) % {
            "n": people
        }
    if arrests:
        n = len(arrests)
        return ngettext("%(n)s arrest waits for an investigator", "%(n)s arrests wait for an investigator", n) % {
            "n": n
        }
    return _("Visits")


@register.filter
def foot(sentences: str) -> str:
    """The line at the foot of a page, from the sentences of the rules that let this reader in."""
    return _("You can see this because you are one of these: %(rules)s.") % {"rules": sentences} if sentences else ""


# Where a record stands on the line -------------------------------------------


@register.filter
def trail_of(operation: str) -> list[dict[str, Any]]:
    """A visit comes from an operation, whose address this is if the reader may see it; care and justice follow."""
    whence = {"name": _("Operation"), "url": operation}
    return [whence, {"name": _("Visit"), "here": True}, {"name": _("Safe, justice")}]


@register.filter
def trail_of_person(met: Encounter, visit: Visit | None) -> list[dict[str, Any]]:
    """A person met comes from a visit; safety follows."""
    return [_visit(visit), {"name": _("Person met"), "here": True}, {"name": _("Safe")}]


@register.filter
def trail_of_arrest(arrest: Arrest, visit: Visit | None) -> list[dict[str, Any]]:
    """An arrest comes from a visit; justice follows."""
    return [_visit(visit), {"name": _("Arrest"), "here": True}, {"name": _("Justice")}]


def _visit(visit: Visit | None) -> dict[str, Any]:
    return {"name": _("Visit"), "url": reverse("visits:visit", args=[visit.ref]) if visit else ""}
