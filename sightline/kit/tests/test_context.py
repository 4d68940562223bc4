"""The signed context: whoever forges, borrows or damages it is nobody."""

import time
from uuid import uuid4

from django.db import DatabaseError, connection, transaction
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as, confirmed_now, enter, reader, token, where_we_are
from sightline.reports.models import Report
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db


@fixture
def handler():
    return person_as("call handler")


@fixture
def report(handler):
    return ReportFactory(desk=handler.agency)


def reader_given(context):
    with transaction.atomic():
        enter("sl_staff", context)
        found = reader()
        transaction.set_rollback(True)
    return found


def test_a_valid_context_is_its_person():
    person = uuid4()

    assert reader_given(token(person)) == person


@mark.parametrize(
    "context",
    [
        "",
        "nobody",
        "..",
        f"{uuid4()}.9999999999.0.{'0' * 64}",
        token(None),
        token(uuid4(), now=time.time() - 1000),
        token(uuid4())[:-1],
        token(uuid4()).replace("-", "", 1),
        f"{uuid4()}.{token(uuid4()).split('.', 1)[1]}",
        "' or true --",
        ".".join(token(uuid4()).split(".")[::3]),
        token(uuid4()) + ".0",
    ],
    ids=[
        "none",
        "words",
        "dots",
        "wrong key",
        "nobody",
        "expired",
        "cut",
        "damaged",
        "another's",
        "sql",
        "short",
        "long",
    ],
)
def test_any_other_context_is_nobody(context):
    assert reader_given(context) is None


def test_nobody_sees_no_rows(report):
    with acting_as(None):
        assert Report.objects.count() == 0


def test_a_forged_context_sees_no_rows(report, handler):
    with transaction.atomic():
        enter("sl_staff", f"{handler.pk}.9999999999.0.{'0' * 64}")
        seen = Report.objects.count()
        transaction.set_rollback(True)

    assert seen == 0


def test_the_service_cannot_read_the_key():
    with raises(DatabaseError, match="permission denied"), acting_as(None), connection.cursor() as cursor:
        cursor.execute("select * from priv.context_key")


def test_what_was_in_force_comes_back_after_acting(handler):
    before = where_we_are()

    with acting_as(handler):
        pass

    assert where_we_are() == before


def test_what_was_in_force_comes_back_after_an_error(handler):
    before = where_we_are()

    with raises(ValueError, match="on purpose"), acting_as(handler):
        raise ValueError("on purpose")

    assert where_we_are() == before


def test_acting_nests(handler):
    other = person_as("analyst")

    with acting_as(handler):
        with acting_as(other):
            assert reader() == other.pk
        assert reader() == handler.pk


# Confirmed lately --------------------------------------------------------------------------------------------


def confirmed_given(context):
    with transaction.atomic():
        enter("sl_staff", context)
        found = confirmed_now()
        transaction.set_rollback(True)
    return found


@mark.parametrize(
    ("confirmed", "counts"),
    [(False, False), (True, True), (time.time() + 3600, True), (time.time() - 1, False), (0, False)],
    ids=["never", "for this context", "still", "no longer", "nothing"],
)
def test_a_person_counts_as_confirmed_until_the_moment_in_their_context(confirmed, counts):
    assert confirmed_given(token(uuid4(), confirmed=confirmed)) is counts


def test_nobody_is_confirmed():
    assert confirmed_given("") is False


def test_who_lengthens_their_own_confirmation_is_nobody():
    person, expiry, _, signature = token(uuid4()).split(".")

    longer = f"{person}.{expiry}.9999999999.{signature}"

    assert confirmed_given(longer) is False
    assert reader_given(longer) is None


def test_acting_is_unconfirmed_unless_said_otherwise(handler):
    with acting_as(handler):
        assert confirmed_now() is False
    with acting_as(handler, confirmed=True):
        assert confirmed_now() is True


def test_acting_within_acting_does_not_lend_its_confirmation(handler):
    with acting_as(handler, confirmed=True), acting_as(handler):
        assert confirmed_now() is False
