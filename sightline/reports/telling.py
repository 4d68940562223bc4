"""What somebody has told us so far, as it travels signed inside the form: nothing of it is kept here until they send it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from time import time
from typing import Any

from django.core import signing

from sightline.reports import danger, giveaways, receipts
from sightline.reports.questions import pages as pages_of

SALT = "sightline.reports.telling"
LASTS_FOR = 24 * 3600  # seconds; an unsent draft is on the device alone, and only so long

DOOR = "public"
ORDER = tuple(page.code for page in pages_of(DOOR))
CHECK = "check"
NO_CODE = "0" * receipts.DIGITS
ALWAYS: danger.Condition = {"all": []}


class Unreadable(ValueError):
    """What came back in the form is not what we signed, or is too old."""


@dataclass(frozen=True)
class Telling:
    """The answers so far, by the fields of a report, and the one-time key that the report will be drawn from.

    warned: the danger page has been shown, so the report so far is with the desk. checking: the last question was
    reached, so that a change leads back to the check page. trial: somebody tries the questions, and nothing is stored.
    sent: the report is stored, and its code is being shown. begun: seconds since 1970 when the questions were.
    """

    key: str
    answers: dict[str, Any] = field(default_factory=dict)
    warned: bool = False
    checking: bool = False
    trial: bool = False
    sent: bool = False
    begun: int = 0

    @classmethod
    def begin(cls, *, trial: bool = False) -> Telling:
        """Nothing told yet, with a fresh key."""
        return cls(receipts.new_key(), trial=trial, begun=int(time()))

    @classmethod
    def read(cls, text: str, *, trial: bool = False) -> Telling:
        """What we signed, or a beginning when the form held nothing. Raises Unreadable."""
        if not text:
            return cls.begin(trial=trial)
        try:
            return cls(**signing.loads(text, salt=SALT, max_age=LASTS_FOR))
        except (signing.BadSignature, ValueError, TypeError) as error:
            raise Unreadable from error

    def signed(self) -> str:
        """As it travels in the form."""
        return signing.dumps(vars(self), salt=SALT, compress=True)

    def told(self, answers: dict[str, Any]) -> Telling:
        """With these answers too."""
        return replace(self, answers=self.answers | answers)

    def shown_danger(self) -> Telling:
        """After the danger page."""
        return replace(self, warned=True)

    def at_check(self) -> Telling:
        """At the look at it all: from now on a change leads back to it."""
        return replace(self, checking=True)

    def sent_off(self) -> Telling:
        """Once it is stored."""
        return replace(self, sent=True)

    def softened(self, name: str, language: str) -> Telling:
        """With softer words in that answer, as the person chose."""
        text = self.answers.get(name)
        return self.told({name: giveaways.softened(text, language)}) if isinstance(text, str) else self

    @property
    def code(self) -> str:
        """The return code of its report; of a trial, one that no report has."""
        return NO_CODE if self.trial else receipts.code_of(self.key)

    @property
    def red(self) -> bool:
        """Whether somebody may be in danger now."""
        return danger.level(self.answers).word == "red"

    @property
    def in_danger(self) -> bool:
        """Whether somebody may be in danger now, or was said to be when the report was stored at once."""
        return self.red or self.warned

    @property
    def told_in_codes(self) -> str:
        """The codes so far as JSON, for the page's own look at danger; of the texts, a word of danger alone."""
        codes = {name: value for name, value in self.answers.items() if value and name not in danger.texts()}
        words = "\n".join(str(self.answers.get(name) or "") for name in danger.texts())
        return json.dumps({**codes, "texts": danger.word_of_danger(words)}, ensure_ascii=False)

    @property
    def alarming(self) -> bool:
        """Whether the danger page must be shown now."""
        return self.red and not self.warned

    @property
    def missing(self) -> list[str]:
        """The pages without whose answer nobody can act: one sign or a few words, and any hint of the place."""
        told = self.answers.get("signs") or self.answers.get("what")
        return [*([] if told else ["what"]), *([] if self.answers.get("place") else ["place"])]

    @property
    def pages(self) -> list[str]:
        """The questions that fit what was answered, in order."""
        return [page.code for page in pages_of(DOOR) if danger.holds(page.get("when", ALWAYS), self.answers)]

    def after(self, page: str) -> str:
        """The page that follows."""
        if page == CHECK or self.checking:
            return CHECK
        later = self.pages[self.pages.index(page) + 1 :] if page in self.pages else self.pages[1:]
        return later[0] if later else CHECK

    def before(self, page: str) -> str:
        """The page that came before, or "" at the beginning."""
        if page == CHECK:
            return self.pages[-1]
        return self.pages[self.pages.index(page) - 1] if page in self.pages[1:] else ""
