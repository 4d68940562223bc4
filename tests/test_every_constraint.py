"""A key or a constraint that says no gives one general message: it would tell of rows that the reader may not see."""

from django.db import connection
from django.test import RequestFactory
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.models import Person
from sightline.agencies.reader import Reader
from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.apply import our_models
from sightline.ledger import acts
from sightline.ledger.acts import Taken

pytestmark = mark.django_db

SAYS = "This is already stored, or belongs to something that is not there."
STATES = {"u": "23505", "f": "23503", "c": "23514", "x": "23P01", "p": "23505"}
VIOLATED = """do $$ begin raise exception using errcode = '{state}', constraint = '{name}', table = '{table}',
    message = 'violates "{name}"', detail = 'Key (ref)=(R-SECR-ET22) already exists.'; end $$"""


def constraints() -> list[tuple[str, str, str]]:
    """Every constraint and unique index of our tables as the database has them: table, name, SQLSTATE."""
    tables = [model._meta.db_table for model in our_models()]
    with connection.cursor() as cursor:
        cursor.execute(
            "select conrelid::regclass::text, conname, contype::text from pg_constraint "
            "where conrelid = any(%s::regclass[]) and contype::text = any(%s)",
            [tables, list(STATES)],
        )
        found = [(table, name, STATES[kind]) for table, name, kind in cursor.fetchall()]
        cursor.execute(
            "select indrelid::regclass::text, indexrelid::regclass::text from pg_index "
            "where indisunique and indrelid = any(%s::regclass[])",
            [tables],
        )
        return found + [(table, name, "23505") for table, name in cursor.fetchall()]


@fixture
def violate():
    """An act in which the database says no by a constraint of that name."""
    person = person_as("administrator")

    @acts.action("enrol", on=Person)
    def stumble(*, by, at, says_no):
        with connection.cursor() as cursor:
            cursor.execute(says_no)

    def act(table: str, name: str, state: str) -> Taken:
        with raises(Taken) as told:
            stumble(by=person, at=timezone.now(), says_no=VIOLATED.format(state=state, name=name, table=table))
        return told.value

    yield act
    acts.ACTIONS.pop(f"{__name__}.stumble", None)


def test_every_constraint_is_told_by_the_same_words(violate):
    found = constraints()

    said = {str(violate(*constraint)) for constraint in found}

    assert len(found) > 300
    assert said == {SAYS}


def test_the_page_names_no_constraint_no_table_and_no_value(violate):
    pages = set()
    for constraint in constraints()[::25]:
        request = RequestFactory().post("/")
        request.person = None
        with acting_as(person_as("administrator")):
            answer = Reader(lambda request: None).process_exception(request, violate_as(constraint))
        pages.add((answer.status_code, answer.content))

    ((status, page),) = pages
    assert status == 409
    assert b"SECR" not in page
    assert b"violates" not in page


def violate_as(constraint: tuple[str, str, str]) -> Taken:
    """What an act raises when that constraint said no, with the database's own error as its cause."""
    table, name, state = constraint
    error = Taken(SAYS)
    error.__cause__ = Exception(VIOLATED.format(state=state, name=name, table=table))
    return error
