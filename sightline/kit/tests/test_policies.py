"""From a rule to what the database holds: filters, grants and policies, written out and tried on a small record."""

from django.db import DatabaseError, connection, models
from django.db.models import F, Q
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.models import Grant, Role
from sightline.agencies.tests.factories import AreaFactory, GrantFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.apply import behind_walls, history_function, policy_statements, row_policies, step_trigger
from sightline.kit.compiling import NotARule, condition
from sightline.kit.facts import Fact, me
from sightline.kit.policies import POLICIES, Policy, policy_of
from sightline.kit.records import RecordQuerySet, facts_of, forget_facts, passing
from sightline.kit.rules import Rule, about, everyone, facts_in, rule, signed_in, with_values
from sightline.kit.steps import Step
from sightline.reports.models import Receipt, Report
from sightline.reports.policies import at_the_desk
from sightline.reports.tests.factories import ReportFactory


@rule
def in_my_areas() -> Q:
    """the analysts of the area"""
    return Q(area__in=me.areas_as("analyst"))


@rule
def red() -> Q:
    """whoever deals with what cannot wait"""
    return Q(level="red")


@rule
def not_at_my_desk() -> Q:
    """whoever is at another desk"""
    return ~Q(desk__in=me.agencies_as("call handler"))


@rule
def as_administrator() -> Q:
    """the administrators"""
    return Q(me.administers)


@rule
def not_as_administrator() -> Q:
    """whoever is no administrator"""
    return ~Q(me.administers)


@rule
def mine() -> Q:
    """whoever took it"""
    return Q(taken_by=me.id)


@fixture
def policies():
    """Policies made in a test are forgotten after it."""
    before = dict(POLICIES)
    yield POLICIES
    POLICIES.clear()
    POLICIES.update(before)


@fixture
def note(policies):
    """A small record with steps and a policy of every kind."""

    class Note(models.Model):
        STEPS = {"take": Step({"new"}, "taken", sets=("taken_by",)), "drop": Step({"new", "taken"}, "dropped")}
        state = models.CharField(max_length=10, default="new")
        level = models.CharField(max_length=10)
        text = models.TextField()
        taken_by = models.UUIDField(null=True)
        objects = RecordQuerySet.as_manager()

        class Meta:
            app_label = "kit"
            db_table = "kit_note"
            apps = type(Report._meta.apps)()

        def __str__(self):
            return self.text

    class NotePolicy(Policy):
        model = Note
        see = signed_in
        add = red
        never = not_as_administrator
        take = red
        mend = as_administrator.setting("text")
        read = red

    return NotePolicy


# Rules -----------------------------------------------------------------------------------------------------


def test_a_rule_is_named_by_its_function_and_speaks_with_its_docstring():
    assert (in_my_areas.name, in_my_areas.says) == ("in my areas", "the analysts of the area")
    assert repr(in_my_areas) == "<Rule in my areas>"


def test_a_sentence_over_two_lines_is_one_sentence():
    @rule
    def long_one() -> Q:
        """the analysts
        of the area"""
        return Q()

    assert long_one.says == "the analysts of the area"


@mark.django_db
def test_both_rules_must_hold_where_they_are_joined_by_and():
    joined = in_my_areas & red

    assert joined.says == "the analysts of the area, and whoever deals with what cannot wait"
    assert condition(joined, Report) == (
        """("reports_report"."area_id" = any((select priv.areas_as('analyst'))::uuid[]) AND "reports_report"."level" = 'red')"""
    )


@mark.django_db
def test_either_is_enough_where_they_are_joined_by_or():
    assert " OR " in condition(in_my_areas | red, Report)


def test_three_rules_joined_by_or_are_three_ways_in():
    assert [arm.name for arm in (in_my_areas | red | mine).arms()] == ["in my areas", "red", "mine"]


def test_rules_joined_by_and_are_one_way_in():
    assert len(list(((in_my_areas & red) | mine).arms())) == 2


def test_a_choice_joined_by_and_is_a_way_in_for_each_choice():
    joined = red & (in_my_areas | mine)

    assert [arm.name for arm in joined.arms()] == ["red and in my areas", "red and mine"]


def test_a_choice_that_sets_columns_is_still_a_choice():
    setting = (in_my_areas | mine).setting("taken_by")

    assert [arm.name for arm in setting.arms()] == ["in my areas", "mine"]
    assert setting.fields == ("taken_by",)


def test_a_rule_knows_the_facts_it_asks_for():
    assert (in_my_areas | mine | red).facts() == {("areas_as", ("analyst",)), ("id", ())}


def test_a_rule_about_a_kind_asks_its_facts_as_they_open_that_kind():
    q = ~(Q(desk__in=me.agencies_as("analyst")) & (Q(area__in=me.areas_as("analyst")) | Q(me.audits)))

    assert {fact.key for fact in facts_in(about(q, "visits"))} == {
        ("agencies_as", ("analyst",)),
        ("areas_as", ("analyst", "visits")),
        ("audits", ()),
    }


def test_a_rule_about_a_kind_keeps_its_sentence_its_columns_and_its_ways_in():
    verb = (in_my_areas | red).about("visits")

    assert [arm.says for arm in verb.arms()] == [in_my_areas.says, red.says]
    assert in_my_areas.setting("text").about("visits").fields == ("text",)
    assert verb.facts() == {("areas_as", ("analyst", "visits"))}


def test_what_a_kind_already_says_is_not_said_twice():
    assert in_my_areas.about("visits").about("care").facts() == {("areas_as", ("analyst", "visits"))}


@mark.parametrize("shares", ["", "visits"])
def test_every_rule_of_a_policy_is_about_the_kind_that_the_policy_names(shares, policies, note):
    del policies[note.model, "sl_staff"]

    made = type(
        "NotePolicy", (Policy,), {"model": note.model, "shares": shares, "see": in_my_areas, "take": in_my_areas}
    )

    assert made.see.facts() == made.take.facts() == {("areas_as", ("analyst", shares))}


def test_facts_are_found_under_a_negation_and_inside_brackets():
    q = ~(Q(desk__in=me.agencies) & (Q(level="red") | Q(me.audits)))

    assert {fact.key for fact in facts_in(q)} == {("agencies", ()), ("audits", ())}


def test_a_verb_that_sets_columns_is_the_same_rule_with_their_names():
    verb = red.setting("text", "level")

    assert (verb.fields, verb.says, verb.q()) == (("text", "level"), red.says, red.q())
    assert red.fields == ()


@mark.django_db
@mark.parametrize(
    ("made", "sql"),
    [
        (not_at_my_desk, "NOT ("),
        (not_as_administrator, "NOT "),
        (mine, """"reports_report"."taken_by_id" = (select priv.id())::uuid"""),
    ],
    ids=["list", "flag", "self"],
)
def test_a_negation_or_a_single_fact_stays_on_its_own_row(made, sql):
    text = condition(made, Report)

    assert sql in text
    assert " join " not in text.lower()


@mark.django_db
def test_what_a_rule_says_in_words_is_quoted_by_the_driver():
    @rule
    def with_a_quote() -> Q:
        """whoever is called so"""
        return Q(level="it's; drop table x --")

    assert "'it''s; drop table x --'" in condition(with_a_quote, Report)


@mark.django_db
def test_an_empty_rule_lets_everybody_in_and_an_empty_list_nobody():
    assert condition(Rule("all", "all", Q), Report) == "true"
    assert condition(Rule("none", "none", lambda: Q(pk__in=[])), Report) == "false"


@mark.django_db
@mark.parametrize(
    "build",
    [
        lambda: Q(desk__code="x"),
        lambda: Q(area__in=Grant.objects.values("area")),
        lambda: ~Q(desk__people__name="x"),
        lambda: Q(taken_by__agency__name="x"),
    ],
    ids=["join", "sub-select", "negated relation", "two joins"],
)
def test_a_rule_that_would_read_another_table_is_refused(build):
    with raises(NotARule):
        condition(Rule("reaching", "whoever", build), Report)


# The same rule with values: may hide, must never show more ---------------------------------------------------


def values(**known):
    """Facts as their values, by name."""
    return {(name, ()): value for name, value in known.items()}


@mark.parametrize("connector", [Q.AND, Q.OR])
def test_a_fact_gives_way_to_its_value_and_all_else_stays(connector):
    q = Q(("desk__in", me.agencies), ("level", "red"), _connector=connector)

    assert with_values(q, values(agencies=[1, 2])) == Q(("desk__in", [1, 2]), ("level", "red"), _connector=connector)


def test_a_fact_that_is_unknown_lets_nobody_in():
    assert with_values(Q(taken_by=me.id), values(id=None)) == Q(pk__in=[])


@mark.parametrize(("so", "meant"), [(True, Q(pk__isnull=False)), (False, Q(pk__in=[]))])
def test_a_fact_that_is_so_or_not_opens_all_or_nothing(so, meant):
    assert with_values(Q(me.audits), values(audits=so)) == meant


def test_a_negation_stays_a_negation():
    assert with_values(~Q(level="red"), {}) == ~Q(level="red")


def test_no_rule_at_all_stays_none():
    assert with_values(Q(), {}) == Q()


@mark.django_db
@mark.parametrize(
    "made", [in_my_areas, red, mine, at_the_desk, in_my_areas | mine, at_the_desk & red, not_at_my_desk], ids=str
)
def test_a_list_by_values_is_what_the_database_finds_by_facts(made):
    reader = person_as("analyst")
    GrantFactory(person=reader, role="call handler")
    ReportFactory(), ReportFactory(level="red"), ReportFactory(area=AreaFactory(code="gwent"))
    (
        ReportFactory(desk=reader.agency, level="red"),
        ReportFactory(state="taken", taken_by=reader, taken_at=timezone.now()),
    )
    with acting_as(reader):
        known = facts_of(reader, made.facts())
        with connection.cursor() as cursor:
            cursor.execute("set local role sl_owner")
        by_facts = set(Report.objects.filter(made.q()))
        by_values = set(Report.objects.filter(made.q_with(known)))

    assert by_facts == by_values
    assert by_facts


@mark.django_db
def test_facts_are_asked_again_once_they_may_have_changed(django_assert_num_queries):
    reader = person_as("analyst")
    wanted = {("areas_as", ("analyst",)), ("agencies", ())}
    with acting_as(reader):
        with django_assert_num_queries(1):
            facts_of(reader, wanted)
            facts_of(reader, wanted)
        forget_facts(reader)
        with django_assert_num_queries(1):
            facts_of(reader, wanted)


def test_nobodys_facts_need_not_be_forgotten():
    forget_facts(None)


@mark.django_db
def test_no_rule_passes_for_a_record_that_is_hidden():
    reader, hidden = person_as("analyst", area=AreaFactory(code="gwent")), ReportFactory()

    with acting_as(reader):
        assert passing([everyone, red], hidden, reader) == []


def test_two_facts_are_told_apart_by_what_they_are_given():
    assert me.areas_as("analyst").key != me.areas_as("oversight").key
    assert isinstance(me.areas_as, Fact)
    assert me.agencies.many
    assert not me.audits.many


# Policies ----------------------------------------------------------------------------------------------------


def test_a_kind_of_record_has_one_policy_for_each_front(note):
    with raises(TypeError, match="already has a policy"):
        type("Again", (Policy,), {"model": note.model})
    type("ForThePublic", (Policy,), {"model": note.model, "role": "sl_public"})


def test_without_a_policy_nobody_may_anything():
    assert policy_of(Receipt) is None
    assert policy_of(Report, "sl_sealer") is None


def test_a_verb_is_a_rule_that_is_not_reserved(note):
    assert set(note.verbs()) == {"take", "mend", "read"}
    assert note.rule_for("fly") is None
    assert note.rule_for("model") is None


def test_a_verb_that_changes_nothing_gives_no_right_to_change(note):
    assert set(note.changes()) == {"take", "mend"}


def test_the_columns_are_those_of_the_verbs_and_the_state(note):
    assert note.columns() == ["state", "taken_by", "text"]


@mark.django_db
def test_each_verb_of_the_database_has_its_policy_and_no_verb_opens_what_is_hidden(note):
    made = {text.split(" ", 1)[0]: text for text in row_policies(note, "kit_note", "sl_staff")}

    assert set(made) == {"sl_staff_see", "sl_staff_add", "sl_staff_change", "sl_staff_never"}
    assert "for update" in made["sl_staff_change"]
    assert "using (((select priv.present())::boolean) and (" in made["sl_staff_change"]
    assert "as restrictive" in made["sl_staff_never"]
    assert "using (not (" in made["sl_staff_never"]


@mark.django_db
def test_grants_go_with_the_rules_column_by_column(note):
    text = "\n".join(policy_statements(note, "kit_note", "sl_staff"))

    assert 'grant update ("state", "taken_by", "text") on kit_note to sl_staff;' in text
    assert "grant select on kit_note to sl_staff;" in text
    assert "grant insert on kit_note to sl_staff;" in text
    assert "delete" not in text


@mark.django_db
def test_who_may_only_see_may_only_read(policies, note):
    class Watching(Policy):
        model = note.model
        role = "sl_auditor"
        see = everyone

    assert [text.split("(")[0] for text in policy_statements(Watching, "kit_note", "sl_auditor")] == [
        "create policy sl_auditor_see on kit_note for select to sl_auditor using ",
        "grant select on kit_note to sl_auditor;",
    ]


@mark.django_db
def test_who_may_change_but_not_see_changes_nothing(policies, note):
    class Blind(Policy):
        model = note.model
        role = "sl_worker"
        take = red

    (change,) = row_policies(Blind, "kit_note", "sl_worker")

    assert "using ((false) and" in change


def test_a_table_without_rules_is_closed_to_all_but_its_owner():
    text = "\n".join(behind_walls("kit_note"))

    assert "force row level security" in text
    assert (
        "revoke all on kit_note from sl_staff, sl_public, sl_worker, sl_counter, sl_sealer, sl_auditor, sl_door" in text
    )
    assert text.count("create policy") == 1


def test_the_guard_knows_the_pairs_of_the_steps(note):
    text = "\n".join(step_trigger(note.model))

    assert "old.state = 'new' and new.state = 'taken'" in text
    assert "old.state = 'taken' and new.state = 'dropped'" in text
    assert "old.state = 'dropped'" not in text
    assert "new.state <> 'new'" in text


@mark.django_db
def test_history_is_told_under_the_rule_of_the_record_and_under_never(note):
    text = history_function(note.model)

    assert "priv.present()" in text
    assert "and not (" in text


# Never wins, tried on the real thing -------------------------------------------------------------------------


@mark.django_db
def test_what_never_forbids_no_other_rule_opens():
    handler = person_as("call handler")
    ReportFactory(desk=handler.agency, level="red"), ReportFactory(desk=handler.agency)
    with connection.cursor() as cursor:
        cursor.execute(
            f"create policy n on reports_report as restrictive to sl_staff using (not ({condition(red, Report)}))"
        )

    with acting_as(handler):
        assert [report.level for report in Report.objects.all()] == ["routine"]


@mark.django_db
def test_role_and_place_are_one_fact():
    """A coordinator of one area who is an officer in another is no coordinator there."""
    person = person_as(Role.ANALYST, area=AreaFactory(code="gwent"))
    GrantFactory(person=person, role=Role.VISITING_OFFICER, area=AreaFactory())
    ReportFactory(), ReportFactory(area=AreaFactory(code="gwent"))

    with acting_as(person), connection.cursor() as cursor:
        facts = facts_of(person, in_my_areas.facts())
        cursor.execute("set local role sl_owner")
        assert [report.area.code for report in Report.objects.filter(in_my_areas.q_with(facts))] == ["gwent"]


@mark.django_db
def test_to_refer_to_what_is_hidden_is_no_way_to_see_it():
    stranger, hidden = person_as("call handler"), ReportFactory()

    with acting_as(stranger):
        assert not Report.objects.filter(pk=hidden.pk).exists()
        assert not Report.objects.filter(pk=hidden.pk, level=F("level")).exists()
        assert Report.objects.aggregate(models.Count("pk"))["pk__count"] == 0


@mark.django_db
def test_a_reader_cannot_lock_what_others_work_with():
    with (
        raises(DatabaseError, match="permission denied"),
        acting_as(person_as("oversight")),
        connection.cursor() as cursor,
    ):
        cursor.execute("lock table reports_report")
