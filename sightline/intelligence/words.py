"""The words of the trade that pages of intelligence say, from their codes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from sightline.kit.vocabulary import Entry, load, says

SOURCE, KNOWN, SHARING = (f"intelligence/grading/{part}" for part in ("source_grade", "information", "handling"))
LIKELIHOOD, CONFIDENCE = "intelligence/confidence/likelihood", "intelligence/confidence/confidence"
EXPLOITATION, CONTROL = "intelligence/exploitation", "intelligence/control"
ASKED, SIGNS = "reports/questions", "reports/signs"
URGENT = {"red": "danger", "amber": "soon"}  # how a level is drawn; every other is quiet
UNSAID = ("other", "not-known")  # types that say nothing in a sentence
CHANCES = ("remote", "realistic")  # "a remote chance", where the others are "likely"


def called(name: str, codes: Iterable[str]) -> list[str]:
    """The words of codes, as they stand within a sentence."""
    return [_lower(str(says(name, code))) for code in codes]


def together(name: str, codes: Iterable[str]) -> str:
    """The words of codes in one phrase: "threats, debt and violence"."""
    return str(get_text_list(called(name, codes), _("and")))


def asked_about(codes: Iterable[str]) -> list[str]:
    """What the public said it is about: the answers to the question on kinds, in words."""
    answers = {option.code: str(option.label) for entry in load(ASKED).values() for option in _kinds(entry)}
    return [answers.get(code, code) for code in codes]


def grade_in_words(source: str, known: str, sharing: str) -> str:
    """What the three boxes of a grade mean: "Source untested, known indirectly, lawful sharing permitted"."""
    words = [called(name, [code])[0] for name, code in ((SOURCE, source), (KNOWN, known), (SHARING, sharing))]
    return _("Source %(source)s, %(known)s, %(sharing)s") % dict(
        zip(("source", "known", "sharing"), words, strict=True)
    )


def how_sure(code: str) -> str:
    """The word of an assessment: "likely", or "moderate confidence"."""
    return called(LIKELIHOOD if code in load(LIKELIHOOD) else CONFIDENCE, [code])[0]


def judgement(code: str, exploitation: Iterable[str]) -> SafeString:
    """An assessment as a sentence: "It is **likely** that people are exploited here: forced work."."""
    sentence = _("It is {word} that people are exploited here")
    if code in CHANCES:
        sentence = _("There is a {word} that people are exploited here")
    if code in load(CONFIDENCE):
        sentence = _("We have {word} that people are exploited here")
    what = together(EXPLOITATION, (code for code in exploitation if code not in UNSAID))
    return format_html(
        sentence + (": {what}." if what else "."), word=format_html("<b>{}</b>", how_sure(code)), what=what
    )


def because(sentences: str) -> str:
    """The foot of a page, from the sentences of the rules that let this reader in."""
    said = sentences.replace("; ", _("; and to "))
    return _("You can see this because it is open to %(rules)s.") % {"rules": said} if sentences else ""


def explained(name: str) -> list[tuple[str, SafeString]]:
    """A list as choices whose label says the code, the word and what it means."""
    return [(entry.code, _explained(entry)) for entry in load(name).values()]


def in_families() -> list[tuple[str, list[tuple[str, str]]]]:
    """The types of exploitation as grouped choices, each with the wider type it is part of."""
    entries = load(EXPLOITATION).values()
    wide = [entry for entry in entries if not entry.get("part_of")]
    families = {entry.code: [(entry.code, str(entry.label))] for entry in wide}
    for entry in entries:
        if entry.get("part_of"):
            families[entry.get("part_of")].append((entry.code, str(entry.label)))
    alone = [choice for family in families.values() if len(family) == 1 for choice in family]
    groups = [(family[0][1], family) for family in families.values() if len(family) > 1]
    return [*groups, (_("Other types"), alone)]


def _kinds(entry: Entry) -> tuple[Entry, ...]:
    return entry.options if entry.get("field") == "kinds" else ()


def _explained(entry: Entry) -> SafeString:
    means = Entry("means", entry.get("means")).label
    return format_html("<b>{}</b> {}<small>{}</small>", entry.code, entry.label, means)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
