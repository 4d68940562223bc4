"""What the desk does, in numbers: how soon, to whom, as what, and small ones hidden."""

from datetime import UTC, datetime, timedelta

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.ledger.models import Entry
from sightline.reports import actions, counting
from sightline.reports.models import Report, SanitisedReport
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import ReportFactory, SanitisedReportFactory

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)


def told(answer):
    return " ".join(answer.content.decode().split())


@fixture
def read(desk, handler):
    """So many reports of a level, read after so long."""

    def make(number, level, after, **given):
        given = {"state": "taken", "taken_by": handler, "taken_at": NOW + after, "received_at": NOW} | given
        return ReportFactory.create_batch(number, desk=desk, level=level, **given)

    return make


@mark.parametrize(
    ("level", "after", "door", "in_time"),
    [
        ("red", timedelta(minutes=5), "call", 6),
        ("red", timedelta(minutes=6), "call", 0),
        ("amber", timedelta(hours=4), "call", 6),
        ("amber", timedelta(hours=4, minutes=1), "call", 0),
        ("routine", timedelta(hours=24), "call", 6),
        ("red", timedelta(minutes=59), "public", 6),
        ("red", timedelta(minutes=66), "public", 0),
    ],
)
def test_a_report_is_read_in_time_by_its_level(level, after, door, in_time, read):
    read(6, level, after, door=door)

    assert counting.whole(Report.objects.all()).in_time == in_time


@mark.parametrize(
    ("came", "after", "replied"),
    [
        (datetime(2018, 10, 17, 16, tzinfo=UTC), timedelta(days=5, hours=6), 6),  # Wednesday, read on Monday
        (datetime(2018, 10, 17, 16, tzinfo=UTC), timedelta(days=5, hours=8), 0),  # on Tuesday, by an hour
        (datetime(2018, 12, 24, 16, tzinfo=UTC), timedelta(days=7), 6),  # Christmas Eve: two bank holidays on the way
    ],
)
def test_a_first_reply_is_due_within_three_working_days(came, after, replied, read):
    read(6, "routine", timedelta(), received_at=came, taken_at=came + after)

    assert counting.whole(Report.objects.all()).replied == replied


def test_what_the_desk_wrote_is_a_reply(desk, handler):
    for report in ReportFactory.create_batch(6, desk=desk, received_at=NOW):
        actions.write(report, by=handler, at=NOW + timedelta(days=1), text="Is it still going on?")

    assert counting.whole(Report.objects.all()).replied == 6


@mark.parametrize(("after", "in_time", "replied"), [({"hours": 3}, 6, 6), ({"hours": 30}, 0, 6), ({"days": 9}, 0, 0)])
def test_what_is_closed_without_being_taken_was_read_and_answered_then(after, in_time, replied, desk, handler):
    for report in ReportFactory.create_batch(6, desk=desk, level="routine", received_at=NOW):
        actions.close(report, by=handler, at=NOW + timedelta(**after), why="Told before, in R-1234-5678.")

    with acting_as(handler):
        row = counting.whole(Report.objects.all())

    assert (row.read, row.in_time, row.replied) == (6, in_time, replied)
    assert row.median == timedelta(**after)


def test_half_are_read_within_the_middle_of_all(read):
    read(3, "routine", timedelta(hours=1))
    read(2, "routine", timedelta(hours=2))
    read(3, "routine", timedelta(days=90))

    assert counting.whole(Report.objects.all()).median == timedelta(hours=2)


def test_the_middle_of_few_is_not_told(read):
    read(4, "routine", timedelta(hours=1))
    ReportFactory.create_batch(6, desk=Report.objects.first().desk, received_at=NOW)

    assert counting.whole(Report.objects.all()).median is None


def test_what_two_numbers_of_a_line_would_give_back_is_hidden(read):
    read(20, "routine", timedelta(hours=1))
    read(2, "routine", timedelta(hours=40))  # replied within 3 working days, but not read in time
    read(8, "routine", timedelta(days=30))

    row = counting.whole(Report.objects.all())

    assert (row.in_time, row.replied) == (20, None)


def test_shares_are_of_all_on_the_line_and_never_of_what_is_hidden(read):
    read(10, "routine", timedelta(), state="passed-on")
    read(10, "routine", timedelta(), state="closed")
    shares = counting.whole(Report.objects.all()).shares

    assert (shares["passed_on"], shares["closed"]) == ("50%", "50%")
    assert set(counting.Row("few").shares.values()) == {""}


def test_what_became_of_them_is_counted(read):
    read(5, "routine", timedelta())
    read(6, "routine", timedelta(), state="passed-on")
    read(7, "routine", timedelta(), state="closed")

    row = counting.whole(Report.objects.all())

    assert (row.all, row.read, row.passed_on, row.closed) == (18, 18, 6, 7)


@mark.parametrize(
    ("numbers", "hidden"),
    [
        ([], []),
        ([9, 8], [False, False]),
        ([9, 4, 3], [False, True, True]),
        ([20, 9, 4], [False, True, True]),
        ([20, 9, 2, 1], [False, True, True, True]),
        ([8, 0, 2], [True, False, True]),
        ([4], [True]),
        ([5], [False]),
        ([0, 9, 9], [False, False, False]),
    ],
)
def test_small_numbers_are_hidden_and_so_is_what_gives_one_back(numbers, hidden):
    assert counting.hide(numbers) == hidden


def test_a_part_that_leaves_only_few_of_the_whole_is_hidden_too(read):
    read(8, "routine", timedelta(), state="passed-on")
    read(2, "routine", timedelta())

    row = counting.whole(Report.objects.all())

    assert (row.all, row.passed_on) == (10, None)


def test_what_is_in_hand_is_not_given_back_by_what_was_read_and_ended(read):
    read(20, "routine", timedelta(), state="passed-on")
    read(10, "routine", timedelta(), state="closed")
    read(3, "routine", timedelta())

    row = counting.whole(Report.objects.all())

    assert (row.all, row.passed_on, row.closed) == (33, 20, None)


def test_one_line_alone_hides_nothing_that_the_whole_would_give_back(read):
    read(20, "routine", timedelta(), state="passed-on", language="vi")
    read(10, "routine", timedelta(), state="passed-on", language="cy")
    read(8, "routine", timedelta(), language="en")
    read(2, "routine", timedelta(), state="passed-on", language="en")

    rows = {str(row.says): row.passed_on for row in counting.by(Report.objects.all(), "language")}

    assert rows == {"Vietnamese": 20, "Welsh": None, "English": None}


def test_few_reports_say_nothing_of_themselves(read):
    read(4, "red", timedelta())

    row = counting.whole(Report.objects.all())

    assert (row.all, row.read, row.in_time) == (None, None, None)


def test_each_way_of_counting_has_its_words(read):
    read(6, "amber", timedelta(), door="partner", area=AreaFactory(), language="vi")

    for name in counting.BY:
        (row,) = counting.by(Report.objects.all(), name)
        assert str(row.says)
        assert row.all == 6


def test_what_was_closed_is_counted_by_what_it_was(desk, handler):
    for report in ReportFactory.create_batch(6, desk=desk):
        actions.close(report, by=handler, at=NOW, why="Litter.", closed_as="not-exploitation")

    (row,) = counting.closed_as(Report.objects.all())

    assert (str(row.says), row.all) == ("Not about exploitation", 6)


def test_what_left_is_counted_by_whose_analysts_have_it_and_what_waits_is_not(desk):
    for _number in range(6):
        SanitisedReportFactory(report=ReportFactory(desk=desk))
    SanitisedReportFactory(report=ReportFactory(desk=desk), state="written")

    (row,) = counting.sent_to(SanitisedReport.objects.all())

    assert row.all == 6
    assert "The analysts of" in row.says


def test_the_page_counts_the_readers_own_desk_alone(at_desk, desk):
    ReportFactory.create_batch(6, desk=desk, received_at=datetime.now(UTC))
    ReportFactory.create_batch(20, received_at=datetime.now(UTC))

    page = told(at_desk.get("/reports/counts"))

    assert '<th scope="row">All</th><td class="num"><span class="of">All</span>6</td>' in page
    assert Entry.objects.filter(asked="what the desk does").exists()


@mark.parametrize("days", ["", "30", "365", "\x00", "9999", "-1", "x"])
def test_any_period_is_answered(days, at_desk):
    assert at_desk.get("/reports/counts", {"days": days}).status_code == 200


def test_an_old_report_is_in_the_year_and_not_in_the_month(at_desk, desk):
    ReportFactory.create_batch(6, desk=desk, received_at=datetime.now(UTC) - timedelta(days=100))

    assert "</span>6</td>" in told(at_desk.get("/reports/counts?days=365"))
    assert "</span>6</td>" not in told(at_desk.get("/reports/counts?days=30"))


def test_a_line_of_which_nothing_may_be_told_says_so_once(at_desk, desk):
    ReportFactory.create_batch(3, desk=desk, received_at=datetime.now(UTC), sector="car-wash")

    page = told(at_desk.get("/reports/counts"))

    assert '<th scope="row">Car wash</th><td class="few" colspan="7">fewer than 5, or hidden with it</td></tr>' in page


def test_a_line_shows_its_numbers_under_the_words_of_their_columns():
    row = counting.Row("All", all=40, read=40, in_time=30, median=timedelta(minutes=4))

    shown = {str(cell.says): (cell.number, cell.share, cell.is_time) for cell in row.cells}

    assert shown["In time"] == (30, "75%", False)
    assert shown["Half read within"] == (timedelta(minutes=4), "", True)
    assert shown["Closed"] == (None, "", False)


def test_whoever_is_no_call_handler_gets_no_numbers(council):
    assert signed_in(person_as("analyst", agency=council)).get("/reports/counts").status_code == 403


def test_a_close_without_saying_as_what_says_what_to_do(at_desk, desk):
    report = ReportFactory(desk=desk)

    page = told(at_desk.post(f"/reports/{report.ref}/close", {"why": "Litter."}))

    assert "Choose what comes nearest" in page
    assert Report.objects.get().state == "received"
