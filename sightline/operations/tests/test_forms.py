"""What people type, made into clean values."""

from datetime import UTC, date, datetime, timedelta

from pytest import fixture, mark

from sightline.agencies.tests.factories import AgencyFactory, PersonFactory
from sightline.operations.forms.leading import Lines, PartnerForm, ProposeForm
from sightline.operations.forms.sending import LENGTHS, TaskForm
from sightline.operations.forms.targets import ChooseForm, QuestionsForm
from sightline.operations.forms.teams import CapabilityForm, JoinForm
from sightline.operations.tests.factories import (
    DAY,
    MORNING,
    OperationFactory,
    TaskingFactory,
    TeamFactory,
)

ANSWERS = dict.fromkeys(QuestionsForm.base_fields, "not-known")
SOFT = {**ANSWERS, "visit_type": "soft", "purpose": "safeguard", "reason": "Thin.", "priority": "5"}


def errors(form):
    return {name: [str(error) for error in found] for name, found in form.errors.items()}


# Without the database ------------------------------------------------------


def test_lines_become_a_list_without_the_empty_ones():
    assert Lines().clean(" Listen first \n\n Leave no dog alone\n") == ["Listen first", "Leave no dog alone"]


def test_no_lines_are_no_aims():
    assert Lines(required=False).clean("") == []


@mark.parametrize("name", QuestionsForm.base_fields)
def test_not_known_answers_every_question(name):
    assert QuestionsForm(ANSWERS).is_valid()
    assert dict(QuestionsForm().fields[name].choices)["not-known"]


@mark.parametrize("name", QuestionsForm.base_fields)
def test_no_question_is_passed_over(name):
    assert set(errors(QuestionsForm({**ANSWERS, name: ""}))) == {name}


def test_needs_are_gathered_once_each_and_in_order():
    form = ChooseForm({**SOFT, "need_1": "search", "need_2": "arrest", "need_3": "search"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["needs"] == ["arrest", "search"]
    assert not {"need_1", "need_2", "need_3"} & set(form.cleaned_data)


def test_a_soft_visit_without_special_needs_is_fine():
    form = ChooseForm(SOFT)

    assert form.is_valid()
    assert form.cleaned_data["needs"] == []


@mark.parametrize(
    ("change", "field"),
    [
        ({"visit_type": "soft", "purpose": ""}, "purpose"),
        ({"visit_type": "compliance", "purpose": ""}, "purpose"),
        ({"visit_type": "compliance", "purpose": "search"}, "purpose"),
        ({"visit_type": "enforced", "purpose": "search"}, "lower_level"),
        ({"reason": ""}, "reason"),
        ({"priority": "0"}, "priority"),
        ({"priority": "10"}, "priority"),
        ({"need_1": "magic"}, "need_1"),
        ({"visit_type": ""}, "visit_type"),
        ({"criminality": "perhaps"}, "criminality"),
    ],
)
def test_a_choice_is_mended_at_the_field_that_is_wrong(change, field):
    assert set(errors(ChooseForm({**SOFT, **change}))) == {field}


@mark.parametrize("visit_type", ["awareness", "enforced"])
def test_an_awareness_or_enforced_visit_may_leave_its_purpose_open(visit_type):
    form = ChooseForm({**SOFT, "visit_type": visit_type, "purpose": "", "lower_level": "A soft visit would warn them."})

    assert form.is_valid(), form.errors


# With the database ---------------------------------------------------------


@fixture
def sending(team):
    """What a planner types to send a team at 9."""
    return {"team": team.ref, "day": "2018-10-16", "starts": "09:00", "minutes": "90"}


def test_a_day_and_an_hour_on_the_wall_become_one_moment(team, sending):
    form = TaskForm(sending, operation=team.operation)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["starts_at"] == MORNING
    assert form.cleaned_data["ends_at"] == MORNING + timedelta(minutes=90)


@mark.parametrize(
    ("day", "starts_at"),
    [
        ("2018-10-27", datetime(2018, 10, 27, 8, tzinfo=UTC)),
        ("2018-10-28", datetime(2018, 10, 28, 9, tzinfo=UTC)),
    ],
)
@mark.django_db
def test_nine_in_the_morning_is_nine_on_either_side_of_the_clock_change(day, starts_at):
    operation = OperationFactory(starts_on=date(2018, 10, 27), ends_on=date(2018, 10, 28))
    team = TeamFactory(operation=operation)

    form = TaskForm({"team": team.ref, "day": day, "starts": "09:00", "minutes": "60"}, operation=operation)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["starts_at"] == starts_at


@mark.parametrize("minutes", [minutes for minutes, _words in LENGTHS])
def test_a_visit_is_as_long_as_was_chosen(team, sending, minutes):
    form = TaskForm({**sending, "minutes": minutes}, operation=team.operation)

    assert form.is_valid()
    assert form.cleaned_data["ends_at"] - form.cleaned_data["starts_at"] == timedelta(minutes=minutes)


@mark.parametrize("day", ["2018-10-15", "2018-10-18"])
def test_a_day_outside_the_operation_is_refused(team, sending, day):
    form = TaskForm({**sending, "day": day}, operation=team.operation)

    assert errors(form) == {"day": ["Choose a day of the operation."]}


def test_a_team_of_another_operation_is_not_offered(team, sending):
    form = TaskForm({**sending, "team": TeamFactory().ref}, operation=team.operation)

    assert set(errors(form)) == {"team"}


def test_a_clash_names_the_place_and_the_hours(team, sending):
    TaskingFactory(team=team, place="Alder Street")

    form = TaskForm({**sending, "starts": "10:00"}, operation=team.operation)

    assert errors(form) == {"starts": ["That team is at Alder Street then, 09:00-10:30. Choose another time or team."]}


def test_a_visit_that_moves_does_not_clash_with_itself(team, sending):
    tasking = TaskingFactory(team=team)

    assert TaskForm({**sending, "starts": "09:30"}, operation=team.operation, but=tasking).is_valid()


def test_a_visit_that_was_withdrawn_clashes_with_nothing(team, sending):
    TaskingFactory(team=team, state="withdrawn")

    assert TaskForm(sending, operation=team.operation).is_valid()


def test_linked_visits_start_at_the_time_of_the_first(team, sending):
    TaskingFactory(team=TeamFactory(operation=team.operation), linked_start="Two doors")
    linked = {**sending, "linked_start": "Two doors"}

    assert TaskForm(linked, operation=team.operation).is_valid()
    assert set(errors(TaskForm({**linked, "starts": "11:00"}, operation=team.operation))) == {"starts"}


def test_the_same_word_in_another_operation_links_nothing(team, sending):
    TaskingFactory(linked_start="Two doors", starts_at=MORNING + timedelta(hours=3))

    assert TaskForm({**sending, "linked_start": "Two doors"}, operation=team.operation).is_valid()


def test_a_commander_proposes_only_for_their_own_areas(commander, operation):
    form = ProposeForm(by=commander)

    assert list(form.fields["area"].queryset) == [operation.area]


def test_a_planner_proposes_for_no_area(planner):
    assert not ProposeForm(by=planner).fields["area"].queryset.exists()


@mark.parametrize("kind", ["police force", "police"])
def test_any_force_may_lead_and_ones_own_agency(commander, kind):
    force, charity = AgencyFactory(kind=kind), AgencyFactory(kind="charity")

    offered = ProposeForm(by=commander).fields["lead"].queryset

    assert force in offered
    assert commander.agency in offered
    assert charity not in offered


@mark.parametrize(("until", "fine"), [("", True), (DAY, True), (DAY - timedelta(days=1), False)])
@mark.django_db
def test_a_partner_stays_until_a_day_that_is_not_before_its_first(until, fine):
    form = PartnerForm({"agency": AgencyFactory().pk, "since": DAY, "until": until})

    assert form.is_valid() is fine


@mark.django_db
def test_people_are_offered_by_name_office_and_agency():
    person = PersonFactory(name="Invented Officer", office="Constable", agency=AgencyFactory(name="Invented Force"))

    form = JoinForm(agencies={person.agency_id}, already=set())

    assert [label for _ref, label in list(form.fields["person"].choices)[1:]] == [
        "Invented Officer, Constable, Invented Force"
    ]


def test_training_is_noted_for_colleagues_and_not_for_oneself(commander):
    colleague = PersonFactory(agency=commander.agency)
    PersonFactory()

    assert list(CapabilityForm(by=commander).fields["person"].queryset) == [colleague]
