"""Forms take what may be said, refuse the rest in words that say what to do, and keep what was typed."""

from pytest import fixture, mark

from sightline.agencies.models import Person
from sightline.agencies.tests.factories import PersonFactory
from sightline.oversight.forms import CheckForm, FigureForm, QuotationForm, StatementForm
from sightline.oversight.measures import MEASURES
from sightline.oversight.models import Count


@fixture
def choosing():
    """A form for one measure, held against what was counted."""

    def make(measure="interventions", counted=104, whole=None, **typed):
        given = {"qualifier": "exactly", "value": "", "by_whom": "Invented Police", "source": "A statement", **typed}
        counts = {
            "counted": None if counted is None else Count(value=counted),
            "whole": None if whole is None else Count(value=whole),
        }
        return FigureForm(given, measure=MEASURES[measure], **counts)

    return make


@mark.parametrize(
    ("typed", "more"),
    [
        ({"qualifier": "exactly", "value": "104"}, {}),
        ({"qualifier": "more than", "value": "100"}, {}),
        ({"qualifier": "about", "value": "100"}, {}),
        ({"qualifier": "many"}, {}),
        ({"qualifier": "not stated"}, {"counted": None}),
        ({"qualifier": "most"}, {"measure": "soft-interventions", "counted": 60, "whole": 104}),
        ({"qualifier": "exactly", "value": "4"}, {"measure": "people-made-safe", "counted": 4}),
        ({"qualifier": "exactly", "value": "0"}, {"counted": 0}),
    ],
)
def test_words_that_hold_are_taken(typed, more, choosing):
    form = choosing(**typed, **more)

    assert form.is_valid(), form.errors


@mark.parametrize(
    ("typed", "more", "field", "says"),
    [
        ({"value": "103"}, {}, "value", "The count is 104. “103” would not be true."),
        ({"qualifier": "more than", "value": "104"}, {}, "value", "“more than 104” would not be true."),
        ({"qualifier": "more than"}, {}, "value", "Enter the number."),
        ({"qualifier": "many", "value": "104"}, {}, "value", "said without a number"),
        ({"qualifier": "many"}, {"counted": 9}, "qualifier", "The count is 9. “many” would not be true."),
        ({"qualifier": "most"}, {}, "qualifier", "“most” would not be true."),
        ({"value": "12"}, {"counted": None}, "value", "Nothing was counted."),
        ({"qualifier": "many"}, {"counted": None}, "qualifier", "Nothing was counted."),
        ({"qualifier": "dozens of"}, {}, "qualifier", "Select a valid choice"),
        ({"value": "-1"}, {}, "value", "greater than or equal to 0"),
        ({"value": "twelve"}, {}, "value", "Enter a whole number"),
        ({"value": "1000001"}, {}, "value", "less than or equal to 1000000"),
        ({"value": "104", "by_whom": ""}, {}, "by_whom", "required"),
        ({"value": "104", "source": ""}, {}, "source", "required"),
        ({"value": "104", "source": "x" * 201}, {}, "source", "at most 200"),
        (
            {"qualifier": "more than", "value": "2"},
            {"measure": "people-made-safe", "counted": 4},
            "value",
            "Fewer than 5 people are said exactly",
        ),
    ],
)
def test_words_that_do_not_hold_are_refused_where_they_were_typed(typed, more, field, says, choosing):
    form = choosing(**typed, **more)

    assert not form.is_valid()
    assert says in " ".join(form.errors[field])
    assert list(form.errors) == [field]


@fixture
def worded():
    """A form with the words of a statement."""
    return lambda **typed: StatementForm({"title_en": "Two days", "text_en": "Officers went out.", **typed})


@mark.django_db
@mark.parametrize(
    "typed",
    [
        {},
        {"title_cy": "Dau ddiwrnod", "text_cy": "Aeth swyddogion."},
        {"contacts": ["police-101", "bawso"]},
        {"embargo_until_0": "2018-10-17", "embargo_until_1": "18:00"},
        {"text_en": "x" * 20_000},
    ],
)
def test_the_words_of_a_statement_are_taken(typed, worded):
    form = worded(**typed)

    assert form.is_valid(), form.errors


@mark.django_db
@mark.parametrize(
    ("typed", "field"),
    [
        ({"title_en": ""}, "title_en"),
        ({"text_en": ""}, "text_en"),
        ({"title_en": "x" * 201}, "title_en"),
        ({"text_en": "x" * 20_001}, "text_en"),
        ({"title_cy": "Dau ddiwrnod"}, "text_cy"),
        ({"text_cy": "Aeth swyddogion."}, "title_cy"),
        ({"contacts": ["the-moon"]}, "contacts"),
        ({"embargo_until_0": "soon", "embargo_until_1": "18:00"}, "embargo_until"),
        ({"embargo_until_0": "2018-10-17", "embargo_until_1": "25:00"}, "embargo_until"),
    ],
)
def test_words_that_cannot_be_a_statement_are_refused(typed, field, worded):
    form = worded(**typed)

    assert not form.is_valid()
    assert list(form.errors) == [field]


@mark.django_db
@mark.parametrize("missing", ["office", "speaker", "says_en"])
def test_a_quotation_needs_an_office_a_speaker_and_words(missing):
    typed = {"office": "Commissioner", "speaker": PersonFactory().pk, "says_en": "We will help."}

    form = QuotationForm({**typed, missing: ""}, speakers=Person.objects.all())

    assert list(form.errors) == [missing]


@mark.django_db
def test_only_somebody_whom_the_reader_may_see_is_quoted():
    hidden = PersonFactory()
    typed = {"office": "Commissioner", "speaker": hidden.pk, "says_en": "We will help."}

    form = QuotationForm(typed, speakers=Person.objects.none())

    assert list(form.errors) == ["speaker"]


@mark.parametrize("ticked", [set(), {"names_nobody"}, {"no_proceedings_harmed"}])
def test_both_things_are_said_in_a_check(ticked):
    form = CheckForm(dict.fromkeys(ticked, "on"))

    assert set(form.errors) == {"no_proceedings_harmed", "names_nobody"} - ticked
