"""What falls back to English says so, and only while a page is made."""

from django.http import HttpResponse
from django.utils.translation import gettext, ngettext, override
from pytest import fixture, mark

from sightline.kit import untranslated
from sightline.kit.untranslated import BEGINS, ENDS, Untranslated, spoken

NEW = "A sentence that nobody has translated"


@fixture(autouse=True)
def behind_every_catalogue():
    untranslated.fall_back_visibly()


def page(request, makes):
    return Untranslated(lambda request: HttpResponse(makes()))(request).content.decode()


@mark.parametrize("language", ["cy", "ar", "pl"])
def test_a_missing_sentence_stands_in_english_and_says_so(language, rf):
    with override(language):
        made = page(rf.get("/"), lambda: f"<p>{gettext(NEW)}</p>")

    assert made == f'<p><span lang="en" dir="ltr">{NEW}</span></p>'


def test_one_and_many_are_marked_alike(rf):
    with override("cy"):
        made = page(rf.get("/"), lambda: ngettext("One new page", "Many new pages", 2))

    assert made == '<span lang="en" dir="ltr">Many new pages</span>'


def test_a_translated_sentence_is_left_alone(rf):
    with override("cy"):
        assert page(rf.get("/"), lambda: gettext("Yes")) == "Ie"


def test_an_english_page_says_nothing(rf):
    with override("en-gb"):
        assert page(rf.get("/"), lambda: gettext(NEW)) == NEW


def test_outside_a_page_the_sentence_is_bare():
    with override("cy"):
        assert gettext(NEW) == NEW


@mark.parametrize(
    ("made", "shown"),
    [
        ("<title>{b}Help{e}</title>", "<title>Help</title>"),
        ('<a title="{b}Help{e}">x</a>', '<a title="Help">x</a>'),
        ("<option>{b}Help{e}</option>", "<option>Help</option>"),
        ("<textarea>{b}Help{e}</textarea>", "<textarea>Help</textarea>"),
        ("{b}Read <b>this</b>{e}", '<span lang="en" dir="ltr">Read <b>this</b></span>'),
    ],
)
def test_where_no_element_can_stand_the_marks_are_left_out(made, shown):
    assert spoken(made.format(b=BEGINS, e=ENDS)) == shown
