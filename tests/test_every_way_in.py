"""Every way in, from the code: addresses, verbs of the command line, inboxes; each names the kinds and acts it reaches."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import timezone
from procrastinate.contrib.django import app
from pytest import fixture, mark

from sightline.agencies.models import Account, Person
from sightline.agencies.tests.factories import person_as
from sightline.cli import VERBS
from sightline.config.addresses import STAGES
from sightline.config.paths import ROOT
from sightline.desk.inboxes import INBOXES
from sightline.desk.looking import PAGES, kinds
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.kit.policies import POLICIES, policy_of
from sightline.kit.references import new_reference
from tests.cells.database import SEE, Cell
from tests.cells.oracle import expected, stated
from tests.cells.reader import Reader
from tests.cells.world import World
from tests.doors import Reached, reached
from tests.test_every_cell import world  # noqa: F401 - the same world, made once for this module

STAFF, PUBLIC = "sightline.config.urls_staff", "sightline.config.urls_public"
READS_NOTHING = {
    "kit.views.components": "the components, with samples",
    "kit.views.layout": "the components, with samples",
    "reports.views.front": "words of the public page; nothing is stored or read",
    "reports.views.reading": "words of the public page; nothing is stored or read",
    "reports.views.led": "counts of at least five, rounded, which a function of the database gives; no record",
    "reports.views.sky": "the sun and the moon, reckoned; nothing is stored or read",
    "reports.views.printed": "the questions as they are asked; nothing is stored or read",
    "trust.views.published": "what was published of the ledger, from its file; no record",
    "trust.views.first": "which questions may be put; no record",
    "trust.views.matrix.paper": "the rules themselves, no record",
}
BY_OWNERS_HAND = {
    "weekly": "the note to owners of records: it reads the ledger by its own function and writes to each owner alone",
    "serve": "starts the fronts; reads nothing itself",
    "prepare": "the owner brings tables and rules up to date",
    "policies": "the owner writes and shows rules",
    "demo": "the owner makes an invented world anew",
    "replay": "every act of it is an action by one of the cast",
    "enrol": "the owner makes the first way in, which reads no record and says so in the ledger",
    "provider": "the owner keeps where an agency's own sign-in is, and the ledger says so",
    "work": "runs jobs that are each an act of their own stage; reads nothing itself",
    "retention": "the owner lists and replays erasures for a restore; it takes away and gives nothing",
    "seal": "the sealer seals marks and may not read what they are of",
    "ledger": "the verifier compares marks and prints keys of entries; a proof is of the one entry that is asked for",
    "keys": "the owner of the sealing key rotates it; no record is opened",
    "backup": "the keeper copies the whole cluster, sealed; no record is opened",
    "restore": "the keeper puts a whole cluster back; rules and grants are compared before it serves",
    "psql": "the keeper of the cluster, beside the product",
    "messages": "compiles words",
    "words": "the owner writes corrected sentences of our own into the catalogues; no record of a person",
    "clean": "removes what this checkout made",
}
BY_THE_CLOCK = {
    "propose what is due for review": "an act of the worker, which a rule opens to it",
    "list what was erased": "the worker reads erasures, which a rule opens to it",
    "watch that the ledger is sealed": "asks a function of the ledger since when something waits; no record",
    "call again where nobody took a report of danger": "a function counts minutes and calls; the worker reads no report",
    "call the commander about reports that nobody took in time": "a function calls; the worker reads no report",
    "write the weekly notes": "a function of the database writes to each owner alone; the worker reads nothing of it",
}
BY_A_FUNCTION = {  # kinds that it writes and cannot read
    "call again where nobody took a report of danger": {Notice},
    "call the commander about reports that nobody took in time": {Notice},
}
PASSING = re.compile(
    r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}"  # keys, the request's number
    r"|\d{4}-\d\d-\d\d[T ][\d:.+]+|\.\d{10}\."  # moments, and until when a context holds
    r"|\bs\d+_x\d+"  # savepoints
    r"|[0-9A-Za-z]{64}"  # signatures, form tokens
    r"|challenge&quot;: &quot;[\w-]+"  # what a passkey is asked to sign
)


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Callable]]:
    """Each address with the view behind it."""
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield before + str(each.pattern), each.callback
        else:
            yield from addresses(each, before + str(each.pattern))


def import_tasks() -> None:
    """Let every stage register what it does by the clock."""
    for stage in STAGES:
        if (ROOT / "sightline" / stage / "tasks.py").exists():
            import_module(f"sightline.{stage}.tasks")


def name_of(view: Callable) -> str:
    """A view by its stage, module and name."""
    return f"{view.__module__}.{view.__name__}".removeprefix("sightline.")


INSIDE = [(route, view) for route, view in addresses(get_resolver(STAFF)) if not route.startswith("sign/")]
OPEN = list(addresses(get_resolver(PUBLIC)))
by_route = mark.parametrize(("route", "view"), INSIDE, ids=[route or "/" for route, _ in INSIDE])


def is_excused(view: Callable) -> bool:
    """Whether the view is one of those that read nothing, each with its reason."""
    return any(name_of(view).startswith(name) for name in READS_NOTHING)


def ruled(told: Reached, front: str) -> set[type]:
    """The kinds of record on the way that some rule opens to that front."""
    return {kind for kind in told.kinds if (kind, front) in POLICIES}


@by_route
def test_every_staff_address_names_what_it_reads_or_does(route, view):
    told = reached(view)

    assert ruled(told, "sl_staff") or told.acts or is_excused(view)


@mark.parametrize(("route", "view"), OPEN, ids=[route or "/" for route, _ in OPEN])
def test_every_public_address_reaches_only_what_a_rule_opens_to_the_public(route, view):
    told = reached(view)

    assert ruled(told, "sl_public") or told.acts or is_excused(view)


@by_route
def test_an_address_with_a_reference_finds_it_by_the_one_door(route, view):
    if "<ref" in route or ":ref>" in route:
        assert reached(view).found or name_of(view) == "desk.views.answer"  # which asks among the reader's own notices


@mark.parametrize("verb", VERBS)
def test_every_verb_of_the_command_line_acts_as_a_person_or_says_why_not(verb):
    if verb in BY_OWNERS_HAND:
        return
    told = reached(import_module(f"sightline.cli.{verb}").run)

    assert VERBS[verb].kind in ("staff", "worker")
    assert ruled(told, "sl_staff") or told.acts


def test_no_reason_is_kept_for_a_verb_that_is_gone():
    assert set(BY_OWNERS_HAND) <= set(VERBS)


@mark.django_db
@mark.parametrize("code", INBOXES)
def test_every_inbox_waits_for_a_verb_that_a_rule_opens(code):
    person, inbox = person_as("analyst"), INBOXES[code]

    with acting_as(person):
        waiting = inbox.waiting(person, timezone.now())

    policy = policy_of(waiting.model)
    assert policy is not None
    assert policy.rule_for(inbox.verb) is not None


def test_every_task_by_the_clock_says_what_it_reaches_and_none_is_kept_that_is_gone():
    import_tasks()

    own = {name for name in app.tasks if "builtin_tasks" not in name}  # the queue tidies itself

    assert own == set(BY_THE_CLOCK)


@mark.django_db
@mark.parametrize("name", BY_THE_CLOCK)
def test_no_task_by_the_clock_reaches_more_than_the_rules_open_to_the_worker(name):
    import_tasks()
    told = reached(app.tasks[name].func)

    beyond = {kind for kind in told.kinds - {Model} if (kind, "sl_worker") not in POLICIES} - BY_A_FUNCTION.get(
        name, set()
    )
    assert beyond == set()


def test_nothing_happens_behind_a_signal():
    product = [path for path in (ROOT / "sightline").rglob("*.py") if "tests" not in path.parts]

    assert [path for path in product if re.search(r"\breceiver\(|django\.dispatch|signals", path.read_text())] == []


# Unseen and absent ------------------------------------------------------------------------------------------


@fixture(scope="module")
def stranger(world: World) -> Client:  # noqa: F811
    """A browser of somebody who is signed in and sees no record."""
    person = world.rows[Person][-1]
    client = Client()
    client.force_login(Account.objects.create(id=person.pk, name="a stranger"))
    client.get("/no-such-page")  # the first answer of all stores the session's form token
    return client


def hidden_from_them(world: World, model: type[Model], reader: Reader) -> Any:  # noqa: F811
    """A record of that kind which that reader may not see."""
    seen = expected(reader, {model: world.rows[model]}, stated())[Cell(model, SEE)]
    return next((row for row in world.rows[model] if row.pk not in seen), None)


@fixture(scope="module", params=["auditor", "investigator"])
def asker(request, world: World) -> tuple[Reader, Client]:  # noqa: F811
    """Somebody who may ask to see one record for an hour, and their browser."""
    reader = next(each for each in world.readers if each.has(request.param))
    client = Client()
    account, _ = Account.objects.get_or_create(id=reader.person.pk, defaults={"name": request.param})
    client.force_login(account)
    client.get("/no-such-page")
    return reader, client


def in_use(client: Client) -> None:
    """Keep a session alive now, so that no minute of its use begins between answers that are compared."""
    session = client.session
    session["seen"] = time.time()
    session.save()


def asked(client: Client, method: str, address: str, **given: str) -> tuple[int, str, list[str]]:
    """The answer to an address, and the queries behind it, without what differs from one request to the next."""
    connection.queries_log.clear()  # it holds 9,000 queries and then warns
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(address, given)
    told = [PASSING.sub("", query["sql"]) for query in queries.captured_queries]
    return answer.status_code, PASSING.sub("", answer.text), told


OF_ONE = [
    (route, view)
    for route, view in INSIDE
    if re.search(r"<(?:\w+:)?ref>", route)
    and reached(view).found
    and reached(view).found[0] is not Person  # the directory: whoever signs in sees all of it
]


def answers(client: Client, method: str, route: str, hidden: str) -> list[tuple[int, str, list[str]]]:
    """What is answered of a reference that no record has, and of one that is hidden, but for the reference itself."""
    pages, kind = [], hidden.partition("-")[0]
    in_use(client)
    for ref in (new_reference(kind), new_reference(kind), hidden):  # the first may find something to be made ready
        address = "/" + re.sub(r"<(?:\w+:)?ref>", ref, route)
        status, body, queries = asked(client, method, re.sub(r"<[^>]*>", "met", address))
        pages.append((status, body.replace(ref, ""), [query.replace(ref, "") for query in queries]))
    return pages[1:]


def but_for_sessions(queries: list[str]) -> list[str]:
    """Queries but for the session's own row, which keeps what a passkey is asked to sign."""
    return [query for query in queries if "agencies_session" not in query]


@mark.slow
@mark.parametrize("method", ["get", "post"])
@mark.parametrize(("route", "view"), OF_ONE, ids=[route for route, _ in OF_ONE])
def test_unseen_and_absent_are_the_same_answer_by_the_same_queries(route, view, method, world, stranger):  # noqa: F811
    nobody = next(each for each in world.readers if each.person is world.rows[Person][-1])
    hidden = hidden_from_them(world, reached(view).found[0], nobody)

    (status, body, queries), (its_status, its_body, its_queries) = answers(stranger, method, route, hidden.ref)

    assert status == its_status
    assert body == its_body
    assert queries == its_queries
    assert status in (404, 405, 403, 401)  # the last at an address for programs


@mark.slow
@mark.parametrize(("route", "view"), OF_ONE, ids=[route for route, _ in OF_ONE])
def test_they_are_the_same_to_those_who_are_led_to_ask_for_it(route, view, world, asker):  # noqa: F811
    reader, client = asker
    hidden = hidden_from_them(world, reached(view).found[0], reader)
    if hidden is None:
        return  # they see every record of this kind

    (status, body, queries), (its_status, its_body, its_queries) = answers(client, "get", route, hidden.ref)

    assert (status, body) == (its_status, its_body)
    assert but_for_sessions(queries) == but_for_sessions(its_queries)


LOOKED_UP = [letters for letters in sorted(PAGES) if letters != "P"]  # the directory of people is open


@mark.slow
@mark.parametrize("letters", LOOKED_UP)
def test_a_search_that_finds_nothing_is_answered_alike_whether_the_record_is_hidden_or_absent(letters, world, asker):  # noqa: F811
    reader, client = asker
    hidden = hidden_from_them(world, kinds()[letters], reader)
    if hidden is None:
        return  # they see every record of this kind

    pages = []
    in_use(client)
    for ref in (new_reference(letters), new_reference(letters), hidden.ref):  # as above
        status, body, queries = asked(client, "post", "/find", q=ref)
        pages.append((status, len(body), body.replace(ref, ""), [query.replace(ref, "") for query in queries]))

    assert pages[1][0] == 200
    assert pages[1] == pages[2]
