"""Fewer than five people, from the count to the public: nobody reads the number until the safeguarding lead says so."""

from datetime import timedelta

from pytest import fixture, mark, raises

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.cli.figures import figures_for
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.operations.tests.factories import TeamFactory
from sightline.oversight import actions
from sightline.oversight.models import Figure, Statement
from sightline.oversight.qualifying import NotBorneOut
from sightline.oversight.saying import Saying
from sightline.oversight.tests.factories import NOON
from sightline.safeguarding.tests.factories import FirstPlaceFactory
from sightline.visits.tests.factories import VisitFactory

pytestmark = mark.django_db

LATER = NOON + timedelta(hours=1)
MEASURE = "people-made-safe"


@fixture
def three_people(operation):
    """Three people of the operation, brought to a first place of safety."""
    visit = VisitFactory(team=TeamFactory(operation=operation), operation=operation)
    return [FirstPlaceFactory(case__encounter__visit=visit) for _ in range(3)]


@fixture
def chosen(operation, commander, three_people):
    """Counted, chosen exactly, approved by command: it waits for the safeguarding lead."""
    actions.count(operation, by=commander, at=NOON)
    said = {"measure": MEASURE, "qualifier": "exactly", "value": 3}
    more = {"by_whom": "Invented Police", "as_at": NOON, "source": "A statement"}
    figure = actions.propose_figure(operation, by=commander, at=NOON, **said, **more)
    actions.approve_figure(figure, by=commander, at=NOON)
    return figure


@fixture
def say(operation, commander, coordinator):
    """Release a statement that says the figure, in both languages."""

    def act(figure):
        words = {"title_en": "A day", "title_cy": "Diwrnod"}
        texts = {"text_en": f"[{figure.ref}] people are safe.", "text_cy": f"Mae [{figure.ref}] yn ddiogel."}
        made = actions.draft_statement(operation, by=commander, at=NOON, **words, **texts)
        actions.check(made, by=coordinator, at=NOON, no_proceedings_harmed=True, names_nobody=True)
        actions.release(made, by=commander, at=LATER)

    return act


def test_until_then_oversight_reads_fewer_than_five(chosen, overseer, page):
    html = page(overseer, f"figures/{chosen.ref}")

    assert "Fewer than 5 victims taken to places of safety" in html
    assert "Waits for the safeguarding lead" in html
    assert "Counted 3" not in html
    assert "exactly 3" not in html


def test_so_does_the_command_line(chosen, overseer):
    account = Account.objects.create(id=overseer.pk, name="overseer")

    (row,) = figures_for(account)

    assert (row["value"], row["shown"], row["records"]) == (None, "fewer than 5", None)


def test_command_reads_the_count_and_cannot_release_it(chosen, commander, page):
    html = page(commander, f"figures/{chosen.ref}")

    assert "Counted 3," in html
    assert "Release the number" not in html


def test_until_then_no_statement_says_it(chosen, operation, commander):
    words = {"title_en": "A day", "text_en": f"[{chosen.ref}] people are safe."}
    statement = actions.draft_statement(operation, by=commander, at=NOON, **words)

    with acting_as(commander):
        assert f"The figure {chosen.ref} is not approved." in Saying.of(statement).objections()


@mark.parametrize(
    ("decide", "english", "welsh"),
    [
        (actions.release_small, "3 people are safe.", "Mae 3 yn ddiogel."),
        (actions.keep_small, "fewer than 5 people are safe.", "Mae llai na 5 yn ddiogel."),
    ],
    ids=["released", "kept back"],
)
def test_the_safeguarding_lead_decides_what_the_public_reads(decide, english, welsh, chosen, coordinator, say):
    decide(chosen, by=coordinator, at=NOON)

    say(chosen)

    with acting_as(None, "sl_public"):
        statement = Statement.objects.get()
        assert (statement.frozen_en, statement.frozen_cy) == (english, welsh)


def test_what_is_kept_back_is_in_no_row_that_the_public_may_read(chosen, coordinator, say):
    actions.keep_small(chosen, by=coordinator, at=NOON)
    say(chosen)

    with acting_as(None, "sl_public"):
        row = Figure.objects.values().get()
        words = Statement.objects.values().get()
    assert 3 not in row.values()
    assert "3 people" not in str(words)


def test_a_part_of_few_is_few_too(operation, commander, chosen):
    """Of three people, those who allege something are no more than three."""
    counts = {count.measure: count.value for count in actions.count(operation, by=commander, at=LATER)}

    assert counts["alleging-labour"] <= counts[MEASURE] == 3


@mark.parametrize("qualifier", ["more than", "about", "a series of"])
def test_no_other_words_lead_round_it(qualifier, operation, commander, three_people):
    actions.count(operation, by=commander, at=NOON)
    value = None if qualifier == "a series of" else 2 if qualifier == "more than" else 3
    said = {"measure": MEASURE, "qualifier": qualifier, "value": value, "by_whom": "x", "as_at": NOON, "source": "y"}

    with raises(NotBorneOut, match="Fewer than 5 people"):
        actions.propose_figure(operation, by=commander, at=NOON, **said)

    assert not Figure.objects.exists()


def test_the_lead_of_another_area_decides_nothing(chosen):
    stranger = person_as("safeguarding coordinator", area=AreaFactory(code="gwent"))

    with raises(Refused):
        actions.release_small(chosen, by=stranger, at=LATER)

    with acting_as(stranger):
        assert not Figure.objects.exists()
