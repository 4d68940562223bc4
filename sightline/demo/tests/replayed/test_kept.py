"""What is due for review where the story clock stands, and what two people made of it."""

from pytest import mark

from sightline.demo.kept import CALLS
from sightline.demo.moments import STATEMENT
from sightline.ledger.models import Entry
from sightline.reports.models import Report, ReporterContact
from sightline.trust.models import Erasure, Hold, Review

pytestmark = [mark.django_db, mark.slow, mark.usefixtures("told")]


def test_each_of_the_four_ways_has_its_example():
    states = Review.objects.filter(rule="unactioned-report").values_list("state", flat=True)

    assert {"due", "asked", "erased"} <= set(states)
    assert Hold.objects.standing(STATEMENT.date()).count() == 1


def test_a_contact_is_due_before_its_report():
    contact = ReporterContact.objects.get(report__place="Heaton")

    assert Review.objects.filter(rule="reporter-contact", record=contact.pk, state="due").exists()
    assert not Review.objects.filter(rule="unactioned-report", record=contact.report_id).exists()


def test_of_the_call_that_was_erased_nothing_is_left_but_that_it_was():
    erasure = Erasure.objects.get()

    assert not Report.objects.filter(pk=erasure.record).exists()
    assert not Report.objects.filter(what=CALLS[0].what).exists()
    assert Entry.objects.filter(act="erase", record=erasure.record).exists()
    assert erasure.decided_by != erasure.confirmed_by
