"""What must be true of counts, figures, statements and quotations is held by the database, whoever writes."""

from datetime import timedelta

from django.db import IntegrityError, connection, transaction
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, PersonFactory
from sightline.kit.acting import acting_as
from sightline.operations.tests.factories import OperationFactory
from sightline.oversight.models import Figure, Quotation, Statement
from sightline.oversight.tests.factories import (
    NOON,
    CountFactory,
    FigureFactory,
    QuotationFactory,
    StatementFactory,
    approved,
    checked,
    held,
    published,
    released,
    welsh,
)

pytestmark = mark.django_db


@fixture
def refused():
    """`with refused("name"):` what the database refuses, by the name of the constraint or the words of the guard."""

    def refusing(name):
        return raises(IntegrityError, match=name)

    return refusing


def change(record, **columns):
    """Write to a record past every action, as an owner's mistake would."""
    with transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(**columns)


# Counts and figures -----------------------------------------------------------


def held_to_account():
    """Let the deferred keys speak now."""
    connection.check_constraints()


@mark.parametrize("make", [CountFactory, FigureFactory, StatementFactory], ids=["count", "figure", "statement"])
def test_the_area_is_the_operations(make, refused):
    with refused("area_is_the_operations"):
        make(area=AreaFactory(code="gwent"))
        held_to_account()


def test_a_figure_rests_on_a_count_of_its_own_operation(refused):
    with refused("figure_count_is_of_its_operation"):
        FigureFactory(count=CountFactory())
        held_to_account()


def test_a_figure_is_a_part_of_one_of_its_own_operation(refused):
    with refused("figure_is_part_of_one_of_its_operation"):
        FigureFactory(subset_of=FigureFactory())
        held_to_account()


def test_a_held_figure_has_no_value(refused):
    with refused("held_figure_has_no_value"):
        change(held(), value=4)


@mark.parametrize("qualifier", ["most", "many", "a series of", "largest so far", "not stated"])
def test_words_without_a_number_have_no_value(qualifier, refused):
    with refused("only_words_with_a_number_have_a_value"):
        FigureFactory(qualifier=qualifier, value=12)


@mark.parametrize("qualifier", ["exactly", "more than", "about"])
def test_words_with_a_number_may_have_one(qualifier):
    assert FigureFactory(qualifier=qualifier, value=12).value == 12


@mark.parametrize(
    "columns",
    [
        {"state": "approved"},
        {"state": "held", "value": None},
        {"state": "draft", "approved_at": NOON},
        {"state": "superseded", "approved_at": NOON},
    ],
    ids=["approved by nobody", "held by nobody", "a draft that was approved", "approved at a moment by nobody"],
)
def test_a_figure_is_approved_by_somebody_at_a_moment(columns, refused):
    with refused("figure_is_approved_by_somebody"):
        FigureFactory(**columns)


def test_a_draft_may_be_superseded_without_having_been_approved():
    assert FigureFactory(state="superseded").approved_at is None


@mark.parametrize("columns", [{"state": "draft"}, {"state": "superseded"}])
def test_nothing_is_published_that_nobody_approved(columns, refused):
    with refused("published_figure_was_approved"):
        FigureFactory(published_at=NOON, **columns)


def test_a_held_figure_is_not_published(refused):
    with refused("published_figure_was_approved"):
        change(held(), published_at=NOON)


def test_an_agency_has_one_approved_figure_a_measure(refused):
    first = approved()

    with refused("one_figure_a_measure"):
        approved(operation=first.operation)


def test_a_held_figure_stands_where_an_approved_one_would(refused):
    first = held()

    with refused("one_figure_a_measure"):
        approved(operation=first.operation, measure=first.measure)


def test_an_agency_has_one_draft_a_measure(refused):
    first = FigureFactory()

    with refused("one_draft_a_measure"):
        FigureFactory(operation=first.operation)


def test_a_draft_may_stand_beside_what_it_would_supersede():
    first = approved()

    FigureFactory(operation=first.operation)

    assert Figure.objects.of(first.operation).standing().count() == 2


@mark.parametrize("other", [{"by_whom": "Another force"}, {"measure": "interventions"}])
def test_another_agency_or_measure_has_its_own(other):
    first = approved()

    assert approved(operation=first.operation, **other).state == "approved"


def test_many_earlier_figures_may_be_superseded():
    first = approved(state="superseded")

    approved(operation=first.operation, state="superseded")
    approved(operation=first.operation)

    assert Figure.objects.of(first.operation).standing().count() == 1


@mark.parametrize("columns", [{"value": 13}, {"shown": "13"}, {"qualifier": "about"}, {"published_at": None}])
def test_what_was_published_is_not_rewritten(columns, refused):
    with refused("what was published is not rewritten"):
        change(published(), **columns)


def test_what_was_published_may_be_superseded():
    figure = published()

    change(figure, state="superseded")

    assert Figure.objects.get().published_at == NOON


@mark.parametrize(
    ("before", "after"),
    [("approved", "draft"), ("superseded", "approved"), ("approved", "held")],
)
def test_a_figure_takes_no_step_that_is_not_in_its_table(before, after, refused):
    figure = approved(state=before)

    with refused("cannot take this step"):
        change(figure, state=after)


# Phrases ----------------------------------------------------------------------


def test_each_phrase_finds_its_own():
    draft, small, told = FigureFactory(), held(), published()
    old = approved(state="superseded")

    assert set(Figure.objects.standing()) == {draft, small, told}
    assert set(Figure.objects.waiting()) == {draft}
    assert set(Figure.objects.held()) == {small}
    assert set(Figure.objects.approved()) == {small, told}
    assert set(Figure.objects.published()) == {told}
    assert set(Figure.objects.of(old.operation)) == {old}
    assert set(Figure.objects.like("people-made-safe", "Invented Police")) == {small}


def test_a_statement_waits_until_it_is_out():
    draft, ready = StatementFactory(), checked()
    out = released()

    assert set(Statement.objects.waiting()) == {draft, ready}
    assert [one.is_out for one in (draft, ready, out)] == [False, False, True]


def test_quotations_stand_office_by_office_until_they_are_taken_out():
    statement = StatementFactory()
    second = QuotationFactory(statement=statement, office="Superintendent")
    first = QuotationFactory(statement=statement, office="Commissioner", state="signed-off", signed_off_at=NOON)
    QuotationFactory(statement=statement, office="Aldermen", state="withdrawn")

    assert list(Quotation.objects.standing()) == [first, second]
    assert list(Quotation.objects.waiting()) == [second]
    assert first.is_signed_off
    assert not second.is_signed_off


@mark.parametrize(
    ("given", "says"),
    [
        ({"qualifier": "exactly", "value": 12}, "12 people arrested"),
        ({"qualifier": "exactly", "value": None}, "fewer than 5 people arrested"),
        ({"qualifier": "more than", "value": 100}, "more than 100 people arrested"),
        ({"qualifier": "not stated", "value": None}, "people arrested: not stated"),
        ({"qualifier": "largest so far", "value": None}, "people arrested: the largest so far"),
    ],
)
def test_a_figure_in_full(given, says):
    assert Figure(says="people arrested", **given).in_full == says


# Statements -------------------------------------------------------------------


@mark.parametrize("words", [{"title_cy": "Dau ddiwrnod"}, {"text_cy": "Aeth swyddogion."}])
def test_welsh_has_a_heading_and_a_text(words, refused):
    with refused("welsh_has_a_heading_and_a_text"):
        StatementFactory(**words)


@mark.parametrize(
    "unsaid",
    [
        {"checked_by": None},
        {"checked_at": None},
        {"no_proceedings_harmed": False},
        {"names_nobody": False},
    ],
    ids=lambda unsaid: next(iter(unsaid)),
)
def test_a_checked_statement_was_checked_by_somebody_who_said_both_things(unsaid, refused):
    with refused("checked_by_somebody_who_said_so"):
        checked(**unsaid)


def test_a_draft_has_not_been_checked(refused):
    with refused("checked_by_somebody_who_said_so"):
        StatementFactory(checked_by=PersonFactory(), checked_at=NOON)


@mark.parametrize(
    "missing",
    [{"released_by": None}, {"released_at": None}, {"frozen_en": ""}, {"digest": ""}],
    ids=lambda missing: next(iter(missing)),
)
def test_a_released_statement_was_released_by_somebody_and_is_frozen(missing, refused):
    with refused("released_by_somebody_and_frozen"):
        released(**missing)


def test_a_checked_statement_is_not_released_yet(refused):
    with refused("released_by_somebody_and_frozen"):
        checked(released_by=PersonFactory(), released_at=NOON)


def test_a_statement_is_replaced_once(refused):
    first = released()
    StatementFactory(operation=first.operation, replaces=first)

    with refused("statement_is_replaced_once"):
        StatementFactory(operation=first.operation, replaces=first)


def test_a_statement_replaces_one_of_its_own_operation(refused):
    with refused("statement_replaces_one_of_its_operation"):
        StatementFactory(operation=OperationFactory(), replaces=released())
        held_to_account()


WORDS = [
    {"title_en": "Three days"},
    {"text_en": "Officers went elsewhere."},
    {"title_cy": "Tri diwrnod"},
    {"text_cy": "Aeth swyddogion i rywle arall."},
    {"contacts": ["bawso"]},
    {"embargo_until": NOON + timedelta(hours=1)},
]


@mark.parametrize("make", [checked, released], ids=["checked", "released"])
@mark.parametrize("words", WORDS, ids=lambda words: next(iter(words)))
def test_only_a_draft_is_reworded(words, make, refused):
    with refused("only a draft is reworded"):
        change(make(), **words)


@mark.parametrize("words", WORDS, ids=lambda words: next(iter(words)))
def test_a_draft_is_reworded(words):
    statement = StatementFactory(**welsh())

    change(statement, **words)

    assert Statement.objects.filter(**words).exists()


@mark.parametrize("state", ["released", "superseded"])
@mark.parametrize(
    "columns",
    [{"frozen_en": "Nothing."}, {"frozen_cy": "Dim."}, {"digest": "1" * 64}, {"released_at": NOON + timedelta(days=1)}],
    ids=lambda columns: next(iter(columns)),
)
def test_what_was_released_is_not_rewritten(columns, state, refused):
    with refused("what was released is not rewritten"):
        change(released(state=state), **columns)


def test_what_was_released_may_be_superseded():
    statement = released()

    change(statement, state="superseded")

    assert Statement.objects.get().frozen_en == statement.frozen_en


@mark.parametrize(
    ("make", "after"),
    [(StatementFactory, "released"), (released, "draft"), (released, "checked"), (StatementFactory, "superseded")],
)
def test_a_statement_takes_no_step_that_is_not_in_its_table(make, after, refused):
    with refused("cannot take this step"):
        change(make(), state=after)


# Quotations -------------------------------------------------------------------


@mark.parametrize("columns", [{"state": "signed-off"}, {"signed_off_at": NOON}])
def test_words_are_signed_off_at_a_moment(columns, refused):
    with refused("signed_off_at_a_moment"):
        QuotationFactory(**columns)


@mark.parametrize("make", [checked, released], ids=["checked", "released"])
def test_an_office_is_quoted_in_a_draft(make, refused, commander):
    statement, speaker = make(), PersonFactory()

    with refused("an office is quoted in a draft"), acting_as(commander):
        QuotationFactory(statement=statement, speaker=speaker)


@mark.parametrize("columns", [{"says_en": "Other words."}, {"says_cy": "Geiriau eraill."}, {"state": "withdrawn"}])
def test_what_an_office_said_stays_once_it_is_out(columns, refused):
    statement = StatementFactory(**welsh())
    quotation = QuotationFactory(statement=statement, state="signed-off", signed_off_at=NOON)
    person = PersonFactory()
    said = {"no_proceedings_harmed": True, "names_nobody": True}
    change(statement, state="checked", checked_by=person, checked_at=NOON, **said)
    frozen = {"frozen_en": "Officers went.", "digest": "0" * 64}
    change(statement, state="released", released_by=person, released_at=NOON, **frozen)

    with refused("an office is quoted in a draft"):
        change(quotation, **columns)


def test_the_office_may_still_sign_a_checked_statement():
    statement = StatementFactory(**welsh())
    quotation = QuotationFactory(statement=statement)
    said = {"no_proceedings_harmed": True, "names_nobody": True}
    change(statement, state="checked", checked_by=PersonFactory(), checked_at=NOON, **said)

    change(quotation, state="signed-off", signed_off_at=NOON)

    assert Quotation.objects.get().is_signed_off


def test_a_quotation_belongs_where_its_statement_does(refused):
    with refused("quotation_operation_is_the_statements"):
        QuotationFactory(operation=OperationFactory())
        held_to_account()
