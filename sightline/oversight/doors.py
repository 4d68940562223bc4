"""The doors of a running operation, for its command: each with its visit and where it stands, as a list and on a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sightline.intelligence.about.maps import known_areas
from sightline.justice.models import Custody
from sightline.ledger.finding import listed
from sightline.operations.models import Operation, Target, Tasking
from sightline.oversight.charts import Bar, bars
from sightline.places.map import Drawn, Point, draw
from sightline.places.models import Premises
from sightline.visits.models import Visit

WORDS: dict[str, Promise] = {
    "here": gettext_lazy("At the door"),
    "safe": gettext_lazy("Done"),
    "other": gettext_lazy("Planned"),
}
NUMBERED = 40  # more numbers than these would hide the map


@dataclass(frozen=True, slots=True)
class Door:
    """One tasking on the board. number: as on the map; kind: its sign there, empty when it was called off."""

    number: int
    tasking: Tasking
    visit: Visit | None
    premises: Premises | None

    @property
    def kind(self) -> str:
        """How it is drawn: planned, at the door, done."""
        if self.visit is None:
            return "" if self.tasking.state == Tasking.State.WITHDRAWN else "other"
        return "here" if self.visit.state == Visit.State.OPEN else "safe"

    @property
    def is_done(self) -> bool:
        """Whether its visit is over."""
        return self.kind == "safe"

    @property
    def word(self) -> str:
        """Where it stands, and how it went once it is over."""
        if self.visit is not None and self.is_done:
            return self.visit.get_outcome_display()
        return str(WORDS[self.kind]) if self.kind else _("Called off")

    @property
    def is_on_the_map(self) -> bool:
        """Whether its place is known, and somebody goes there."""
        return bool(self.kind and self.premises and self.premises.latitude is not None)


def doors_of(operation: Operation) -> list[Door]:
    """Every tasking of an operation that the reader may see, in the order of the day."""
    ordered = Tasking.objects.filter(operation=operation).order_by("starts_at", "place", "ref")
    taskings = listed(ordered, asked="taskings of an operation", most=300)
    visits = {visit.tasking_id: visit for visit in Visit.objects.filter(operation=operation)}
    targets = dict(Target.objects.filter(operation=operation).values_list("pk", "premises_id"))
    premises = Premises.objects.in_bulk(set(targets.values()))
    return [
        Door(number, tasking, visits.get(tasking.pk), premises.get(targets.get(tasking.target_id)))
        for number, tasking in enumerate(taskings, 1)
    ]


def map_of(operation: Operation, doors: Iterable[Door]) -> Drawn | None:
    """The doors whose place is known; a private home no finer than its street. None when there is none."""
    shown = [door for door in doors if door.is_on_the_map]
    if not shown:
        return None
    areas = known_areas([operation.area.code])
    return draw(_points(shown), title=_("Map of the doors"), words=WORDS, areas=areas)  # type: ignore[arg-type]


def _points(doors: list[Door]) -> Iterator[Point]:
    for door in doors:
        place, number = door.premises, str(door.number) if len(doors) <= NUMBERED else ""
        if place is not None and place.latitude is not None and place.longitude is not None:
            yield Point(place.latitude, place.longitude, door.kind, door.tasking.place, number, home=place.is_home)


def standing(doors: Iterable[Door]) -> list[Bar]:
    """How many doors are done, at the door, planned."""
    kinds = Counter(door.kind for door in doors)
    return bars((WORDS[kind], kinds[kind], kind) for kind in ("safe", "here", "other"))


def outcomes(people: Iterable[Custody]) -> list[Bar]:
    """Where the people arrested stand, in the order of the states; a state without anybody is left out."""
    states = Counter(person.state for person in people)
    there = [(state, states[state]) for state in Custody.State if states[state]]
    return bars((state.label, number, "here" if state in Custody.HELD else "other") for state, number in there)
