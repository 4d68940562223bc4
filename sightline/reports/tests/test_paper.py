"""The questions on paper: all of them, in every language that is offered, and nothing to send."""

import re

from django.utils.translation import override
from pytest import mark

from sightline.kit.vocabulary import load
from sightline.reports import languages
from sightline.reports.questions import QUESTIONS, pages
from sightline.reports.telling import DOOR
from sightline.reports.views.printed import LEFT_OUT, questions

pytestmark = mark.django_db


def test_the_paper_asks_what_the_pages_ask(public):
    page = public.get("/paper").content.decode()

    wanted = [load(QUESTIONS)[code] for each in pages(DOOR) if each.code not in LEFT_OUT for code in each.get("asks")]
    assert len(wanted) > 20
    assert [each.label for each in wanted if str(each.label).replace("'", "&#x27;") not in page] == []


def test_each_question_has_boxes_or_lines():
    for each in questions():
        assert bool(each.boxes) != bool(len(each.lines))


def test_every_sign_is_on_it(public):
    page = public.get("/paper").content.decode()

    signs = [str(sign.label).replace("'", "&#x27;") for sign in load("reports/signs").values()]
    assert [label for label in signs if label not in page] == []


def test_nothing_of_it_can_be_sent(public):
    page = public.get("/paper").content.decode().partition("<main")[2].partition("</main>")[0]

    assert "<form" not in page
    assert "<input" not in page


@mark.parametrize("language", ["cy", "ar"])
def test_it_is_in_the_language_that_was_chosen(language, public):
    assert language in languages.offered()
    with override(language):
        asked = str(load(QUESTIONS)["S1"].label)

    page = public.get(f"/{language}/paper").content.decode()

    assert asked in page.replace("&#x27;", "'")
    assert "These questions on paper" not in page


@mark.parametrize("language", languages.offered())
def test_the_page_without_a_network_has_everything_inside_it(language, public):
    address = "/paper/page" if language == "en-gb" else f"/{language}/paper/page"

    answer = public.get(address)
    page = answer.content.decode()

    wanted = [load(QUESTIONS)[code] for each in pages(DOOR) if each.code not in LEFT_OUT for code in each.get("asks")]
    assert [each.code for each in wanted if f'data-code="{each.code}"' not in page] == []
    assert not re.search(r'(src|href)="(?!https://www\.metoffice|data:,)', page)
    assert "<form" not in page
    assert "sightline" not in page.lower()


def test_its_policy_lets_run_what_stands_in_it_and_load_nothing(public):
    policy = public.get("/paper/page").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert policy.count("'sha256-") == 2


def test_each_sheet_has_a_number_of_its_own(public):
    for address in ("/paper", "/paper/page"):
        numbers = {re.search(r"SH-[0-9A-Z]{4}-[0-9A-Z]{4}", public.get(address).content.decode())[0] for _ in range(5)}

        assert len(numbers) == 5
