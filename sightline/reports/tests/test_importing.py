"""A partner's file, row by row, without a page."""

from datetime import UTC, date, datetime

from pytest import fixture, mark, raises

from sightline.kit.acting import acting_as
from sightline.reports import importing
from sightline.reports.importing import NotAFile, bring_in, rows_of
from sightline.reports.models import Report

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)
HEAD = b"partner_reference,observed_on,place,what\n"
ROW = {"partner_reference": "NC-1", "observed_on": "2018-10-01", "place": "Mill Lane", "what": "Six beds."}


@fixture
def bring(council, officer, desk):
    """What becomes of these rows."""

    def run(*rows):
        with acting_as(officer):
            return list(bring_in(rows, partner=council, by=officer, at=NOW))

    return run


def test_a_file_becomes_rows_by_the_names_in_its_first_line():
    rows = list(rows_of(HEAD + b'NC-1,2018-10-01,"Mill Lane, 7",Six beds.\n'))

    assert rows == [ROW | {"place": "Mill Lane, 7"}]


@mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_any_line_end_will_do(end):
    assert len(list(rows_of(HEAD.replace(b"\n", end) + b"NC-1,2018-10-01,Here,One." + end))) == 1


def test_the_mark_that_spreadsheets_put_first_is_no_part_of_a_name():
    assert len(list(rows_of(b"\xef\xbb\xbf" + HEAD + b"NC-1,2018-10-01,Here,One.\n"))) == 1


@mark.django_db
def test_columns_may_stand_in_any_order_and_unknown_ones_are_left_alone(bring):
    rows = rows_of(b"what,colour,place,observed_on,partner_reference\nSix beds.,red,Here,2018-10-01,NC-1\n")

    assert [answer.outcome for answer in bring(*rows)] == ["stored"]


@mark.parametrize("content", [b"", b"partner_reference,place\n", b"\n\n", b"\xff\xfe", "é".encode("latin-1")])
def test_what_is_no_table_is_refused_as_a_whole(content):
    with raises(NotAFile):
        list(rows_of(content))


@mark.django_db
def test_rows_are_counted_as_a_table_shows_them(bring):
    answers = bring(ROW, ROW | {"partner_reference": "NC-2"})

    assert [answer.row for answer in answers] == [2, 3]


@mark.django_db
def test_a_stored_row_is_a_report_with_its_own_answers(bring, council, desk):
    bring(ROW | {"signs": "debt; threats", "kinds": "forced-work", "danger": "no", "people": "6", "campaign": "HOTEL7"})

    report = Report.objects.get()
    assert (report.door, report.partner, report.desk, report.observed_on) == (
        "import",
        council,
        desk,
        date(2018, 10, 1),
    )
    assert (report.signs, report.kinds, report.people, report.campaign) == (
        ["debt", "threats"],
        ["forced-work"],
        "6",
        "HOTEL7",
    )


@mark.django_db
def test_a_row_of_danger_is_red_like_any_other(bring):
    bring(ROW | {"danger": "yes"})

    assert Report.objects.get().level == "red"


@mark.django_db
@mark.parametrize(
    ("change", "field"),
    [
        ({"partner_reference": ""}, "partner_reference"),
        ({"partner_reference": "x" * 81}, "partner_reference"),
        ({"observed_on": "yesterday"}, "observed_on"),
        ({"place": " "}, "place"),
        ({"what": ""}, "what"),
        ({"signs": "no-such-sign"}, "signs"),
        ({"kinds": "forced-work;nothing"}, "kinds"),
        ({"danger": "perhaps"}, "danger"),
        ({"what": "x" * 10_001}, "what"),
    ],
)
def test_a_bad_row_is_refused_with_its_field_and_a_reason(change, field, bring):
    [answer] = bring(ROW | change)

    assert (answer.outcome, [name for name, _reason in answer.wrong]) == ("refused", [field])
    assert not Report.objects.exists()


@mark.django_db
def test_good_rows_around_a_bad_one_are_stored(bring):
    rows = [ROW | {"partner_reference": str(number), "place": "" if number == 5 else "Here"} for number in range(10)]

    outcomes = [answer.outcome for answer in bring(*rows)]

    assert outcomes.count("stored") == 9
    assert Report.objects.count() == 9


@mark.django_db
def test_a_row_that_is_here_already_answers_with_its_reference(bring):
    [first] = bring(ROW)

    [again] = bring(ROW | {"what": "Changed."})

    assert (again.outcome, again.report) == ("here already", first.report)
    assert Report.objects.get().what == "Six beds."


@mark.django_db
def test_a_row_with_cells_missing_is_read_as_empty(bring):
    rows = rows_of(HEAD + b"NC-1\n")

    [answer] = bring(*rows)

    assert answer.outcome == "refused"
    assert {name for name, _reason in answer.wrong} == {"observed_on", "place", "what"}


def test_the_columns_that_every_row_needs_come_first():
    assert importing.COLUMNS[: len(importing.NEEDED)] == importing.NEEDED
