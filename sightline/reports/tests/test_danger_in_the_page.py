"""One table of danger, read by the server and by the page's script: the same answers have the same level in both."""

import json
import random
import subprocess
import tomllib
from pathlib import Path

from pytest import fixture, mark

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory
from sightline.kit.vocabulary import load
from sightline.reports import danger
from sightline.reports.telling import Telling
from sightline.reports.tests.test_public_pages import STORY, tell
from tests.browser import _node

HERE = Path(__file__).parent
SCRIPT = HERE.parent / "static/reports/danger.js"
CASES = tomllib.loads((HERE / "danger_corpus.toml").read_text())["case"]
ASK = """
import { reader } from "%s";
import { readFileSync } from "node:fs";
const { table, asked } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map(reader(table))));
"""


def on_the_server(answers):
    """What the server finds. `texts` stands in any field that is answered in words."""
    told = {name: value for name, value in answers.items() if name != "texts"}
    found = danger.level({**told, "what": answers.get("texts", "")})
    return {"level": found.word, "rules": sorted(found.codes)}


def in_the_page(asked):
    """What the script finds, for many answers at once."""
    command = [_node(), "--input-type=module", "-e", ASK % SCRIPT.as_uri()]
    given = json.dumps({"table": danger.table(), "asked": asked})
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True, timeout=60)
    return [{**found, "rules": sorted(found["rules"])} for found in json.loads(done.stdout)]


def by_chance(number):
    """Answers drawn freely from what may be answered, and words from all lists."""
    chance = random.Random(11)  # noqa: S311 - a test's own chance
    questions = [question for question in load("reports/questions").values() if question.options]
    words = [word for each in load("reports/danger_words").values() for word in each.get("words")]
    for _ in range(number):
        drawn = chance.sample(questions, 5)
        answers = {q.get("field"): chance.sample([option.code for option in q.options], 2) for q in drawn}
        text = " ".join(chance.sample([*words, "a van", "Ngôi nhà", "بيت", "dom", "Straße", "İstanbul"], 2))
        yield answers | {"texts": chance.choice(["", text, text.upper(), f"x{text}"])}


@mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_the_server_finds_what_the_corpus_says(case):
    assert on_the_server(case.get("answers", {})) == {"level": case["level"], "rules": sorted(case["rules"])}


def test_the_page_finds_what_the_corpus_says():
    found = in_the_page([case.get("answers", {}) for case in CASES])

    assert found == [{"level": case["level"], "rules": sorted(case["rules"])} for case in CASES]


def test_the_page_and_the_server_agree_on_whatever_is_answered():
    asked = list(by_chance(400))

    assert in_the_page(asked) == [on_the_server(answers) for answers in asked]


def test_every_word_of_every_language_is_found_by_both_however_it_is_written():
    words = [word for each in load("reports/danger_words").values() for word in each.get("words")]
    asked = [{"texts": text} for word in words for text in (word, f"({word.upper()})", danger.plain(word))]

    assert (
        {found["level"] for found in in_the_page(asked)}
        == {on_the_server(each)["level"] for each in asked}
        == {"amber"}
    )


def test_there_is_a_list_for_each_language_of_the_first_set():
    assert set(load("reports/danger_words")) == {"en", "cy", "sq", "vi", "ro", "ar", "ti", "pl"}


def test_every_red_rule_is_in_the_corpus():
    red = {rule.code for rule in load("reports/danger/rule").values() if rule.get("level") == "red"}

    assert red <= {code for case in CASES for code in case["rules"]}


@mark.django_db
def test_the_rules_are_given_to_whoever_reads_the_pages(public):
    answer = public.get("/rules")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    table = answer.content.decode().removeprefix("export default ").removesuffix(";")
    assert json.loads(table) == json.loads(json.dumps(danger.table()))


@fixture
def desk():
    return AgencyFactory(code="northumbria-police", area=AreaFactory())


@mark.django_db
def test_a_question_page_tells_its_script_the_codes_so_far_and_no_words(public, desk):
    page = tell(public, [*STORY[:5], {"what": "Secret words, and a knife"}]).content.decode()

    assert "&quot;danger&quot;: &quot;no&quot;" in page
    assert "&quot;texts&quot;: &quot;knife&quot;" in page
    assert "Secret words" not in page


def test_nothing_told_is_said_as_nothing():
    assert json.loads(Telling.begin().told_in_codes) == {"texts": ""}
