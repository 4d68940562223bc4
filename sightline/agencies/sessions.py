"""Sessions: a quarter of an hour unused, twelve hours at most, of which the database keeps a mark and not the number.

Source: trust, section 9. A session carries its own idle time, so that pages at the door may have a shorter one.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InTheDatabase
from django.db import connection
from django.http import HttpRequest

from sightline.agencies.models import Session

IDLE_FOR = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
SEEN_EVERY = 60  # seconds; a session in use is written as seen no more often


def kept(number: str | None) -> str:
    """The mark of a session's number: who reads the table cannot take a session over."""
    return sha256((number or "").encode()).hexdigest()[:40]


class SessionStore(InTheDatabase):
    """The framework's own store, with the number kept as its mark, and with when it began, was seen and ends."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """What it is kept in."""
        return Session

    def exists(self, session_key: str) -> bool:
        return super().exists(kept(session_key))

    def delete(self, session_key: str | None = None) -> None:
        number = session_key or self.session_key
        if number is not None:
            super().delete(kept(number))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        now = time.time()
        began, seen = data.get("began", now), data.get("seen", now)
        number: str = self._get_or_create_session_key()  # type: ignore[attr-defined]
        return Session(
            session_key=kept(number),
            session_data=self.encode(data),
            account=UUID(data[SESSION_KEY]) if SESSION_KEY in data else None,
            way=data.get("way", ""),
            began_at=_moment(began),
            seen_at=_moment(seen),
            expire_date=_moment(
                min(seen + data.get("idle", IDLE_FOR.total_seconds()), began + LONGEST.total_seconds())
            ),
        )

    def _get_session_from_db(self) -> Session | None:
        found = Session.objects.filter(session_key=kept(self.session_key), expire_date__gt=datetime.now(UTC))
        session = found.first()
        if session is None:
            self._session_key = None
        return session


def begin(request: HttpRequest, way: str, idle: timedelta = IDLE_FOR) -> None:
    """Let the session of who just signed in begin: by which way, and how long it may lie unused."""
    now = time.time()
    request.session.update({"began": now, "seen": now, "way": way, "idle": idle.total_seconds()})


def saw(request: HttpRequest) -> None:
    """Keep that the session is in use, a minute's worth at a time."""
    now = time.time()
    if now - request.session.get("seen", 0) > SEEN_EVERY:
        request.session["seen"] = now
        request.session.setdefault("began", now)


def still_stands(request: HttpRequest) -> bool:
    """Whether the roles of whoever acts are what they were when the session opened its first page."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.standing()")
        (standing,) = cursor.fetchone()
    return bool(request.session.setdefault("standing", standing) == standing)


class Open(NamedTuple):
    """A session of one's own that is open: how pages name it, when it began and was seen, by which way, if it is this one."""

    id: UUID
    began_at: datetime
    seen_at: datetime
    way: str
    here: bool


def own(request: HttpRequest) -> list[Open]:
    """The sessions of whoever acts, the one seen last first."""
    here = kept(request.session.session_key)
    with connection.cursor() as cursor:
        cursor.execute("select * from priv.own_sessions()")
        return [Open._make((*row, mark == here)) for *row, mark in cursor.fetchall()]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
