"""The long run: a million submissions and more, seeded.

python -m tests.hostile.run                 1,000,000
python -m tests.hostile.run 50000 7         fewer, with the seed 7
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import UUIDField  # noqa: E402

from sightline.safeguarding.models import Placement  # noqa: E402
from tests.canaries.planted import PROVIDER_SIDE  # noqa: E402
from tests.hostile.forms import Inside, Offered, explored, try_forms, visitors  # noqa: E402
from tests.hostile.pages import body_of, complaint, files, nonsense, spoilt  # noqa: E402

TO_PAGES, TO_ADDRESSES, TO_IMPORT = 50, 50, 500  # one in so many is sent to a page, to an address, as a file


class Tried(NamedTuple):
    """How many inputs of each kind were tried, and what was wrong."""

    forms: int
    pages: int
    addresses: int
    files: int
    kinds: int
    wrong: list[str]

    @property
    def inputs(self) -> int:
        """All of them."""
        return self.forms + self.pages + self.addresses + self.files


def tried(inputs: int, seed: int, say: Callable[[str], None] = lambda said: None) -> Tried:
    """So many inputs into the database that the framework is pointed at: the demonstration, ours to spoil."""
    secrets, (made, offered) = safe_addresses(), explored()
    kinds = len({each.kind for each in made})
    say(f"{kinds} kinds of form in {len(made)} ways")
    to = {"pages": inputs // TO_PAGES, "addresses": inputs // TO_ADDRESSES, "files": inputs // TO_IMPORT}
    to["forms"] = inputs - sum(to.values())
    wrong = try_forms(made, to["forms"], seed)
    say(f"forms: {len(wrong)} wrong")
    wrong += try_pages(offered, to["pages"], random.Random(seed + 1), secrets)
    say(f"pages: {len(wrong)} wrong")
    wrong += try_addresses(to["addresses"], random.Random(seed + 2), secrets)
    wrong += try_files(to["files"], random.Random(seed + 3))
    return Tried(**to, kinds=kinds, wrong=wrong + half_stored())


def try_pages(offered: list[Offered], tries: int, chance: random.Random, secrets: list[str]) -> list[str]:
    """Spoilt forms sent to their pages as the people who are shown them."""
    wrong = []
    for _ in range(tries):
        each = chance.choice(offered)
        body = body_of(spoilt(each.form, chance), chance)
        answer = each.person.ask("POST", each.to, body)
        wrong += [
            complaint(f"{each.role} POST {each.to}", answer, body),
            *told(answer.text, each.role, each.to, secrets),
        ]
    return [said for said in wrong if said]


def try_addresses(tries: int, chance: random.Random, secrets: list[str]) -> list[str]:
    """Addresses with anything in them, as everybody in turn and as a stranger."""
    people = [*visitors(), ("stranger", Inside(None))]
    wrong = []
    for address in islice(nonsense(chance), tries):
        role, person = chance.choice(people)
        answer = person.ask(chance.choice(("GET", "GET", "POST", "HEAD")), address)
        wrong += [complaint(f"{role} {address:.300}", answer), *told(answer.text, role, address, secrets)]
    return [said for said in wrong if said]


def try_files(tries: int, chance: random.Random) -> list[str]:
    """Files that are none, sent to the import."""
    partner = dict(visitors())["visiting partner"]
    form = partner.form("/reports/import")
    given = {name: values[0] for name, values in form.filled.items()}
    given |= {name: options[-1] for name, options in form.choices.items() if form.kinds[name] == "select"}
    names = ("a.csv", "../../a.csv", "a\0b.csv".replace("\0", "%00"), "x" * 300, "=1+1.csv")
    answers = [
        partner.upload("/reports/import", given, "file", chance.choice(names), file)
        for file in islice(files(chance), tries)
    ]
    return [said for answer in answers if (said := complaint("import", answer))]


def told(text: str, role: str, asked: str, secrets: list[str]) -> list[str]:
    """The safe addresses that an answer shows to somebody who may not have them."""
    return (
        []
        if role in PROVIDER_SIDE
        else [f"{role} {asked} shows a safe address" for secret in secrets if secret in text]
    )


def safe_addresses() -> list[str]:
    """Every safe address of the demonstration, opened as its owner may."""
    return [placement.address for placement in Placement.objects.all()]


def half_stored() -> list[str]:
    """Entries of the ledger whose record is not there: an act of which only a half was kept."""
    wrong = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            key = model._meta.pk
            if model.__module__.startswith("sightline.") and model._meta.managed and isinstance(key, UUIDField):
                cursor.execute(
                    f"select count(*) from ledger_entry e where e.kind = %s and e.record is not null "
                    f"and not exists (select from {model._meta.db_table} r where r.{key.column} = e.record) "
                    "and not exists (select from ledger_entry x where x.record = e.record and x.act = 'erase')",
                    [model._meta.label],
                )
                wrong += [
                    f"{number} entries of {model._meta.label} without their record"
                    for (number,) in cursor.fetchall()
                    if number
                ]
    return wrong


def main(inputs: int, seed: int) -> int:
    """Try them, print what is wrong, and keep the figures."""
    from tests import databases, worlds
    from tests.figures import record

    with worlds.alone() as (cluster, template):
        story = databases.replayed(cluster, template, worlds.tell)
        with databases.clone(cluster, story, "clone_hostile") as name:
            worlds.point_at(name)
            found = tried(inputs, seed, say=lambda said: print(said, flush=True))
            connection.close()
    print("\n".join(sorted(set(found.wrong))[:60]))
    print(f"{found.inputs:,} inputs to {found.kinds} kinds of form: {len(found.wrong)} wrong")
    record("hostile input", inputs=found.inputs, kinds=found.kinds, wrong=len(found.wrong), seed=seed)
    return int(bool(found.wrong))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
