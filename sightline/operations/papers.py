"""What a team's briefing says, letter by letter, and whether the plan still stands as it was told."""

import hashlib
from collections.abc import Iterable

from sightline.kit.vocabulary import Entry, load
from sightline.operations.models import Tasking


def plan_of(taskings: Iterable[Tasking]) -> str:
    """A mark of the plan that these taskings make, 64 hexadecimal digits; another order gives the same mark."""
    lines = sorted("|".join(_told(tasking)) for tasking in taskings)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _told(tasking: Tasking) -> tuple[str, ...]:
    times = (tasking.starts_at.isoformat(), tasking.ends_at.isoformat(), tasking.linked_start)
    words = (tasking.visit_type, tasking.purpose, tasking.place, tasking.address, tasking.known, tasking.risks)
    return (tasking.ref, *times, *words)


def entries(taskings: Iterable[Tasking]) -> list[Entry]:
    """How each kind of visit in the plan is entered, from the lightest: what the law asks of the team."""
    kinds = {tasking.visit_type for tasking in taskings}
    return [entry for code, entry in load("operations/visit_types/type").items() if code in kinds]
