"""Who sees counts, figures, statements and quotations, through the real database roles."""

from django.db import DatabaseError
from pytest import fixture, mark, param, raises

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import AreaFactory, GrantFactory, PersonFactory, person_as
from sightline.kit.acting import acting_as
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import AssignmentFactory
from sightline.oversight.models import Count, Figure, Quotation, Statement
from sightline.oversight.tests.factories import (
    CountFactory,
    FigureFactory,
    QuotationFactory,
    StatementFactory,
    approved,
    checked,
    held,
    published,
    released,
)
from sightline.sharing.tests.closed import closed_in, closes

pytestmark = mark.django_db

COMMAND, CARE, OVERSIGHT = "operation commander", "safeguarding coordinator", "oversight"
EVERYBODY = set(Role)


def superseded_draft():
    """A choice that gave way before anybody approved it."""
    return FigureFactory(state="superseded")


def superseded():
    """A figure that was approved and has given way."""
    return approved(state="superseded")


def replaced():
    """A statement that a later one has replaced."""
    return released(state="superseded")


RECORDS = [
    param(CountFactory, {COMMAND, CARE}, id="a count"),
    param(FigureFactory, {COMMAND, CARE}, id="a figure to be approved"),
    param(superseded_draft, {COMMAND, CARE}, id="a choice that gave way"),
    param(held, {COMMAND, CARE, OVERSIGHT}, id="a held figure"),
    param(approved, {COMMAND, CARE, OVERSIGHT}, id="an approved figure"),
    param(superseded, {COMMAND, CARE, OVERSIGHT}, id="a superseded figure"),
    param(published, EVERYBODY, id="a published figure"),
    param(StatementFactory, {COMMAND, CARE, OVERSIGHT}, id="a draft"),
    param(checked, {COMMAND, CARE, OVERSIGHT}, id="a checked statement"),
    param(released, EVERYBODY, id="a released statement"),
    param(replaced, EVERYBODY, id="a superseded statement"),
    param(QuotationFactory, {COMMAND, CARE, OVERSIGHT}, id="a quotation"),
]


def sees(person, record, role="sl_staff"):
    with acting_as(person, role):
        return type(record).objects.filter(pk=record.pk).exists()


@mark.parametrize("role", sorted(Role))
@mark.parametrize(("make", "readers"), RECORDS)
def test_who_sees_it(make, readers, role):
    record = make()

    assert sees(person_as(role), record) is (role in readers)


@mark.parametrize("role", [COMMAND, CARE, OVERSIGHT])
@mark.parametrize(("make", "readers"), RECORDS)
def test_the_same_roles_elsewhere_see_what_everybody_sees(make, readers, role):
    record = make()

    assert sees(person_as(role, area=AreaFactory(code="gwent")), record) is (readers == EVERYBODY)


@mark.parametrize(("make", "readers"), RECORDS)
def test_somebody_without_a_role_sees_what_everybody_sees(make, readers):
    record = make()

    assert sees(PersonFactory(), record) is (readers == EVERYBODY)


@mark.parametrize(("make", "readers"), RECORDS)
def test_the_public_reads_what_is_out_and_nothing_else(make, readers):
    record = make()

    if isinstance(record, (Count, Quotation)):
        with raises(DatabaseError, match="permission denied"):
            sees(None, record, "sl_public")
    else:
        assert sees(None, record, "sl_public") is (readers == EVERYBODY)


@mark.parametrize(("make", "readers"), RECORDS)
def test_two_roles_of_one_person_do_not_mix(make, readers):
    """Oversight elsewhere who is an officer here."""
    person = person_as("visiting officer")
    GrantFactory(person=person, role=OVERSIGHT, area=AreaFactory(code="gwent"))
    record = make()

    assert sees(person, record) is (readers == EVERYBODY)


def test_a_part_in_an_operation_opens_no_count(operation):
    count = CountFactory(operation=operation)
    member = AssignmentFactory(operation=operation, part=Assignment.Part.COMMANDER).person

    assert not sees(member, count)


def test_the_speaker_sees_their_own_words_and_not_the_statement():
    speaker = PersonFactory()
    mine, another = QuotationFactory(speaker=speaker), QuotationFactory()

    assert sees(speaker, mine)
    assert not sees(speaker, mine.statement)
    assert not sees(speaker, another)


@mark.parametrize("model", [Count, Figure, Statement, Quotation], ids=lambda model: model.__name__)
@mark.parametrize("front", ["sl_staff", "sl_public"])
def test_nobody_deletes(model, front):
    with raises(DatabaseError, match="permission denied"), acting_as(person_as(COMMAND), front):
        model.objects.all()._raw_delete("default")


# Writing past the actions -------------------------------------------------------


@fixture
def writing():
    """Write to a record as somebody: how many rows it reached, or what the database refused."""

    def write(person, record, front="sl_staff", **columns):
        with acting_as(person, front):
            return type(record).objects.filter(pk=record.pk).update(**columns)

    return write


@mark.parametrize("role", sorted(EVERYBODY - {COMMAND, CARE}))
def test_nobody_else_writes_to_a_figure(role, writing):
    assert writing(person_as(role), published(), state="superseded") == 0


@mark.parametrize("role", sorted(EVERYBODY - {COMMAND, CARE}))
def test_nobody_else_writes_to_a_statement(role, writing):
    assert writing(person_as(role), released(), state="superseded") == 0


@mark.parametrize("role", sorted(EVERYBODY - {COMMAND}))
def test_nobody_else_writes_to_the_words_of_an_office(role, writing):
    assert writing(person_as(role), QuotationFactory(), state="withdrawn") == 0


@mark.parametrize(
    ("make", "columns"),
    [
        (FigureFactory, {"qualifier": "most"}),
        (FigureFactory, {"by_whom": "Another force"}),
        (FigureFactory, {"as_at": None}),
        (FigureFactory, {"count": None}),
        (StatementFactory, {"drafted_by": None}),
        (StatementFactory, {"operation": None}),
        (QuotationFactory, {"says_en": "Other words."}),
        (QuotationFactory, {"office": "Another office"}),
        (QuotationFactory, {"speaker": None}),
    ],
    ids=lambda given: next(iter(given)) if isinstance(given, dict) else "",
)
def test_even_command_changes_no_other_column(make, columns, writing, commander):
    with raises(DatabaseError, match="permission denied"):
        writing(commander, make(), **columns)


@mark.parametrize("make", [published, released], ids=["a figure", "a statement"])
def test_the_public_writes_nothing(make, writing):
    record = make()

    with raises(DatabaseError, match="permission denied"):
        writing(None, record, "sl_public", state="superseded")


def test_a_small_number_is_in_no_row_that_oversight_reads(overseer):
    figure = held(counted=3)

    with acting_as(overseer):
        row = Figure.objects.filter(pk=figure.pk).values().get()
        assert not Count.objects.exists()
    assert 3 not in row.values()
    assert "3" not in (row["shown"], row["says"])


def test_an_unpublished_figure_is_no_part_of_a_published_one_for_the_public():
    """A figure may be said without the whole of which it is a part."""
    whole = approved(measure="interventions")
    part = published(operation=whole.operation, measure="soft-interventions", subset_of=whole)

    with acting_as(None, "sl_public"):
        assert Figure.objects.select_related("subset_of").get(pk=part.pk).subset_of is None


@mark.parametrize("model", closed_in("oversight"), ids=lambda model: model.__name__)
def test_a_conflict_of_interest_closes_it(model):
    assert closes(model)
