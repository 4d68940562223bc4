"""A whole statement: its words, those of the offices in it, the figures that both bind, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from sightline.oversight.models import Figure, Quotation, Statement
from sightline.oversight.wording import bound, with_quotations, worded
from sightline.safeguarding.naming import PHONE, Found, told_in


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement with what belongs to it. figures: by reference, those that the reader may see."""

    statement: Statement
    quotations: Sequence[Quotation]
    figures: Mapping[str, Figure]

    @classmethod
    def of(cls, statement: Statement) -> Saying:
        """What the statement says now."""
        quotations = list(Quotation.objects.filter(statement=statement).standing())
        references = [ref for words in _all_words(statement, quotations) for ref in bound(words)]
        found = {figure.ref: figure for figure in Figure.objects.filter(ref__in=references)}
        return cls(statement, quotations, {ref: found[ref] for ref in dict.fromkeys(references) if ref in found})

    @property
    def text(self) -> str:
        """All its words in both languages, for whoever searches them."""
        return "\n\n".join(_all_words(self.statement, self.quotations))

    def tells(self, names: Iterable[str] = ()) -> list[Found]:
        """What it says that could tell who somebody is: any of the names, postcodes, e-mail addresses.

        Phone numbers may stand: they are what the reader shall call.
        """
        return [found for found in told_in(self.text, names) if not PHONE.fullmatch(found.words)]

    def objections(self) -> list[str]:
        """What stands against its release, a sentence each; empty when nothing does."""
        return list(dict.fromkeys([*self._of_figures(), *self._of_welsh(), *self._of_offices(), *self._of_places()]))

    def frozen(self, language: str) -> str:
        """The words as they are released, in "en" or "cy": figures in words, offices after the text."""
        words = getattr(self.statement, f"text_{language}")
        if not words:
            return ""
        said = [(getattr(quotation, f"says_{language}"), quotation.office) for quotation in self.quotations]
        with translation.override("en-gb" if language == "en" else language):
            shown = {ref: figure.in_words for ref, figure in self.figures.items()}
        return worded(with_quotations(words, said), shown)

    def _of_figures(self) -> Iterator[str]:
        for ref in bound(self.text):
            figure = self.figures.get(ref)
            if figure and figure.state == Figure.State.SUPERSEDED:
                yield _("The figure %(ref)s was superseded. Bind the one that took its place.") % {"ref": ref}
            elif figure is None or figure.state != Figure.State.APPROVED:
                yield _("The figure %(ref)s is not approved.") % {"ref": ref}

    def _of_welsh(self) -> Iterator[str]:
        if not self.statement.text_cy:
            yield _("There is no Welsh text yet.")
        elif sorted(bound(self.statement.text_en)) != sorted(bound(self.statement.text_cy)):
            yield _("The Welsh text does not bind the same figures as the English one.")

    def _of_offices(self) -> Iterator[str]:
        for quotation in self.quotations:
            if not quotation.is_signed_off:
                yield _("%(office)s has not signed off its words.") % {"office": quotation.office}

    def _of_places(self) -> Iterator[str]:
        for found in self.tells():
            yield _("It gives %(kind)s: %(words)s. Take it out.") % {"kind": found.kind, "words": found.words}


def _all_words(statement: Statement, quotations: Iterable[Quotation]) -> list[str]:
    said = [words for quotation in quotations for words in (quotation.says_en, quotation.says_cy)]
    own = (statement.title_en, statement.text_en, statement.title_cy, statement.text_cy)
    return [words for words in (*own, *said) if words]
