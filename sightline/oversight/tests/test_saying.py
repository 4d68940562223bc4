"""A whole statement: what it binds, what stands against it, and how it is frozen in each language."""

from pytest import fixture, mark

from sightline.operations.tests.factories import OperationFactory
from sightline.oversight.models import Statement
from sightline.oversight.saying import Saying
from sightline.oversight.tests.factories import (
    FigureFactory,
    QuotationFactory,
    StatementFactory,
    approved,
    held,
    published,
    welsh,
)

pytestmark = mark.django_db


@fixture
def figure():
    return approved()


def said(figure=None, english="", cymraeg=None, **more):
    """A statement that binds a figure in both languages."""
    bound = f" [{figure.ref}]" if figure else ""
    given = {
        "text_en": f"Officers went out.{bound}{english}",
        **welsh(f"Aeth swyddogion.{bound}{cymraeg or ''}"),
        **more,
    }
    return StatementFactory(**{"operation": figure.operation} if figure else {}, **given)


def against(statement):
    return Saying.of(statement).objections()


def test_nothing_stands_against_approved_figures_and_signed_words(figure):
    statement = said(figure)
    QuotationFactory(statement=statement, state="signed-off", signed_off_at=statement.drafted_at)

    assert against(statement) == []


@mark.parametrize("make", [FigureFactory, held], ids=["a draft", "a held figure"])
def test_a_figure_that_is_not_approved_stands_against_it(make):
    waiting = make()

    assert against(said(waiting)) == [f"The figure {waiting.ref} is not approved."]


def test_a_figure_that_does_not_exist_stands_against_it():
    statement = said(english=" [FG-7KQ2-M9X4]", cymraeg=" [FG-7KQ2-M9X4]")

    assert against(statement) == ["The figure FG-7KQ2-M9X4 is not approved."]


def test_a_superseded_figure_asks_for_the_one_in_its_place():
    old = approved(state="superseded")

    assert against(said(old)) == [f"The figure {old.ref} was superseded. Bind the one that took its place."]


def test_a_figure_in_a_quotation_is_looked_at_too(figure):
    statement = said(figure)
    waiting = FigureFactory(operation=figure.operation, measure="interventions")
    words = {"says_en": f"We met [{waiting.ref}] people."}
    QuotationFactory(statement=statement, state="signed-off", signed_off_at=statement.drafted_at, **words)

    assert against(statement) == [f"The figure {waiting.ref} is not approved."]


def test_the_same_thing_is_said_once(figure):
    waiting = FigureFactory(operation=figure.operation, measure="interventions")

    assert len(against(said(waiting, english=f" Again: [{waiting.ref}]", cymraeg=f" Eto: [{waiting.ref}]"))) == 1


def test_it_needs_a_welsh_text():
    statement = StatementFactory(text_en="Officers went out.")

    assert against(statement) == ["There is no Welsh text yet."]


def test_both_texts_bind_the_same_figures(figure):
    statement = said(figure, text_cy="Aeth swyddogion.")

    assert against(statement) == ["The Welsh text does not bind the same figures as the English one."]


def test_the_order_of_figures_may_differ_between_languages(figure):
    other = approved(operation=figure.operation, measure="interventions")
    one, two = f"[{figure.ref}]", f"[{other.ref}]"

    assert against(said(figure, text_en=f"{one} {two}", text_cy=f"{two} {one}")) == []


def test_an_office_that_has_not_signed_stands_against_it(figure):
    statement = said(figure)
    QuotationFactory(statement=statement, office="Commissioner")

    assert against(statement) == ["Commissioner has not signed off its words."]


def test_words_that_were_taken_out_stand_against_nothing(figure):
    statement = said(figure)
    QuotationFactory(statement=statement, state="withdrawn")

    assert against(statement) == []
    assert Saying.of(statement).quotations == []


@mark.parametrize(
    ("words", "says"),
    [
        ("They went to NE4 6AN.", "It gives a postcode: NE4 6AN. Take it out."),
        ("They went to ne46an.", "It gives a postcode: ne46an. Take it out."),
        ("Write to her@example.org now.", "It gives an e-mail address: her@example.org. Take it out."),
    ],
)
def test_what_could_tell_where_somebody_is_stands_against_it(words, says):
    assert against(said(english=f" {words}")) == [says]


def test_a_postcode_in_a_quotation_stands_against_it_too(figure):
    statement = said(figure)
    QuotationFactory(
        statement=statement, state="signed-off", signed_off_at=statement.drafted_at, says_en="We went to NE4 6AN."
    )

    assert against(statement) == ["It gives a postcode: NE4 6AN. Take it out."]


def test_a_telephone_number_is_what_the_reader_shall_call():
    assert against(said(english=" Call 0800 555 111 or 101.")) == []


@mark.parametrize(
    ("text", "names", "found"),
    [
        ("Ana was met.", ["Ana"], ["Ana"]),
        ("ANA was met.", ["ana"], ["ANA"]),
        ("Ștefan was met.", ["Stefan"], ["Ștefan"]),
        ("Anatomy was taught.", ["Ana"], []),
        ("Ion and Maria.", ["Maria Pop", "Ion"], ["Ion", "Maria"]),
        ("Nobody is named.", ["Ana"], []),
        ("Nobody is named.", [], []),
    ],
)
def test_names_are_found_as_whole_words_however_they_are_written(text, names, found):
    saying = Saying(Statement(title_en="", text_en=text), [], {})

    assert [one.words for one in saying.tells(names)] == found


@mark.parametrize("where", ["title_en", "text_en", "title_cy", "text_cy"])
def test_every_part_of_it_is_searched(where):
    saying = Saying(Statement(**{where: "We met Ana there."}), [], {})

    assert [one.words for one in saying.tells(["Ana"])] == ["Ana"]


@mark.parametrize("where", ["says_en", "says_cy"])
def test_so_is_every_quotation(where):
    statement = said()
    QuotationFactory(statement=statement, **{where: "We met Ana there."})

    assert [one.words for one in Saying.of(statement).tells(["Ana"])] == ["Ana"]


def test_frozen_words_hold_no_reference(figure):
    statement = said(figure)

    assert Saying.of(statement).frozen("en") == "Officers went out. 12"


def test_each_language_is_frozen_in_its_own_words():
    figure = approved(qualifier="more than", value=100, shown="more than 100", measure="interventions", unit="visits")
    statement = said(figure)
    QuotationFactory(statement=statement, office="Commissioner", says_en="Tell us.", says_cy="Dywedwch.")

    saying = Saying.of(statement)

    assert saying.frozen("en") == "Officers went out. more than 100\n\n“Tell us.”\nCommissioner"
    assert saying.frozen("cy") == "Aeth swyddogion. mwy na 100\n\n“Dywedwch.”\nCommissioner"


def test_without_a_welsh_text_nothing_is_frozen_in_welsh():
    assert Saying.of(StatementFactory()).frozen("cy") == ""


def test_figures_are_told_in_the_order_in_which_they_are_read(figure):
    first = approved(operation=figure.operation, measure="interventions")

    saying = Saying.of(said(figure, text_en=f"[{first.ref}] then [{figure.ref}] then [{first.ref}]"))

    assert list(saying.figures) == [first.ref, figure.ref]


def test_a_figure_of_another_operation_is_bound_like_any_other(figure):
    """Forces of one week tell each other's figures, once they are published."""
    other = published(operation=OperationFactory(), measure="interventions")

    assert against(said(figure, text_en=f"[{other.ref}]", text_cy=f"[{other.ref}]")) == []
