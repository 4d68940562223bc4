"""Rules become policies only when they keep to their own row."""

from django.db.models import Exists, Q
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.compiling import NotARule, closed, condition, seen
from sightline.kit.facts import me
from sightline.kit.policies import policy_of
from sightline.kit.records import facts_of, passing
from sightline.kit.rules import Rule, everyone, rule
from sightline.reports.models import Receipt, Report
from sightline.reports.policies import at_the_desk, own_partner_report
from sightline.reports.tests.factories import ReportFactory

pytestmark = mark.django_db


@rule
def across_a_join() -> Q:
    """whoever reaches over to another table"""
    return Q(desk__name="Northumbria Police")


@rule
def a_hidden_sub_select() -> Q:
    """whoever is not on another table"""
    return ~Q(desk__people__name="Nobody")


@rule
def an_open_sub_select() -> Q:
    """whoever is on another table"""
    return Q(Exists(Receipt.objects.all()))


@fixture
def handler():
    return person_as("call handler")


def test_a_rule_compares_its_own_column_with_a_fact_asked_once():
    text = condition(at_the_desk, Report)

    assert text == """"reports_report"."desk_id" = any((select priv.agencies_as('call handler'))::uuid[])"""


def test_a_rule_for_everyone_is_true():
    assert condition(everyone, Report) in ("true", '"reports_report"."id" IS NOT NULL')


@rule
def in_conflict_with_it() -> Q:
    """whoever has a conflict of interest with it"""
    return Q(pk__in=me.conflicts)


@rule
def at_no_desk_of_mine() -> Q:
    """whoever is not at its desk"""
    return ~Q(desk__in=me.agencies)


def test_what_is_seldom_is_asked_once_before_any_row():
    text = closed(in_conflict_with_it, Report)

    assert text.startswith("((select cardinality(priv.conflicts()) > 0) and ")
    assert text.count("priv.conflicts()") == 2


def test_each_arm_of_a_rule_that_always_wins_asks_for_its_own():
    both = closed(at_no_desk_of_mine | in_conflict_with_it, Report)

    assert both == f"({condition(at_no_desk_of_mine, Report)}) or {closed(in_conflict_with_it, Report)}"


def test_what_is_seldom_stands_alone_since_the_rule_could_hold_without_it():
    with raises(NotARule, match="stands alone"):
        closed(in_conflict_with_it & at_no_desk_of_mine, Report)


def test_who_sees_a_kind_without_rules_is_nobody():
    assert seen(None) == "(false)"


@mark.parametrize("bad", [across_a_join, a_hidden_sub_select, an_open_sub_select])
def test_a_rule_that_leaves_its_row_is_refused(bad):
    with raises(NotARule):
        condition(bad, Report)


def test_a_rule_needs_a_sentence():
    with raises(TypeError, match="no sentence"):
        rule(lambda: Q())


def test_a_fact_that_no_stage_declares_is_refused():
    with raises(AttributeError, match="shoe_size"):
        _ = me.shoe_size


def test_joined_rules_say_both_sentences():
    joined = at_the_desk | own_partner_report

    assert "; or " in joined.says
    assert [arm.name for arm in joined.arms()] == ["at the desk", "own partner report"]


def test_a_list_asks_for_each_fact_once(handler, django_assert_num_queries):
    with acting_as(handler), django_assert_num_queries(3):
        list(Report.objects.readable(by=handler))
        list(Report.objects.readable(by=handler))


def test_a_list_is_what_the_policy_lets_through(handler):
    mine, _ = ReportFactory(desk=handler.agency), ReportFactory()

    with acting_as(handler):
        assert list(Report.objects.readable(by=handler)) == [mine] == list(Report.objects.all())


def test_a_reader_with_no_facts_gets_an_empty_list_without_a_query(django_assert_num_queries):
    stranger = person_as("awareness lead")

    with acting_as(stranger):
        facts_of(stranger, set(policy_of(Report).rule_for("see").facts()))
        with django_assert_num_queries(0):
            assert list(Report.objects.readable(by=stranger)) == []


A, B = ("agencies_as", ("call handler",)), ("present", ())


@mark.parametrize(
    ("q", "known", "holds"),
    [
        (Q(desk__in=me.agencies_as("call handler")), {A: ["a desk"]}, True),
        (Q(desk__in=me.agencies_as("call handler")), {A: []}, False),
        (Q(desk__in=me.agencies_as("call handler"), state="taken"), {A: []}, False),
        (Q(desk__in=me.agencies_as("call handler")) | Q(state="taken"), {A: []}, True),
        (Q(desk__in=me.agencies_as("call handler")) | Q(me.present), {A: [], B: False}, False),
        (~Q(desk__in=me.agencies_as("call handler")), {A: []}, True),
        (Q(desk=me.id), {("id", ()): None}, False),
        (Q(desk=me.id), {("id", ()): "somebody"}, True),
        (Q(state="taken"), {}, True),
        (Q(pk__in=[]), {}, True),
    ],
)
def test_facts_alone_can_say_that_a_rule_holds_of_nothing(q, known, holds):
    assert Rule("so", "so", lambda: q).may_hold(known) is holds


def test_the_rules_that_hold_are_told_apart(handler):
    report = ReportFactory(desk=handler.agency)

    with acting_as(handler):
        assert passing([at_the_desk, own_partner_report], report, handler) == [at_the_desk]
