"""A sample of the long run (`make fuzz`), and what hypothesis can think of beside it."""

import random

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest import mark

from sightline.agencies.models import Account
from sightline.kit import sent
from sightline.kit.references import NotAReference, tidy_reference
from sightline.kit.vocabulary import load
from sightline.places.postcodes import NotAPostcode, locate
from sightline.reports import importing, receipts, sheets, tables
from sightline.reports.telling import Telling, Unreadable
from tests import databases, worlds
from tests.hostile import run
from tests.hostile.forms import Made
from tests.hostile.words import CORPUS, submission, unsound

SAMPLE, SEED = 3_000, 1
ANYTHING = st.one_of(
    st.sampled_from(CORPUS), st.text(alphabet=st.characters(), max_size=60), st.binary(max_size=60).map(repr)
)
ANSWERED = {question.get("field") for question in load("reports/questions").values()}
quick = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def spoilt(cluster, story, django_db_setup, django_db_blocker):
    """The demonstration, ours to spoil."""
    from django.conf import settings

    mine = settings.DATABASES["default"]["NAME"]
    with databases.clone(cluster, story, "clone_hostile") as name, django_db_blocker.unblock():
        worlds.point_at(name)
        yield
        worlds.point_at(mine)


@pytest.fixture(scope="module")
def found(spoilt) -> run.Tried:
    """What came of the sample."""
    return run.tried(SAMPLE, SEED)


@mark.slow
def test_no_form_falls_over_or_lets_pass_what_no_database_can_store(found, record_figure):
    record_figure("hostile input sample", inputs=found.inputs, kinds=found.kinds, wrong=len(found.wrong))

    assert found.kinds > 40
    assert found.forms > SAMPLE * 0.9
    assert found.wrong == []


@mark.slow
def test_nothing_sent_to_pages_addresses_and_imports_breaks_anything(found):
    assert min(found.pages, found.addresses, found.files) > 5
    assert found.inputs == SAMPLE
    assert found.wrong == []


@mark.slow
def test_the_run_would_notice_a_form_that_falls_over(spoilt):
    class Falls(forms.Form):
        def clean(self):
            raise ZeroDivisionError

    wrong = run.try_forms([Made(Falls, Account.objects.get(name="demo-analyst"), ())], 3, SEED)

    assert len(wrong) == 3
    assert "ZeroDivisionError" in wrong[0]


def test_the_run_would_notice_what_no_database_can_store():
    assert unsound({"a": "x\0"}) == [".a holds a sign that no text holds"]
    assert unsound({"a": [2**31]}) == [".a is a number out of range"]
    assert unsound({"a": "\ud800"}) != []
    assert unsound({"a": "Carrick Road", "b": 12, "c": None}) == []


def test_a_seed_makes_the_same_submissions_again():
    form = importing.PartnerForm()

    first, second = (dict(submission(form, random.Random(7)).lists()) for _ in range(2))

    assert first == second


@quick
@given(ANYTHING)
def test_any_text_is_a_reference_or_none(text):
    try:
        tidy = tidy_reference(text)
    except NotAReference:
        return
    assert tidy_reference(tidy) == tidy
    assert tidy.isascii()


@quick
@given(ANYTHING)
def test_any_text_is_a_postcode_or_none(text):
    try:
        assert locate(text).postcode.isascii()
    except NotAPostcode:
        return


@quick
@given(ANYTHING)
def test_any_text_is_a_draft_or_none(text):
    try:
        assert Telling.read(text).answers == {} or not text
    except Unreadable:
        return


@quick
@given(ANYTHING, ANYTHING)
def test_any_text_is_a_block_or_none(before, after):
    assert sheets.apart(before) is None or before.count("SHEET/1")
    found = sheets.apart(f"{before}\nSHEET/1 SH-2222-2222\n{after}") or {}
    assert set(found) <= {"number", "told_on", "language", "signs", *ANSWERED}


@quick
@given(ANYTHING)
def test_any_text_is_a_code_or_none(text):
    tidy = receipts.tidy_code(text)

    assert set(tidy) <= set("0123456789")
    assert len(receipts.kept(tidy)) == 64


@quick
@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_no_file(content):
    try:
        rows = list(tables.rows_of(content, importing.NEEDED))
    except tables.NotAFile:
        return
    assert all(isinstance(row, dict) for row in rows)


@quick
@given(st.dictionaries(ANYTHING, st.lists(ANYTHING, max_size=3), max_size=4))
def test_any_form_has_a_mark_and_the_same_one_again(filled):
    request = RequestFactory().post("/visits/plan")
    given_ = QueryDict(mutable=True)
    for name, values in ({sent.TOKEN: ["drawn"]} | filled).items():
        given_.setlist(name, values)
    request._post, request._files = given_, QueryDict()

    if given_.get(sent.TOKEN):
        assert len(sent.mark_of(request)) == 32
        assert sent.mark_of(request) == sent.mark_of(request)
