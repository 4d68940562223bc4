"""Every rule of danger fires in a later message too: alone, and together with what was told before, in every language."""

import json
import re
import tomllib
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from django.db import connection
from pytest import fixture, mark

from sightline.kit.vocabulary import load
from sightline.reports import actions, danger, later, receipts
from sightline.reports.forms.back import BackForm
from sightline.reports.models import LevelChange, Report, ReporterMessage
from sightline.reports.tests.test_danger_in_the_page import by_chance, in_the_page

pytestmark = mark.django_db

NOW = datetime.now(UTC)  # the pages ask the clock
CASES = tomllib.loads((Path(__file__).parent / "danger_corpus.toml").read_text())["case"]
LANGUAGES = ["en", "cy", "sq", "vi", "ro", "ar", "ti", "pl"]
WORDS = {"cy": "Mae ganddo gyllell.", "en": "He has a knife.", "sq": "Ai ka një thikë.", "vi": "Họ dọa giết chúng tôi."}
WORDS |= {"ro": "Ne-a încuiat în casă.", "ar": "قال إنه سيقتلها", "ti": "በጃኹም ርድኡኒ", "pl": "On nas zabije."}
CODES_ALONE = [case for case in CASES if "texts" not in case.get("answers", {})]
OF_EACH_RULE = {code: case for case in reversed(CODES_ALONE) for code in case["rules"]}


@fixture
def told_first(desk):
    """Gives the code of a report that told this at first."""

    def told(key="k", **answers):
        return actions.receive_from_public(by=None, at=NOW, key=key, what="Men.", place="Mill Lane", **answers)

    return told


def write_back(code, text="Again.", key="m", **told):
    return actions.write_back(by=None, at=NOW, code=code, key=key, text=text, **told)


def in_the_database(answers):
    """The rules whose conditions hold, as the database reads them."""
    rules = {rule.code: rule.get("when") for rule in load("reports/danger/rule").values()}
    with connection.cursor() as cursor:
        cursor.execute(
            "select array_agg(key order by key) from jsonb_each(%s) where priv.holds(value, %s)",
            [json.dumps(rules), json.dumps(answers)],
        )
        return cursor.fetchone()[0]


def parted(answers):
    """Each way in which some of the answers come first and the others later."""
    for size in range(len(answers) + 1):
        for first in combinations(answers, size):
            yield {name: answers[name] for name in first}, {n: c for n, c in answers.items() if n not in first}


def test_the_database_reads_every_condition_as_the_server_does():
    rules = load("reports/danger/rule").values()
    for answers in by_chance(300):
        told = {name: given for name, given in answers.items() if name != "texts"}
        given = told | {"texts": answers["texts"]}
        expected = sorted(rule.code for rule in rules if danger.holds(rule.get("when"), given))

        assert in_the_database(told | {"texts": danger.mentions_danger(answers["texts"])}) == expected


@mark.parametrize("case", CODES_ALONE, ids=lambda case: case["says"])
def test_however_the_answers_are_parted_what_they_say_together_is_found(case, told_first):
    for number, (before, now) in enumerate(parted(case.get("answers", {}))):
        code = told_first(f"k{number}", **before)
        first = danger.level(before)

        write_back(code, key=f"m{number}", **now)

        report = Report.objects.get(pk=receipts.report_of(code).report)
        assert report.level == danger.higher(first.word, case["level"])
        assert {*case["rules"]} <= {*report.reasons, "R11"}


@mark.parametrize("rule", sorted({*OF_EACH_RULE} - {"R11"}))
def test_the_message_that_completes_a_rule_is_told_so(rule, told_first):
    level = load("reports/danger/rule")[rule].get("level")
    for number, (before, now) in enumerate(parted(OF_EACH_RULE[rule]["answers"])):
        if rule not in danger.level(before).codes:
            assert write_back(told_first(f"k{number}", **before), key=f"m{number}", **now) == level


def test_two_later_messages_are_read_together(told_first):
    code = told_first()

    assert write_back(code, children="yes") == "routine"
    assert write_back(code, key="another", signs=["debt"]) == "red"
    assert Report.objects.get().reasons == ["R4"]


def test_what_a_victim_says_last_of_their_safety_stands(told_first):
    code = told_first(about="self", reporter_safe="yes")

    assert write_back(code, reporter_safe="watched") == "red"
    assert write_back(code, key="another", reporter_safe="yes") == "routine"
    assert (Report.objects.get().level, Report.objects.get().reasons) == ("red", ["R6"])


def test_what_people_lowered_stays_there_until_something_new_is_told(told_first, desk, handler):
    code = told_first(children="yes", signs=["debt"])
    Report.objects.update(level="amber")

    assert write_back(code, "Thank you.") == "routine"
    assert Report.objects.get().level == "amber"
    assert write_back(code, key="another", signs=["violence"]) == "red"
    assert not LevelChange.objects.exists()


def test_the_codes_are_kept_with_the_message_and_no_word_of_it(told_first):
    write_back(told_first(), "He has a knife.", children="yes", kinds=["servant"])

    assert ReporterMessage.objects.get().answers == {"children": "yes", "kinds": ["servant"]}


def test_the_desk_reads_what_was_answered_later(told_first, at_desk):
    write_back(told_first(), children="maybe", signs=["debt"])

    page = at_desk.get(f"/reports/{Report.objects.get().ref}/write").content.decode()

    assert "Is any of them under 18?" in page
    assert "Perhaps" in page
    assert "They work to pay off a debt" in page


# The page ------------------------------------------------------------------------------------------------


def test_the_later_page_asks_whatever_a_rule_needs():
    assert {*later.fields()} - {*BackForm().fields} == {"sharing"}  # who may know them is theirs to say, once


def test_every_question_of_the_later_page_may_be_left_out():
    form = BackForm({"text": "Again."})

    assert form.is_valid()
    assert form.told() == {}


def test_what_is_folded_away_is_open_once_it_is_answered():
    assert '<details class="rule" open>' in str(BackForm({"text": "", "children": "yes"}))
    assert '<details class="rule">' in str(BackForm({"text": ""}))


@mark.slow
@mark.parametrize("language", LANGUAGES)
@mark.parametrize("rule", [*sorted({*OF_EACH_RULE, "R10"} - {"R11"})])
def test_each_rule_fires_from_the_later_page_in_each_language(rule, language, told_first, public):
    answers = {} if rule == "R10" else OF_EACH_RULE[rule]["answers"]
    before = {name: given for name, given in answers.items() if name == "sharing"}
    page = public.post(address(language), {"code": told_first(**before)}).content.decode()
    held = re.findall(r'name="held" value="([^"]+)"', page)[-1]
    text = WORDS[language] if rule == "R10" else "…"
    now = {name: given for name, given in answers.items() if name not in before}

    answer = public.post(address(language), {"held": held, "text": text, **now}).content.decode()

    message = ReporterMessage.objects.get()
    assert rule in message.reasons
    if message.level == "red":
        assert answer.index("tel:999") < answer.index("<h1")


def address(language):
    return "/code" if language == "en" else f"/{language}/code"


@mark.parametrize("language", LANGUAGES)
def test_the_script_of_the_later_page_finds_the_same_words_and_answers(language, told_first, public):
    page = public.post(address(language), {"code": told_first()}).content.decode()

    assert 'data-told="{&quot;texts&quot;: &quot;&quot;}"' in page
    assert "reports/asking.js" in page
    assert [found["level"] for found in in_the_page([{"texts": WORDS[language]}])] == ["amber"]
