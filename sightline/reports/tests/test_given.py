"""The look at it all, the code and what comes after; and trying it all while nothing is stored."""

import re
import struct
import zlib

from pytest import fixture, mark

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory
from sightline.kit.models import Notice
from sightline.reports import receipts
from sightline.reports.drawn import DOT, picture
from sightline.reports.models import Report, ReporterContact
from sightline.reports.tests.test_public_pages import STORY, code_in, go_on, held, tell

pytestmark = mark.django_db


@fixture(autouse=True)
def desk():
    return AgencyFactory(code="northumbria-police", name="Northumbria Police", area=AreaFactory())


@fixture
def sent(public):
    return go_on(public, tell(public, STORY))


def written(public, what):
    """The look at it all, of a story with these words."""
    return tell(public, [*STORY[:5], {"what": what}, *STORY[6:]])


def trial(public, story):
    """The page after the last of these answers, of somebody who only tries."""
    answer = public.post("/ask", {"go": "danger", "trial": "yes"})
    for given in story:
        answer = go_on(public, answer, given)
    return answer


# The look at it all --------------------------------------------------------------------------------------


def test_words_that_may_tell_who_wrote_are_pointed_out_with_softer_ones(public):
    check = written(public, "My boss <b>hits</b> them. Ring 07700 900123.").content.decode()

    assert '<mark dir="auto">07700 900123</mark>' in check
    assert "a boss &lt;b&gt;hits&lt;/b&gt; them. Ring (a phone number)." in check


def test_nothing_is_changed_until_the_writer_takes_the_softer_words(public):
    check = written(public, "Ring 07700 900123.")
    kept = go_on(public, check)
    softer = go_on(public, written(public, "Ring 07700 900124."), go="soften-what")
    assert b"(a phone number)" in softer.content
    go_on(public, softer)

    assert kept.status_code == 200
    assert {report.what for report in Report.objects.all()} == {"Ring 07700 900123.", "Ring (a phone number)."}


@mark.parametrize("name", ["no-such-answer", "signs", "", "\x00"])
def test_softening_what_is_no_text_changes_nothing(public, name):
    check = tell(public, STORY)

    assert b"Four men sleep behind the car wash." in go_on(public, check, go=f"soften-{name}").content


def test_what_was_answered_is_shown_and_what_was_left_out_folded_away(public):
    check = tell(public, STORY).content.decode()
    shown, folded = check.split("What you left out")

    assert "Four men sleep behind the car wash." in shown
    assert "No answer" not in shown
    assert "Who is in control?" in folded.split("</details>")[0]


def test_a_text_that_gives_nothing_away_is_met_with_the_questions_alone(public):
    check = tell(public, STORY).content

    assert b"<mark" not in check
    assert b"Have you written your name, your job, or who told you?" in check


@mark.parametrize(
    ("sharing", "says"),
    [
        ("", "You give no details"),
        ("anonymous", "You give no"),
        ("confidential", "The desk may"),
        ("shareable", "Your details may go"),
    ],
)
def test_the_three_levels_are_told_and_the_choice_marked(public, sharing, says):
    check = tell(public, [*STORY[:-1], {"moving": "no", "go": "sharing"}, {"sharing": sharing, "go": "check"}])

    chosen = re.findall(r'<li class="chosen"><b>Your choice:</b> ([^<]+)', check.content.decode())
    assert len(chosen) == 1
    assert chosen[0].startswith(says)


@fixture
def helpline(desk):
    desk.kind, desk.area = "police force", AreaFactory(code="northumbria")
    desk.save()
    return AgencyFactory(code="modern-slavery-helpline", name="Modern Slavery Helpline", kind="charity")


def asked_for_no_police(public, danger):
    """The look at it all, of somebody who wants a desk that is not the police to read it."""
    page = tell(public, [{"danger": danger}])
    page = go_on(public, page, {"go": "place"})
    page = go_on(public, page, {"place": "12 Mill Lane, NE4 6AN", "go": "what"})
    page = go_on(public, page, {"what": "They take my pay.", "go": "reader"})
    return go_on(public, page, {"read_by": "not-police", "go": "check"})


def test_who_wants_no_police_is_read_by_a_desk_of_others_and_told_so(public, helpline):
    check = asked_for_no_police(public, "no")
    go_on(public, check)

    said = " ".join(check.content.decode().split())
    assert "To Modern Slavery Helpline, which is not the police, as you chose." in said
    assert Report.objects.get().desk == helpline
    assert Report.objects.get().answers["read_by"] == "not-police"


def test_where_somebody_may_be_in_danger_now_the_desk_of_the_area_reads_it_and_the_page_says_why(
    public, helpline, desk
):
    check = asked_for_no_police(public, "yes")
    go_on(public, check)

    said = " ".join(check.content.decode().split())
    assert "Someone may be in danger now, so this desk reads it at once." in said
    assert Report.objects.get().desk == desk


def test_a_report_that_was_stored_because_of_danger_stays_where_it_is_whatever_is_said_since(public, helpline, desk):
    check = asked_for_no_police(public, "yes")
    page = go_on(public, check, {"go": "danger"})
    check = go_on(public, page, {"danger": "no", "go": "check"})
    go_on(public, check)

    assert "which is not the police" not in " ".join(check.content.decode().split())
    assert (Report.objects.get().desk, Report.objects.get().level) == (desk, "red")


def test_where_only_the_police_read_reports_the_page_says_so_before_anything_is_sent(public, desk):
    desk.kind = "police force"
    desk.save()

    check = asked_for_no_police(public, "no")

    assert "Here only the police read reports." in " ".join(check.content.decode().split())


def test_the_first_page_says_that_there_is_a_choice_where_there_is_one(public, desk):
    desk.kind = "police force"
    desk.save()
    choice = b"a desk which is not the police reads it first"
    assert choice not in public.get("/").content

    AgencyFactory(code="modern-slavery-helpline", kind="charity")

    assert choice in public.get("/").content


def test_contact_details_are_asked_only_of_who_may_be_reached_and_kept_apart(public):
    page = tell(public, [*STORY[:-1], {"moving": "no", "go": "sharing"}, {"sharing": "confidential"}])
    assert b"How can we reach you?" in page.content
    check = go_on(public, page, {"contact_reach": "07700 900123", "go": "check"})
    go_on(public, check)

    assert ReporterContact.objects.get().reach == "07700 900123"
    assert "900123" not in Report.objects.get().as_json()


def test_whoever_has_told_enough_may_check_and_send_from_any_page(public):
    before, after = tell(public, STORY[:6]), tell(public, STORY[:7])

    assert b"Check and send" not in before.content
    assert b"Check and send" in after.content


# The code ------------------------------------------------------------------------------------------------


def test_the_code_is_shown_in_groups_of_four_and_one_is_typed_back(public, sent):
    groups = code_in(sent).split()
    assert [len(group) for group in groups] == [4] * 5

    steps = go_on(public, sent, {"group": f" {groups[2]} "})

    assert b"What happens next" in steps.content


def test_the_whole_code_may_be_pasted_and_typing_is_no_duty(public, sent):
    pasted, left_out = go_on(public, sent, {"group": code_in(sent)}), go_on(public, sent, go="on")

    assert b"What happens next" in pasted.content
    assert b"What happens next" in left_out.content


@mark.parametrize("typed", ["", "12", "x", "99999"])
def test_other_digits_are_said_to_be_wrong_and_the_code_stays(public, sent, typed):
    again = go_on(public, sent, {"group": typed})

    assert b"Error:" in again.content
    assert code_in(again) == code_in(sent)


def test_the_code_may_be_kept_as_a_picture_under_a_name_that_says_nothing(public, sent):
    answer = go_on(public, sent, go="picture")

    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="picture.png"'
    assert answer.content == picture(code_in(sent).replace(" ", "\n"))


def test_the_picture_is_what_it_says_and_holds_nothing_else():
    drawn = picture("12\n34")
    width, height, depth, kind = struct.unpack(">IIBB", drawn[16:26])
    body = drawn[41 : -12 - 4]

    assert re.findall(rb"IHDR|IDAT|IEND|tEXt|tIME|eXIf", drawn) == [b"IHDR", b"IDAT", b"IEND"]
    assert (width % DOT, height % DOT, depth, kind) == (0, 0, 8, 0)
    assert len(zlib.decompress(body)) == height * (width + 1)


def test_a_code_is_never_shown_for_what_was_not_sent(public):
    check = tell(public, STORY)

    answer = go_on(public, check, go="picture")

    assert answer.headers["Content-Type"] != "image/png"
    assert not Report.objects.exists()


def test_a_change_of_language_shows_the_code_again(public, sent):
    form = re.search(r'action="/cy/ask"><input type="hidden" name="so_far" value="([^"]+)"', sent.content.decode())

    welsh = public.post("/cy/ask", {"so_far": form[1], "go": "again"})

    assert code_in(welsh) == code_in(sent)


# Trying it -----------------------------------------------------------------------------------------------


def test_a_trial_shows_every_question_and_stores_nothing(public):
    page = trial(public, [*STORY[:-1], {"moving": "no"}])
    assert b"You are only trying this" in page.content
    sent = go_on(public, go_on(public, page, go="check"))

    assert b"Here you would see your code" in sent.content
    assert code_in(sent).replace(" ", "") == "0" * receipts.DIGITS
    assert b"Nothing of it was stored" in go_on(public, sent, go="on").content
    assert not Report.objects.exists()


def test_danger_in_a_trial_shows_999_and_calls_nobody(public):
    answer = trial(public, [{"danger": "yes"}])

    assert b"999" in answer.content
    assert b"Had this been no trial" in answer.content
    assert not Report.objects.exists()
    assert not Notice.objects.exists()


def test_a_trial_cannot_be_made_of_what_was_begun_in_earnest(public):
    page = tell(public, STORY)

    go_on(public, page, {"trial": "yes"})

    assert Report.objects.count() == 1
    assert held(page, "so_far")
