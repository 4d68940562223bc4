"""The demonstration replays both operations, and their figures are those of the two statements, value by value."""

import json
from argparse import Namespace
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.cli.figures import run
from sightline.demo.figures import WEEK_SAID
from sightline.demo.moments import STATEMENT
from sightline.intelligence.models import Item
from sightline.justice.models import Custody
from sightline.ledger.models import Entry
from sightline.operations.models import Operation, PartnerAgency
from sightline.oversight.models import Figure, Statement
from sightline.places.models import Premises
from sightline.reports.models import Report, SanitisedReport
from sightline.safeguarding.models import Case
from sightline.visits.models import Encounter, Visit

pytestmark = [mark.django_db, mark.slow]

SEEDS = json.loads((Path(__file__).parents[1] / "seed_figures.json").read_text())["operations"]
NAMES = {"newcastle": "Two days in the west end", "north-wales-week": "Week of action, North Wales"}
SAID = {
    "addresses targeted": "addresses targeted",
    "people arrested": "people arrested",
    "people still in custody": "people still in custody",
    "victims identified and taken to places of safety": "victims taken to places of safety",
    "partner agencies": "partner agencies",
    "interventions": "interventions",
    "soft visits": "soft visits",
    "victims rescued": "victims taken to places of safety",
    "victims alleging labour exploitation": "victims alleging labour exploitation",
    "awareness events": "awareness events",
    "safeguarding visits to suspected brothels and other locations": "safeguarding visits",
    "rank among weeks of action in the region": "rank among weeks of action in the region",
}
EVERY = [(seed["key"], figure) for seed in SEEDS for figure in seed["figures"]]


@fixture(scope="module")
def published(told):
    """Every figure, and every row of `sightline figures --all --json`, by what it is about and what it measures."""
    said = StringIO()
    with redirect_stdout(said):
        run(Namespace(all=True, name="", json=True))
    rows = {(row["operation"], row["measure"]): row for row in json.loads(said.getvalue())}
    everything = {(figure.about, figure.says): figure for figure in Figure.objects.all()}
    return everything, rows


UNITS = {
    "addresses targeted": "addresses",
    "partner agencies": "agencies",
    "interventions": "interventions",
    "soft visits": "interventions",
    "awareness events": "events",
    "safeguarding visits to suspected brothels and other locations": "visits",
    "rank among weeks of action in the region": "weeks",
}
SAID_AT = {"newcastle": STATEMENT, "north-wales-week": WEEK_SAID}
COUNTED = {
    "addresses targeted": 8,
    "people arrested": 12,
    "people still in custody": 7,
    "victims identified and taken to places of safety": 4,
    "partner agencies": 10,
    "interventions": 105,
    "soft visits": 101,
    "victims rescued": 4,
    "victims alleging labour exploitation": 2,
    "awareness events": 6,
    "safeguarding visits to suspected brothels and other locations": 33,
    "rank among weeks of action in the region": None,
}


@mark.parametrize(("key", "seed"), EVERY, ids=[f"{key}: {figure['measure']}" for key, figure in EVERY])
def test_the_command_gives_each_figure_with_all_that_was_said(published, key, seed):
    row, measure = published[1][NAMES[key], SAID[seed["measure"]]], seed["measure"]
    lead = next(one["lead"] for one in SEEDS if one["key"] == key).split(",")[0]

    assert (row["value"], row["qualifier"], row["state"]) == (seed["value"], seed["qualifier"], "approved")
    assert row["by"] == seed.get("by", lead)
    assert row["unit"] == UNITS.get(measure, "people")
    assert row["as_at"] == SAID_AT[key].isoformat()
    assert row["subset_of"] == (SAID[seed["subset_of"]] if "subset_of" in seed else None)
    assert row["source"].startswith("Statement")


@mark.parametrize(("key", "seed"), EVERY, ids=[f"{key}: {figure['measure']}" for key, figure in EVERY])
def test_the_command_gives_how_many_records_were_counted(published, key, seed):
    row = published[1][NAMES[key], SAID[seed["measure"]]]

    assert row["records"] == COUNTED[seed["measure"]]


@mark.parametrize(("key", "seed"), EVERY, ids=[f"{key}: {figure['measure']}" for key, figure in EVERY])
def test_each_figure_is_as_it_was_said(published, key, seed):
    figure = published[0][NAMES[key], SAID[seed["measure"]]]

    assert figure.state == "approved"
    assert (figure.value, figure.qualifier) == (seed["value"], seed["qualifier"])
    assert figure.by_whom == seed.get("by", figure.by_whom)
    assert bool(figure.subset_of) == ("subset_of" in seed)


def test_every_seed_figure_is_borne_out_by_records(published):
    everything, _ = published
    exact = {figure.says: figure.count.value for figure in everything.values() if figure.qualifier == "exactly"}

    assert exact["people arrested"] == 12
    assert exact["people still in custody"] == 7
    assert exact["addresses targeted"] == 8
    assert everything["Week of action, North Wales", "interventions"].count.value > 100


def test_days_and_partners_are_those_of_the_statement(told):
    newcastle, week = SEEDS
    operation = Operation.objects.get(name=NAMES["newcastle"])
    partners = PartnerAgency.objects.filter(operation=operation).values_list("agency__name", flat=True)

    assert (operation.ends_on - operation.starts_on).days + 1 == newcastle["days_of_action"]["value"]
    assert len(partners) == len(newcastle["partners"])
    assert {"National Crime Agency", "British Red Cross", "Hope for Justice"} <= set(partners)
    wales = Operation.objects.get(name=NAMES["north-wales-week"])
    assert (str(wales.starts_on), str(wales.ends_on)) == (week["week"]["from"], week["week"]["to"])


def test_the_other_forces_figures_are_not_stated(published):
    figure = published[0]["Week of action, North West and Wales", "interventions"]

    assert (figure.qualifier, figure.value, figure.shown) == ("not stated", None, "not stated")


def test_of_the_other_five_nothing_is_said(told):
    assert Custody.objects.filter(state="not-stated").count() == 5
    assert Custody.objects.filter(state="in-custody").count() == 7


def test_the_week_is_closed_and_newcastle_runs(told):
    assert Operation.objects.get(name=NAMES["north-wales-week"]).state == "closed"
    assert Operation.objects.get(name=NAMES["newcastle"]).state == "live"


def test_both_statements_are_released_with_their_figures_in_words(told):
    english = {statement.title_en: statement.frozen_en for statement in Statement.objects.filter(state="released")}

    assert "12 people were arrested" in english["Two days of action in the west end of Newcastle"]
    assert "more than 100 interventions" in english["A week of action against modern slavery in North Wales"]
    assert all("[FG-" not in text for text in english.values())


def test_nothing_is_lost_between_the_stages(told):
    passed_on = Report.objects.filter(state="passed-on").count()

    assert passed_on == SanitisedReport.objects.count()
    assert SanitisedReport.objects.filter(state="graded").count() == Item.objects.exclude(sanitised=None).count()
    assert Encounter.objects.filter(state="taken").count() == Case.objects.count() == 8


def test_every_act_of_the_story_is_in_the_ledger(told):
    for model in (Report, Visit, Case, Custody, Statement, Premises):
        noted = set(
            Entry.objects.filter(kind=model._meta.label, act__in=["collect", "disclose"]).values_list(
                "record", flat=True
            )
        )
        assert set(model.objects.values_list("pk", flat=True)) <= noted, model


def test_one_invented_person_a_role_can_be_stepped_into(told):
    assert Account.objects.filter(name__startswith="demo-").count() == 14
    assert not any(account.has_usable_password() for account in Account.objects.all())
