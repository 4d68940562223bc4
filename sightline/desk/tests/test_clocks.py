"""Which clocks run for whom, the nearest first."""

from datetime import timedelta

from pytest import mark

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.desk.care import casebooks, clocks_of
from sightline.desk.clocks import running
from sightline.justice.tests.factories import ARRIVED, CustodyFactory, booked_in
from sightline.kit.acting import acting_as
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.models import Case
from sightline.safeguarding.tests.factories import (
    NOW,
    AcceptanceFactory,
    CaseFactory,
    ConsentFactory,
    FirstPlaceFactory,
    IdentityFactory,
    PlacementFactory,
    ReferralFactory,
)

pytestmark = mark.django_db


def clocks(person, now):
    with acting_as(person):
        return running(person, now)


def test_a_custody_officer_sees_the_nearer_clock_of_each_person():
    booked_in()

    (clock,) = clocks(person_as("investigator"), ARRIVED + timedelta(hours=2))

    assert clock.ref.startswith("D-")
    assert clock.reading.label == "Review of detention"


def test_the_one_that_ends_first_stands_first():
    early, late = booked_in(), booked_in(authorised_at=ARRIVED + timedelta(hours=3))

    found = clocks(person_as("investigator"), ARRIVED + timedelta(hours=4))

    assert [clock.ref for clock in found] == [early.ref, late.ref]


@mark.parametrize("role", ["operation commander", "visiting officer", "oversight", "administrator", "call handler"])
def test_custody_clocks_are_for_those_who_keep_them(role):
    booked_in()

    assert clocks(person_as(role), ARRIVED + timedelta(hours=2)) == []


def test_custody_elsewhere_has_no_clock_here():
    booked_in()

    assert clocks(person_as("investigator", area=AreaFactory(code="gwent")), ARRIVED) == []


def test_who_is_out_has_no_clock():
    CustodyFactory(state="not-stated")

    assert clocks(person_as("investigator"), ARRIVED) == []


def test_a_holder_sees_the_clocks_of_a_referral():
    case = CaseFactory(state="first-place")
    ReferralFactory(case=case, state="sent", sent_at=NOW, sent_by=case.opened_by)

    labels = [clock.reading.label for clock in clocks(case.opened_by, NOW + timedelta(hours=1))]

    assert "Reasonable-grounds decision, an aim" in labels


def test_a_clock_that_was_met_late_does_not_run():
    case = CaseFactory(state="taken", met_at=NOW - timedelta(days=2))

    assert [clock.reading.rule.id for clock in clocks(case.opened_by, NOW)] == ["T1"]
    with acting_as(case.opened_by):
        (book,) = casebooks([case])
        book.steps = [type("Told", (), {"verb": "inform", "at": NOW - timedelta(hours=1)})]
        assert "T1" not in [reading.rule.id for reading in clocks_of(book, NOW)]


def test_nobody_sees_the_clocks_of_people_they_do_not_hold():
    CaseFactory(met_at=NOW)

    assert clocks(person_as("safeguarding coordinator"), NOW) == []


def test_several_casebooks_read_as_one_does_alone():
    case, other = CaseFactory(state="first-place"), CaseFactory(state="first-place")
    IdentityFactory(case=case)
    FirstPlaceFactory(case=case)
    ConsentFactory(case=case, purpose="P2")
    ReferralFactory(case=case, state="sent", sent_at=NOW, sent_by=case.opened_by)
    AcceptanceFactory(placement=PlacementFactory(request__case=case, state="accepted"))

    with acting_as(case.opened_by):
        mine = Case.objects.get(pk=case.pk)
        together, alone = casebooks([mine])[0], Casebook.of(mine)

    assert together.facts("england-and-wales") == alone.facts("england-and-wales")
    assert together.request == alone.request
    assert together.referral == alone.referral
    assert other not in [together.case]


def test_the_link_below_a_clock_leads_to_its_record():
    held = booked_in()

    (clock,) = clocks(person_as("investigator"), ARRIVED + timedelta(hours=2))

    assert f'href="/justice/{held.ref}"' in clock.link
