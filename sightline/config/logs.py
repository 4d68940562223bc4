"""What the log may hold: where an error happened, never what somebody typed or stored."""

import logging
import traceback
from types import TracebackType

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Errors by their kind and place alone: their texts, above all the database's, quote what is in a row."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - the library's name
        """The chain of errors, each with its kind and the lines it went through."""
        kind, error, _ = ei
        return "\n".join(_told(each) for each in _chain(error)) if kind else ""


def _chain(error: BaseException | None) -> list[BaseException]:
    """The error and what it came from, the first cause first."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.insert(0, error)
        error = error.__cause__ or error.__context__
    return found


def _told(error: BaseException) -> str:
    lines = [
        f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    return "\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *lines])
