"""What somebody has told so far: how it travels, and which page comes next."""

from datetime import timedelta

from django.core import signing
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.reports import telling as module
from sightline.reports.telling import CHECK, Telling, Unreadable


@fixture
def telling():
    return Telling.begin()


def test_each_beginning_has_a_key_of_its_own():
    assert Telling.begin().key != Telling.begin().key


def test_an_empty_form_is_a_beginning():
    assert Telling.read("").answers == {}


def test_what_is_signed_comes_back_as_it_was(telling):
    told = telling.told({"danger": "soon", "signs": ["debt"]}).shown_danger().at_check()

    assert Telling.read(told.signed()) == told


def test_words_of_any_language_travel_whole(telling):
    told = telling.told({"what": "Người ta giữ hộ chiếu.\nأخذوا الجوازات. 🚐"})

    assert Telling.read(told.signed()).answers == told.answers


def test_the_longest_text_fits_into_a_form(telling):
    told = telling.told({"what": "ü" * 10_000, "place": "x" * 1_000})

    assert len(told.signed()) < 100_000


@mark.parametrize("text", ["x", ":", "a:b:c", "\x00", "é", "." * 200, "eyJrIjoxfQ:1rHO4P:Lk"])
def test_what_we_did_not_sign_is_unreadable(text):
    with raises(Unreadable):
        Telling.read(text)


def test_what_was_changed_on_the_way_is_unreadable(telling):
    signed = telling.told({"danger": "yes"}).signed()

    with raises(Unreadable):
        Telling.read(signed[:-1] + ("A" if signed[-1] != "A" else "B"))


def test_what_was_signed_for_another_purpose_is_unreadable(telling):
    with raises(Unreadable):
        Telling.read(signing.dumps(vars(telling), salt="something else"))


def test_what_was_signed_with_other_fields_is_unreadable():
    with raises(Unreadable):
        Telling.read(signing.dumps({"key": "k", "admin": True}, salt=module.SALT))


def test_a_draft_is_too_old_after_a_day(telling, monkeypatch):
    signed = telling.signed()
    later = (timezone.now() + timedelta(days=1, minutes=1)).timestamp()
    monkeypatch.setattr(signing.time, "time", lambda: later)

    with raises(Unreadable):
        Telling.read(signed)


def test_telling_more_leaves_what_was_told_as_it_was(telling):
    telling.told({"danger": "yes"})

    assert telling.answers == {}


def test_the_questions_come_in_order(telling):
    told = telling.told({"danger": "yes"})
    walked = ["danger"]
    while walked[-1] != CHECK:
        walked.append(told.after(walked[-1]))

    assert walked == [*told.pages, CHECK]


@mark.parametrize(
    ("danger", "asked"), [("yes", True), ("soon", True), ("do-not-know", True), ("no", False), ("", False)]
)
def test_what_the_danger_is_gets_asked_where_there_may_be_some(danger, asked, telling):
    assert ("danger-kinds" in telling.told({"danger": danger}).pages) is asked


def test_back_leads_to_the_page_before_and_at_the_beginning_nowhere(telling):
    told = telling.told({"danger": "no"})

    assert told.before("safe") == "danger"
    assert told.before("danger") == ""
    assert told.before(CHECK) == "end"


def test_a_page_that_is_not_asked_any_more_leads_on_to_one_that_is(telling):
    told = telling.told({"danger": "no"})

    assert told.after("danger-kinds") == "safe"
    assert told.before("danger-kinds") == ""


def test_after_the_check_page_a_change_leads_back_to_it(telling):
    told = telling.told({"danger": "no"}).at_check()

    assert told.after("place") == CHECK


@mark.parametrize(
    ("answers", "missing"),
    [
        ({}, ["what", "place"]),
        ({"what": "Debt."}, ["place"]),
        ({"signs": ["debt"]}, ["place"]),
        ({"place": "Here"}, ["what"]),
        ({"signs": ["debt"], "place": "Here"}, []),
        ({"what": "Debt.", "place": "Here"}, []),
    ],
)
def test_one_sign_or_a_few_words_and_any_place_are_enough(answers, missing, telling):
    assert telling.told(answers).missing == missing


@mark.parametrize(
    ("answers", "red"),
    [
        ({"danger": "yes"}, True),
        ({"danger": "soon"}, False),
        ({"danger": "soon", "danger_kinds": ["locked-in"]}, True),
        ({"danger_kinds": ["weapon"]}, True),
        ({"danger_kinds": ["suicide-risk"]}, True),
        ({"moving": "today"}, True),
        ({"moving": "leaving-country"}, True),
        ({"children": "maybe", "signs": ["debt"]}, True),
        ({"children": "maybe"}, False),
        ({"kinds": ["child-exploited", "sexual-exploitation"]}, True),
        ({"vulnerable": ["pregnant", "injured"]}, True),
        ({"vulnerable": ["pregnant"]}, False),
        ({"about": "self"}, True),
        ({"about": "self", "reporter_safe": "watched"}, True),
        ({"about": "self", "reporter_safe": "yes"}, False),
        ({"kinds": ["sexual-exploitation"]}, False),
        ({"what": "He has a knife."}, False),
        ({}, False),
    ],
)
def test_the_danger_page_comes_for_the_red_rules_alone(answers, red, telling):
    assert telling.told(answers).alarming is red


def test_the_danger_page_comes_once(telling):
    told = telling.told({"danger": "yes"}).shown_danger()

    assert told.red
    assert not told.alarming
