"""Who reads and changes the directory, the grants, the accounts and the notices: tables that a partner could sign."""

from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies import actions
from sightline.agencies.models import (
    Account,
    Agency,
    Area,
    CodeGenerator,
    CodeSecret,
    Grant,
    Identity,
    Invitation,
    Passkey,
    Person,
    Role,
    Token,
)
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, GrantFactory, PersonFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import invited, key_of, telephone_of
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice, duty
from sightline.kit.refusals import Refused
from sightline.reports.models import Report

pytestmark = mark.django_db

NOON = datetime(2018, 10, 1, 12, tzinfo=UTC)


# The directory -----------------------------------------------------------------------------------------------


@mark.parametrize("role", Role.values)
def test_whoever_is_signed_in_reads_the_directory(role):
    someone = PersonFactory()

    with acting_as(person_as(role)):
        assert Person.objects.filter(pk=someone.pk).exists()
        assert Agency.objects.filter(pk=someone.agency_id).exists()


def test_somebody_without_a_role_reads_the_directory_too():
    someone, newcomer = PersonFactory(), PersonFactory()

    with acting_as(newcomer):
        assert Person.objects.filter(pk=someone.pk).exists()


@mark.parametrize("model", [Person, Agency, Area, Grant])
def test_nobody_reads_nothing(model):
    GrantFactory()

    with acting_as(None):
        assert not model.objects.exists()


@mark.parametrize("model", [Agency, Area])
def test_the_public_reads_which_agencies_and_areas_there_are(model):
    GrantFactory()

    with acting_as(None, "sl_public"):
        assert model.objects.exists()


@mark.parametrize("model", [Person, Grant, Account])
def test_the_public_does_not_read_who_works_there(model):
    with raises(DatabaseError, match="permission denied"), acting_as(None, "sl_public"):
        model.objects.exists()


@mark.parametrize("role", Role.values)
@mark.parametrize("change", [{"name": "Another"}, {"office": "Chief"}])
def test_no_role_renames_a_person_by_hand(role, change):
    with raises(DatabaseError, match="permission denied"), acting_as(person_as(role)):
        Person.objects.update(**change)


@mark.parametrize("role", Role.values)
def test_agencies_and_areas_are_not_made_on_the_pages(role):
    with raises(DatabaseError, match="permission denied"), acting_as(person_as(role)):
        AgencyFactory()


# Grants ------------------------------------------------------------------------------------------------------


@mark.parametrize("role", Role.values)
def test_who_reads_the_roles_of_others(role):
    grant = GrantFactory()

    with acting_as(person_as(role)):
        assert Grant.objects.filter(pk=grant.pk).exists() is (role in {"auditor", "administrator"})


@mark.parametrize("role", Role.values)
def test_everybody_reads_their_own_roles(role):
    person = person_as(role)
    GrantFactory()

    with acting_as(person):
        assert Grant.objects.filter(person=person).count() == 1


@mark.parametrize("role", [role for role in Role.values if role != "administrator"])
def test_only_an_administrator_gives_a_role(role):
    person, colleague = person_as(role), PersonFactory()

    with raises(DatabaseError, match=r"permission denied|row-level security"), acting_as(person):
        Grant.objects.create(person=colleague, role="analyst", agency=colleague.agency, since=NOON)


@mark.parametrize("role", ["auditor", "administrator", "analyst"])
def test_an_administrator_gives_themselves_nothing(role):
    administrator = person_as("administrator")

    with raises(DatabaseError, match="row-level security"), acting_as(administrator):
        Grant.objects.create(person=administrator, role=role, agency=administrator.agency, since=NOON)


def test_an_administrator_cannot_turn_a_grant_into_their_own():
    administrator, grant = person_as("administrator"), GrantFactory()

    with raises(DatabaseError, match="permission denied"), acting_as(administrator):
        Grant.objects.filter(pk=grant.pk).update(person=administrator)


@mark.parametrize("change", [{"role": "auditor"}, {"area": None}, {"since": NOON}])
def test_a_grant_that_was_given_is_ended_and_never_rewritten(change):
    grant = GrantFactory()

    with raises(DatabaseError, match="permission denied"), acting_as(person_as("administrator")):
        Grant.objects.filter(pk=grant.pk).update(**change)


def test_an_administrator_does_not_lengthen_their_own_role():
    administrator = person_as("administrator")
    Grant.objects.update(until=timezone.now() + timedelta(hours=1))

    with acting_as(administrator):
        assert Grant.objects.filter(person=administrator).update(until=None) == 0


def test_an_administrator_whose_role_has_ended_administers_nothing():
    administrator, grant = person_as("administrator"), GrantFactory()
    Grant.objects.filter(person=administrator).update(until=timezone.now() - timedelta(hours=1))

    with acting_as(administrator):
        assert not Grant.objects.filter(pk=grant.pk).exists()
        assert Grant.objects.filter(pk=grant.pk).update(until=None) == 0


@mark.parametrize("until", [NOON, NOON - timedelta(seconds=1)])
def test_a_grant_ends_after_it_begins(until):
    with raises(IntegrityError, match="grant_ends_after_it_starts"), transaction.atomic():
        GrantFactory(since=NOON, until=until)


# Accounts ----------------------------------------------------------------------------------------------------


@mark.parametrize("role", ["sl_staff", "sl_public", "sl_worker", "sl_counter", "sl_sealer", "sl_auditor", "sl_door"])
def test_no_working_role_reaches_a_password_or_a_session(role):
    for table in ("agencies_account", "agencies_session", "agencies_tries", "agencies_provider"):
        with raises(DatabaseError, match="permission denied"), acting_as(None, role), connection.cursor() as cursor:
            cursor.execute(f"select count(*) from {table}")


def test_the_login_of_the_staff_front_reads_accounts_and_changes_no_name():
    question = "select has_table_privilege('sl_staff_login', 'agencies_account', %s)"
    with connection.cursor() as cursor:
        found = {}
        for right in ("select", "insert", "update", "delete"):
            cursor.execute(question, [right])
            found[right] = cursor.fetchone()[0]
        cursor.execute("select has_column_privilege('sl_staff_login', 'agencies_account', 'name', 'update')")

        assert found == {"select": True, "insert": False, "update": False, "delete": False}
        assert cursor.fetchone() == (False,)


@mark.parametrize("login", ["sl_public_login", "sl_worker_login"])
@mark.parametrize(
    "table",
    ["agencies_account", "agencies_session", "agencies_tries", "reports_report", "kit_notice", "ledger_entry"],
)
def test_the_other_logins_reach_no_table_at_all(login, table):
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege(%s, %s, 'select, insert, update, delete')", [login, table])
        assert cursor.fetchone() == (False,)


@mark.parametrize("table", ["agencies_passkey", "agencies_codegenerator", "agencies_codesecret", "agencies_provider"])
def test_the_login_itself_reaches_nothing_that_people_sign_in_with(table):
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('sl_staff_login', %s, 'select, insert, update, delete')", [table])
        assert cursor.fetchone() == (False,)


@mark.parametrize("role", ["sl_staff", "sl_public", "sl_worker", "sl_counter", "sl_sealer", "sl_auditor"])
def test_no_working_role_but_the_doors_reads_a_secret_not_even_its_owner(role):
    person = person_as("analyst")
    telephone_of(person)

    with raises(DatabaseError, match="permission denied"), acting_as(person, role, confirmed=True):
        CodeSecret.objects.exists()


def test_the_door_sees_only_what_the_person_before_it_signs_in_with(rf):
    person, other = person_as("analyst"), person_as("auditor")
    for each in (person, other):
        telephone_of(each)
        key_of(each, rf)

    with acting_as(person, "sl_door"):
        assert {row.person_id for model in (Passkey, CodeGenerator, CodeSecret) for row in model.objects.all()} == {
            person.pk
        }
    with acting_as(None, "sl_door"):
        assert not any(model.objects.exists() for model in (Passkey, CodeGenerator, CodeSecret))


@mark.parametrize("model", [Report, Person, Grant, Identity])
def test_the_door_reaches_no_record_and_no_directory(model):
    with raises(DatabaseError, match="permission denied"), acting_as(person_as("analyst"), "sl_door"):
        model.objects.exists()


def test_the_door_lets_no_one_add_what_they_sign_in_with():
    person = person_as("analyst")

    with raises(DatabaseError, match="permission denied"), acting_as(person, "sl_door", confirmed=True):
        CodeGenerator.objects.create(person=person, added_at=NOON)


def test_nobody_adds_a_passkey_for_somebody_else():
    person, other = person_as("administrator"), PersonFactory()

    with raises(DatabaseError, match="row-level security"), acting_as(person, confirmed=True):
        Passkey.objects.create(person=other, label="x", credential=b"x", public=b"x", added_at=NOON)


def test_two_accounts_cannot_share_a_name():
    Account.objects.create(id=PersonFactory().pk, name="invented")

    with raises(IntegrityError), transaction.atomic():
        Account.objects.create(id=PersonFactory().pk, name="invented")


# Notices -----------------------------------------------------------------------------------------------------


@fixture
def area():
    return AreaFactory()


@fixture
def notice(area):
    return Notice.objects.create(duty=duty("safeguarding coordinator", area), subject="R-2222-2222", sent_at=NOON)


@mark.parametrize("role", Role.values)
def test_a_notice_reaches_its_duty_and_nobody_else(role, notice, area):
    with acting_as(person_as(role, area=area)):
        assert Notice.objects.exists() is (role == "safeguarding coordinator")


def test_the_same_duty_elsewhere_is_another_duty(notice):
    with acting_as(person_as("safeguarding coordinator", area=AreaFactory(code="gwent"))):
        assert not Notice.objects.exists()


def test_role_and_place_of_a_duty_are_one_grant(notice, area):
    """A coordinator elsewhere who is an officer here has no such duty here."""
    person = person_as("safeguarding coordinator", area=AreaFactory(code="gwent"))
    GrantFactory(person=person, role="visiting officer", area=area)

    with acting_as(person):
        assert not Notice.objects.exists()


def test_a_duty_that_has_ended_hears_no_more(notice, area):
    coordinator = person_as("safeguarding coordinator", area=area)
    Grant.objects.filter(person=coordinator).update(until=timezone.now() - timedelta(minutes=1))

    with acting_as(coordinator):
        assert not Notice.objects.exists()


@mark.parametrize("role", ["sl_staff", "sl_public"])
def test_a_notice_is_sent_by_who_will_never_read_it(role, area):
    sender = person_as("visiting officer", area=area) if role == "sl_staff" else None

    with acting_as(sender, role):
        Notice.objects.create(duty=duty("safeguarding coordinator", area), subject="R-2222-2222", sent_at=NOON)

    assert Notice.objects.count() == 1


def test_the_public_reads_no_notice(notice):
    with raises(DatabaseError, match="permission denied"), acting_as(None, "sl_public"):
        Notice.objects.exists()


def test_whoever_holds_the_duty_answers_the_notice(notice, area):
    coordinator = person_as("safeguarding coordinator", area=area)

    with acting_as(coordinator):
        assert Notice.objects.filter(pk=notice.pk).update(answered_at=NOON, answered_by=coordinator.pk) == 1


def test_nobody_else_answers_it(notice, area):
    analyst = person_as("analyst", area=area)

    with acting_as(analyst):
        assert Notice.objects.filter(pk=notice.pk).update(answered_at=NOON, answered_by=analyst.pk) == 0


@mark.parametrize("change", [{"subject": "E-2222-2222"}, {"duty": "analyst@nowhere"}, {"sent_at": NOON}])
def test_what_a_notice_says_cannot_be_changed(change, notice, area):
    with (
        raises(DatabaseError, match="permission denied"),
        acting_as(person_as("safeguarding coordinator", area=area)),
    ):
        Notice.objects.update(**change)


@mark.parametrize("half", [{"answered_at": NOON}, {"answered_by": PersonFactory.build().pk}], ids=["when", "who"])
def test_an_answer_says_who_and_when(half, notice):
    with raises(IntegrityError, match="notice_answered_by_someone"), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(**half)


def test_a_notice_carries_a_reference_and_nothing_of_what_it_is_about():
    told = {field.name for field in Notice._meta.fields}

    assert told == {"id", "duty", "subject", "sent_at", "answered_at", "answered_by"}
    assert Notice._meta.get_field("subject").max_length <= 20


# Programs and invitations ------------------------------------------------------------------------------------


@fixture
def administrator():
    return person_as("administrator")


@fixture
def token(administrator):
    return actions.issue_token(administrator.agency, by=administrator, at=NOON, label="Housing system").token


def test_a_token_is_read_by_the_administrators_of_its_agency_and_by_auditors(token, administrator):
    colleague = person_as("administrator", agency=administrator.agency)
    others = [person_as("administrator"), person_as("analyst", agency=administrator.agency), token.person]

    for person in (administrator, colleague, person_as("auditor")):
        with acting_as(person):
            assert Token.objects.get() == token
    for person in others:
        with acting_as(person):
            assert not Token.objects.exists()


def test_an_administrator_issues_a_token_and_for_their_own_agency_alone(administrator):
    made = actions.issue_token(administrator.agency, by=administrator, at=NOON, label="Housing system").token

    assert Token.objects.get() == made
    with raises(Refused):
        actions.issue_token(AgencyFactory(), by=administrator, at=NOON, label="Another's system")


def test_a_token_is_ended_by_the_administrators_of_its_agency_alone(token, administrator):
    for person in (person_as("administrator"), person_as("auditor")):
        with acting_as(person):
            assert Token.objects.update(ended_at=NOON) == 0
    with acting_as(administrator):
        assert Token.objects.update(ended_at=NOON) == 1


def test_at_the_door_an_invitation_is_read_and_used_by_whom_it_is_for_alone():
    newcomer, other = PersonFactory(), PersonFactory()
    invitation, *_ = invited(newcomer, NOON)

    with acting_as(other, "sl_door"):
        assert not Invitation.objects.exists()
        assert Invitation.objects.update(state="used") == 0
    with acting_as(newcomer, "sl_door"):
        assert Invitation.objects.get() == invitation
        assert Invitation.objects.update(state="used") == 1
