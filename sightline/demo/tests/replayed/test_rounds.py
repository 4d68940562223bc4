"""Rounds of car washes in two other areas, and what everybody may read of what reports led to."""

from pytest import fixture, mark

from sightline.demo.moments import STATEMENT
from sightline.demo.rounds import WASHES
from sightline.intelligence.models import Item
from sightline.kit.acting import acting_as
from sightline.kit.vocabulary import load
from sightline.operations.models import Operation
from sightline.reports import led_to
from sightline.reports.models import Report
from sightline.visits.models import Encounter, Visit

pytestmark = [mark.django_db, mark.slow, mark.usefixtures("told")]

OTHERS = ["greater-manchester", "cleveland"]
SECTORS = {option.code for option in load("reports/questions")["W2"].options}


@fixture
def car_washes():
    """The line of car washes on the page of what came of reports, where the story stands."""
    led_to.led_to.cache_clear()
    with acting_as(None, "sl_public"):
        found = {line.code: line for line in led_to.led_to(STATEMENT.date())}
    led_to.led_to.cache_clear()
    return found["car-wash"]


@mark.parametrize("wash", WASHES, ids=[wash.town for wash in WASHES])
def test_a_wash_was_told_of_before_it_was_visited(wash):
    item = Item.objects.select_related("premises").get(text=wash.says)
    visit = Visit.objects.get(premises_id=item.premises_id)

    assert wash.told_at < item.graded_at < visit.arrived_at
    assert (item.premises.kind, visit.type_actual, visit.outcome) == ("car-wash", "soft", "advice_given")


def test_nobody_was_met_there_who_needed_care():
    assert not Encounter.objects.filter(area__code__in=OTHERS).exists()


def test_a_round_is_over_where_the_story_stands():
    rounds = Operation.objects.filter(name__startswith="Round of car washes")

    assert {(each.area.code, each.state) for each in rounds} == {(area, "closed") for area in OTHERS}


def test_everybody_may_read_that_places_of_reports_were_visited(car_washes):
    assert car_washes.came >= car_washes.passed_on >= 5
    assert (car_washes.further.made, car_washes.further.visited) >= (5, 5)


def test_of_people_taken_into_care_nothing_is_told_while_they_are_few(car_washes):
    assert car_washes.further.cared_for == 0


def test_every_report_of_the_demonstration_says_what_kind_of_place_it_is_about():
    assert set(Report.objects.values_list("sector", flat=True)) <= SECTORS
