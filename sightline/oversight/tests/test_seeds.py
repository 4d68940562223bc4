"""The two statements: every sentence leads somewhere, on the page and in the document, and little is still to come."""

import json
import re
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from pytest import fixture, mark

import sightline.demo
from sightline.agencies.models import Role
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.config.paths import ROOT
from sightline.operations.tests.factories import OperationFactory
from sightline.oversight import seeds
from sightline.oversight.measures import MEASURES
from sightline.oversight.tests.factories import FigureFactory, published, released

STATEMENTS = seeds.statements()
SENTENCES = [(statement["code"], sentence) for statement in STATEMENTS for sentence in statement["sentence"]]
SEEDS = json.loads((Path(sightline.demo.__file__).parent / "tests" / "seed_figures.json").read_text())["operations"]
WHERE = ("figures", "pages", "records", "public", "said")


def called(given):
    return given["says"][:50] if isinstance(given, dict) else None


# The list ---------------------------------------------------------------------


@mark.parametrize(("code", "sentence"), SENTENCES, ids=called)
def test_every_sentence_leads_to_something(code, sentence):
    assert sentence["held"].endswith(".")
    assert [place for place in WHERE if sentence.get(place)], sentence["says"]


@mark.parametrize(("code", "sentence"), SENTENCES, ids=called)
def test_a_sentence_holds_nothing_but_what_a_page_can_show(code, sentence):
    assert set(sentence) <= {"says", "held", "later", *WHERE}


def test_only_three_things_may_still_be_to_come():
    later = {sentence["later"] for _code, sentence in SENTENCES if "later" in sentence}

    assert later <= {"long-term disclosure", "networks of key players", "training records"} == set(seeds.LATER)


@mark.parametrize(("code", "sentence"), SENTENCES, ids=called)
def test_nothing_else_is_put_off(code, sentence):
    assert not re.search(r"\blater\b|\bnot yet\b|\bsoon\b", sentence["held"].replace("later report", ""))


@mark.parametrize(("code", "sentence"), SENTENCES, ids=called)
def test_every_address_is_one_of_ours(code, sentence):
    assert all(reverse(name) for name in sentence.get("pages", {}).values())
    assert all(reverse(name, args=[seeds.MARK]) for name in sentence.get("records", {}).values())
    assert all(seeds.address(name) for name in sentence.get("public", {}).values())


@mark.parametrize(("code", "sentence"), SENTENCES, ids=called)
def test_every_figure_is_one_that_is_counted_or_said(code, sentence):
    assert set(sentence.get("figures", [])) <= {*MEASURES, "rank"}


@mark.parametrize(("key", "code"), [("newcastle", "newcastle"), ("north-wales-week", "north-wales")])
def test_every_figure_of_a_statement_stands_at_one_of_its_sentences(key, code):
    figures = next(seed["figures"] for seed in SEEDS if seed["key"] == key)
    told = [measure for kind, sentence in SENTENCES if kind == code for measure in sentence.get("figures", [])]

    assert len(told) == len(set(told))
    assert len(set(told) - {"days-of-action"}) == len(figures)


# The document -----------------------------------------------------------------


def test_the_document_is_fresh():
    assert (ROOT / "docs" / "seeds.md").read_text() == seeds.document(), "run: sightline policies docs"


@mark.parametrize(("code", "sentence"), SENTENCES, ids=called)
def test_the_document_has_every_sentence_with_all_its_places(code, sentence):
    (line,) = [line for line in seeds.document().splitlines() if line.startswith(f"| {sentence['says']} |")]

    assert sentence["held"] in line
    assert line.count("|") == 4
    places = sum(len(sentence.get(place, [])) for place in WHERE[:-1]) + bool(sentence.get("said"))
    assert line.rsplit(" | ", 1)[1].count(";") == places - 1
    if "later" in sentence:
        assert f"Later: {sentence['later']}." in line


def test_the_document_names_no_record():
    assert seeds.MARK not in seeds.document()
    assert "FG-" not in seeds.document()


# The page ---------------------------------------------------------------------


@fixture
def told(db):
    """One figure of the Newcastle statement, published, with its released statement."""
    operation = OperationFactory(name=STATEMENTS[0]["operation"], area=AreaFactory())
    return published(operation=operation), released(operation=operation)


@mark.parametrize("role", sorted(Role))
def test_everybody_finds_every_sentence(role, page, db):
    html = page(person_as(role), "two-statements")

    assert all(sentence["says"] in html for _code, sentence in SENTENCES)


def test_the_page_leads_to_the_figure_the_statement_and_the_operation(page, commander, told):
    figure, statement = told

    html = page(commander, "two-statements")

    assert f'href="/figures/{figure.ref}"' in html
    assert f'href="/statements/{statement.ref}"' in html
    assert f'href="/operations/{figure.operation.ref}/partners"' in html


def test_who_may_not_see_the_operation_is_led_to_what_was_published(page, elsewhere, told):
    figure, statement = told

    html = page(elsewhere, "two-statements")

    assert f'href="/figures/{figure.ref}"' in html
    assert f'href="/statements/{statement.ref}"' in html
    assert figure.operation.ref not in html
    assert "Its places, <span" in html
    assert "for those with a part in it" in html


def test_a_draft_leads_nobody_anywhere(page, overseer):
    figure = FigureFactory(operation=OperationFactory(name=STATEMENTS[0]["operation"], area=AreaFactory()))

    assert figure.ref not in page(overseer, "two-statements")


def test_the_page_says_where_the_public_reads_on(page, overseer):
    html = page(overseer, "two-statements")

    assert seeds.address("reports:signs") in html
    assert seeds.address("reports:numbers") in html


def test_the_page_says_what_is_still_to_come(page, overseer):
    html = page(overseer, "two-statements")

    assert all(f"Later: {what}." in html for what in seeds.LATER)


def test_the_addresses_of_the_public_front_are_the_english_ones():
    assert settings.LANGUAGE_CODE == "en-gb"
    assert seeds.address("reports:first") == "/"
