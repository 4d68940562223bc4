"""What may tell who wrote a text: found, said softer, and never changed without the writer."""

from time import monotonic

from django.utils.translation import override
from pytest import fixture, mark

from sightline.kit.vocabulary import load
from sightline.reports.giveaways import LIST, LOOKED_AT, found_in, kinds, pointed_out, softened
from sightline.reports.questions import QUESTIONS


def codes(text, language="en"):
    return [found.kind.code for found in found_in(text, language)]


@fixture(autouse=True)
def english():
    with override("en-gb"):
        yield


@mark.parametrize(
    ("text", "code", "words"),
    [
        ("Ring me on 07700 900123 after six.", "phone", "07700 900123"),
        ("Ring +44 7700 900-123.", "phone", "+44 7700 900-123"),
        ("I am sam.w@example.org", "e-mail", "sam.w@example.org"),
        ("My name is Sam.", "name", "My name is Sam"),
        ("Tôi tên là Linh.", "name", "Tôi tên là Linh"),
        ("اسمي سامي", "name", "اسمي سامي"),
        ("His friend is called Gavin Brown.", "named", "called Gavin Brown"),
        ("I am the only cleaner there.", "only-i", "I am the only"),
        ("Nobody else knows about it.", "only-i", "Nobody else knows"),
        ("Chỉ mình tôi biết.", "only-i", "Chỉ mình tôi"),
        ("My sister hears them at night.", "my-place", "My"),
        ("I work at the counter next door.", "role", "I work at the counter next door"),
        ("The van came at 14:37.", "time", "at 14:37"),
        ("The van came 6.05 pm", "time", "6.05 pm"),
    ],
)
def test_it_points_out(text, code, words):
    assert words in [found.words for found in found_in(text, "en") if found.kind.code == code]


@mark.parametrize(
    "text",
    [
        "Four men sleep behind the car wash.",
        "12 Mill Lane, NE1 4ST",
        "About 10 people, some under 16",
        "On 12.10.2018 and 13/10/2018",
        "It costs 5.50 pounds, or 12.500 in all",
        "A white van AB12 CDE",
        "They owe 20000",
    ],
)
def test_it_leaves_alone(text):
    assert codes(text) == []


@mark.parametrize(
    ("text", "softer"),
    [
        ("Ring 07700 900123 or sam@example.org", "Ring (a phone number) or (an e-mail address)"),
        ("My name is Sam and I saw it.", "My name is (a name) and I saw it."),
        ("The van came at 14:37, then 9.15pm.", "The van came in the afternoon, then in the evening."),
        ("At 06:10 and at 23:59", "in the morning and at night"),
        ("My boss takes it.", "a boss takes it."),
        ("I am the only one there.", "I am the only one there."),
    ],
)
def test_softer_words_stand_where_a_rule_knows_some(text, softer):
    assert softened(text, "en") == softer


def test_the_softer_words_are_in_the_language_of_the_page():
    with override("cy"):
        assert softened("14:37, 07700 900123", "cy") == "yn y prynhawn, (rhif ffôn)"


def test_words_of_other_languages_are_looked_for_on_their_own_pages():
    assert codes("fy mrawd", "cy") == ["my-own"]
    assert codes("fy mrawd", "en") == []
    assert {code for kind in load(LIST).values() for code in kind.get("languages", [])} <= {
        "cy",
        "vi",
        "ro",
        "pl",
        "sq",
        "ar",
        "ti",
    }


def test_nothing_is_softened_twice():
    text = "My name is Sam, 07700 900123, sam@example.org, at 14:37, my boss."

    assert softened(softened(text, "en"), "en") == softened(text, "en")


def test_only_answers_in_words_are_looked_at_and_those_that_give_nothing_away_left_out():
    told = {
        "what": "Call 07700 900123.",
        "controllers": "A tall man",
        "signs": ["debt"],
        "contact_reach": "07700 900123",
    }

    found = pointed_out(told, "en")

    assert [(text.name, text.softer) for text in found] == [("what", "Call (a phone number).")]


def test_every_text_that_is_looked_at_is_a_question():
    assert set(LOOKED_AT) <= {
        question.get("field") for question in load(QUESTIONS).values() if question.get("kind") == "text"
    }


@mark.parametrize("text", ["", "\x00", "7" * 9_000, "I work " * 1_400, "a@" * 5_000, "1:" * 5_000, "my name is " * 900])
def test_no_text_makes_it_slow(text):
    begun = monotonic()
    softened(text, "en")
    list(found_in(text, "en"))

    assert monotonic() - begun < 0.5
    assert kinds("en")
