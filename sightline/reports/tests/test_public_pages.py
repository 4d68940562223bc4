"""The public front in one process: every page, the way through the questions, danger first, nothing lost."""

import re
from datetime import UTC, datetime
from pathlib import Path

from django.contrib.staticfiles import finders
from pytest import fixture, mark

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory
from sightline.kit.models import Notice
from sightline.kit.vocabulary import load
from sightline.ledger.models import Entry
from sightline.reports import receipts
from sightline.reports.models import Receipt, Report

pytestmark = mark.django_db

PAGES = ["", "before", "try", "code", "look", "numbers", "keep", "access", "clear", "words"]
STORY = [
    {"danger": "no"},
    {"reporter_safe": "yes"},
    {"about": "something-i-saw"},
    {"kinds": ["forced-work"]},
    {"signs": ["debt", "pay-taken"], "signs-debt-how": "told", "signs-pay-taken-how": "saw"},
    {"what": "Four men sleep behind the car wash."},
    {"place": "Behind the tyre shop on Carrick Road", "there_now": "do-not-know"},
    {"people": "4", "children": "no"},
    {"vulnerable": ["none"]},
    {"moving": "no", "go": "check"},
]


@fixture(autouse=True)
def desk():
    return AgencyFactory(code="northumbria-police", area=AreaFactory())


def held(answer, name):
    """The value of a hidden field of the page's own form, not of a change of language."""
    form = answer.content.decode().rpartition('<form method="post" action="/ask"')[2]
    found = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', form)
    return found[1] if found else ""


def go_on(public, answer, given=None, **more):
    """Post the page's form with these answers."""
    hidden = {name: held(answer, name) for name in ("so_far", "page", "go")}
    return public.post("/ask", hidden | (given or {}) | more)


def code_in(answer):
    """The code that a page shows."""
    return re.search(r'class="code">([\d ]+)<', answer.content.decode())[1]


def tell(public, story):
    """The page after the last of these answers."""
    answer = public.post("/ask", {"go": "danger"})
    for given in story:
        answer = go_on(public, answer, given)
    return answer


@mark.parametrize("page", PAGES)
def test_every_page_can_be_read_without_a_cookie(public, page):
    answer = public.get(f"/{page}")

    assert answer.status_code == 200
    assert answer.content.count(b"<h1") == 1
    assert "Set-Cookie" not in answer.headers


def test_each_kind_of_place_has_its_picture(public):
    shown = re.findall(r'src="[^"]*places[^"]*\.svg#([^"]+)"', public.get("/look").content.decode())
    drawn = re.findall(r'<view id="([^"]+)"', Path(finders.find("reports/places.svg")).read_text())

    assert sorted(set(shown)) == sorted(drawn) == sorted(load("reports/know_the_signs"))


def drawn_signs():
    return set(re.findall(r'<view id="([^"]+)"', Path(finders.find("reports/signs.svg")).read_text()))


def test_each_sign_has_its_picture_beside_its_words_in_the_questions(public):
    page = public.post("/ask", {"go": "signs", "so_far": "", "page": ""}).content.decode()
    shown = re.findall(r'<img src="[^"]*signs[^"]*\.svg#([^"]+)" alt=""', page)

    assert sorted(shown) == sorted(load("reports/signs"))
    assert set(shown) <= drawn_signs()


def test_each_sign_of_a_kind_of_place_has_a_picture_too_and_none_is_drawn_for_nothing(public):
    shown = re.findall(r'<img src="[^"]*signs[^"]*\.svg#([^"]+)" alt=""', public.get("/look").content.decode())

    assert len(shown) == sum(len(kind.get("signs")) for kind in load("reports/know_the_signs").values())
    assert set(shown) | set(load("reports/signs")) == drawn_signs()


def test_the_first_page_brings_no_picture_of_a_sign(public):
    assert b"signs.svg" not in public.get("/").content


def test_a_story_is_told_checked_sent_and_stored_once(public):
    check = tell(public, STORY)
    sent = go_on(public, check, {"campaign": "HOTEL7"})
    code = code_in(sent)

    report = Report.objects.get()
    assert report.what == "Four men sleep behind the car wash."
    assert (report.signs_seen, report.signs_told) == (["pay-taken"], ["debt"])
    assert report.campaign == "HOTEL7"
    assert not report.unfinished
    assert receipts.is_code(receipts.tidy_code(code))


def test_sending_the_same_page_again_shows_the_same_code_and_doubles_nothing(public):
    check = tell(public, STORY)

    first, second = go_on(public, check), go_on(public, check)

    assert code_in(first) == code_in(second)
    assert Report.objects.count() == Receipt.objects.count() == 1


def test_no_minute_is_kept_and_the_ledger_keeps_the_day_alone(public):
    go_on(public, tell(public, STORY))

    assert Report.objects.get().received_at.minute == 0
    entry = Entry.objects.get(verb="receive")
    assert entry.at == datetime.combine(entry.at.date(), datetime.min.time(), UTC)
    assert entry.actor is None


def test_danger_stops_the_questions_with_999_first_and_calls_the_desk(public, desk):
    answer = tell(public, [{"danger": "yes"}])

    assert b"This sounds like danger now" in answer.content
    report = Report.objects.get()
    assert (report.level, report.reasons, report.unfinished) == ("red", ["R1"], True)
    assert Notice.objects.get().subject == report.ref


def test_after_the_danger_page_the_same_report_grows_until_it_is_sent(public):
    danger = tell(public, [{"danger": "yes"}])
    answer = go_on(public, danger)
    for given in [{"danger_kinds": ["locked-in"]}, *STORY[1:]]:
        answer = go_on(public, answer, given)
    go_on(public, answer)

    report = Report.objects.get()
    assert report.what == "Four men sleep behind the car wash."
    assert report.reasons == ["R1", "R2", "R12"]
    assert not report.unfinished
    assert Notice.objects.count() == 1


def test_nothing_is_sent_without_a_sign_or_a_word_and_a_hint_of_the_place(public):
    check = tell(public, [*[{}] * (len(STORY) - 1), {"go": "check"}])

    answer = go_on(public, check)

    assert b"Write anything that helps to find the place" in answer.content
    assert b"Tick one sign, or write a few words" in answer.content
    assert not Report.objects.exists()


def test_a_change_at_the_end_leads_back_to_the_end(public):
    check = tell(public, STORY)
    place = public.post("/ask", {"so_far": held(check, "so_far"), "go": "place"})

    answer = go_on(public, place, {"place": "Mill Lane"})

    assert b"Check what you wrote" in answer.content
    assert b"Mill Lane" in answer.content


def test_going_back_keeps_what_was_typed_on_both_pages(public):
    what = tell(public, STORY[:5])
    signs = go_on(public, what, {"what": "Half a sentence"}, go="back")
    assert b"checked" in signs.content

    answer = go_on(public, signs, STORY[4])

    assert b"Half a sentence" in answer.content


def test_a_text_that_is_too_long_is_kept_and_the_limit_said(public):
    page = tell(public, STORY[:5])

    answer = go_on(public, page, {"what": "x" * 10_001})

    assert answer.status_code == 200
    assert b"You have written 10001" in answer.content
    assert b"x" * 10_001 in answer.content


@mark.parametrize("so_far", ["made-up", "eyJhIjoxfQ:1abc:xyz", "\x00", ":::", "ü"])
def test_a_broken_signature_is_said_plainly_and_what_was_typed_stays(public, so_far):
    answer = public.post("/ask", {"so_far": so_far, "page": "what", "what": "My words"})

    assert answer.status_code == 200
    assert b"could not be read" in answer.content
    assert b"My words" in answer.content


@mark.parametrize("given", [{"what": "a\x00b"}, {"page": "\x00"}, {"go": "\x00"}, {"page": "no-such-page"}])
def test_odd_input_is_never_an_error_of_ours(public, given):
    page = tell(public, STORY[:5])

    assert go_on(public, page, given).status_code == 200


def test_an_answer_that_is_not_offered_is_refused_in_words(public):
    page = tell(public, [])

    answer = go_on(public, page, {"danger": "perhaps\x00"})

    assert b"Select a valid choice" in answer.content


def test_a_page_that_a_browser_sends_again_without_its_answers_is_the_first_question(public):
    assert b"Is someone in danger right now?" in public.post("/ask").content


def test_opening_the_questions_by_address_leads_to_their_beginning(public):
    assert public.get("/ask").headers["Location"] == "/before"


def test_a_change_of_language_takes_the_answers_along(public):
    page = tell(public, STORY[:5])
    carried = re.search(r'action="/cy/ask"><input type="hidden" name="so_far" value="([^"]+)"', page.content.decode())[
        1
    ]

    answer = public.post("/cy/ask", {"so_far": carried, "go": "what"})

    assert b'lang="cy"' in answer.content
    assert b'value="what"' in answer.content


def test_a_code_opens_its_report_in_plain_words_however_it_is_typed(public):
    sent = go_on(public, tell(public, STORY))
    code = code_in(sent)

    answer = public.post("/code", {"code": code.replace(" ", "-")})

    assert b"A person has not opened it yet" in answer.content


def test_an_unknown_code_is_said_plainly_and_offers_nothing_to_write_into(public):
    unknown = public.post("/code", {"code": receipts.code_of("nobody's")})

    assert unknown.status_code == 200
    assert b"We have no report under this code" in unknown.content
    assert b"<textarea" not in unknown.content


def test_a_mistyped_digit_is_found_before_anything_is_looked_up(public):
    code = receipts.code_of("somebody's")
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)

    answer = public.post("/code", {"code": wrong})

    assert b"one digit may be wrong" in answer.content
    assert wrong.encode() in answer.content


@mark.parametrize("page", ["", "cy/", "ar/"])
def test_the_first_page_with_all_it_loads_is_light(page, public):
    answer = public.get(f"/{page}")
    loaded = re.findall(r'(?:src|href)="/static/([^"]+)"', answer.content.decode())

    sizes = [Path(finders.find(name)).stat().st_size for name in set(loaded)]
    assert len(sizes) >= 5
    assert len(answer.content) + sum(sizes) <= 60_000


def test_nobody_is_asked_anything_while_no_desk_reads(public, desk):
    desk.delete()

    answer = public.post("/ask", {"go": "danger"})

    assert answer.status_code == 503
    assert b"Call one of these numbers instead" in answer.content
