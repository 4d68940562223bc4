"""Every verb of every kind of record that has steps, in every state, as the database itself takes it."""

from collections import deque

from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError, connection, transaction
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.apply import our_models
from sightline.kit.policies import POLICIES, policy_of
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import advance, steps_of
from sightline.reports.models import Report
from sightline.reports.tests.factories import ReportFactory

STEPPED = [model for model in our_models() if steps_of(model)]
VERBS = [(model, verb) for model in STEPPED for verb in steps_of(model)]

TRY_EVERY_PAIR = """
create function probed(states text[]) returns table (before text, after text) language plpgsql as $$
begin
    foreach before in array states loop
        foreach after in array states loop
            delete from probe;
            insert into probe values (before);
            begin
                update probe set state = after;
                return next;
            exception when check_violation then null;
            end;
        end loop;
    end loop;
end $$;
"""


def label(given: object) -> str:
    """A kind of record by its name, everything else as it is."""
    return given._meta.label if hasattr(given, "_meta") else str(given)


def start(model: type) -> str:
    """The state in which a record is made."""
    return str(model._meta.get_field("state").get_default())


def states(model: type) -> list[str]:
    """Every state that a kind of record knows."""
    return [str(value) for value, _ in model._meta.get_field("state").flatchoices]


@fixture
def probe():
    """A table of nothing but states, held by the guard of the kind of record it is given."""

    def guarded(model: type):
        with connection.cursor() as cursor:
            cursor.execute("create table probe (state text not null); grant insert on probe to sl_staff")
            cursor.execute(
                "create trigger steps before insert or update of state on probe "
                f"for each row execute function priv.guard_{model._meta.db_table}()"
            )

    return guarded


@mark.django_db
@mark.parametrize("model", STEPPED, ids=label)
def test_the_database_takes_the_steps_of_the_table_and_no_others(model, probe):
    probe(model)

    with connection.cursor() as cursor:
        cursor.execute(TRY_EVERY_PAIR)
        cursor.execute("select * from probed(%s)", [states(model)])
        taken = set(cursor.fetchall())

    assert taken == {(before, step.after) for step in steps_of(model).values() for before in step.before}


@mark.django_db
@mark.parametrize("model", STEPPED, ids=label)
def test_a_new_record_begins_at_the_beginning(model, probe):
    probe(model)
    others = [state for state in states(model) if state != start(model)]

    with acting_as(None), connection.cursor() as cursor:
        cursor.execute("insert into probe values (%s)", [start(model)])
        for state in others:
            with raises(DatabaseError, match=f"starts as {start(model)}"), transaction.atomic():
                cursor.execute("insert into probe values (%s)", [state])


@mark.django_db
@mark.parametrize("model", STEPPED, ids=label)
def test_the_guard_stands_at_its_own_table(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.proname, t.tgenabled from pg_trigger t join pg_proc p on p.oid = t.tgfoid "
            "where t.tgname = 'steps' and t.tgrelid = %s::regclass",
            [model._meta.db_table],
        )
        assert cursor.fetchall() == [(f"guard_{model._meta.db_table}", "O")]


@mark.parametrize("model", STEPPED, ids=label)
def test_every_state_can_be_reached(model):
    reached, waiting = {start(model)}, deque([start(model)])
    while waiting:
        here = waiting.popleft()
        further = {step.after for step in steps_of(model).values() if here in step.before} - reached
        reached |= further
        waiting.extend(further)

    assert reached == set(states(model))


@mark.parametrize(("model", "verb"), VERBS, ids=label)
def test_a_step_leads_between_states_that_there_are(model, verb):
    step = steps_of(model)[verb]

    assert step.before
    assert step.before | {step.after} <= set(states(model))


@mark.parametrize(("model", "verb"), VERBS, ids=label)
def test_a_step_sets_columns_that_there_are(model, verb):
    missing = []
    for name in steps_of(model)[verb].sets:
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            missing.append(name)

    assert missing == []


@mark.parametrize(("model", "verb"), VERBS, ids=label)
def test_every_step_is_opened_by_a_rule(model, verb):
    assert any(policy.rule_for(verb) for (kind, _), policy in POLICIES.items() if kind is model)


@mark.parametrize("model", STEPPED, ids=label)
def test_who_may_take_a_step_may_change_its_columns_and_the_state_alone(model):
    policy = policy_of(model)
    allowed = {"state"} | {
        model._meta.get_field(name).column
        for verb in policy.changes()
        for name in (*(steps_of(model)[verb].sets if verb in steps_of(model) else ()), *policy.rule_for(verb).fields)
    }

    assert set(policy.columns()) <= allowed


@mark.django_db
@mark.parametrize("state", states(Report))
@mark.parametrize("verb", [*steps_of(Report), "fly"])
def test_a_report_moves_where_its_steps_lead_and_stays_otherwise(state, verb):
    handler = person_as("call handler")
    report = ReportFactory(desk=handler.agency, state=state)
    step = steps_of(Report).get(verb)

    def go():
        with acting_as(handler):
            advance(report, verb, by=handler, at=report.received_at)

    if step is None:
        with raises(KeyError):
            go()
    elif state in step.before:
        go()
    else:
        with raises(WrongStep):
            go()

    after = step.after if step and state in step.before else state
    assert Report.objects.get().state == after


@mark.django_db
@mark.parametrize("state", states(Report))
@mark.parametrize("verb", list(steps_of(Report)))
def test_a_stranger_is_refused_in_every_state_and_never_told_where_it_stands(state, verb):
    stranger, report = person_as("call handler"), ReportFactory(state=state)

    with raises(Refused), acting_as(stranger):
        advance(report, verb, by=stranger, at=report.received_at)

    assert Report.objects.get().state == state
