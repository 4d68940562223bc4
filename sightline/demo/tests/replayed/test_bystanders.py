"""The bystanders: ordinary work of four areas, the same in every demonstration."""

from collections import Counter
from random import Random

from django.db import transaction
from pytest import mark

from sightline.agencies.models import Agency, Area
from sightline.demo import bystanders
from sightline.demo.bystanders import FIRST, LAST, SEEN, TOWNS
from sightline.demo.moments import STATEMENT
from sightline.demo.week import doors
from sightline.intelligence.models import Concern, Item
from sightline.kit.vocabulary import load
from sightline.operations.models import Operation, Target
from sightline.places.models import Premises
from sightline.places.postcodes import locate, tidy_postcode
from sightline.reports.models import Report, SanitisedReport

pytestmark = [mark.django_db, mark.slow]

OWN = [seen.says for seen in SEEN]


def told_again(reports=12, premises=8):
    """What a fresh filling of the same world gives, undone again."""
    areas, agencies = ({one.code: one for one in model.objects.all()} for model in (Area, Agency))
    before = set(Report.objects.values_list("pk", flat=True)), set(Premises.objects.values_list("pk", flat=True))
    with transaction.atomic():
        bystanders.fill(areas, agencies, reports=reports, premises=premises)
        new = Report.objects.exclude(pk__in=before[0]), Premises.objects.exclude(pk__in=before[1])
        story = (
            sorted(new[0].values_list("received_at", "what", "place", "state", "level")),
            sorted(new[1].values_list("name", "street", "postcode", "kind")),
        )
        transaction.set_rollback(True)
    return story


def test_the_same_seed_tells_the_same_story_twice(told):
    assert told_again() == told_again()


def test_another_seed_tells_another(told, monkeypatch):
    before = told_again()
    monkeypatch.setattr(bystanders, "Random", lambda seed: Random(seed + 1))  # noqa: S311

    assert told_again() != before


@mark.parametrize("reports", [0, 1, 9])
def test_as_many_are_told_as_are_asked_for(told, reports):
    assert len(told_again(reports=reports, premises=0)[0]) == reports


def test_the_week_has_the_same_doors_each_time():
    assert list(doors()) == list(doors())


def test_reports_are_spread_evenly_over_the_four_areas(told):
    counts = Counter(Report.objects.filter(what__in=OWN).values_list("area__code", flat=True))

    assert counts == dict.fromkeys(TOWNS, 10)


def test_everything_happened_before_the_story_stands_still(told):
    moments = Report.objects.filter(what__in=OWN).values_list("received_at", flat=True)

    assert FIRST <= min(moments) <= max(moments) <= LAST < STATEMENT


def test_reports_stand_at_every_step(told):
    states = Counter(Report.objects.filter(what__in=OWN).values_list("state", flat=True))

    assert {"passed-on", "closed"} <= set(states)
    assert states["passed-on"] > states["closed"]


def test_some_intelligence_is_kept_by_who_holds_it(told):
    handling = Counter(Item.objects.filter(text__in=OWN).values_list("handling", flat=True))

    assert handling["P"] > handling["C"] > 0
    assert not Item.objects.filter(handling="C", conditions="").exists()


def test_no_item_of_a_bystander_names_who_told(told):
    assert set(SanitisedReport.objects.filter(text__in=OWN).values_list("provenance", flat=True)) == {
        "Somebody who passes there."
    }


def test_now_and_then_a_place_is_a_concern(told):
    theirs = Premises.objects.filter(town__in=[town for towns in TOWNS.values() for town, _ in towns])

    assert 0 < Concern.objects.filter(premises__in=theirs).count() < theirs.count()


@mark.parametrize("area", TOWNS)
def test_each_area_plans_a_day_of_its_own_in_november(told, area):
    operation = Operation.objects.get(name__startswith="Day of action", area__code=area)

    assert operation.state == "proposed"
    assert operation.starts_on > STATEMENT.date()
    assert set(Target.objects.filter(operation=operation).values_list("area__code", flat=True)) == {area}


PLACED = [(area, postcode) for area, towns in TOWNS.items() for _, postcode in towns]


@mark.parametrize(("area", "postcode"), PLACED, ids=[postcode for _, postcode in PLACED])
def test_a_town_lies_in_its_police_area(area, postcode):
    assert tidy_postcode(postcode) == postcode
    assert locate(postcode).area == area


def test_what_bystanders_see_is_said_in_codes_that_the_lists_know():
    kinds = {seen.kind for seen in SEEN}
    signs = {sign for seen in SEEN for sign in seen.signs}

    assert kinds <= {"forced-work", "sexual-exploitation", "servitude"}
    assert signs <= set(load("reports/signs"))
