"""A key that a rule needs is its parent's, always: held by the database, tried by breaking it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as
from sightline.kit.apply import our_models
from sightline.kit.carried import CarriedKey, carries
from sightline.operations.models import Operation, Team, TeamMember
from sightline.operations.tests.factories import OperationFactory, TeamFactory, TeamMemberFactory
from sightline.reports.models import CallNote, Report, ReporterContact
from sightline.reports.tests.factories import CallNoteFactory, ReporterContactFactory, ReportFactory

CARRIED = [
    (model, constraint)
    for model in our_models()
    for constraint in model._meta.constraints
    if isinstance(constraint, CarriedKey)
]
every = mark.parametrize(("model", "carried"), CARRIED, ids=[constraint.name for _, constraint in CARRIED])


def check_now() -> None:
    """What is checked at the end of a transaction, checked at once."""
    connection.check_constraints()


@contextmanager
def checked() -> Iterator[None]:
    """A transaction of its own, and the checks at its end."""
    with transaction.atomic():
        yield
        check_now()


@mark.django_db
@every
def test_the_database_holds_each_of_them(model, carried):
    columns = [model._meta.get_field(name).column for name in (carried.via, *carried.keys)]
    with connection.cursor() as cursor:
        cursor.execute(
            "select array(select attname from unnest(conkey) with ordinality k (n, o) join pg_attribute a "
            "on a.attrelid = conrelid and a.attnum = k.n order by o)::text[], confupdtype, condeferrable, convalidated "
            "from pg_constraint where contype = 'f' and conname = %s and conrelid = %s::regclass",
            [carried.name, model._meta.db_table],
        )
        assert cursor.fetchall() == [(columns, "c", True, True)]


@every
def test_the_parent_has_the_very_columns(model, carried):
    parent = model._meta.get_field(carried.via).related_model

    for key in carried.keys:
        own, theirs = model._meta.get_field(key), parent._meta.get_field(key)
        assert type(own).get_internal_type(own) == type(theirs).get_internal_type(theirs)


@every
def test_a_carried_key_is_never_empty_where_its_parent_is_not(model, carried):
    """A compound key with one empty column is not checked at all."""
    parent = model._meta.get_field(carried.via).related_model
    loose = [
        key
        for key in carried.keys
        if model._meta.get_field(key).null
        and not parent._meta.get_field(key).null
        and not model._meta.get_field(carried.via).null
    ]

    assert loose == []


@mark.django_db
@mark.parametrize("child", [ReporterContactFactory, CallNoteFactory])
def test_a_child_cannot_name_another_key_than_its_parents(child):
    report = ReportFactory()

    with raises(IntegrityError, match="desk_is_the_reports"), checked():
        child(report=report, desk=AgencyFactory())


@mark.django_db
def test_a_child_cannot_move_to_another_key():
    note = CallNoteFactory()

    with raises(IntegrityError, match="note_desk"), checked():
        CallNote.objects.filter(pk=note.pk).update(desk=AgencyFactory())


@mark.django_db
def test_a_child_cannot_move_to_a_parent_with_another_key():
    note, elsewhere = CallNoteFactory(), ReportFactory()

    with raises(IntegrityError, match="note_desk"), checked():
        CallNote.objects.filter(pk=note.pk).update(report=elsewhere)


@mark.django_db
def test_a_change_of_the_parent_is_carried_to_every_child():
    report, desk = ReportFactory(), AgencyFactory()
    ReporterContactFactory(report=report)
    CallNoteFactory(report=report)

    Report.objects.filter(pk=report.pk).update(desk=desk)

    check_now()
    assert ReporterContact.objects.get().desk == desk
    assert CallNote.objects.get().desk == desk


@mark.django_db
def test_a_change_is_carried_down_the_whole_chain():
    member = TeamMemberFactory()
    area = AreaFactory(code="gwent")

    Operation.objects.filter(pk=member.operation_id).update(area=area)

    check_now()
    assert Team.objects.get().area == area
    assert TeamMember.objects.get().area == area


@mark.django_db
def test_a_member_is_of_the_operation_of_the_team():
    team, other = TeamFactory(), OperationFactory()

    with raises(IntegrityError, match="member_operation"), checked():
        TeamMemberFactory(team=team, operation=other, person=person_as("visiting officer"))


@fixture
def key():
    return CarriedKey("report", "desk", name="note_desk_is_the_reports")


def test_two_that_say_the_same_are_the_same(key):
    same = CarriedKey("report", "desk", name="note_desk_is_the_reports")

    assert key == same
    assert hash(key) == hash(same)


@mark.parametrize(
    "other",
    [
        CarriedKey("report", "area", name="note_desk_is_the_reports"),
        CarriedKey("desk", "desk", name="note_desk_is_the_reports"),
        CarriedKey("report", "desk", name="another"),
        carries("desk", name="note_desk_is_the_reports"),
        None,
    ],
)
def test_a_change_of_one_becomes_a_migration(key, other):
    assert key != other


def test_a_migration_makes_it_again_from_what_it_says(key):
    path, given, named = key.deconstruct()

    assert path == "sightline.kit.carried.CarriedKey"
    assert CarriedKey(*given, **named) == key


@mark.django_db
def test_a_form_leaves_it_to_the_database_which_alone_sees_the_parent(key, django_assert_num_queries):
    with django_assert_num_queries(0):
        key.validate(CallNote, CallNote())


@mark.django_db
def test_it_can_be_taken_away_and_made_again(key):
    with connection.schema_editor() as editor:
        editor.remove_constraint(CallNote, key)
        check_now()
        CallNoteFactory(desk=AgencyFactory())
        check_now()
        CallNote.objects.all().delete()
        check_now()
        editor.add_constraint(CallNote, key)

    with raises(IntegrityError), checked():
        CallNoteFactory(desk=AgencyFactory())
