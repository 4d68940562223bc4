"""The log tells where an error happened and never what somebody stored."""

import logging
import sys

from sightline.config.logs import Discreet

SECRET = "Failing row contains (a name, an address)"


def told() -> str:
    """What the log says of an error whose cause quotes a row."""
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError:
        record = logging.LogRecord("sightline", logging.ERROR, __file__, 1, "It failed", None, sys.exc_info())
    return Discreet("%(message)s").format(record)


def test_no_word_of_the_error_itself_is_logged():
    assert "address" not in told()


def test_both_errors_are_named_with_their_place():
    text = told()

    assert text.startswith("It failed\nbuiltins.ValueError\n")
    assert "builtins.RuntimeError" in text
    assert f"{__file__}:" in text
