"""Counting, choosing, approving, releasing what is small: each act by those who may, and by nobody else."""

from datetime import timedelta

from pytest import fixture, mark, param, raises

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.ledger.models import Entry
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import AssignmentFactory, PartnerAgencyFactory
from sightline.oversight import actions
from sightline.oversight.models import Count, Figure
from sightline.oversight.qualifying import NotBorneOut
from sightline.oversight.tests.factories import NOON, CountFactory, FigureFactory, approved, held, published

pytestmark = mark.django_db

LATER = NOON + timedelta(hours=1)
COMMAND, CARE = {"operation commander"}, {"safeguarding coordinator"}


@fixture
def propose(operation, commander):
    """Propose a figure of the operation: `propose("people-arrested", "exactly", 12)`."""

    def act(measure, qualifier, value=None, by=commander, at=NOON, **more):
        said = {"by_whom": "Invented Police", "as_at": at, "source": "A statement", **more}
        return actions.propose_figure(
            operation, by=by, at=at, measure=measure, qualifier=qualifier, value=value, **said
        )

    return act


# Counting ---------------------------------------------------------------------


def test_counting_again_keeps_the_earlier_count(operation, commander):
    actions.count(operation, by=commander, at=NOON)
    PartnerAgencyFactory(operation=operation)
    actions.count(operation, by=commander, at=LATER)

    values = Count.objects.filter(measure="partner-agencies").order_by("counted_at").values_list("value", flat=True)
    assert list(values) == [0, 1]


def test_the_commander_of_the_operation_counts_it_without_the_area(operation):
    leads = AssignmentFactory(operation=operation, part=Assignment.Part.COMMANDER).person

    actions.count(operation, by=leads, at=NOON)

    assert Count.objects.filter(operation=operation).exists()


def test_counting_is_in_the_ledger_without_a_number(operation, commander):
    actions.count(operation, by=commander, at=NOON)

    entry = Entry.objects.get(verb="count", act="alter")
    assert (entry.record, entry.actor) == (operation.pk, commander.pk)
    assert entry.fields == []


# Choosing ---------------------------------------------------------------------


def test_a_figure_keeps_all_that_was_said_of_it(operation, propose, commander, counted):
    count = counted(interventions=104)["interventions"]

    figure = propose("interventions", "more than", 100)

    kept = Figure.objects.get()
    assert kept == figure
    assert (kept.measure, kept.says, kept.unit) == ("interventions", "interventions", "interventions")
    assert (kept.qualifier, kept.value, kept.shown) == ("more than", 100, "more than 100")
    assert (kept.by_whom, kept.as_at, kept.source) == ("Invented Police", NOON, "A statement")
    assert (kept.operation, kept.area, kept.about) == (operation, operation.area, operation.name)
    assert (kept.count, kept.proposed_by, kept.state) == (count, commander, "draft")


@mark.parametrize(
    ("counted_as", "qualifier", "value"),
    [(104, "more than", 104), (12, "more than", 12), (12, "exactly", 13), (9, "many", None)],
)
def test_untrue_words_are_refused_and_nothing_is_kept(counted_as, qualifier, value, propose, counted):
    counted(interventions=counted_as)

    with raises(NotBorneOut, match=f"The count is {counted_as}"):
        propose("interventions", qualifier, value)

    assert not Figure.objects.exists()


def test_the_newest_count_decides(operation, propose, commander):
    CountFactory(operation=operation, measure="interventions", value=8)
    CountFactory(operation=operation, measure="interventions", value=12, counted_at=LATER)

    assert propose("interventions", "exactly", 12, at=LATER).count.counted_at == LATER


def test_the_count_of_another_operation_bears_nothing_out(propose):
    CountFactory(measure="interventions", value=104)

    with raises(NotBorneOut, match="Nothing was counted"):
        propose("interventions", "exactly", 104)


def test_a_part_finds_its_whole(propose, counted):
    counted(people_arrested=12, people_in_custody=7)
    whole = propose("people-arrested", "exactly", 12)

    part = propose("people-in-custody", "exactly", 7)

    assert part.subset_of == whole
    assert whole.subset_of is None


def test_a_part_has_no_whole_that_somebody_else_said(propose, counted):
    counted(people_arrested=12, people_in_custody=7)
    propose("people-arrested", "exactly", 12, by_whom="Another force")

    assert propose("people-in-custody", "exactly", 7).subset_of is None


def test_most_is_held_against_the_whole(propose, counted):
    counted(interventions=104, soft_interventions=52)

    with raises(NotBorneOut):
        propose("soft-interventions", "most")


def test_what_no_measure_counts_is_told_with_its_own_words(propose):
    figure = propose("rank", "largest so far", says="rank among weeks", unit="weeks")

    assert (figure.says, figure.unit, figure.count, figure.shown) == (
        "rank among weeks",
        "weeks",
        None,
        "the largest so far",
    )


def test_fewer_than_five_people_stay_with_the_count(propose, counted):
    count = counted(people_made_safe=4)["people_made_safe"]

    figure = propose("people-made-safe", "exactly", 4)

    kept = Figure.objects.get()
    assert (kept.value, kept.shown, kept.count) == (None, "fewer than 5", count)
    assert figure.is_small


@mark.parametrize(("measure", "value"), [("people_made_safe", 5), ("partner_agencies", 2), ("days_of_action", 2)])
def test_five_people_or_few_of_anything_else_are_told(measure, value, propose, counted):
    counted(**{measure: value})

    assert propose(measure.replace("_", "-"), "exactly", value).value == value


def test_a_second_choice_takes_the_place_of_a_draft(propose, counted):
    counted(interventions=104)
    first = propose("interventions", "exactly", 104)

    second = propose("interventions", "more than", 100)

    assert Figure.objects.get(state="superseded") == first
    assert Figure.objects.get(state="draft") == second


def test_a_second_choice_leaves_what_is_approved_until_it_is_approved_itself(propose, commander, counted):
    counted(interventions=104)
    first = propose("interventions", "exactly", 104)
    actions.approve_figure(first, by=commander, at=NOON)

    second = propose("interventions", "more than", 100)

    assert Figure.objects.get(state="approved") == first
    actions.approve_figure(second, by=commander, at=LATER)
    assert Figure.objects.get(state="approved") == second
    assert Figure.objects.get(state="superseded") == first


def test_the_ledger_names_what_was_chosen_and_not_the_number(propose, counted):
    counted(interventions=104)

    figure = propose("interventions", "exactly", 104)

    entry = Entry.objects.get(verb="propose_figure", record=figure.pk)
    assert "value" in entry.fields
    assert "104" not in str(entry.__dict__)


@mark.parametrize("role", sorted(set(Role) - COMMAND))
def test_nobody_but_command_chooses(role, propose, counted):
    counted(interventions=104)

    with raises(Refused):
        propose("interventions", "exactly", 104, by=person_as(role))


def test_a_commander_elsewhere_does_not_choose(propose, counted, elsewhere):
    counted(interventions=104)

    with raises(Refused):
        propose("interventions", "exactly", 104, by=elsewhere)


# Approving --------------------------------------------------------------------


def test_approving_says_who_and_when(commander):
    figure = FigureFactory()

    actions.approve_figure(figure, by=commander, at=LATER)

    kept = Figure.objects.get()
    assert (kept.state, kept.approved_by, kept.approved_at) == ("approved", commander, LATER)


def test_a_small_figure_waits_for_the_safeguarding_lead(commander):
    figure = FigureFactory(value=None, shown="fewer than 5")

    actions.approve_figure(figure, by=commander, at=LATER)

    assert Figure.objects.get().state == "held"


@mark.parametrize("qualifier", ["most", "many", "a series of", "largest so far", "not stated"])
def test_words_without_a_number_wait_for_nobody(qualifier, commander):
    figure = FigureFactory(qualifier=qualifier, value=None, shown=qualifier)

    actions.approve_figure(figure, by=commander, at=LATER)

    assert Figure.objects.get().state == "approved"


def test_approving_supersedes_what_was_held_too(commander):
    waiting = held()
    figure = FigureFactory(operation=waiting.operation, measure=waiting.measure, qualifier="not stated", value=None)

    actions.approve_figure(figure, by=commander, at=LATER)

    assert Figure.objects.get(state="superseded") == waiting


def test_approving_leaves_the_figure_of_another_force(commander):
    other = approved(by_whom="Another force")
    figure = FigureFactory(operation=other.operation)

    actions.approve_figure(figure, by=commander, at=LATER)

    assert Figure.objects.filter(state="approved").count() == 2


def test_a_published_figure_is_superseded_and_stays_published(commander):
    told = published()
    figure = FigureFactory(operation=told.operation, value=13, shown="13")

    actions.approve_figure(figure, by=commander, at=LATER)

    told.refresh_from_db()
    assert (told.state, told.value, told.published_at) == ("superseded", 12, NOON)


# Small numbers ----------------------------------------------------------------


def test_the_safeguarding_lead_lets_the_number_be_told(coordinator):
    figure = held(counted=4)

    actions.release_small(figure, by=coordinator, at=LATER)

    kept = Figure.objects.get()
    assert (kept.state, kept.value, kept.shown) == ("approved", 4, "4")


def test_the_safeguarding_lead_keeps_it_back(coordinator):
    figure = held(counted=4)

    actions.keep_small(figure, by=coordinator, at=LATER)

    kept = Figure.objects.get()
    assert (kept.state, kept.value, kept.shown) == ("approved", None, "fewer than 5")


def test_what_was_kept_back_is_not_released_later(coordinator):
    figure = held()
    actions.keep_small(figure, by=coordinator, at=LATER)

    with raises(WrongStep):
        actions.release_small(figure, by=coordinator, at=LATER)


# Who, and in which state -------------------------------------------------------

ACTS = [
    param(actions.approve_figure, FigureFactory, COMMAND, id="approve"),
    param(actions.release_small, held, CARE, id="release"),
    param(actions.keep_small, held, CARE, id="keep"),
]


@mark.parametrize("role", sorted(Role))
@mark.parametrize(("act", "make", "may"), ACTS)
def test_who_takes_each_step(act, make, may, role):
    figure, person = make(), person_as(role)

    if role in may:
        act(figure, by=person, at=LATER)
        assert Figure.objects.get().state == "approved"
    else:
        with raises(Refused):
            act(figure, by=person, at=LATER)


@mark.parametrize(("act", "make", "may"), ACTS)
def test_the_same_role_elsewhere_takes_no_step(act, make, may):
    elsewhere = person_as(*may, area=AreaFactory(code="gwent"))

    with raises(Refused):
        act(make(), by=elsewhere, at=LATER)


@mark.parametrize(("act", "make", "may"), ACTS)
def test_no_step_is_taken_twice(act, make, may):
    figure, person = make(), person_as(*may)
    act(figure, by=person, at=LATER)

    with raises(WrongStep):
        act(figure, by=person, at=LATER)


@mark.parametrize(("act", "make", "may"), ACTS)
def test_no_step_leads_out_of_superseded(act, make, may):
    figure = approved(state="superseded")

    with raises(WrongStep):
        act(figure, by=person_as(*may), at=LATER)


def test_each_step_leaves_a_row_with_who_and_when(commander, coordinator):
    figure = FigureFactory(value=None, shown="fewer than 5", count=None)
    actions.approve_figure(figure, by=commander, at=NOON)
    actions.keep_small(figure, by=coordinator, at=LATER)

    with acting_as(commander):
        steps = [(step.verb, step.by, step.at) for step in history(figure)]
    assert steps == [("keep_small", coordinator.pk, LATER), ("hold", commander.pk, NOON)]
