"""The heading of a desk: the news of the day for the roles that its reader holds, in one or two short sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sightline.agencies.models import Person, Role
from sightline.desk.clocks import Running
from sightline.desk.inboxes import INBOXES
from sightline.desk.waiting import Waiting
from sightline.justice import board
from sightline.justice.board import in_words
from sightline.justice.models import Custody
from sightline.kit.clocks.deadlines import london_day, start_of_day
from sightline.kit.facts import me
from sightline.kit.records import facts_of
from sightline.operations.models import Operation, Tasking
from sightline.oversight.models import Figure, Statement
from sightline.reports.models import Level
from sightline.reports.signposting import current, hidden
from sightline.safeguarding.glance import NEEDS_BED
from sightline.safeguarding.inbox import held
from sightline.safeguarding.models import Acceptance, FirstPlace
from sightline.visits.models import Visit


def heading(waiting: Waiting) -> str:
    """The first news there is; else how much waits."""
    every = (
        danger_now,
        people_made_safe,
        people_in_custody,
        running_operation,
        doors_today,
        published,
        hidden_services,
    )
    return next(filter(None, (news(waiting) for news in every)), "") or how_much(waiting)


def danger_now(waiting: Waiting) -> str:
    """How many reports that nobody has taken tell of danger now, for the desk they came to."""
    if "reports" not in waiting.counts:
        return ""
    records = INBOXES["reports"].records(waiting.person, waiting.now)
    number = records.filter(level=Level.RED).count()
    words = ngettext("%(n)s report tells of danger now.", "%(n)s reports tell of danger now.", number)
    return words % {"n": in_words(number)} if number else ""


def people_made_safe(waiting: Waiting) -> str:
    """Who came to a place of safety today and who still waits for a home, for those who hold them."""
    cases = list(held(waiting.person))
    if not cases:
        return ""
    keys = [case.pk for case in cases]
    since = start_of_day(london_day(waiting.now))
    today = FirstPlace.objects.filter(case__in=keys, since__gte=since, since__lte=waiting.now).count()
    homes = set(Acceptance.objects.filter(case__in=keys).values_list("case", flat=True))
    without = sum(1 for case in cases if case.state in NEEDS_BED and case.pk not in homes)
    return " ".join(filter(None, [_safe(today, len(cases)), _without_bed(without)]))


def _safe(today: int, everyone: int) -> str:
    if today:
        words = ngettext("%(n)s person was made safe today.", "%(n)s people were made safe today.", today)
        return words % {"n": in_words(today)}
    words = ngettext("%(n)s person is in your care.", "%(n)s people are in your care.", everyone)
    return words % {"n": in_words(everyone)}


def _without_bed(number: int) -> str:
    words = ngettext("%(n)s still waits for a bed.", "%(n)s still wait for a bed.", number)
    return words % {"n": in_words(number)} if number else ""


def people_in_custody(waiting: Waiting) -> str:
    """Who is in custody and how near the clocks are, for those who keep them."""
    areas = board.areas_kept_by(waiting.person)
    if not areas:
        return ""
    people = list(Custody.objects.held().filter(area__in=areas))
    return board.heading(board.lines(people, by=waiting.person, now=waiting.now)) if people else ""


def running_operation(waiting: Waiting) -> str:
    """How many doors of a running operation are done, for its commander: no other commander sees its visits."""
    commanded = Operation.objects.running().filter(pk__in=me.operations_as("commander"))
    operation = commanded.order_by("-starts_on", "ref").first()
    if operation is None:
        return ""
    doors = Tasking.objects.filter(operation=operation).standing().count()
    done = Visit.objects.filter(operation=operation, state=Visit.State.CLOSED).count()
    words = {"name": operation.name, "done": done, "all": doors}
    return _("%(name)s: %(done)s of %(all)s doors are done.") % words


def doors_today(waiting: Waiting) -> str:
    """How many visits are still to be made by the reader's teams."""
    left = waiting.counts.get("doors", 0)
    words = ngettext("%(n)s visit is still to be made.", "%(n)s visits are still to be made.", left)
    return words % {"n": in_words(left)} if left else ""


def published(waiting: Waiting) -> str:
    """How much is published of what they oversee, for those who oversee an area."""
    key = me.areas_as(Role.OVERSIGHT.value).key
    areas = facts_of(waiting.person, {key})[key]
    if not areas:
        return ""
    figures = Figure.objects.standing().filter(area__in=areas).exclude(state=Figure.State.DRAFT).count()
    statements = Statement.objects.filter(area__in=areas, state=Statement.State.RELEASED).count()
    approved = ngettext("%(n)s figure is approved.", "%(n)s figures are approved.", figures)
    out = ngettext("%(n)s statement is released.", "%(n)s statements are released.", statements)
    return f"{approved % {'n': in_words(figures)}} {out % {'n': in_words(statements)}}"


def hidden_services(waiting: Waiting) -> str:
    """How many services the public does not see, for the administrators, who put them right."""
    key = ("administers", ())
    if not facts_of(waiting.person, {key})[key]:
        return ""
    number = len(hidden(london_day(waiting.now), current()))
    words = ngettext("%(n)s service is hidden.", "%(n)s services are hidden.", number)
    return words % {"n": in_words(number)} if number else ""


def how_much(waiting: Waiting) -> str:
    """How many things wait, as a sentence."""
    number = waiting.all
    if not number:
        return _("Nothing waits for you.")
    words = ngettext("%(n)s thing waits for you.", "%(n)s things wait for you.", number)
    return words % {"n": in_words(number)}


def greeting(waiting: Waiting, clocks: Sequence[Running], told: str) -> str:
    """A greeting of the hour, and in a sentence how much waits and how near the clocks are. told: the heading."""
    words = [_hello(waiting.now) % {"name": _first_name(waiting.person)}]
    if told != how_much(waiting):
        words.append(how_much(waiting))
    return " ".join(filter(None, [*words, *_near([clock.reading.state(waiting.now) for clock in clocks])]))


def _near(states: Sequence[str]) -> list[str]:
    """How many clocks have run out and how many soon will."""
    over, close = states.count("over"), states.count("soon")
    ran_out = ngettext("%(n)s clock has run out.", "%(n)s clocks have run out.", over)
    near = ngettext("%(n)s clock is close.", "%(n)s clocks are close.", close)
    return [words % {"n": in_words(number)} for words, number in ((ran_out, over), (near, close)) if number]


def _hello(now: datetime) -> str:
    hour = localtime(now).hour
    if 5 <= hour < 12:
        return _("Good morning, %(name)s.")
    return _("Good afternoon, %(name)s.") if 12 <= hour < 18 else _("Good evening, %(name)s.")


def _first_name(person: Person) -> str:
    return person.name.partition(" ")[0]
