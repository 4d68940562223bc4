"""A report in words."""

from datetime import UTC, datetime

from pytest import fixture, mark

from sightline.agencies.tests.factories import AgencyFactory, PersonFactory
from sightline.reports import words
from sightline.reports.models import Level, Report


@fixture
def report():
    return Report(
        desk=AgencyFactory.build(),
        level="amber",
        reasons=["R8"],
        received_at=datetime(2018, 10, 1, tzinfo=UTC),
        danger="soon",
        kinds=["forced-work"],
        signs=["debt", "threats", "violence"],
        signs_seen=["debt"],
        signs_told=["threats"],
        people="4",
    )


def test_only_what_was_answered_is_shown_in_the_order_of_the_questions(report):
    asked = [str(answer.question) for answer in words.answers(report)]

    assert asked == [
        "Is someone in danger right now?",
        "What do you think is happening?",
        "Signs",
        "How many people may be exploited?",
    ]


def test_each_sign_says_how_the_reporter_knows(report):
    assert [words.sign(report, code) for code in report.signs] == [
        "They work to pay off a debt (saw it)",
        "They or their family are threatened (was told)",
        "They are hit or hurt",
    ]


def test_an_answer_that_the_list_does_not_know_any_more_is_shown_as_it_is(report):
    report.kinds = ["an-old-word"]

    assert ["an-old-word"] in [answer.words for answer in words.answers(report)]


def test_not_knowing_is_shown_as_an_answer(report):
    report.danger = "do-not-know"

    assert next(words.answers(report)).words == ["I do not know"]


def test_the_heading_is_the_most_urgent_reason(report):
    report.reasons = ["R2", "R8"]

    assert words.heading(report) == "Someone is locked in or cannot leave, and is there now"


@mark.parametrize("reasons", [[], ["R11"], ["R99"]])
def test_a_report_without_danger_says_so(reasons, report):
    report.reasons = reasons

    assert words.heading(report) == "A report without a sign of danger"


def test_every_level_has_its_way_to_be_drawn():
    assert set(words.KIND) == set(Level)


def test_every_step_has_a_word():
    assert set(Report.STEPS) <= set(words.VERBS)


def test_whose_turn_it_is_follows_the_report(report):
    reader, colleague = PersonFactory.build(), PersonFactory.build(name="Invented Colleague")
    assert "nobody has taken it" in words.turn(report, reader)

    report.state, report.taken_by = "taken", reader
    assert words.turn(report, reader).startswith("Your turn")
    report.taken_by = colleague
    assert words.turn(report, reader) == "With Invented Colleague"

    report.state = "passed-on"
    assert words.turn(report, reader) == "With the analysts"
    report.state = "closed"
    assert words.turn(report, reader) == "Nobody’s turn here"


def test_the_foot_says_why_in_a_sentence_or_nothing():
    assert words.because("the desk") == "You can see this because it is open to the desk."
    assert words.because("") == ""


@mark.parametrize(("state", "here"), [("received", "Reports"), ("taken", "Reports"), ("passed-on", "Intelligence")])
def test_the_trail_stands_where_the_report_stands(state, here, report):
    report.state = state

    with_urls = [step["name"] for step in words.trail(report) if step.get("here")]
    assert with_urls == [here]


def test_tags_are_what_was_heard_in_few_words(report):
    tags = [str(tag) for tag in words.tags(report)]

    assert "4" in tags
    assert "They are hit or hurt" in tags
    assert "Not this minute, but soon" not in tags


@mark.parametrize(
    ("counts", "says"),
    [
        ((1, 0, 0), ("One report waits for the desk", "None speaks of danger now.")),
        ((2, 1, 0), ("2 reports wait for the desk", "One open report speaks of danger now.")),
        ((3, 2, 0), ("3 reports wait for the desk", "2 open reports speak of danger now.")),
        ((2, 1, 2), ("No report waits for the desk", "One open report speaks of danger now. 2 are being looked at.")),
    ],
)
def test_the_queue_says_how_many_wait_and_how_many_in_danger(counts, says):
    assert words.waiting(dict(zip(("all", "red", "taken"), counts, strict=True))) == says


def test_a_line_holds_the_first_words_of_a_long_text():
    report = Report(what="word " * 100)

    assert len(report.first_words) <= 120
    assert report.first_words.endswith("…")


def test_without_words_the_line_holds_the_place():
    assert Report(place="Mill Lane").first_words == "Mill Lane"
