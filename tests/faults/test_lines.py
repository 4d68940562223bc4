"""A form sent over a bad line again and again, with the key it carries: stored once, and the sender is told so."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
from pytest import fixture, mark

from tests.faults.lines import line_to
from tests.people import DEAD, Visitor

pytestmark = mark.slow

FAULTS = [
    ["swallow"],
    ["hang up"],
    ["cut"],
    ["slow"],
    ["cut", "swallow", "hang up", "slow"],
    ["swallow", "swallow", "swallow"],
]


IMPATIENT = 3  # seconds, less than a swallowed answer takes


@fixture
def told_world(cluster, story):
    """Both fronts on the demonstration."""
    from tests.fronts import served

    with served(cluster, story, "lines", SIGHTLINE_DEMONSTRATION="1") as running:
        yield running


def until_answered(send):
    """Send again until the line brings an answer."""
    for _ in range(12):
        try:
            return send()
        except DEAD:
            continue
    raise AssertionError("the line never came back")


def how_many(running, table, column, word) -> int:
    with psycopg.connect(running.database.server.keeper_url(running.database.name)) as connection:
        return connection.execute(f"select count(*) from {table} where {column} = %s", [word]).fetchone()[0]


def test_whatever_the_line_does_a_form_of_the_staff_is_stored_once(told_world):
    analyst = Visitor(told_world.staff).become("demo-analyst")
    with line_to(told_world.staff) as line:
        far = Visitor(line.address, cookies=analyst.cookies, patience=IMPATIENT)
        for number, faults in enumerate(FAULTS):
            word = f"Bad line {number}"
            form = analyst.form("/places/record").filled | {"kind": "car-wash", "name": word}
            line.faults, before = list(faults), line.carried
            answer = until_answered(lambda form=form: far.post("/places/record", form))

            assert (answer.status, answer.leads_to[:20]) == (302, "/intelligence/places")
            assert how_many(told_world, "places_premises", "name", word) == 1, faults
            assert line.carried - before == len(faults) + (faults[-1] != "slow"), faults


def test_whatever_the_line_does_a_strangers_report_is_stored_once_under_one_code(told_world):
    codes = {}
    with line_to(told_world.public) as line:
        for number, faults in enumerate(FAULTS):
            word, so_far = f"Seen over a bad line {number}", ""
            stranger = Visitor(line.address, patience=IMPATIENT)
            for page, typed, go in (("what", {"what": word}, "place"), ("place", {"place": "Carrick Road"}, "check")):
                answer = stranger.post("/ask", {"page": page, "so_far": so_far, "go": go} | typed)
                so_far = [form for form in answer.forms if form.action == "/ask"][-1].filled["so_far"][0]
            send = {"page": "check", "so_far": so_far, "go": "send", "campaign": ""}
            line.faults = list(faults)
            first = until_answered(lambda stranger=stranger, send=send: stranger.post("/ask", send))
            second = stranger.post("/ask", send)
            codes[number] = first.text.partition('class="code">')[2][:24]

            assert codes[number] == second.text.partition('class="code">')[2][:24] != ""
            assert how_many(told_world, "reports_report", "what", word) == 1, faults
    assert len(set(codes.values())) == len(FAULTS)


def test_the_same_form_from_eight_lines_at_once_is_stored_once(told_world):
    analyst = Visitor(told_world.staff).become("demo-analyst")
    form = analyst.form("/places/record").filled | {"kind": "car-wash", "name": "Eight at once"}
    others = [Visitor(told_world.staff, cookies=analyst.cookies) for _ in range(8)]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda other: other.post("/places/record", form), others))

    assert {(answer.status, answer.leads_to) for answer in answers} == {(302, answers[0].leads_to)}
    assert how_many(told_world, "places_premises", "name", "Eight at once") == 1
