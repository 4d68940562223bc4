"""What the auditor of the demonstration finds, and what holds the stories open."""

from django.utils.timezone import localdate
from pytest import mark

from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.sharing.models import Agreement
from sightline.trust.models import Decoy, Unusual, WeeklyNote

pytestmark = [mark.django_db, mark.slow]


def test_the_auditor_finds_looks_off_duty_and_into_the_own_street(cast):
    with acting_as(cast["auditor"]):
        found = set(Unusual.objects.values_list("person", "signal"))

    assert found == {(cast["officer-two"].pk, "off-duty"), (cast["officer-two"].pk, "own-street")}


def test_the_decoy_rang(cast):
    with acting_as(cast["auditor"]):
        assert Notice.objects.filter(subject=Decoy.objects.get().ref).exists()


def test_somebody_has_a_weekly_note(told):
    assert WeeklyNote.objects.exists()


def test_one_agreement_waits_for_the_auditor_and_the_regulators_first_has_ended(cast):
    with acting_as(cast["auditor"]):
        assert Agreement.objects.waiting().count() == 1
        before = Agreement.objects.get(replaced_by__isnull=False)
    assert str(before.ends_on) == "2017-04-30"


def test_every_agreement_but_those_two_holds_on_the_day_of_the_replay(told):
    assert Agreement.objects.on(localdate()).count() == Agreement.objects.count() - 2
