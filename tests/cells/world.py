"""A world to prove the walls on: many people and many records, with every key copied down as the database demands.

Chains are lawful; everything else is drawn freely from what a column may hold, beyond what checks and unique
constraints allow (they are dropped in this world alone): no wall may lean on them. The same seed makes the same world.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Model
from django.utils.timezone import localdate

from sightline.agencies.models import Agency, Area, Grant, Identity, Invitation, Person, Role
from sightline.awareness.models import Event
from sightline.justice.models import Investigation, Investigator
from sightline.kit.acting import acting_as
from sightline.kit.apply import our_models
from sightline.kit.carried import CarriedKey
from sightline.kit.models import Notice
from sightline.kit.sealed import SealedBytesField, SealedDateField
from sightline.kit.vocabulary import load
from sightline.ledger.models import Entry
from sightline.ledger.notes import note
from sightline.operations.models import Assignment, Tasking, TeamMember
from sightline.reports.models import CallDraft, CallNote, Entrusted, Reviewer, Translation
from sightline.safeguarding import models as care
from sightline.safeguarding.models import Acceptance, Consent, Crossing, Holding, Placement, PlacementRequest, Urgent
from sightline.sharing.conflicts import ROOTS
from sightline.sharing.models import Agreement, Conflict, Party, Sight
from sightline.trust.models import Hold, Review
from sightline.visits.models import Account
from tests.cells.reader import ROLE_OF_PART, Reader
from tests.cells.sharing import Sharing

NOW = datetime.now(UTC)
AREAS, AGENCIES, ROWS, BUSY = 3, 5, 110, len(Role.values)  # a force for each area, and two agencies more
AT_HOME = 0.7  # how often a role is held at the force of its area, to which all of it is open
FRONTS = ("sl_public", "sl_counter", "sl_worker", "sl_auditor", "sl_sealer", "sl_door")
FACTS = {
    "grants": Grant,
    "assignments": Assignment,
    "members": TeamMember,
    "investigators": Investigator,
    "holdings": Holding,
    "entrusted": Entrusted,
    "reviewers": Reviewer,
    "sights": Sight,
    "conflicts": Conflict,
}
TIES = [
    (Assignment, "operation_id"),
    (TeamMember, "operation_id"),
    (Investigator, "investigation_id"),
    (Holding, "case_id"),
]
LAST = {Conflict, Sight}  # which name records of any kind by their keys
MANY = dict.fromkeys(
    (Assignment, Entrusted, TeamMember, Investigator, Holding, Sight, Conflict), 8
)  # how many times the rows
MANY |= dict.fromkeys(
    (Account, CallDraft, Translation, care.Identity, Hold, Invitation, PlacementRequest, Review), 4
)  # of several ties
MANY |= dict.fromkeys((Consent, Crossing), 7)
MANY |= dict.fromkeys((Acceptance, Event, Identity, Party, Placement, Tasking, Urgent), 3)
SEED = int(os.environ.get("WORLD", "9"))
DESKS = ("call handler", "safeguarding coordinator", "support worker")  # that look after records of their own
TWICE = 0.2  # how often a record names the same person a second time


@dataclass
class World:
    """The rows of every kind, in memory and in the database, and who looks at them."""

    rows: dict[type[Model], list[Any]] = field(default_factory=dict)
    readers: list[Reader] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    @property
    def busy(self) -> list[Any]:
        """The people who lead, hold, meet and are written down; everybody else only has a role."""
        return self.rows[Person][:BUSY]


def build() -> World:
    """Make the world in the database now connected, as its owner."""
    world = World()
    _loosen()
    _people(world)
    for model in in_order():
        if model not in world.rows and model is not Entry:
            world.chance.seed(f"{SEED} {model._meta.label}")  # a new kind of record leaves the others as they were
            number = ROWS * MANY.get(model, 1)
            world.rows[model] = [row for row in (_row(world, model) for _ in range(number)) if row]
            model._base_manager.bulk_create(world.rows[model])
    _entries(world)
    facts = {name: world.rows[model] for name, model in FACTS.items()} | {
        "cases": world.rows[care.Case],
        "investigations": world.rows[Investigation],
    }
    sharing = Sharing(world.rows[Agency], world.rows[Party], localdate(NOW))
    sharing.open_relays(world.rows[Urgent], world.rows[Placement], NOW)
    known = (facts, sharing, NOW)
    world.readers = [Reader(person, "sl_staff", *known) for person in [*world.rows[Person], None]]
    world.readers += [Reader(person, "sl_staff", *known, confirmed=False) for person in world.rows[Person][::3]]
    world.readers += [Reader(person, "sl_door", *known) for person in world.busy[:4]]
    world.readers += [Reader(None, front, *known) for front in FRONTS]
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("analyze")  # or the plans are those of empty tables
    return world


def in_order() -> list[type[Model]]:
    """Every kind of record, parents before children."""
    waiting, found = our_models(), []
    while waiting:
        ready = [model for model in waiting if not (set(_parents(model)) & set(waiting)) - {model}]
        found += ready
        waiting = [model for model in waiting if model not in ready]
    return [*(model for model in found if model not in LAST), *(model for model in found if model in LAST)]


def _parents(model: type[Model]) -> Iterator[type[Model]]:
    return (each.related_model for each in model._meta.concrete_fields if each.is_relation)  # type: ignore[misc]


def _loosen() -> None:
    """Drop the checks, the exclusions and the unique constraints that no foreign key stands on."""
    with connection.cursor() as cursor:
        cursor.execute("set local idle_in_transaction_session_timeout = 0")  # the oracle thinks for a while
        cursor.execute(
            "select c.conrelid::regclass, c.conname from pg_constraint c where connamespace = 'public'::regnamespace and "
            "(contype in ('c', 'x') or contype = 'u' and not exists "
            "(select from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid))"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'alter table {table} drop constraint "{name}"')
        cursor.execute(
            "select i.indexrelid::regclass from pg_index i join pg_class c on c.oid = i.indrelid "
            "where indisunique and relnamespace = 'public'::regnamespace "
            "and not exists (select from pg_constraint k where k.conindid = i.indexrelid)"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"drop index {name}")


def _people(world: World) -> None:
    """Each role at several agencies and areas, people of two roles, ended and coming roles, and nobody in particular."""
    areas = [Area(code=f"area-{number}", name=f"Area {number}", nation="england") for number in range(AREAS)]
    agencies = [*_agencies(areas)]
    grants = [*_busy_grants(world, areas, agencies), *_plain_grants(areas, agencies)]
    people = list({grant.person.pk: grant.person for grant in grants}.values())
    people.append(Person(name="without a role", agency=agencies[0]))
    world.rows |= {Area: areas, Agency: agencies, Person: people, Grant: grants}
    for model in (Area, Agency, Person, Grant):
        model._base_manager.bulk_create(world.rows[model])


def _agencies(areas: list[Any]) -> Iterator[Any]:
    """A force for each area, a charity, and an immigration agency which has an area of its own."""
    kinds = ["police force"] * AREAS + ["charity", "immigration"]
    for number, kind in enumerate(kinds):
        area = areas[number % AREAS] if kind != "charity" else None
        yield Agency(code=f"agency-{number}", name=f"Agency {number}", kind=kind, area=area)


def _busy_grants(world: World, areas: list[Any], agencies: list[Any]) -> Iterator[Any]:
    for number in range(BUSY):
        person = Person(name=f"busy {number}", agency=agencies[number % AGENCIES])
        for turn in (0, 1, 5):
            role = Role.values[(number + turn) % len(Role.values)]
            home = world.chance.randrange(AREAS)  # the force of an area comes first, and at its number
            at = home if turn == 0 or world.chance.random() < AT_HOME else world.chance.randrange(AGENCIES)
            yield _grant(person, role, areas[home], agencies[at])


def _plain_grants(areas: list[Any], agencies: list[Any]) -> Iterator[Any]:
    for number, role in enumerate(Role.values):
        here, there = areas[number % AREAS], areas[(number + 1) % AREAS]
        agency, other = agencies[number % AREAS], agencies[(number + 2) % AGENCIES]
        for place in ((here, agency), (there, agency), (here, other), (None, agency)):
            yield _grant(Person(name=f"{role} {place}", agency=agency), role, *place)
        yield _grant(Person(name=f"{role}, ended", agency=agency), role, here, agency, until=NOW - timedelta(hours=1))
        looking = Person(name=f"{role}, and an auditor", agency=agency)  # who sees much that the role does not open
        yield from (_grant(looking, each, here, agency) for each in (role, Role.AUDITOR))
        if number % 2:
            yield _grant(
                Person(name=f"{role}, to come", agency=agency), role, here, agency, since=NOW + timedelta(days=1)
            )
        else:
            two = Person(name=f"{role}, and another role elsewhere", agency=agency)
            yield _grant(two, role, here, agency)
            yield _grant(two, Role.values[number - 5], there, other)


def _grant(person: Any, role: str, area: Any, agency: Any, since: datetime | None = None, **more: Any) -> Any:
    return Grant(person=person, role=role, area=area, agency=agency, since=since or NOW - timedelta(days=9), **more)


def _row(world: World, model: type[Model]) -> Any:
    """One record: its carried keys first, from parents that agree, then every other column by chance."""
    values: dict[str, Any] = {}
    for carried in (each for each in model._meta.constraints if isinstance(each, CarriedKey)):
        if not _carry(world, model, carried, values):
            return None
    for each in model._meta.concrete_fields:
        if each.name not in values and not each.primary_key and _is_drawn(each):
            values[each.name] = _value(world, model, each, values)
    if model is Holding and world.chance.random() < 0.8:
        values["part"] = _part_for(world, values["person"])
    if model in (Hold, Review):
        values["part"] = world.chance.choice(DESKS)
    if model is Conflict:
        values |= _tied(world)
    if model is Sight:
        values |= _opened(world, values)
    return model(**values)


def _part_for(world: World, person: Any) -> str:
    """A part in a person's care that one of their roles is for, so that many holdings open something."""
    roles = {grant.role for grant in world.rows[Grant] if grant.person is person}
    return world.chance.choice([part for part, role in ROLE_OF_PART.items() if role in roles] or ["coordinator"])


def _tied(world: World) -> dict[str, Any]:
    """A person and what they have a conflict with: mostly what they work on, or it would be closed to them anyway."""
    if world.chance.random() < 0.2:
        told = world.chance.choice(world.rows[CallNote]).report
        desk = [each.person for each in world.rows[Grant] if (each.role, each.agency) == (Role.CALL_HANDLER, told.desk)]
        return {"person": world.chance.choice(desk or world.busy), "record": told.pk}
    if world.chance.random() < 0.6:
        kind, column = world.chance.choice(TIES)
        tie = world.chance.choice(world.rows[kind])
        return {"person": tie.person, "record": getattr(tie, column)}
    records = world.rows[apps.get_model(world.chance.choice(ROOTS))]
    return {"record": world.chance.choice(records[:40]).pk}


def _opened(world: World, values: dict[str, Any]) -> dict[str, Any]:
    """A part of some record, mostly of the few that several have asked for, and mostly open now to somebody who may ask."""
    entry = world.chance.choice(list(load("sharing/sights").values()))
    records = world.rows[apps.get_model(entry.get("root"))]
    record = world.chance.choice(records[:12] if world.chance.random() < 0.8 else records)
    mine = {"part": entry.code, "record": record.pk, "about": record.ref}
    for name, roles in (("duty", Role.values), ("overseers", [Role.OVERSIGHT, Role.ANALYST])):
        mine[name] = f"{world.chance.choice(roles)}@{world.chance.choice(world.rows[Area]).pk}"
    if world.chance.random() < 0.5:
        mine |= {"state": "open", "begins_at": NOW - timedelta(days=1), "ends_at": NOW + timedelta(days=3)}
    if world.chance.random() < 0.6:
        asking = {grant.person for grant in world.rows[Grant] if grant.role in entry.get("asks")}
        mine["asked_by"] = world.chance.choice([each for each in world.busy if each in asking] or world.busy)
    return mine


def _is_drawn(each: Any) -> bool:
    """Columns without a default, and those that rules may ask for: choices, and whether something is so."""
    return each.default is models.NOT_PROVIDED or bool(each.choices) or isinstance(each, models.BooleanField)


def _carry(world: World, model: type[Model], carried: CarriedKey, values: dict[str, Any]) -> bool:
    """Choose the parent and copy its keys down; False when no parent agrees with what was chosen before."""
    via = model._meta.get_field(carried.via)
    agreeing = [
        parent
        for parent in world.rows.get(via.related_model, [])  # its own kind has none yet
        if parent is values.get(carried.via, parent)  # another key may have chosen it
        and all(getattr(parent, key) == values[key] for key in carried.keys if key in values)
    ]
    if via.null and (not agreeing or world.chance.random() < 0.4):
        values[carried.via] = None
        return True
    if not agreeing:
        return False
    parent = values[carried.via] = world.chance.choice(agreeing)
    values.update({key: getattr(parent, key) for key in carried.keys})
    return True


def _value(world: World, model: type[Model], each: Any, so_far: dict[str, Any]) -> Any:
    """What this column holds, by chance."""
    named = [value for value in so_far.values() if isinstance(value, Person)]
    if each.related_model is Person and named and world.chance.random() < TWICE:
        return named[0]
    if (model, each.name) == (Notice, "duty"):
        return f"{world.chance.choice(Role.values)}@{world.chance.choice(world.rows[Area]).pk}"
    if each.null and world.chance.random() < (0.6 if each.name in ("until", "ended_at") else 0.3):
        return None
    if each.is_relation:
        choices = world.busy if each.related_model is Person else world.rows.get(each.related_model, [])
        return world.chance.choice(choices) if choices else None
    if (model, each.name) == (Agreement, "kinds"):
        return world.chance.sample([*load("sharing/kinds")], 6)
    if each.choices:
        return world.chance.choice([value for value, _ in each.flatchoices])
    return _plain(world, each)


PLAIN: list[tuple[type, Callable[[World], Any]]] = [
    (SealedDateField, lambda world: None),
    (SealedBytesField, lambda world: b""),
    (models.BooleanField, lambda world: world.chance.random() < 0.5),
    (models.DateTimeField, lambda world: NOW + timedelta(days=world.chance.choice([-9, -5, -5, -1, -1, 3]))),
    (models.TimeField, lambda world: NOW.time()),
    (models.DateField, lambda world: NOW.date() + timedelta(days=world.chance.choice([-9, -1, 3]))),
    (models.UUIDField, lambda world: world.chance.choice(world.busy).pk),
    (models.FloatField, lambda world: 1.0),
    (models.DecimalField, lambda world: 1),
    (models.IntegerField, lambda world: world.chance.randrange(1, 9)),
    (ArrayField, lambda world: []),
    (models.JSONField, lambda world: []),
    (models.BinaryField, lambda world: b""),
]


def _plain(world: World, each: Any) -> Any:
    for kind, draw in PLAIN:
        if isinstance(each, kind):
            return draw(world)
    if each.name == "handling":
        return world.chance.choice("PC")
    return f"{world.chance.randrange(10**6):06}"[: each.max_length or 6]


def _entries(world: World) -> None:
    """Entries of the ledger, by its own function: nothing else may write one. Some are about a person of the house."""
    for person, about in product(world.busy, [None, None, *world.chance.sample(world.busy, 2)]):
        with acting_as(person):
            note("consult", "list", kind="nothing", key=about and about.pk)
    world.rows[Entry] = list(Entry.objects.all())
    world.rows[Notice] = list(Notice.objects.all())  # with those of the decoys that were looked at just now
