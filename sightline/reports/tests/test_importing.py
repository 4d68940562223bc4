"""A partner's file, row by row, without a page."""

from datetime import UTC, date, datetime

from pytest import fixture, mark

from sightline.agencies.tests.factories import AgencyFactory
from sightline.kit.acting import acting_as
from sightline.ledger.models import Entry
from sightline.reports import importing
from sightline.reports.importing import bring_in
from sightline.reports.models import EarlierTelling, Report
from sightline.reports.tables import rows_of
from sightline.reports.tests.factories import ReportFactory

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


@mark.django_db
def test_columns_may_stand_in_any_order_and_unknown_ones_are_left_alone(bring):
    rows = rows_of(b"what,colour,place,observed_on,partner_reference\nSix beds.,red,Here,2018-10-01,NC-1\n")

    assert [answer.outcome for answer in bring(*rows)] == ["stored"]


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
def test_one_that_is_at_another_desk_unseen_keeps_no_other_from_being_stored(handler, council, desk):
    ReportFactory(door="partner", partner=council, partner_reference="7", desk=AgencyFactory(kind="charity"))
    rows = [ROW | {"partner_reference": str(number)} for number in range(10)]

    with acting_as(handler):
        outcomes = [answer.outcome for answer in bring_in(rows, partner=council, by=handler, at=NOW, desk=desk)]

    assert [number for number, outcome in enumerate(outcomes) if outcome != "stored"] == [7]
    assert outcomes[7] == "here already"
    assert Report.objects.count() == 10


@mark.django_db
def test_a_reference_that_comes_twice_in_one_file_is_one_report(bring):
    outcomes = [answer.outcome for answer in bring(ROW, ROW, ROW | {"what": "Nine beds."})]

    assert outcomes == ["stored", "here already", "told again"]
    assert Report.objects.get().what == "Nine beds."


@mark.django_db
def test_each_stored_row_has_its_own_entry_as_if_it_had_come_alone(bring):
    bring(ROW)
    alone = Entry.objects.get(act="collect")

    bring(*(ROW | {"partner_reference": f"NC-{number}"} for number in range(2, 6)))

    entries = Entry.objects.filter(act="collect")
    assert {entry.record for entry in entries} == set(Report.objects.values_list("pk", flat=True))
    assert {(entry.verb, entry.kind, tuple(entry.fields), entry.rule) for entry in entries} == {
        ("receive", "reports.Report", tuple(alone.fields), alone.rule)
    }


@mark.django_db
def test_a_long_file_takes_no_more_statements_than_a_short_one(bring, django_assert_max_num_queries):
    rows = [ROW | {"partner_reference": str(number)} for number in range(60)]

    with django_assert_max_num_queries(20):
        bring(*rows)

    assert Report.objects.count() == 60


@mark.django_db
def test_a_file_longer_than_one_lot_is_answered_in_order(bring, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 3)

    answers = bring(*(ROW | {"partner_reference": str(number)} for number in range(8)))

    assert [(answer.row, answer.outcome) for answer in answers] == [(row, "stored") for row in range(2, 10)]


@mark.django_db
def test_the_same_row_again_changes_nothing_and_answers_with_its_reference(bring):
    [first] = bring(ROW)

    [again] = bring(ROW)

    assert (again.outcome, again.report) == ("here already", first.report)
    assert not EarlierTelling.objects.exists()


@mark.django_db
def test_other_words_under_a_reference_are_told_again_and_the_first_are_kept(bring):
    [first] = bring(ROW)

    [again] = bring(ROW | {"what": "Nine beds.", "danger": "yes"})

    report = Report.objects.get()
    assert (again.outcome, again.report) == ("told again", first.report)
    assert (report.what, report.level) == ("Nine beds.", "red")
    assert EarlierTelling.objects.get().told["what"] == "Six beds."


@mark.django_db
def test_a_report_that_is_closed_takes_no_more_and_the_row_says_what_to_do(bring, desk):
    [first] = bring(ROW)
    Report.objects.filter(pk=first.report.pk).update(state="taken")
    Report.objects.filter(pk=first.report.pk).update(state="closed")

    [again] = bring(ROW | {"what": "Nine beds."})

    assert (again.outcome, again.wrong[0][0]) == ("refused", "partner_reference")
    assert Report.objects.get().what == "Six beds."


@mark.django_db
def test_the_references_that_were_asked_for_are_one_look_in_the_ledger(bring):
    bring(ROW)
    before = Entry.objects.filter(act="consult").count()

    bring(*[ROW] * 5)

    assert Entry.objects.filter(act="consult").count() == before + 1


@mark.django_db
def test_a_row_with_cells_missing_is_read_as_empty(bring):
    rows = rows_of(HEAD + b"NC-1\n")

    [answer] = bring(*rows)

    assert answer.outcome == "refused"
    assert {name for name, _reason in answer.wrong} == {"observed_on", "place", "what"}


def test_the_columns_that_every_row_needs_come_first():
    assert importing.COLUMNS[: len(importing.NEEDED)] == importing.NEEDED
