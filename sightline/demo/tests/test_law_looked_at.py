"""Every kind of record, looked at and taken away: a consultation and a disclosure, with the rules that opened it."""

from argparse import Namespace

from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as
from sightline.cli import export
from sightline.demo.tests.law import readable
from sightline.kit.acting import acting_as
from sightline.kit.apply import our_models
from sightline.ledger.finding import counted, listed
from sightline.ledger.models import Entry

pytestmark = mark.django_db


def label(model):
    return model._meta.label


SEEN = [model for model in our_models() if readable(model)]
TAKEN = [model for model in SEEN if model is not Entry]  # entries leave once a second person approved: trust.Export
UNSEEN = [model for model in our_models() if not readable(model)]


@fixture
def analyst():
    person = person_as("analyst")
    Account.objects.create(id=person.pk, name="analyst")
    return person


@mark.parametrize("model", SEEN, ids=label)
def test_a_list_and_a_count_of_every_kind_are_consultations(model, analyst):
    with acting_as(analyst):
        listed(model.objects.readable(by=analyst), asked="a list")
        counted(model.objects.readable(by=analyst), asked="a count")

    told = Entry.objects.filter(act="consult", kind=label(model), actor=analyst.pk).order_by("at")
    assert list(told.values_list("verb", flat=True)) == ["list", "count"]
    assert all(entry.rule for entry in told)


@mark.parametrize("model", TAKEN, ids=label)
def test_a_copy_of_every_kind_that_is_taken_away_is_a_disclosure(model, analyst, capsys, settings):
    settings.DEMONSTRATION = True  # where nobody has a telephone, and none is asked for

    export.run(Namespace(name="analyst", kind=label(model), code=""))

    entry = Entry.objects.get(act="disclose", kind=label(model))
    assert (entry.actor, entry.recipient) == (analyst.pk, "file")
    assert capsys.readouterr().out


@mark.parametrize("model", UNSEEN, ids=label)
def test_what_no_member_of_staff_may_read_is_no_list_of_anybodys(model, analyst):
    with acting_as(analyst):
        assert list(model.objects.readable(by=analyst)) == []
