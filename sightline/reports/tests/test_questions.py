"""The questions as forms: made from the vocabulary, nothing required, nothing cut."""

from django.http import QueryDict
from pytest import fixture, mark

from sightline.kit.vocabulary import load
from sightline.reports.forms.call import CallForm
from sightline.reports.forms.questions import PAGES, CodeForm, told
from sightline.reports.models import Report
from sightline.reports.questions import QUESTIONS
from sightline.reports.receipts import code_of, grouped
from sightline.reports.telling import CHECK, ORDER, Telling

SELF = {"support": "self"}
LATER = {"answers", "questions_version", "sector", "going_on", "others_know", "controllers_danger", "sharing"}


@fixture
def telling():
    return Telling("a key")


def form(page, answers, telling):
    """The page's form with these answers, as a browser posts them."""
    posted = QueryDict(mutable=True)
    for name, value in answers.items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    return PAGES[page](posted, telling=telling)


def test_there_is_a_page_for_each_step_of_the_way():
    assert set(PAGES) == {*ORDER, CHECK}


@mark.parametrize("page", PAGES)
def test_every_question_may_be_left_out(page, telling):
    assert form(page, {}, telling).is_valid()


@mark.parametrize("page", ORDER)
def test_every_answer_has_its_place_in_a_report(page, telling):
    answered = form(page, {}, telling)
    answered.is_valid()

    fields = {question.get("field") for question in load(QUESTIONS).values()}
    assert set(answered.answers()) <= {*fields, "signs", "signs_seen", "signs_told"}


def test_all_that_a_report_holds_is_asked_for(telling):
    asked = set()
    for page in ORDER:
        answered = form(page, {}, telling)
        answered.is_valid()
        asked |= set(answered.answers())

    assert set(Report.TOLD) - asked == {"answers", "questions_version"}
    assert {question.get("field") for question in load(QUESTIONS).values()} <= asked


@mark.parametrize("page", ORDER)
def test_a_page_is_numbered_among_those_that_are_asked(page, telling):
    everything = telling.told({"danger": "yes", "sharing": "shareable", "about": SELF.get(page, "someone-i-know")})
    asked = PAGES[page](telling=everything)

    assert (asked.step, asked.steps) == (everything.pages.index(page) + 1, len(everything.pages))


def test_what_was_answered_stands_there_when_the_page_comes_again(telling):
    html = str(PAGES["kinds"](telling=telling.told({"kinds": ["forced-work"]})))

    assert html.count(" checked") == 1


def test_how_a_sign_is_known_stands_there_again(telling):
    before = {"signs": ["debt", "threats"], "signs_seen": ["debt"], "signs_told": ["threats"]}
    html = str(PAGES["signs"](telling=telling.told(before)))

    assert html.count(" checked") == 4


def test_a_sign_counts_whether_or_not_it_is_said_how_it_is_known(telling):
    signs = form("signs", {"signs": ["debt", "threats"], "signs-debt-how": "saw"}, telling)
    assert signs.is_valid()

    assert signs.answers() == {"signs": ["debt", "threats"], "signs_seen": ["debt"], "signs_told": []}


def test_how_is_not_asked_of_a_sign_that_was_not_ticked(telling):
    signs = form("signs", {"signs": ["debt"], "signs-threats-how": "saw"}, telling)
    assert signs.is_valid()

    assert signs.answers()["signs_seen"] == []


@mark.parametrize(
    ("given", "kept"),
    [
        (["do-not-know"], ["do-not-know"]),
        (["debt", "do-not-know"], ["debt"]),
        (["debt", "rather-not-say", "threats"], ["debt", "threats"]),
        ([], []),
        ("do-not-know", "do-not-know"),
    ],
)
def test_not_knowing_is_an_answer_but_not_beside_others(given, kept):
    assert told(given) == kept


@mark.parametrize(
    ("page", "field", "longest"), [("what", "what", 10_000), ("place", "place", 1_000), ("people", "people", 60)]
)
def test_a_text_may_be_as_long_as_we_say_and_no_longer(page, field, longest, telling):
    assert form(page, {field: "x" * longest}, telling).is_valid()

    long = form(page, {field: "x" * (longest + 1)}, telling)
    assert f"You have written {longest + 1}" in str(long.errors[field])


def test_the_browser_is_not_told_to_cut_a_text(telling):
    assert "maxlength" not in str(PAGES["what"](telling=telling))


@mark.parametrize(
    ("typed", "kept"), [("one\r\ntwo", "one\ntwo"), ("one\rtwo", "one\ntwo"), ("a\x00b", "ab"), ("  Dịch  ", "Dịch")]
)
def test_a_text_is_kept_as_written_but_for_what_no_text_holds(typed, kept, telling):
    what = form("what", {"what": typed}, telling)
    assert what.is_valid()

    assert what.answers() == {"what": kept}


def test_line_ends_of_a_browser_do_not_count_twice(telling):
    assert form("people", {"people": "\r\n".join("x" * 30)}, telling).is_valid()


@mark.parametrize("code", ["not-offered", "\x00", "yes\x00", "YES"])
def test_what_was_not_offered_is_no_answer(code, telling):
    assert not form("danger", {"danger": code}, telling).is_valid()


def test_a_code_form_gives_the_digits_alone():
    code = code_of("somebody's")
    typed = CodeForm({"code": f" {grouped(code)}. "})

    assert typed.is_valid()
    assert typed.cleaned_data["code"] == code


@mark.parametrize(
    ("typed", "says"),
    [("", "Enter the code"), ("1234", "20 digits"), ("9" * 20, "one digit may be wrong"), ("x" * 81, "at most 80")],
)
def test_a_code_form_says_what_to_do(typed, says):
    assert says in str(CodeForm({"code": typed}).errors)


def test_a_call_asks_everything_that_a_report_holds():
    assert set(Report.TOLD) - set(CallForm().fields) == {"signs", "what"} | LATER


def test_a_call_puts_the_signs_seen_and_told_together():
    call = CallForm({"signs_seen": ["debt"], "signs_told": ["debt", "threats"]})
    assert call.is_valid()

    assert call.answers()["signs"] == ["debt", "threats"]


def test_no_two_fields_of_a_call_have_the_same_key():
    keys = [field.widget.attrs.get("accesskey") for field in CallForm().fields.values()]
    given = [key for key in keys if key]

    assert len(given) == len(set(given)) >= 6
