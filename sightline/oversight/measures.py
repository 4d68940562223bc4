"""What can be counted of an operation: each measure is a sentence and a query over records.

The same query is what the counting role runs inside the database and what a reader of the figure may follow to those
records that they may see.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from sightline.awareness.models import Event
from sightline.justice.models import Custody
from sightline.operations.models import PartnerAgency, Target, Tasking
from sightline.oversight.qualifying import Claim
from sightline.safeguarding.models import FirstPlace
from sightline.visits.models import Arrest, Encounter, Intervention, Visit


@dataclass(frozen=True)
class Measure:
    """One measure.

    of: the key to the operation; which: which records; days: count the days of that moment instead.
    subset_of: the measure of which it counts a part; page: the URL name of one record's own page.
    """

    code: str
    says: str
    unit: str
    model: type[Model]
    how: str
    which: Callable[[], Q] = Q
    of: str = "operation"
    days: str = ""
    subset_of: str = ""
    page: str = ""

    def records(self, operation: object) -> QuerySet:
        """The records that are counted; whoever asks sees those that they may."""
        return self.model._base_manager.filter(self.which(), **{self.of: operation})

    @property
    def definition(self) -> str:
        """A mark that changes when what is counted changes."""
        text = f"{self.code} {self.model._meta.label} {self.of} {self.which()} {self.days}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]


MEASURES = {
    measure.code: measure
    for measure in [
        Measure(
            "days-of-action",
            "days of action",
            "days",
            Tasking,
            "The days on which teams were sent out.",
            lambda: ~Q(state="withdrawn"),
            days="starts_at",
            page="operations:tasking",
        ),
        Measure(
            "addresses-targeted",
            "addresses targeted",
            "addresses",
            Target,
            "Places chosen for the operation.",
            lambda: Q(state="chosen"),
            page="operations:target",
        ),
        Measure(
            "people-arrested",
            "people arrested",
            "people",
            Arrest,
            "Arrests made on visits of the operation.",
            page="visits:arrest",
        ),
        Measure(
            "people-in-custody",
            "people still in custody",
            "people",
            Custody,
            "People arrested who are in police custody when counted.",
            lambda: Q(state__in=["arrested", "in-custody"]),
            subset_of="people-arrested",
            page="justice:custody",
        ),
        Measure(
            "people-made-safe",
            "victims taken to places of safety",
            "people",
            FirstPlace,
            "People met who were brought to a first place of safety.",
            of="team__operation",
        ),
        Measure(
            "partner-agencies",
            "partner agencies",
            "agencies",
            PartnerAgency,
            "Agencies that take part.",
            lambda: Q(until__isnull=True),
        ),
        Measure("interventions", "interventions", "interventions", Intervention, "What was done for or about people."),
        Measure(
            "soft-interventions",
            "soft visits",
            "interventions",
            Intervention,
            "Interventions that were soft.",
            lambda: Q(kind="soft"),
            subset_of="interventions",
        ),
        Measure(
            "alleging-labour",
            "victims alleging labour exploitation",
            "people",
            Encounter,
            "People in care who allege labour exploitation.",
            lambda: Q(state="taken", alleges__contains=["labour"]),
            subset_of="people-made-safe",
            page="visits:encounter",
        ),
        Measure(
            "awareness-events",
            "awareness events",
            "events",
            Event,
            "Events held to raise awareness.",
            lambda: Q(state="held"),
            page="awareness:event",
        ),
        Measure(
            "safeguarding-visits",
            "safeguarding visits",
            "visits",
            Visit,
            "Visits whose purpose was to see that people are safe, to suspected brothels and other places.",
            lambda: Q(purpose="safeguard"),
            page="visits:visit",
        ),
    ]
}


def claim(*, measure: str, says: str = "", unit: str = "", **said: Any) -> Claim:
    """What is said of a measure, in the measure's own words and unit where it has them."""
    if known := MEASURES.get(measure):
        says, unit = says or known.says, unit or known.unit
    return Claim(measure=measure, says=says or measure, unit=unit, **said)


def whole_of(measure: str) -> str:
    """The measure of which this one counts a part; empty when it is none."""
    known = MEASURES.get(measure)
    return known.subset_of if known else ""
