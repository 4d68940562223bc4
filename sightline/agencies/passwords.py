"""Which pass words are refused: common words and words of our own, whatever figures and signs stand around them.

What remains has length, and nothing else is asked of it. AUTH_PASSWORD_VALIDATORS names both.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sightline.agencies.models import Role
from sightline.kit.vocabulary import load

PRODUCT = ("sightline", "slavery", "trafficking", "exploitation", "safeguarding", "operation", "police")
SHORTEST = 4  # letters of a word that counts as one of ours
LEFT = 8  # signs that must be left without them


class NotCommon(CommonPasswordValidator):
    """The framework's list of 20,000 common words; also with figures and signs around and between them, and twice over."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        letters = "".join(filter(str.isalpha, password.casefold()))
        half = letters[: len(letters) // 2]
        if letters in self.passwords or (letters == half * 2 and half in self.passwords):
            raise ValidationError(
                _("That is a common word, and figures around it hide it from nobody. Use several words.")
            )


class NotOurWords:
    """Names of this work, its roles and agencies, and of the account itself: without them enough must be left."""

    def validate(self, password: str, user: Any = None) -> None:
        left = "".join(filter(str.isalnum, password.casefold()))
        for word in sorted(own_words() | words_of(getattr(user, "name", "")), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEFT:
            raise ValidationError(
                _("Names of this work and your own are guessed first. Add words that have to do with neither.")
            )

    def get_help_text(self) -> str:
        """What it asks, in words."""
        return _("Your password can’t be made of names of this work and your own.")


@cache
def own_words() -> frozenset[str]:
    """Every word of the product, of its roles and of the agencies in it."""
    named = [entry.says for name in ("agencies/agencies", "agencies/forces") for entry in load(name).values()]
    return frozenset(PRODUCT).union(*map(words_of, [*named, *Role.values]))


def words_of(text: str) -> frozenset[str]:
    """The words of a name that are long enough to count."""
    letters = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return frozenset(word for word in letters.split() if len(word) >= SHORTEST)
