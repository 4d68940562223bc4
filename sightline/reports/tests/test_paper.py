"""The questions on paper: all of them, in every language that is offered, and nothing to send."""

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
