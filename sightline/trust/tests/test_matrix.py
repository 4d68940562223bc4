"""The matrix is read off the rules: which column a rule stands in, how far it reaches, and what never opens."""

from django.db.models import Q
from pytest import mark

from sightline.agencies.models import Role
from sightline.kit.apply import our_models
from sightline.kit.facts import DEFINITIONS, me
from sightline.kit.numbers import standing
from sightline.reports.policies import ReportPolicy
from sightline.trust.matrix import ACTIONS, ADD, CHANGE, READ, columns, groups, picked, reach_of, roles_of, rows
from sightline.trust.sheets import sheets

ANALYST = me.areas_as("analyst")


def cell(action: str, kind: str, who: str):
    """One cell of the matrix."""
    found = picked(groups(action), kind, who)
    assert found
    return found[1]


@mark.parametrize(
    ("q", "roles"),
    [
        (Q(area__in=ANALYST), {"analyst"}),
        (Q(area__in=ANALYST) | Q(desk__in=me.agencies_as("call handler")), {"analyst", "call handler"}),
        (Q(area__in=ANALYST, told_to=me.id), {"analyst"}),
        (Q(me.audits), {"auditor"}),
        (Q(case__in=me.cases_as("first responder")), {"safeguarding coordinator"}),
        (Q(area__in=ANALYST) & Q(me.audits), set()),
        (Q(team__in=me.teams), None),
        (Q(area__in=ANALYST) | Q(team__in=me.teams), None),
        (~Q(area__in=ANALYST), None),
        (Q(state="open"), None),
    ],
)
def test_the_roles_that_a_rule_asks_for(q, roles):
    assert roles_of(q) == roles


@mark.parametrize(
    ("q", "word"),
    [
        (Q(area__in=ANALYST), "all"),
        (Q(area__in=ANALYST, handling="P"), "some"),
        (Q(case__in=me.cases), "theirs"),
        (Q(operation__in=me.operations), "theirs"),
        (Q(told_to=me.id), "own"),
        (Q(me.present), "all"),
        (Q(pk__isnull=False), "all"),
        (Q(me.administers) & ~Q(person=me.id), "some"),
    ],
)
def test_how_far_a_rule_reaches(q, word):
    assert reach_of(q) == word


def test_every_role_that_a_fact_asks_for_is_a_role():
    asked = {role for each in standing() for role in roles_of(each.arm.q()) or ()}

    assert asked <= set(Role.values)
    assert all(callable(definition.roles) or definition.roles is None for definition in DEFINITIONS.values())


def test_every_way_in_stands_in_some_cell():
    shown = {each.number for action in ACTIONS for row in rows(action) for one in row.cells for each in one.ways}

    assert {each.number for each in standing() if each.verb != "never"} == shown


def test_there_is_a_row_for_every_kind_of_record_and_a_cell_for_every_column():
    found = [row for _, kinds in groups(READ) for row in kinds]

    assert {row.model for row in found} == set(our_models())
    assert all(len(row.cells) == len(columns()) for row in found)


@mark.parametrize(
    ("action", "kind", "who", "word"),
    [
        (READ, "reports.Report", "call-handler", "all"),
        (READ, "reports.Report", "analyst", ""),
        (READ, "intelligence.Item", "analyst", "all"),
        (READ, "visits.Encounter", "safeguarding-coordinator", "some"),
        (READ, "visits.Encounter", "named", "theirs"),
        (READ, "safeguarding.Identity", "support-worker", "theirs"),
        (READ, "safeguarding.Identity", "operation-commander", ""),
        (READ, "safeguarding.Placement", "placement-coordinator", "all"),
        (READ, "safeguarding.Placement", "operation-commander", "never"),
        (READ, "safeguarding.Placement", "administrator", ""),
        (READ, "ledger.Entry", "auditor", "all"),
        (READ, "ledger.Entry", "named", "own"),
        (READ, "agencies.Person", "immigration-partner", "all"),
        (READ, "oversight.Statement", "sl_public", "some"),
        (ADD, "reports.Report", "sl_public", "some"),
        (ADD, "oversight.Count", "sl_counter", "all"),
        (CHANGE, "agencies.Grant", "administrator", "some"),
        (CHANGE, "ledger.Entry", "auditor", ""),
    ],
)
def test_a_cell_is_the_widest_of_its_ways_in(action, kind, who, word):
    assert cell(action, kind, who).word == word


def test_a_cell_counts_the_different_changes_it_opens():
    assert cell(CHANGE, "reports.Report", "call-handler").verbs == len(ReportPolicy.verbs())


@mark.parametrize(
    ("kind", "who"), [("reports.Report", "nobody"), ("reports.Nothing", "analyst"), ("", ""), ("<script>", "x")]
)
def test_other_words_pick_no_cell(kind, who):
    assert picked(groups(READ), kind, who) is None


def test_the_paper_has_every_way_in_once_with_its_number():
    lines = [line.number for _, kinds in sheets() for sheet in kinds for line in sheet.lines]

    assert sorted(lines) == sorted(each.number for each in standing())


def test_the_paper_says_whom_each_rule_asks_for():
    lines = {line.number: line.who for _, kinds in sheets() for sheet in kinds for line in sheet.lines}
    who = {each.way: lines[each.number] for each in standing()}

    assert who["visits.Visit", "sl_staff", "see", "analysts of the area"] == "Intelligence analyst"
    assert who["visits.Visit", "sl_staff", "see", "on the visit"] == "Whoever is named on it"
    assert who["agencies.Person", "sl_staff", "see", "signed in"] == "Any member of staff"
    assert who["oversight.Statement", "sl_public", "see", "once released"] == "Public page"
