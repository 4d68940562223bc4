"""A change of the rules: two different people approve exactly that, or one of them refuses it."""

from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from pytest import fixture, mark, raises

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import person_as
from sightline.agencies.tests.factories_of_sign_in import confirmed
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, Unconfirmed, WrongStep
from sightline.ledger.models import Entry
from sightline.trust import actions
from sightline.trust.models import ChangedRules
from sightline.trust.tests.factories import ChangedRulesFactory

pytestmark = mark.django_db

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
APPROVERS = {"auditor", "oversight"}


@fixture
def changed(db):
    return ChangedRulesFactory()


@fixture
def overseer(db):
    return person_as("oversight")


@fixture
def approved(changed, auditor):
    actions.approve_rules(changed, by=auditor, at=AT)
    return changed


# Two hands -----------------------------------------------------------------------------------------------------


@mark.parametrize("second", ["auditor", "oversight"])
def test_an_auditor_approves_and_somebody_else_confirms(second, approved, auditor):
    actions.confirm_rules(approved, by=person_as(second), at=AT)

    assert approved.state == "confirmed"
    assert ChangedRules.objects.approved_as(approved.mark).get() == approved


def test_the_same_auditor_is_not_the_second(approved, auditor):
    with raises(Refused):
        actions.confirm_rules(approved, by=auditor, at=AT)


def test_oversight_is_not_the_first(changed, overseer):
    with raises(Refused):
        actions.approve_rules(changed, by=overseer, at=AT)


@mark.parametrize("role", sorted({role.value for role in Role} - APPROVERS))
def test_nobody_else_approves(role, changed, approved):
    for step in (actions.approve_rules, actions.confirm_rules):
        with raises(Refused):
            step(approved, by=person_as(role), at=AT)


def test_it_is_not_confirmed_before_it_is_approved(changed, overseer):
    with raises((Refused, WrongStep)):
        actions.confirm_rules(changed, by=overseer, at=AT)


def test_one_approval_is_none(approved):
    assert not ChangedRules.objects.approved_as(approved.mark).exists()


def test_another_difference_is_not_approved_with_it(approved, overseer):
    actions.confirm_rules(approved, by=overseer, at=AT)

    assert not ChangedRules.objects.approved_as("0" * 64).exists()


def test_refused_with_a_reason_it_waits_no_longer(approved, overseer):
    actions.refuse_rules(approved, by=overseer, at=AT, why="The second place opens too much.")

    assert not ChangedRules.objects.waiting().exists()
    with raises(WrongStep):
        actions.confirm_rules(approved, by=overseer, at=AT)


def test_who_has_not_confirmed_that_it_is_them_approves_nothing(changed, auditor):
    with raises(Unconfirmed), acting_as(auditor):
        actions.approve_rules(changed, by=auditor, at=AT)


def test_each_approval_is_in_the_ledger(approved, auditor, overseer):
    actions.confirm_rules(approved, by=overseer, at=AT)

    entries = Entry.objects.filter(act="approve", record=approved.pk).order_by("at")
    assert [entry.actor for entry in entries] == [auditor.pk, overseer.pk]


@mark.parametrize(
    "wrong",
    [
        {"state": "confirmed"},
        {"applied_at": AT},
        {"state": "approved", "applied_at": AT},
    ],
)
def test_the_database_itself_takes_no_approval_that_was_not_given(wrong):
    with raises(IntegrityError), transaction.atomic():
        ChangedRulesFactory(**{"mark": "2" * 64, **wrong})


def test_the_database_itself_takes_no_two_approvals_by_one_hand(changed, auditor):
    with raises(IntegrityError, match="two_hands"), transaction.atomic():
        ChangedRulesFactory(state="confirmed", approved_by=auditor, confirmed_by=auditor)


# Walls ---------------------------------------------------------------------------------------------------------


@mark.parametrize("role", [role.value for role in Role])
def test_who_sees_a_change_of_the_rules(role, changed):
    with acting_as(person_as(role)):
        assert ChangedRules.objects.filter(pk=changed.pk).exists() is (role in APPROVERS)


@mark.parametrize("role", [role.value for role in Role])
def test_nobody_proposes_one_by_hand(role):
    with raises(Exception, match="permission denied"), acting_as(person_as(role), confirmed=True), transaction.atomic():
        ChangedRulesFactory.build().save(force_insert=True)


@mark.parametrize("field", ["mark", "cells", "applied_at", "proposed_at"])
def test_nobody_rewrites_what_is_approved(field, changed, auditor):
    with (
        raises(Exception, match="permission denied"),
        acting_as(auditor, confirmed=True),
        transaction.atomic(),
    ):
        ChangedRules.objects.update(**{field: getattr(changed, field)})


# Pages ---------------------------------------------------------------------------------------------------------


def test_the_page_shows_each_place_before_and_after_and_the_mark(page, changed):
    words = page.get(f"/trust/changes/{changed.ref}").content.decode()

    for each in ("Decoy", "12 the auditors", "13 anyone", "No longer", "From now on", changed.in_groups):
        assert each in words
    assert "Your turn" in words


def test_a_kind_that_only_the_next_release_knows_stands_there_by_its_label(page, changed):
    ChangedRules.objects.update(cells=[changed.cells[0] | {"kind": "trust.Tomorrow", "front": "sl_public"}])

    words = page.get(f"/trust/changes/{changed.ref}").content.decode()

    assert "trust.Tomorrow" in words
    assert "see (Public page)" in words


def test_it_is_approved_by_two_on_its_page(become, changed, auditor, overseer):
    for person in (auditor, overseer):
        confirmed(become(person)).post(f"/trust/changes/{changed.ref}/approve")

    changed.refresh_from_db()
    assert (changed.state, changed.approved_by, changed.confirmed_by) == ("confirmed", auditor, overseer)


def test_approving_asks_first_for_the_factor(page, changed):
    answer = page.post(f"/trust/changes/{changed.ref}/approve")

    assert answer.status_code == 403
    assert "Confirm that it is you" in answer.content.decode()


def test_it_is_refused_on_its_page_with_the_reason(page, changed):
    page.post(f"/trust/changes/{changed.ref}", {"why": "It opens decoys to all."})

    words = page.get(f"/trust/changes/{changed.ref}").content.decode()
    assert "It opens decoys to all." in words
    assert "Refuse it" not in words


def test_the_list_has_what_waits_and_what_was_decided(page, changed):
    ChangedRulesFactory(mark="1" * 64, state="refused")

    words = page.get("/trust/changes").content.decode()

    assert words.index("Waits for two approvals") < words.index("Decided") < words.index("Refused")


def test_an_auditor_finds_the_way_from_the_first_page(page):
    assert 'href="/trust/changes"' in page.get("/trust/").content.decode()


@mark.parametrize("address", ["/trust/changes", "/trust/changes/{ref}"])
def test_for_everybody_else_the_pages_are_not_there(address, become, officer, changed):
    assert become(officer).get(address.format(ref=changed.ref)).status_code == 404
