"""What a policy costs: its facts are asked once a query, never once a row, and each way in has its index."""

import json
import re

from django.db import connection
from pytest import fixture, mark

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.apply import our_models
from sightline.kit.compiling import condition
from sightline.kit.facts import Fact
from sightline.kit.policies import policy_of
from sightline.operations.models import Operation
from sightline.reports.models import Report
from sightline.visits.models import Visit

pytestmark = mark.django_db

OPENED = [model for model in our_models() if (policy := policy_of(model)) and policy.see]


def label(model: type) -> str:
    """A kind of record by its name."""
    return model._meta.label


def plan(sql: str) -> list[dict]:
    """Every node of the plan of a statement, each with the parts that tell what it does for each row."""
    with connection.cursor() as cursor:
        cursor.execute(f"explain (format json, verbose) {sql}")
        found = cursor.fetchone()[0]
    found = json.loads(found) if isinstance(found, str) else found
    nodes, waiting = [], [found[0]["Plan"]]
    while waiting:
        node = waiting.pop()
        nodes.append(node)
        waiting += node.get("Plans", [])
    return nodes


@fixture
def reader():
    """Somebody with a role, before whom every policy stands."""
    return person_as("analyst")


@fixture
def per_row():
    """A policy that asks a function for every row, as somebody might write by hand."""
    with connection.cursor() as cursor:
        cursor.execute("drop policy sl_staff_see on reports_report")
        cursor.execute(
            "create policy sl_staff_see on reports_report for select to sl_staff "
            "using (desk_id = any(priv.agencies_as('call handler')))"
        )


def asked_for_each_row(model: type) -> list[str]:
    """The filters of the plan of reading a whole table that call a function of ours for each row."""
    nodes = plan(f"select id from {model._meta.db_table}")
    filters = [node.get(part, "") for node in nodes for part in ("Filter", "Index Cond", "Recheck Cond")]
    return [text for text in filters if "priv." in text]


@mark.parametrize("model", OPENED, ids=label)
def test_no_policy_asks_a_function_for_each_row(model, reader):
    with acting_as(reader):
        assert asked_for_each_row(model) == []


def test_one_that_would_is_found(per_row, reader):
    with acting_as(reader):
        assert asked_for_each_row(Report) != []


def test_every_policy_of_the_database_asks_its_facts_in_a_select_of_their_own():
    with connection.cursor() as cursor:
        cursor.execute(
            "select tablename, policyname, coalesce(qual, '') || ' ' || coalesce(with_check, '') from pg_policies "
            "where schemaname = 'public' and policyname <> 'owner_all'"
        )
        bare = [
            (table, name)
            for table, name, text in cursor.fetchall()
            if re.search(r"(?<!SELECT )(?<!SELECT \(cardinality\()priv\.", text)
        ]

    assert bare == []


HOT = {
    Report: {"desk_id"},
    Visit: {"team_id", "operation_id", "area_id"},
    Operation: {"area_id"},
}


@mark.parametrize("model", HOT, ids=label)
def test_each_way_into_what_is_read_most_has_an_index_that_begins_with_its_key(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] "
            "where i.indrelid = %s::regclass",
            [model._meta.db_table],
        )
        leading = {name for (name,) in cursor.fetchall()}

    assert HOT[model] <= leading


def test_a_fact_stands_in_a_select_of_its_own():
    rule = policy_of(Report).see

    assert "(select priv.agencies_as('call handler'))" in condition(rule, Report)
    assert all(isinstance(each, tuple) for each in rule.facts())
    assert Fact("agencies_as", ("call handler",)).key in rule.facts()
