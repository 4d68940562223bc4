"""Letting somebody in takes two others, each with half of a code: good for a quarter of an hour, and once."""

from datetime import timedelta

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies import actions, inviting
from sightline.agencies.models import Account, CodeGenerator, Half, Invitation, Passkey
from sightline.agencies.tests.factories import AgencyFactory, PersonFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import (
    account_of,
    colleagues_of,
    invited,
    key_of,
    member_of,
    sessions_of,
    telephone_of,
)
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, Unconfirmed, WrongStep
from sightline.kit.steps import history
from sightline.ledger.acts import Taken
from sightline.ledger.models import Entry

pytestmark = mark.django_db


@fixture
def now():
    return timezone.now()


@fixture
def ruth():
    """Somebody who has no account yet."""
    return PersonFactory(name="Ruth Invented")


@fixture
def administrator(ruth):
    return person_as("administrator", agency=ruth.agency)


@fixture
def second(ruth):
    return person_as("analyst", agency=ruth.agency)


# Who starts it -----------------------------------------------------------------------------------------------


def test_an_administrator_of_the_agency_starts_it_and_is_shown_half_a_code(ruth, administrator, now):
    started = actions.invite(ruth, by=administrator, at=now)

    assert started.invitation.state == "started"
    assert len(started.half.replace("-", "")) == 12
    assert Entry.objects.filter(act="grant", verb="invite", record=ruth.pk, actor=administrator.pk).exists()


@mark.parametrize("role", ["analyst", "auditor", "operation commander", "oversight"])
def test_nobody_else_starts_it(role, ruth, now):
    with raises(Refused):
        actions.invite(ruth, by=person_as(role, agency=ruth.agency), at=now)


def test_an_administrator_of_another_agency_does_not(ruth, now):
    with raises(Refused):
        actions.invite(ruth, by=person_as("administrator", agency=AgencyFactory()), at=now)


def test_an_administrator_does_not_invite_themselves(administrator, now):
    with raises(Refused):
        actions.invite(administrator, by=administrator, at=now)


def test_an_administrator_who_has_not_confirmed_is_asked_first(ruth, administrator, now):
    with raises(Unconfirmed), acting_as(administrator):
        actions.invite(ruth, by=administrator, at=now)


def test_there_is_one_at_a_time(ruth, administrator, now):
    actions.invite(ruth, by=administrator, at=now)

    with raises(Taken):
        actions.invite(ruth, by=administrator, at=now)


# Who vouches -------------------------------------------------------------------------------------------------


@fixture
def started(ruth, administrator, now):
    return actions.invite(ruth, by=administrator, at=now)


def test_a_second_person_vouches_and_is_shown_the_other_half(started, second, now):
    vouched = actions.vouch(started.invitation, by=second, at=now)

    assert vouched.half != started.half
    assert vouched.invitation.state == "vouched"
    assert vouched.invitation.lapses_at == now + timedelta(minutes=15)


def test_whoever_started_it_does_not_vouch(started, administrator, now):
    with raises(Refused):
        actions.vouch(started.invitation, by=administrator, at=now)


def test_whom_it_is_for_does_not_vouch(started, ruth, now):
    with raises(Refused):
        actions.vouch(started.invitation, by=ruth, at=now)


def test_somebody_of_another_agency_does_not_vouch(started, now):
    with raises(Refused):
        actions.vouch(started.invitation, by=person_as("administrator", agency=AgencyFactory()), at=now)


def test_a_second_person_who_has_not_confirmed_is_asked_first(started, second, now):
    with raises(Unconfirmed), acting_as(second):
        actions.vouch(started.invitation, by=second, at=now)


def test_after_a_day_it_is_too_late_to_vouch(started, second, now):
    with raises(WrongStep):
        actions.vouch(started.invitation, by=second, at=now + timedelta(hours=24))


def test_nobody_vouches_twice(started, second, ruth, now):
    actions.vouch(started.invitation, by=second, at=now)

    with raises(WrongStep):
        actions.vouch(started.invitation, by=member_of(ruth.agency), at=now)


@mark.parametrize("who", ["second", "administrator", "ruth"])
def test_anybody_at_the_agency_and_whom_it_is_for_may_stop_it(who, started, request, now):
    actions.withdraw(started.invitation, by=request.getfixturevalue(who), at=now)

    assert Invitation.objects.get().state == "withdrawn"


def test_somebody_elsewhere_may_not_stop_it(started, now):
    with raises(Refused):
        actions.withdraw(started.invitation, by=person_as("analyst", agency=AgencyFactory()), at=now)


# What it opens -----------------------------------------------------------------------------------------------


def test_both_halves_make_an_account_of_the_name_they_choose(ruth, now):
    _, first, second = invited(ruth, now)

    assert inviting.use("ruth", first, second) == ruth.pk

    account = Account.objects.get(pk=ruth.pk)
    assert (account.name, account.has_usable_password()) == ("ruth", False)


def test_it_is_used_once(ruth, now):
    _, first, second = invited(ruth, now)
    inviting.use("ruth", first, second)

    assert inviting.use("ruth", first, second) is None


def test_halves_may_be_typed_in_any_way(ruth, now):
    _, first, second = invited(ruth, now)

    assert inviting.use("ruth", first.lower().replace("-", ""), f" {second} ") == ruth.pk


def test_one_half_is_not_enough(ruth, now):
    _, first, second = invited(ruth, now)

    for halves in ((first, first), (second, second), (first, ""), ("", second), (second, first)):
        assert inviting.use("ruth", *halves) is None
    assert not Account.objects.exists()


def test_halves_of_two_invitations_do_not_fit(ruth, now):
    _, first, _ = invited(ruth, now)
    _, _, second = invited(PersonFactory(), now)

    assert inviting.use("ruth", first, second) is None


def test_before_a_second_person_has_vouched_nothing_opens(started, administrator, now):
    """Not even for an administrator who makes up the other half: it must be held by who vouched."""
    with acting_as(administrator, confirmed=True):
        own = inviting.new_half(started.invitation, administrator, second=True)

    assert inviting.use("ruth", started.half, own) is None


def test_an_administrator_who_holds_both_halves_gets_nowhere_although_another_vouched(
    started, administrator, second, now
):
    with acting_as(administrator, confirmed=True):
        own = inviting.new_half(started.invitation, administrator, second=True)
    with raises(Taken):
        actions.vouch(started.invitation, by=second, at=now)

    assert inviting.use("ruth", started.half, own) is None


def test_after_a_quarter_of_an_hour_it_has_lapsed(ruth, now):
    _, first, second = invited(ruth, now - timedelta(minutes=15, seconds=1))

    assert inviting.use("ruth", first, second) is None


def test_one_that_was_stopped_opens_nothing(ruth, now):
    invitation, first, second = invited(ruth, now)
    actions.withdraw(invitation, by=ruth, at=now)

    assert inviting.use("ruth", first, second) is None


def test_a_name_of_somebody_else_is_not_taken_over(ruth, now):
    account_of(PersonFactory(), "tom")
    _, first, second = invited(ruth, now)

    assert inviting.use("tom", first, second) is None
    assert inviting.use("ruth", first, second) == ruth.pk


def test_who_has_an_account_says_its_name(ruth, now):
    account_of(ruth, "ruth")
    _, first, second = invited(ruth, now)

    assert inviting.use("another", first, second) is None
    assert inviting.use("ruth", first, second) == ruth.pk
    assert Account.objects.count() == 1


def test_all_that_they_signed_in_with_before_ends(ruth, rf, client, now):
    client.force_login(account_of(ruth, "ruth"))
    key_of(ruth, rf)
    telephone_of(ruth)
    _, first, second = invited(ruth, now)

    inviting.use("ruth", first, second)

    assert not Passkey.objects.filter(ended_at__isnull=True).exists()
    assert not CodeGenerator.objects.filter(ended_at__isnull=True).exists()
    assert not Account.objects.get().has_usable_password()
    assert sessions_of(ruth) == 0


def test_what_others_sign_in_with_stays(ruth, rf, client, now):
    tom = PersonFactory()
    client.force_login(account_of(tom, "tom"))
    key_of(tom, rf)
    _, first, second = invited(ruth, now)

    inviting.use("ruth", first, second)

    assert Passkey.objects.filter(person=tom, ended_at__isnull=True).exists()
    assert sessions_of(tom) == 1


def test_that_it_was_used_is_in_its_history(ruth, now):
    invitation, first, second = invited(ruth, now)
    inviting.use("ruth", first, second)

    with acting_as(ruth):
        assert [step.verb for step in history(invitation)] == ["use", "vouch"]


# What is kept ------------------------------------------------------------------------------------------------


def test_the_halves_themselves_are_not_in_the_database(started):
    assert started.half.replace("-", "") not in str(Half.objects.values())


@mark.parametrize("who", ["administrator", "second", "ruth"])
def test_nobody_reads_a_half_again_not_even_its_mark(who, started, request):
    with (
        raises(DatabaseError, match="permission denied"),
        acting_as(request.getfixturevalue(who)),
        transaction.atomic(),
    ):
        Half.objects.exists()


@mark.parametrize("field", ["started_by", "person"])
def test_the_database_itself_refuses_who_vouches_for_their_own(field, started):
    own = getattr(started.invitation, field)

    with raises(IntegrityError, match="nobody_vouches_for"), transaction.atomic():
        Invitation.objects.update(vouched_by=own)


def test_the_database_itself_refuses_who_invites_themselves(started):
    with raises(IntegrityError, match="nobody_invites_themselves"), transaction.atomic():
        Invitation.objects.update(started_by=started.invitation.person)


def test_an_invitation_is_always_of_the_persons_own_agency(started):
    def move_it_elsewhere():
        Invitation.objects.update(agency=AgencyFactory())
        connection.check_constraints()

    with raises(IntegrityError, match="invitation_is_of_the_persons_agency"), transaction.atomic():
        move_it_elsewhere()


def test_who_sees_an_invitation(started, administrator, second, ruth):
    sees = {"colleague": second, "whom it is for": ruth, "auditor": person_as("auditor")}
    others = [person_as("administrator", agency=AgencyFactory()), person_as("analyst", agency=AgencyFactory())]

    for person in sees.values():
        with acting_as(person):
            assert Invitation.objects.exists()
    for person in others:
        with acting_as(person):
            assert not Invitation.objects.exists()


def test_colleagues_are_two_different_people(ruth):
    assert len({person.pk for person in colleagues_of(ruth)}) == 2
