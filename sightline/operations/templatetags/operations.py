"""Words for the templates of operations."""

from collections.abc import Iterable

from django import template
from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from sightline.kit.vocabulary import Entry, load, says
from sightline.operations.capabilities import in_words
from sightline.operations.models import Target, VisitType
from sightline.operations.timetable import WORDS, Day

register = template.Library()


@register.filter
def words_of(code: str, name: str) -> Promise | str:
    """The words of a code in a vocabulary; what is no code of it stays as it was typed."""
    return says(name, code)


@register.filter
def how_sure(code: str) -> Promise | str:
    """A word of confidence, or of likelihood: "Moderate confidence", "Likely"."""
    found = load("intelligence/confidence/confidence").get(code) or load("intelligence/confidence/likelihood").get(code)
    return found.label if found else code


@register.filter
def brings(codes: Iterable[str]) -> str:
    """Capabilities in one line."""
    return in_words(codes)


@register.filter
def visit_word(target: Target) -> Promise | str:
    """The type of a visit in one word: "Soft"."""
    return WORDS[VisitType(target.visit_type)] if target.visit_type else ""


@register.filter
def why_line(sentences: str) -> str:
    """The line at the foot of a page, from the sentences of the rules that let this reader in."""
    if not sentences:
        return ""
    return _("You can see this because it is open to %(rules)s.") % {"rules": sentences.replace("; ", _("; and to "))}


@register.filter
def more(entry: Entry, name: str) -> str:
    """A field of a word of the trade beyond its code and words, translated."""
    return gettext(entry.get(name, ""))


@register.simple_tag
def timetable_heading(day: Day, unserved: list) -> str:
    """The day in a sentence: "Tuesday: 12 visits. 3 places have no team yet."."""
    name, visits, left = written(day.on, "l"), len(day.today), len(unserved)
    first = ngettext("%(day)s: %(n)s visit.", "%(day)s: %(n)s visits.", visits) % {"day": name, "n": visits}
    if not left:
        return first
    return f"{first} " + ngettext("%(n)s place has no team yet.", "%(n)s places have no team yet.", left) % {"n": left}
