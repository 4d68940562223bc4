"""Kill what serves, again and again in the middle of writing, while eight people go on sending until they are answered.

    python -m tests.faults.kills              200 kills on the demonstration, seeded
    python -m tests.faults.kills 40 7         40 kills with the seed 7

Nothing acknowledged may be lost or doubled, no act be without its entry in the ledger, no entry without its act.
"""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic, sleep
from typing import NamedTuple

import psycopg

from sightline.config import background, fronts, running
from sightline.config.server import Database
from tests.people import DEAD, Answer, Visitor

ENOUGH = 60 * 60  # seconds after which the killing stops by itself


class Kept(NamedTuple):
    """Where an act leaves its words: table, column and the ledger's name for the kind of record."""

    table: str
    column: str
    kind: str


class Sends(NamedTuple):
    """What a writer sends again and again: who, through which page, the fields that say it, the others, where it is kept."""

    account: str
    page: str
    says: tuple[str, ...]
    given: dict[str, object]
    kept: Kept


DECISIONS = "/operations/{}/decisions"
NOTE = Kept("reports_callnote", "text", "reports.CallNote")
PLACE = Kept("places_premises", "name", "places.Premises")
ITEM = Kept("intelligence_item", "text", "intelligence.Item")
DECISION = Kept("operations_decision", "decided", "operations.Decision")
OPERATION = Kept("operations_operation", "name", "operations.Operation")
EVENT = Kept("awareness_event", "title", "awareness.Event")
REPORT = Kept("reports_report", "what", "reports.Report")

GRADED = {"source": "2", "assessment": "C", "handling": "P", "provenance": "Seen on patrol."}
DAYS = {"kind": "days", "starts_on": "2018-11-01", "ends_on": "2018-11-02"}
FORUM = {"kind": "forum", "audience": "Landlords", "venue": "Hall", "held_at_0": "2018-11-01", "held_at_1": "18:00"}
SEEN = {"observed_on": "2018-10-16", "place": "Carrick Road NE4 6AN"}

SENT = [  # seven of the staff, each with a page that makes something new; the eighth writer is a stranger
    Sends("call handler", "/reports/call", ("line",), {"risk": "routine", "risk_why": "As it was told."}, NOTE),
    Sends("analyst", "/places/record", ("name",), {"kind": "car-wash"}, PLACE),
    Sends("analyst", "/intelligence/submit", ("text",), GRADED, ITEM),
    Sends("operation commander", DECISIONS, ("decided", "reason"), {}, DECISION),
    Sends("operation commander", "/operations/propose", ("name",), DAYS, OPERATION),
    Sends("awareness lead", "/awareness/plan", ("title", "campaign"), FORUM, EVENT),
    Sends("visiting partner", "/reports/send", ("what", "partner_reference"), SEEN, REPORT),
]


@dataclass
class Writer:
    """Somebody who sends the same form until it is answered, then the next one."""

    number: int
    kept: Kept
    prepare: Callable[[str], Callable[[], Answer]]
    stop: Event
    answered: list[str] = field(default_factory=list)
    tries: int = 0
    wrong: list[str] = field(default_factory=list)

    def write(self) -> None:
        """Until told to stop; what was begun is finished."""
        while not self.stop.is_set() and not self.wrong:
            word = f"kill-{self.number}-{len(self.answered)}"
            send = patiently(lambda word=word: self.prepare(word), self.wrong)
            if send and patiently(lambda send=send: self._try(send), self.wrong):
                self.answered.append(word)

    def _try(self, send: Callable[[], Answer]) -> bool:
        """Whether the act is acknowledged; a busy or broken front is asked again."""
        self.tries += 1
        answer = send()
        if answer.status >= 500:
            raise ConnectionError
        done = (answer.status == 302 and not answer.leads_to.startswith("/sign")) or 'class="code"' in answer.text
        if not done:
            raise AssertionError(f"{self.kept.table}: {answer.status} {answer.leads_to} {errors_of(answer)}")
        return done


def patiently(ask: Callable[[], object], wrong: list[str], patience: float = 600) -> object:
    """Ask until it is answered, through dead lines; what is wrong for another reason is told."""
    until = monotonic() + patience
    while monotonic() < until:
        try:
            return ask()
        except DEAD:
            sleep(0.05)
        except Exception as error:
            wrong.append(f"{type(error).__name__}: {error}")
            return None
    wrong.append("nobody answered")
    return None


def errors_of(answer: Answer) -> str:
    """What a form complains of."""
    return " ".join(answer.text.partition('class="errors"')[2][:600].split())


def as_staff(front: str, sent: Sends) -> Callable[[str], Callable[[], Answer]]:
    """How one of the staff makes the next form ready."""
    person: list[Visitor] = []

    def prepare(word: str) -> Callable[[], Answer]:
        if not person:
            person.append(Visitor(front).become(f"demo-{sent.account}"))
        page = person[0].get(sent.page)
        if page.status >= 500:
            raise ConnectionError
        form = next((each for each in page.forms if each.method == "post" and each.action in ("", sent.page)), None)
        if form is None:
            raise AssertionError(f"{sent.page} shows no form: {page.status} {page.leads_to} {page.text[:300]}")
        chosen = {name: each[-1] for name, each in form.choices.items() if form.filled.get(name) == [""]}
        given = form.filled | chosen | sent.given | dict.fromkeys(sent.says, word)
        return lambda: person[0].post(sent.page, given)

    return prepare


def as_stranger(front: str) -> Callable[[str], Callable[[], Answer]]:
    """How somebody on the public front makes the next report ready."""

    def prepare(word: str) -> Callable[[], Answer]:
        stranger, so_far = Visitor(front), ""
        for page, typed, go in (
            ("what", {"what": word}, "place"),
            ("place", {"place": "Behind the tyre shop"}, "check"),
        ):
            answer = stranger.post("/ask", {"page": page, "so_far": so_far, "go": go} | typed)
            if answer.status >= 500:
                raise ConnectionError
            so_far = [form for form in answer.forms if form.action == "/ask"][-1].filled["so_far"][0]
        return lambda: stranger.post("/ask", {"page": "check", "so_far": so_far, "go": "send", "campaign": ""})

    return prepare


class Served:
    """Both fronts on fixed ports, the worker, and the cluster under them; each can be killed and comes back."""

    def __init__(self, database: Database, stack: ExitStack) -> None:
        self.database, self.stack = database, stack
        self.ports = {kind: fronts.free_port() for kind in ("public", "staff")}
        self.up = {kind: self._start(kind) for kind in self.ports}
        self.worker = self._work()

    def address(self, kind: str) -> str:
        """Where a front is, whether or not it is up."""
        return f"http://{fronts.HOST}:{self.ports[kind]}"

    def kill(self, what: str) -> None:
        """End it as a power cut would, without a word, and start it again."""
        if what == "database":
            os.kill(self._postmaster(), signal.SIGKILL)
        elif what == "connection":
            os.kill(self._a_backend(), signal.SIGKILL)
        elif what == "worker":
            self.worker.kill()
            self.worker.wait()
            self.worker = self._work()
        else:
            os.killpg(self.up[what].process.pid, signal.SIGKILL)
            self.up[what].process.wait()
            self.up[what] = self._start(what)
        with self.database.server.held():  # type: ignore[attr-defined]
            pass

    def _start(self, kind: str) -> fronts.Front:
        inherited = {**os.environ, "SIGHTLINE_PAGES": "source", "SIGHTLINE_DEMONSTRATION": "1"}
        until = monotonic() + 20
        while not _free(self.ports[kind]) and monotonic() < until:
            sleep(0.05)  # the system is still clearing away what was killed
        return self.stack.enter_context(fronts.serving(kind, self.ports[kind], self.database, inherited))

    def _work(self) -> subprocess.Popen[bytes]:
        return self.stack.enter_context(background.working("worker", "work", self.database, os.environ))

    def _postmaster(self) -> int:
        home = self.database.server.home  # type: ignore[attr-defined]
        return int((home / "data" / "postmaster.pid").read_text().split()[0])

    def _a_backend(self) -> int:
        asked = (
            "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1"
        )
        with connected(self.database) as connection:
            row = connection.execute(asked).fetchone()
        return int(row[0]) if row else self._postmaster()


def connected(database: Database, patience: float = 60) -> psycopg.Connection:
    """A connection as the keeper, once the database has recovered from the last blow."""
    until = monotonic() + patience
    while True:
        try:
            return psycopg.connect(database.server.keeper_url(database.name))
        except psycopg.OperationalError:
            if monotonic() > until:
                raise
            sleep(0.1)


def _free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((fronts.HOST, port)) != 0


def survived(
    database: Database, kills: int, seed: int, say: Callable[[str], None] = lambda said: None
) -> dict[str, int]:
    """Kill so many times; what was sent, and what of it was lost, doubled, or stands without its other half."""
    chance, stop = random.Random(seed), Event()
    with ExitStack() as stack:
        served = Served(database, stack)
        writers = list(eight_writers(served, stop))
        threads = [Thread(target=writer.write, daemon=True) for writer in writers]
        for thread in threads:
            thread.start()
        killed = kill_in_turn(served, writers, kills, chance, say)
        stop.set()
        for thread in threads:
            thread.join(700)
    if wrong := [said for writer in writers for said in writer.wrong]:
        raise AssertionError("; ".join(wrong))
    counts = {f"kills of {what}": number for what, number in sorted(killed.items())}
    sums = {"kills": sum(killed.values()), "acts": acts_of(writers)}
    return sums | {"tries": sum(each.tries for each in writers)} | counts | found_wrong(database, writers)


def eight_writers(served: Served, stop: Event) -> Iterator[Writer]:
    """Seven of the staff and a stranger."""
    commander = Visitor(served.address("staff")).become("demo-operation commander")
    operation = next(link for link in commander.get("/operations/").links if link.startswith("/operations/O-"))
    for number, sent in enumerate(SENT):
        sent = sent._replace(page=sent.page.format(operation.split("/")[2]))
        yield Writer(number, sent.kept, as_staff(served.address("staff"), sent), stop)
    yield Writer(7, REPORT, as_stranger(served.address("public")), stop)


def kill_in_turn(
    served: Served, writers: list[Writer], kills: int, chance: random.Random, say: Callable[[str], None]
) -> Counter[str]:
    """Kill at moments nobody expects, once somebody's act got through since the last time; how often each."""
    killed: Counter[str] = Counter()
    until = monotonic() + ENOUGH
    while sum(killed.values()) < kills and monotonic() < until:
        done = acts_of(writers)
        while acts_of(writers) == done and monotonic() < until:
            sleep(0.05)
        sleep(chance.uniform(0.0, 0.7))
        what = chance.choice(["staff", "public", "worker", "database", "database", "connection", "connection"])
        served.kill(what)
        killed[what] += 1
        say(f"{sum(killed.values())} {what}, {acts_of(writers)} acts")
    sleep(0.5)
    return killed


def acts_of(writers: list[Writer]) -> int:
    """How many acts have been acknowledged."""
    return sum(len(writer.answered) for writer in writers)


LOST = "select count(*) from unnest(%s::text[]) word where not exists (select from {table} t where t.{column} = word)"
DOUBLED = (
    "select count(*) from (select {column} from {table} where {column} = any(%s) group by 1 having count(*) > 1) d"
)
WITHOUT_AUDIT = """select count(*) from {table} t where t.{column} like 'kill-%%' and 1 <> (
    select count(*) from ledger_entry e where e.record = t.id and e.kind = '{kind}' and e.act = 'collect')"""
WITHOUT_ACT = """select count(*) from ledger_entry e where e.kind = '{kind}' and e.act = 'collect'
    and not exists (select from {table} t where t.id = e.record)
    and not exists (select from ledger_entry x where x.record = e.record and x.act = 'erase')"""


def found_wrong(database: Database, writers: list[Writer]) -> dict[str, int]:
    """Lost, doubled, acts without an entry, entries without their act."""
    found: Counter[str] = Counter()
    with connected(database) as connection:
        for writer in writers:
            for what, asked in {"lost": LOST, "doubled": DOUBLED}.items():
                found[what] += _count(connection, asked, writer.kept, [writer.answered])
        for kept in {writer.kept for writer in writers}:
            found["acts without audit"] += _count(connection, WITHOUT_AUDIT, kept, [])
            found["audits without act"] += _count(connection, WITHOUT_ACT, kept, None)
    return dict(found)


def _count(connection: psycopg.Connection, asked: str, kept: Kept, given: list | None) -> int:
    return int(connection.execute(asked.format(**kept._asdict()), given).fetchall()[0][0])  # type: ignore[arg-type]


def main(kills: int, seed: int) -> int:
    """Kill, print what was found, and keep it for the page of figures."""
    from tests.faults.alone import demonstration
    from tests.figures import record

    running.hear()
    with demonstration("kills") as database:
        found = survived(database, kills, seed, say=lambda said: print(said, flush=True))
    print(", ".join(f"{number:,} {what}" for what, number in found.items()))
    record("kills", **found, seed=seed)
    return int(any(found[what] for what in ("lost", "doubled", "acts without audit", "audits without act")))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
