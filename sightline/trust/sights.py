"""What a time-limited sight opens: where the record belongs, found without content, and what then stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps

from sightline.agencies.models import Area, Person
from sightline.kit.apply import generated
from sightline.kit.facts import me
from sightline.kit.records import ReferenceField, facts_of
from sightline.kit.references import NotAReference, kind_of, tidy_reference
from sightline.kit.sealed import SealedBytesField
from sightline.kit.vocabulary import Entry, load
from sightline.ledger.finding import listed
from sightline.ledger.notes import note
from sightline.sharing.actions.sights import Meant
from sightline.sharing.models import Sight
from sightline.sharing.models.sights import PARTS
from sightline.sharing.sights import Place, located
from sightline.trust.telling import Told, told_of


@generated
def function() -> str:
    """SQL of `priv.meant_to_see(part, reference)`: the record's key and place, for who may ask for it, no content.

    And `priv.sight_of(kind, record)`: by which sight the reader looks now, for the entry of the look.
    """
    meant = "\n    union all ".join(_meant(entry) for entry in load(PARTS).values())
    looking = " or ".join(_looking(entry) for entry in load(PARTS).values())
    return f"""
create or replace function priv.meant_to_see(part text, reference text)
returns table (record uuid, area uuid, desk uuid)
language sql stable security definer set search_path = public, pg_temp as $meant$
    select m.record, m.area, m.desk from (
    {meant}) m (part, ref, record, area, desk)
    where m.part = $1 and m.ref = $2
      and (priv.audits() or $1 = 'contact' and m.area = any(priv.areas_as('investigator', ''))
        or priv.approves_rules() and exists (select from sharing_sight s
          where s.part = $1 and s.about = $2 and s.overseers = any(priv.duties())))
$meant$;
revoke all on function priv.meant_to_see(text, text) from public;
grant execute on function priv.meant_to_see(text, text) to sl_staff;
create or replace function priv.sight_of(kind text, record uuid) returns table (ref text, code text)
language sql stable security definer set search_path = public, pg_temp as $sight$
    select s.ref, s.code from sharing_sight s
    where s.asked_by_id = priv.reader() and s.state = 'open' and s.begins_at <= clock_timestamp() and s.ends_at > now()
      and ({looking})
    order by s.ends_at desc limit 1
$sight$;
revoke all on function priv.sight_of(text, uuid) from public;
"""


def meant(part: str, reference: str, by: Person) -> Meant:
    """What is asked for. Where no record has the reference, or it is not this reader's to ask for, a key that none has.

    Either way the wish is made alike, by the same queries; whoever approves it learns whether there is anything to open.
    """
    about, home = tidy_reference(reference), _home(by)
    place = located(part, about) or Place(uuid4(), home, None)
    areas = Area.objects.in_bulk([key for key in {place.area or home, home} if key])
    return Meant(part, place.record, about, areas.get(place.area or home), areas.get(home))


def _home(by: Person) -> UUID | None:
    """The area for which a person asks: one in which they audit or investigate."""
    held = [me.areas_as(role).key for role in ("auditor", "investigator")]
    known = facts_of(by, set(held))
    return next((area for key in held for area in sorted(known[key])), None)


def is_there(sight: Sight) -> bool:
    """Whether a wish is of a record that there is and that its writer may ask for, as whoever may approve it learns."""
    place = located(sight.part, sight.about)
    return place is not None and place.record == sight.record


def parts_of(reference: str, by: Person) -> list[str]:
    """The parts of a record of that kind that this person may ask to see, from the letters of its reference alone."""
    try:
        kind = kind_of(reference)
    except NotAReference:
        return []
    if kind not in {letters(part) for part in load(PARTS).values()}:
        return []
    return [part for part in askable(by) if letters(load(PARTS)[part]) == kind]


def letters(part: Entry) -> str:
    """The letters with which the references of that part's records begin."""
    fields = apps.get_model(part.get("root"))._meta.concrete_fields
    return next(field.prefix for field in fields if isinstance(field, ReferenceField))


def askable(by: Person) -> list[str]:
    """The parts that this person may ask to see."""
    audits, areas = me.audits.key, me.areas_as("investigator").key
    known = facts_of(by, {audits, areas})
    roles = ({"auditor"} if known[audits] else set()) | ({"investigator"} if known[areas] else set())
    return [part.code for part in load(PARTS).values() if roles & set(part.get("asks"))]


@dataclass(frozen=True)
class Shown:
    """The records of one kind that a sight opens."""

    kind: Any
    records: list[Told]


def shown(sight: Sight) -> Iterator[Shown]:
    """What stands in the record, kind by kind; every row of it is a look in the ledger."""
    for label, column in sight.opens.get("kinds").items():
        model = apps.get_model(label)
        files = [each.name for each in model._meta.concrete_fields if isinstance(each, SealedBytesField)]
        found = model._default_manager.filter(**{column or "pk": sight.record}).defer(*files)
        rows = listed(found, asked="by a sight of it")
        for row in rows:
            note("consult", "open", row)
        if rows:
            yield Shown(model._meta.verbose_name, [told_of(row) for row in rows])


def _meant(entry: Entry) -> str:
    """Where each record of a part's root belongs: the area, and for reports the desk that received it."""
    table = apps.get_model(entry.get("root"))._meta.db_table
    if table == "reports_report":
        return (
            f"select '{entry.code}', r.ref, r.id, coalesce(r.area_id, a.area_id), r.desk_id from {table} r "
            "join agencies_agency a on a.id = r.desk_id"
        )
    return f"select '{entry.code}', r.ref, r.id, r.area_id, null::uuid from {table} r"


def _looking(entry: Entry) -> str:
    """Whether a look at that kind and record is by a sight of this part: the root itself, or what hangs on it."""
    kinds = entry.get("kinds")
    own = [label for label, column in kinds.items() if not column]
    hanging = ", ".join(f"'{label}'" for label, column in kinds.items() if column) or "''"
    root = f" or $1 = '{own[0]}' and coalesce($2, s.record) = s.record" if own else ""
    return f"s.part = '{entry.code}' and ($1 in ({hanging}){root})"
