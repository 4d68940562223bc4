"""A form that is sent twice acts once: what was sent leaves a mark in the act's own transaction, with where it led.

Every form of the staff front carries a token against other sites, drawn anew each time a page is made. So the same token
with the same answers at the same address is the same form, sent again by a second tap, a dead line or a retry.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from django.db import connection
from django.http import HttpRequest, UnreadablePostError

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the field's name


def mark_of(request: HttpRequest) -> bytes | None:
    """What tells this form, as filled in, from every other; None for what is no form of a page of ours."""
    try:
        if request.method != "POST" or not request.POST.get(TOKEN):
            return None
        return sha256("\0".join(_parts(request)).encode("utf-8", "surrogatepass")).digest()
    except UnreadablePostError:  # the line died half-way; whoever guards the form refuses it
        return None


def answered(mark: bytes) -> str | None:
    """Where the same form led when this person sent it before; None, and marked as being sent, when they did not.

    Waits while the same form is being dealt with. Inside the transaction of the act: if that fails, so does the mark.
    """
    with connection.cursor() as cursor:
        cursor.execute("select priv.sent_before(%s)", [mark])
        return cursor.fetchone()[0]


def keep(mark: bytes, answer: str) -> None:
    """The act is done and led to this address. Empty: nothing was done yet, and the form may be sent again."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.sent(%s, %s)", [mark, answer])


def _parts(request: HttpRequest) -> Iterator[str]:
    """The address, every answer in order, and what each file holds."""
    yield request.path
    for name, values in sorted(request.POST.lists()):
        yield from (name, *map(str, values))
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield from (name, sha256(b"".join(file.chunks())).hexdigest())
            file.seek(0)
