"""The custody board: who is held, two clocks a person, the soonest first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sightline.agencies.models import Person, Role
from sightline.justice.models import Custody, CustodyEvent
from sightline.kit.clocks import Reading
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.kit.templatetags.kit import moment

HOUR = timedelta(hours=1)
LONGEST = timedelta(days=4)
NUMBERS = (
    gettext_lazy("No"),
    gettext_lazy("One"),
    gettext_lazy("Two"),
    gettext_lazy("Three"),
    gettext_lazy("Four"),
    gettext_lazy("Five"),
    gettext_lazy("Six"),
    gettext_lazy("Seven"),
    gettext_lazy("Eight"),
    gettext_lazy("Nine"),
    gettext_lazy("Ten"),
    gettext_lazy("Eleven"),
    gettext_lazy("Twelve"),
)


@dataclass(frozen=True)
class Clock:
    """A reading with what custody says beside it: red within the last hour, and until when."""

    reading: Reading
    now: datetime
    before: Reading | None = None

    @property
    def remaining(self) -> timedelta | None:
        """Time left, or None when it does not run."""
        return None if self.reading.state(self.now) == "met" else self.reading.remaining(self.now)

    @property
    def kind(self) -> str:
        """How it is drawn: "danger" once the last hour has begun."""
        state = self.reading.state(self.now)
        return "danger" if state == "soon" and self.ends_within(HOUR) else state

    @property
    def until(self) -> str:
        """When it ends, and before it how near that is."""
        if self.reading.ends_at is None:
            return ""
        words = {"when": moment(self.reading.ends_at)}
        if self.kind == "over":
            return _("ended %(when)s") % words
        if self.kind == "danger":
            return _("Under 1 hour, ends %(when)s") % words
        return (_("Soon, ends %(when)s") if self.kind == "soon" else _("ends %(when)s")) % words

    @property
    def moved(self) -> str:
        """What it read before a time came late, when that has moved its end; nothing is corrected in silence."""
        was = self.before and self.before.ends_at
        if not was or was == self.reading.ends_at:
            return ""
        return _("A time that was entered later moved this: before, it read %(when)s") % {"when": moment(was)}

    def ends_within(self, period: timedelta) -> bool:
        """Whether it runs out before that much time has passed; one that is over already has."""
        return self.remaining is not None and self.remaining <= period


@dataclass(frozen=True)
class Line:
    """A person held, with both clocks for whoever keeps them; a commander sees where the person stands and no clock."""

    custody: Custody
    clocks: tuple[Clock, ...] = ()

    @property
    def soonest(self) -> timedelta:
        """What is left of the nearer clock; a person without any comes last."""
        return min((clock.remaining for clock in self.clocks if clock.remaining is not None), default=LONGEST)

    @property
    def due(self) -> Clock | None:
        """The clock that runs out first, if any runs."""
        running = [(clock.remaining, clock) for clock in self.clocks if clock.remaining is not None]
        return min(running, key=lambda pair: pair[0])[1] if running else None


def line(custody: Custody, events: Iterable[CustodyEvent], now: datetime) -> Line:
    """A person's clocks at `now`. events: all of theirs."""
    events = list(events)
    before = custody.readings([one for one in events if one.kind not in CustodyEvent.CAME_LATE], now)
    pairs = zip(custody.readings(events, now), before, strict=True)
    return Line(custody, tuple(Clock(reading, now, was) for reading, was in pairs))


def lines(held: Sequence[Custody], *, by: Person, now: datetime) -> list[Line]:
    """Everybody held, the soonest clock first; clocks only of those whose events `by` keeps. Two queries at most."""
    areas, theirs = areas_kept_by(by), defaultdict(list)
    for event in CustodyEvent.objects.filter(custody__in=[one.pk for one in held]).order_by("happened_at"):
        theirs[event.custody_id].append(event)
    board = [line(one, theirs[one.pk], now) if one.area_id in areas else Line(one) for one in held]
    return sorted(board, key=lambda each: (each.soonest, each.custody.known_as))


def areas_kept_by(person: Person) -> list[UUID]:
    """The areas whose custody clocks the person keeps."""
    fact = me.areas_as(Role.INVESTIGATOR.value).key
    return facts_of(person, {fact})[fact]


def heading(board: Sequence[Line]) -> str:
    """How many are held and how many clocks end within the hour, in words."""
    held = len(board)
    if not held:
        return _("Nobody is in custody.")
    words = [ngettext("%(n)s person is in custody.", "%(n)s people are in custody.", held) % {"n": in_words(held)}]
    near = sum(clock.ends_within(HOUR) for each in board for clock in each.clocks)
    if near:
        words += [
            ngettext("%(n)s clock ends within the hour.", "%(n)s clocks end within the hour.", near)
            % {"n": in_words(near)}
        ]
    return " ".join(words)


def beside(states: Counter[str]) -> str:
    """What is known of the others who were arrested. states: how many people are in each state."""
    everyone, held = states.total(), sum(states[state] for state in Custody.HELD)
    others = [(Custody.State(state).label, states[state]) for state in Custody.State if state not in Custody.HELD]
    told = [(label, number) for label, number in others if number]
    if not told:
        return ""
    only = len(told) == 1 and str(told[0][0])
    says = only or ", ".join(f"{number} {label}" for label, number in told)
    words = {"all": in_words(everyone), "others": in_words(everyone - held).lower(), "told": says.lower()}
    return _("%(all)s were arrested. Of the other %(others)s: %(told)s.") % words


def in_words(number: int) -> str:
    """A number up to twelve as the word that begins a sentence; a larger one as it is."""
    return str(NUMBERS[number]) if number < len(NUMBERS) else str(number)
