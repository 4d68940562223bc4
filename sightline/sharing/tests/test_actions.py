"""An agreement from its draft to its end, and what is not accepted on the way."""

from datetime import UTC, date, datetime

from django.db import IntegrityError, transaction
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AgencyFactory
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.ledger.acts import Taken
from sightline.ledger.models import Entry
from sightline.sharing import actions
from sightline.sharing.actions import Signature, Terms
from sightline.sharing.covering import fields_of
from sightline.sharing.models import Agreement
from sightline.sharing.tests.factories import AgreementFactory, PartyFactory

pytestmark = mark.django_db

AT = datetime(2018, 1, 2, 9, tzinfo=UTC)
TERMS = Terms("Joint visits", "To protect people", ["visits", "tasks"], date(2018, 2, 1), date(2030, 1, 31))


@fixture
def signatures(force, partner):
    return [Signature(agency, f"For {agency.name}", "Chief officer", date(2018, 1, 1)) for agency in (force, partner)]


@fixture
def drafted(auditor, signatures):
    return actions.draft(by=auditor, at=AT, terms=TERMS, signatures=signatures)


@fixture
def in_force(drafted, second, third):
    actions.approve(drafted, by=second, at=AT)
    actions.confirm(drafted, by=third, at=AT)
    return drafted


def test_a_draft_keeps_its_terms_its_signatures_and_the_fields_of_its_kinds(drafted, auditor, force, partner):
    kept = Agreement.objects.get(title="Joint visits")

    assert (kept.title, kept.kinds, kept.state, kept.version) == ("Joint visits", ["visits", "tasks"], "drafted", 1)
    assert {party.agency for party in kept.parties.all()} == {force, partner}
    assert kept.fields == fields_of(["visits", "tasks"])
    assert "visits.Visit.address" in kept.fields
    assert not any(name.startswith("visits.Encounter") for name in kept.fields)


def test_it_is_in_force_after_two_approvals_by_two_others(drafted, second, third):
    actions.approve(drafted, by=second, at=AT)
    assert drafted.state == "approved"

    actions.confirm(drafted, by=third, at=AT, why="Read and checked")

    kept = Agreement.objects.get(title="Joint visits")
    assert (kept.state, kept.approved_by, kept.confirmed_by) == ("in-force", second, third)
    with acting_as(second):
        assert {step.verb for step in history(kept)} == {"confirm", "approve"}


def test_who_drafted_it_approves_nothing(drafted, auditor, second):
    with raises(Refused):
        actions.approve(drafted, by=auditor, at=AT)
    actions.approve(drafted, by=second, at=AT)
    with raises(Refused):
        actions.confirm(drafted, by=auditor, at=AT)


def test_nobody_approves_twice(drafted, second):
    actions.approve(drafted, by=second, at=AT)

    with raises(Refused):
        actions.confirm(drafted, by=second, at=AT)


def test_the_second_approval_does_not_come_first(drafted, second):
    with raises(WrongStep):
        actions.confirm(drafted, by=second, at=AT)


def test_one_agency_alone_agrees_with_nobody(auditor, signatures):
    for few in (signatures[:1], [signatures[0], signatures[0]]):
        with raises(Refused):
            actions.draft(by=auditor, at=AT, terms=TERMS, signatures=few)


@mark.parametrize("kind", ["reports", "accounts", "care", "identities", "referrals", "placements", "relay"])
def test_no_agreement_names_identities_with_an_immigration_agency(kind, auditor, signatures):
    officers = Signature(AgencyFactory(kind="immigration"), "A", "B", date(2018, 1, 1))

    with raises(Refused):
        actions.draft(by=auditor, at=AT, terms=TERMS._replace(kinds=[kind]), signatures=[*signatures, officers])


def test_an_immigration_agency_may_agree_on_what_names_nobody(auditor, signatures):
    officers = Signature(AgencyFactory(kind="immigration"), "A", "B", date(2018, 1, 1))

    made = actions.draft(by=auditor, at=AT, terms=TERMS, signatures=[*signatures, officers])

    assert made.parties.count() == 3


def test_the_next_version_ends_the_one_before_once_it_is_approved(in_force, auditor, second, third, signatures):
    terms = TERMS._replace(starts_on=date(2019, 1, 1), kinds=["visits"])
    made = actions.amend(in_force, by=auditor, at=AT, terms=terms, signatures=signatures)
    assert (made.version, made.replaces, Agreement.objects.get(pk=in_force.pk).ends_on) == (2, in_force, TERMS.ends_on)

    actions.approve(made, by=second, at=AT)
    actions.confirm(made, by=third, at=AT)

    before = Agreement.objects.get(pk=in_force.pk)
    assert (before.state, before.ends_on) == ("in-force", date(2018, 12, 31))


def test_there_is_one_next_version_at_a_time(in_force, auditor, signatures):
    terms = TERMS._replace(starts_on=date(2019, 1, 1))
    first = actions.amend(in_force, by=auditor, at=AT, terms=terms, signatures=signatures)

    with raises(Taken):
        actions.amend(in_force, by=auditor, at=AT, terms=terms, signatures=signatures)
    actions.withdraw(first, by=auditor, at=AT, why="Wrong day")
    assert actions.amend(in_force, by=auditor, at=AT, terms=terms, signatures=signatures).replaces == in_force


def test_a_next_version_begins_after_the_first_day_of_the_one_before(in_force, auditor, signatures):
    with raises(WrongStep):
        actions.amend(in_force, by=auditor, at=AT, terms=TERMS, signatures=signatures)


def test_a_draft_is_not_amended(drafted, auditor, signatures):
    with raises(WrongStep):
        actions.amend(
            drafted, by=auditor, at=AT, terms=TERMS._replace(starts_on=date(2019, 1, 1)), signatures=signatures
        )


def test_it_is_ended_early_with_a_reason(in_force, auditor):
    actions.end(in_force, by=auditor, at=AT, why="The contract ended.")

    assert Agreement.objects.get(title="Joint visits").state == "ended"
    with acting_as(auditor):
        assert "The contract ended." in {step.why for step in history(in_force)}


def test_each_act_is_in_the_ledger_by_its_word_and_without_values(in_force, auditor):
    actions.end(in_force, by=auditor, at=AT, why="The contract ended.")

    of_it = Entry.objects.filter(record=in_force.pk).exclude(act="alter")  # the columns that moved, beside each act
    acts = of_it.order_by("at").values_list("act", "verb")
    assert list(acts) == [("collect", "draft"), ("approve", "approve"), ("approve", "confirm"), ("revoke", "end")]
    assert "Joint visits" not in str(list(Entry.objects.values()))


# What the database itself refuses -----------------------------------------------------------------------------


@mark.parametrize(
    "wrong",
    [
        {"ends_on": date(2014, 1, 1)},
        {"kinds": []},
        {"approved_by": None},
        {"confirmed_by": None},
    ],
)
def test_an_agreement_that_cannot_be_is_not_stored(wrong):
    with raises(IntegrityError), transaction.atomic():
        AgreementFactory(**wrong)


@mark.parametrize(
    ("one", "other"), [("drafted_by", "approved_by"), ("drafted_by", "confirmed_by"), ("approved_by", "confirmed_by")]
)
def test_three_different_people_have_a_hand_in_it(one, other, auditor):
    with raises(IntegrityError), transaction.atomic():
        AgreementFactory(**{one: auditor, other: auditor})


def test_an_agency_signs_once():
    party = PartyFactory()

    with raises(IntegrityError), transaction.atomic():
        PartyFactory(agreement=party.agreement, agency=party.agency)
