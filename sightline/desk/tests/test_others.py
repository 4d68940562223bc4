"""What the reader waits for: whose turn it is, what was asked, since when."""

from datetime import date, timedelta

from pytest import mark

from sightline.agencies.tests.factories import AgencyFactory, person_as
from sightline.desk.others import asked
from sightline.desk.tests.stories import NOW
from sightline.kit.acting import acting_as
from sightline.operations.tests.factories import PartnerActionFactory
from sightline.oversight.tests.factories import QuotationFactory, StatementFactory, held
from sightline.reports.tests.factories import ReportFactory, SanitisedReportFactory
from sightline.safeguarding.tests.factories import (
    AcceptanceFactory,
    CaseFactory,
    PlacementFactory,
    PlacementRequestFactory,
    ReferralFactory,
    RelayMessageFactory,
)
from sightline.visits.tests.factories import EncounterFactory, on_the_team_of

pytestmark = mark.django_db


def waits(person, now=NOW):
    with acting_as(person):
        return asked(person, now)


def test_a_bed_is_the_contractors_turn():
    request = PlacementRequestFactory(to=AgencyFactory(name="Invented Shelter"))

    (one,) = waits(request.case.opened_by)

    assert (one.who, one.ref) == ("Invented Shelter", request.ref)
    assert one.says == "A bed, asked Wed 17 Oct, 13:00"


def test_a_bed_that_was_offered_waits_for_a_providers_answer():
    request = PlacementRequestFactory(state="placed")

    (one,) = waits(request.case.opened_by)

    assert one.says.startswith("A provider’s answer")


def test_a_bed_that_was_accepted_waits_for_nobody():
    case = CaseFactory()
    AcceptanceFactory(placement=PlacementFactory(request__case=case, state="accepted"))

    assert waits(case.opened_by) == []


def test_a_sent_referral_is_the_home_offices_turn():
    case = CaseFactory()
    ReferralFactory(case=case, state="sent", sent_at=NOW, sent_by=case.opened_by)

    (one,) = waits(case.opened_by)

    assert one.who == "The Home Office"


def test_a_notification_waits_for_no_decision():
    case = CaseFactory()
    ReferralFactory(case=case, kind="dtn", state="sent", sent_at=NOW, sent_by=case.opened_by)

    assert waits(case.opened_by) == []


def test_an_investigators_question_does_not_say_who_holds_the_person():
    message = RelayMessageFactory()

    (one,) = waits(message.investigator)

    assert one.who == "Whoever looks after the person"
    assert message.case.opened_by.name not in repr(one)


def test_a_team_sees_that_nobody_has_taken_the_person_over():
    met = EncounterFactory(concern=True, concern_says="Held by debt.", description="Man, 30s")

    (one,) = waits(on_the_team_of(met.visit))

    assert one.who == "Safeguarding"
    assert "Man, 30s" in one.says


@mark.parametrize(("due_on", "words"), [(date(2018, 10, 16), "late since"), (date(2018, 10, 19), ", by ")])
def test_a_partners_promise_is_its_turn_until_done(due_on, words):
    PartnerActionFactory(agency=AgencyFactory(name="Invented Council"), due_on=due_on)

    (one,) = waits(person_as("operation commander"))

    assert one.who == "Invented Council"
    assert words in one.says


def test_a_promise_without_a_day_says_none():
    PartnerActionFactory(says="Bring leaflets")

    assert [one.says for one in waits(person_as("operation commander"))] == ["Bring leaflets"]


def test_the_office_that_has_not_signed_off_is_named():
    commander = person_as("operation commander")
    QuotationFactory(statement=StatementFactory(drafted_by=commander), office="The commissioner")

    assert [one.who for one in waits(commander)] == ["The commissioner"]


def test_a_small_figure_is_the_safeguarding_leads_turn():
    commander = person_as("operation commander")
    figure = held()
    type(figure).objects.filter(pk=figure.pk).update(approved_by=commander)

    (one,) = waits(commander)

    assert one.who == "The safeguarding lead"
    assert "4" not in one.says


def test_an_analyst_waits_for_the_desk_to_write_again():
    desk = AgencyFactory(name="Invented Desk")
    SanitisedReportFactory(report=ReportFactory(desk=desk), state="returned")

    assert [one.who for one in waits(person_as("analyst"))] == ["Invented Desk"]


@mark.parametrize("role", ["administrator", "auditor", "oversight", "visiting officer"])
def test_who_asked_nothing_waits_for_nothing(role):
    PlacementRequestFactory()
    PartnerActionFactory()
    RelayMessageFactory()

    assert waits(person_as(role)) == []


def test_every_line_leads_to_a_page_that_opens(reading):
    request = PlacementRequestFactory(asked_at=NOW - timedelta(hours=2))

    (one,) = waits(request.case.opened_by)

    assert reading(request.case.opened_by).get(one.url).status_code == 200
