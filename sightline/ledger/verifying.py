"""Whether the ledger, its seals and its witnesses still say the same: everything computed again and compared.

Run as somebody who reads all of the ledger: an auditor, or the verifier's own role. An entry that the last seal does not
hold yet bears only its own mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from sightline.ledger.heads import FIRST, NotAHead, Signed
from sightline.ledger.merkle import Tree
from sightline.ledger.models import Entry, Seal
from sightline.ledger.witnesses import Unreachable, Witness, witnesses

AT_A_TIME = 20_000
LATE = timedelta(seconds=60)  # an entry waits ten seconds for its seal, and a witness little longer
SLACK = timedelta(minutes=5)  # how long an act may take between its entry's time and its end


@dataclass(frozen=True)
class Found:
    """Something that is not as it was. what: a short code; where: which entry, seal or witness; says: in a sentence."""

    what: str
    where: str
    says: str


@dataclass(frozen=True)
class Verified:
    """What was looked at, and what was found."""

    entries: int
    sealed: int
    seals: int
    newest: datetime | None
    told: dict[str, int]  # how many heads each witness that could be asked keeps
    found: list[Found]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.found


@dataclass(frozen=True)
class Place:
    """A place in the tree, with the entry that stands there, if it does."""

    position: int
    entry: str
    leaf: bytes
    entry_leaf: bytes | None
    at: datetime | None
    exact: bool


def verify(at: datetime | None, ask: Iterable[Witness] | None = None) -> Verified:
    """Verify all of it, as at that moment; None for a database that nobody seals, in which nothing is late.

    ask: the witnesses, those of the settings when left out.
    """
    seals = [seal.signed for seal in Seal.objects.order_by("number")]
    found = [*_marks(), *_links(seals)]
    tree = _Walk(seals)
    found += tree.walked()
    told: dict[str, int] = {}
    for witness in witnesses() if ask is None else ask:
        found += _witnessed(witness, seals, told)
    found += _waiting(at) if at else []
    newest = seals[-1].head.at if seals else None
    return Verified(Entry.objects.count(), tree.tree.size, len(seals), newest, told, found)


def _marks() -> Iterator[Found]:
    """Entries whose mark is not that of what they say: somebody rewrote them past every guard."""
    with connection.cursor() as cursor:
        cursor.execute("set local timezone = 'UTC'")
        cursor.execute(
            "select id from ledger_entry e "
            "where leaf is distinct from sha256('\\x00'::bytea || convert_to(priv.as_written(e), 'UTF8')) order by at"
        )
        for (entry,) in cursor.fetchall():
            yield Found("rewritten", f"entry {entry}", "It does not bear the mark of what it says.")


def _links(seals: list[Signed]) -> Iterator[Found]:
    """The line of seals: numbers, links, times, keys and signatures."""
    previous, number, moment = FIRST, 0, None
    for signed in seals:
        head, where = signed.head, f"seal {signed.head.number}"
        if head.number != number + 1:
            yield Found("gap", where, f"Seal {number + 1} is not there.")
        if head.previous != previous:
            yield Found("link", where, "It does not follow from the seal before it.")
        if not signed.holds(settings.SEAL_PUBLIC_KEYS):
            yield Found("signature", where, "Our key did not sign it.")
        if moment and head.at < moment:
            yield Found("clock", where, "It is dated before the seal before it.")
        previous, number, moment = head.hash, head.number, head.at


class _Walk:
    """One walk along all places, which builds the tree again and compares it with each seal in turn."""

    def __init__(self, seals: list[Signed]) -> None:
        self.seals, self.tree, self.next = seals, Tree(), 0

    def walked(self) -> Iterator[Found]:
        for place in _places():
            yield from self._of(place)
            self.tree.add(place.leaf)
            yield from self._sealed()
        for signed in self.seals[self.next :]:
            yield Found("cut", f"seal {signed.head.number}", f"It is over {signed.head.size} entries; fewer are there.")
        if self.tree.size > (self.seals[-1].head.size if self.seals else 0):
            yield Found("added", f"place {self.tree.size - 1}", "It has a place that no seal is over.")

    def _of(self, place: Place) -> Iterator[Found]:
        where = f"entry {place.entry}"
        if place.position != self.tree.size:
            yield Found("gap", f"place {self.tree.size}", "No entry has this place.")
        if place.entry_leaf is None:
            yield Found("missing", where, f"It was sealed at place {place.position}, and is not there.")
        elif place.entry_leaf != place.leaf:
            yield Found("replaced", where, f"Another was sealed at place {place.position}.")
        if place.at and self._backdated(place):
            yield Found("clock", where, "It is dated long before the seal it came after.")

    def _backdated(self, place: Place) -> bool:
        before = self.seals[self.next - 1].head.at if 0 < self.next <= len(self.seals) else None
        return bool(place.exact and place.at and before and place.at < before - SLACK)

    def _sealed(self) -> Iterator[Found]:
        """The seals that are over exactly the entries so far."""
        while self.next < len(self.seals) and self.seals[self.next].head.size <= self.tree.size:
            head = self.seals[self.next].head
            if head.size != self.tree.size or head.root != self.tree.root:
                first = self.seals[self.next - 1].head.size if self.next else 0
                says = f"Its root is not that of its entries; places {first} to {head.size - 1} are in question."
                yield Found("root", f"seal {head.number}", says)
            self.next += 1


def _places() -> Iterator[Place]:
    after = -1
    while rows := _some_places(after):
        for position, entry, leaf, entry_leaf, at, exact in rows:
            yield Place(position, str(entry), bytes(leaf), entry_leaf and bytes(entry_leaf), at, exact)
        after = rows[-1][0]


def _some_places(after: int) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select s.position, s.id, s.leaf, e.leaf, e.at, e.xid is not null "
            "from ledger_sealed s left join ledger_entry e on e.id = s.id "
            "where s.position > %s order by s.position limit %s",
            [after, AT_A_TIME],
        )
        return cursor.fetchall()


def _waiting(at: datetime) -> Iterator[Found]:
    """Entries that should have been sealed by now."""
    with connection.cursor() as cursor:
        cursor.execute("select priv.unsealed_since()")
        since = cursor.fetchone()[0]
    if since and since < at - LATE:
        yield Found("unsealed", f"entries since {since:%Y-%m-%d %H:%M:%S} UTC", "They wait for a seal.")


def _witnessed(witness: Witness, seals: list[Signed], told: dict[str, int]) -> Iterator[Found]:
    """What a witness was told, against what the database says now: the only way to find a past rewritten as a whole."""
    where = f"witness {witness.name}"
    try:
        heads = witness.heads()
    except (Unreachable, NotAHead) as error:
        yield Found("witness", where, f"It cannot be asked: {type(error).__name__}.")
        return
    told[witness.name] = len(heads)
    ours = {signed.head.number: signed.head for signed in seals}
    for signed in heads:
        if not signed.holds(settings.SEAL_PUBLIC_KEYS):
            yield Found("witness", where, f"Its head {signed.head.number} was not signed by our key.")
        elif signed.head.number not in ours:
            yield Found("cut", where, f"It knows head {signed.head.number}, which is not there any more.")
        elif ours[signed.head.number] != signed.head:
            yield Found(
                "forked", where, f"It knows another head {signed.head.number}, over {signed.head.size} entries."
            )
