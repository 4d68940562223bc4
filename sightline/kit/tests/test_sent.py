"""A form sent twice acts once: what makes two sends the same, and how long the mark lasts."""

from contextlib import closing
from datetime import timedelta
from itertools import pairwise

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.http import UnreadablePostError
from django.test import RequestFactory
from django.utils import timezone
from pytest import mark, raises

from sightline.agencies.tests.factories import PersonFactory
from sightline.kit import sent
from sightline.kit.acting import acting_as

FORM = b"f" * 32


def post(address="/visits/plan", **typed):
    """A form of one of our pages, sent."""
    return RequestFactory().post(address, {sent.TOKEN: "drawn-for-this-page", **typed})


def marks_of(person) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from kit_sent where person = %s", [person.pk])
        return cursor.fetchone()[0]


def test_the_same_form_sent_again_has_the_same_mark():
    assert sent.mark_of(post(note="x", days=["1", "2"])) == sent.mark_of(post(days=["1", "2"], note="x"))


def test_another_answer_address_order_or_page_makes_another_mark():
    forms = [
        post(note="x"),
        post(note="y"),
        post(address="/visits/begin", note="x"),
        post(note=["x", "y"]),
        post(note=["y", "x"]),
        post(note="x", **{sent.TOKEN: "drawn-for-another-page"}),
    ]

    assert len({sent.mark_of(form) for form in forms}) == len(forms)


def test_what_a_file_holds_counts_and_it_can_still_be_read():
    one, other = (post(file=SimpleUploadedFile("reports.csv", content)) for content in (b"one", b"other"))

    with closing(one), closing(other):
        assert sent.mark_of(one) != sent.mark_of(other)
        assert one.FILES["file"].read() == b"one"


def test_reading_and_what_is_no_form_of_ours_has_no_mark():
    assert sent.mark_of(RequestFactory().get("/visits/")) is None
    assert sent.mark_of(RequestFactory().post("/visits/plan", {"note": "x"})) is None


def test_a_form_cut_off_half_way_has_no_mark():
    class Cut:
        method = "POST"

        @property
        def POST(self):  # noqa: N802 - the framework's name
            raise UnreadablePostError

    assert sent.mark_of(Cut()) is None


def test_half_a_character_is_marked_like_any_other():
    assert len(sent.mark_of(post(note="\\ud800 \x00 ‮"))) == 32


@mark.django_db
def test_the_second_send_is_told_where_the_first_one_led():
    person = PersonFactory()

    with acting_as(person):
        first = sent.answered(FORM)
        sent.keep(FORM, "/visits/V-2222-2222")
        second = sent.answered(FORM)

    assert (first, second) == (None, "/visits/V-2222-2222")


@mark.django_db
def test_a_form_that_led_nowhere_may_be_sent_again():
    with acting_as(PersonFactory()):
        sent.answered(FORM)
        sent.keep(FORM, "")

        assert sent.answered(FORM) is None


@mark.django_db
def test_nobody_meets_the_mark_of_another():
    one, other = PersonFactory(), PersonFactory()
    with acting_as(one):
        sent.answered(FORM)
        sent.keep(FORM, "/one")

    with acting_as(other):
        assert sent.answered(FORM) is None


@mark.django_db
def test_marks_are_let_go_once_their_session_must_have_ended():
    person = PersonFactory()
    with acting_as(person):
        sent.answered(FORM)
        sent.keep(FORM, "/one")
    with connection.cursor() as cursor:
        cursor.execute("update kit_sent set at = %s", [timezone.now() - timedelta(hours=12, seconds=1)])

    with acting_as(person):
        sent.answered(b"g" * 32)

    assert marks_of(person) == 1


@mark.django_db
@mark.parametrize("statement", ["select * from kit_sent", "delete from kit_sent", "update kit_sent set answer = ''"])
def test_no_front_reads_or_changes_the_marks_by_hand(statement):
    with raises(DatabaseError, match="permission denied"), acting_as(PersonFactory()), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_page_of_ours_draws_its_token_anew_each_time_it_is_made():
    from django.middleware.csrf import get_token

    request = RequestFactory().get("/")
    drawn = [get_token(request) for _ in range(8)]

    assert all(one != other for one, other in pairwise(sorted(drawn)))
