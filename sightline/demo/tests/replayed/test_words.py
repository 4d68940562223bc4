"""The stories speak in the words of the lists: every code that they record is one that a page can say."""

from pytest import mark

from sightline.awareness.models import Event
from sightline.intelligence.models import Concern, Item, SectorAssessment
from sightline.kit.vocabulary import load
from sightline.operations.models import Operation, Target
from sightline.oversight.models import Statement
from sightline.places.models import Premises
from sightline.reports.models import Report
from sightline.safeguarding.models import Consent, PlacementRequest
from sightline.visits.models import IndicatorSeen

pytestmark = [mark.django_db, mark.slow]

ONE = [
    (Premises, "kind", "intelligence/premises_kinds"),
    (Target, "premises_kind", "intelligence/premises_kinds"),
    (IndicatorSeen, "code", "intelligence/indicators/indicator"),
    (Concern, "confidence", "intelligence/confidence/likelihood"),
    (SectorAssessment, "confidence", "intelligence/confidence/confidence"),
    (Consent, "purpose", "safeguarding/consents/consent"),
    (PlacementRequest, "contract", "safeguarding/support_contracts/contract"),
]
MANY = [
    (Item, "exploitation", "intelligence/exploitation"),
    (Item, "control", "intelligence/control"),
    (Concern, "exploitation", "intelligence/exploitation"),
    (Concern, "control", "intelligence/control"),
    (SectorAssessment, "premises_kinds", "intelligence/premises_kinds"),
    (Operation, "aims", "operations/aims"),
    (Report, "signs", "reports/signs"),
    (Statement, "contacts", "reports/signposting/service"),
]


def named(case):
    return case.__name__ if isinstance(case, type) else None


@mark.parametrize(("model", "field", "words"), ONE, ids=named)
def test_every_code_is_in_its_list(told, model, field, words):
    assert set(model.objects.values_list(field, flat=True)) <= set(load(words))


@mark.parametrize(("model", "field", "words"), MANY, ids=named)
def test_every_code_of_several_is_in_its_list(told, model, field, words):
    codes = {code for codes in model.objects.values_list(field, flat=True) for code in codes}

    assert codes
    assert codes <= set(load(words))


def test_every_event_is_of_a_kind_that_has_a_word(told):
    assert all(event.get_kind_display() != event.kind for event in Event.objects.all())


def test_every_bed_was_asked_for_under_a_contract_in_force_on_that_day(told):
    contracts = load("safeguarding/support_contracts/contract")

    for request in PlacementRequest.objects.all():
        assert contracts[request.contract].held_on(request.asked_at.date()), request.asked_at
