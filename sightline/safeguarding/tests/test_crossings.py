"""A person's details and an immigration agency: the one way across, its five conditions, and every other way tried."""

from datetime import timedelta
from importlib import import_module
from inspect import getsource

from django.db import IntegrityError, connection, transaction
from pytest import fixture, mark, raises

from sightline.agencies.models import Account, Role
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, GrantFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.vocabulary import load
from sightline.ledger.models import Entry
from sightline.safeguarding import actions, models
from sightline.safeguarding.models import Crossed, Crossing, Identity
from sightline.safeguarding.tests.factories import (
    NOW,
    CaseFactory,
    ConsentFactory,
    CrossedFactory,
    CrossingFactory,
    HoldingFactory,
    IdentityFactory,
)

pytestmark = mark.django_db

NAME = "Andrei Inventat"


@fixture
def identity():
    return IdentityFactory(case=CaseFactory())


@fixture
def case(identity):
    return identity.case


@fixture
def coordinator(case):
    return case.opened_by


@fixture
def second(case):
    return person_as("safeguarding coordinator", area=case.area)


@fixture
def third(case):
    return person_as("safeguarding coordinator", area=case.area)


@fixture
def agency(db):
    return AgencyFactory(kind="immigration", area=None)


@fixture
def officer(agency):
    return person_as(Role.IMMIGRATION, agency=agency)


@fixture
def asked(case, coordinator, agency):
    given = {"attention": "The duty officer", "basis": "risk-to-life", "override": "A threat at the port."}
    return actions.ask_to_cross(case, by=coordinator, at=NOW, to=agency, fields=["full_name"], **given)


@fixture
def agreed(asked, second, third):
    actions.approve_crossing(asked, by=second, at=NOW)
    actions.confirm_crossing(asked, by=third, at=NOW)
    return asked


def reading(client, person):
    account, _ = Account.objects.get_or_create(id=person.pk, defaults={"name": f"account-{person.pk}"})
    client.force_login(account)
    return client


# The way across ------------------------------------------------------------------------------------------------


def test_it_is_asked_approved_by_two_others_sent_and_read_by_the_recipient(agreed, coordinator, officer):
    sent = actions.send_crossing(agreed, by=coordinator, at=NOW)

    with acting_as(officer):
        assert Crossed.objects.get().says == f"Full name: {NAME}"
    assert (sent.to_id, agreed.state) == (agreed.to_id, "sent")


def test_exactly_the_details_that_were_approved_are_sent(agreed, coordinator):
    says = actions.send_crossing(agreed, by=coordinator, at=NOW).says

    assert "Romanian" not in says
    assert "1992" not in says


def test_the_coordinators_of_the_area_are_told_at_once_and_by_reference_only(asked, case):
    told = Notice.objects.get()

    assert (told.duty, told.subject) == (f"safeguarding coordinator@{case.area_id}", asked.ref)


def test_the_transfer_is_in_the_ledger_with_its_ground_and_recipient_and_without_a_value(agreed, coordinator):
    actions.send_crossing(agreed, by=coordinator, at=NOW)

    entry = Entry.objects.get(act="transfer", record=agreed.pk)
    assert (entry.recipient_agency, entry.fields, entry.basis) == (agreed.to_id, ["full_name"], "risk-to-life")
    assert (entry.actor, entry.reason) == (coordinator.pk, "A threat at the port.")
    assert NAME not in str(list(Entry.objects.values()))


def test_consent_is_named_where_it_is_the_ground(case, coordinator, agency, second, third):
    consent = ConsentFactory(case=case, purpose="P10")
    given = {"attention": "Desk", "basis": "consent", "fields": ["nationality"]}
    made = actions.ask_to_cross(case, by=coordinator, at=NOW, to=agency, **given)
    actions.approve_crossing(made, by=second, at=NOW)
    actions.confirm_crossing(made, by=third, at=NOW)

    actions.send_crossing(made, by=coordinator, at=NOW)

    assert made.consent == consent
    assert Entry.objects.get(act="transfer", record=made.pk, basis="consent").consent == consent.pk


def test_consent_taken_back_before_it_is_sent_stops_it(case, coordinator, agency, second, third):
    ConsentFactory(case=case, purpose="P10")
    given = {"attention": "Desk", "basis": "consent", "fields": ["nationality"]}
    made = actions.ask_to_cross(case, by=coordinator, at=NOW, to=agency, **given)
    actions.approve_crossing(made, by=second, at=NOW)
    actions.confirm_crossing(made, by=third, at=NOW)
    ConsentFactory(case=case, purpose="P10", answer="withdrawn", answered_at=NOW + timedelta(hours=1))

    with raises(WrongStep):
        actions.send_crossing(made, by=coordinator, at=NOW + timedelta(hours=2))
    assert not Crossed.objects.exists()


# What is missing stops it --------------------------------------------------------------------------------------


def test_without_consent_nobody_asks_on_the_ground_of_consent(case, coordinator, agency):
    with raises(WrongStep):
        actions.ask_to_cross(
            case, by=coordinator, at=NOW, to=agency, attention="-", basis="consent", fields=["full_name"]
        )


@mark.parametrize(
    "wrong",
    [{"fields": ["full_name", "calls_self"]}, {"fields": ["address"]}, {"basis": "curiosity"}],
)
def test_only_listed_grounds_and_listed_details_are_asked(wrong, case, coordinator, agency):
    given = {"attention": "-", "basis": "risk-to-life", "override": "A threat.", "fields": ["full_name"]}

    with raises(Refused):
        actions.ask_to_cross(case, by=coordinator, at=NOW, to=agency, **given | wrong)


def test_it_goes_to_immigration_agencies_only(case, coordinator):
    given = {"attention": "-", "basis": "risk-to-life", "override": "A threat.", "fields": ["full_name"]}

    with raises(Refused):
        actions.ask_to_cross(case, by=coordinator, at=NOW, to=AgencyFactory(kind="charity"), **given)


def test_who_asked_approves_nothing(asked, coordinator, second):
    with raises(Refused):
        actions.approve_crossing(asked, by=coordinator, at=NOW)
    actions.approve_crossing(asked, by=second, at=NOW)
    with raises(Refused):
        actions.confirm_crossing(asked, by=coordinator, at=NOW)


def test_nobody_approves_twice(asked, second):
    actions.approve_crossing(asked, by=second, at=NOW)

    with raises(Refused):
        actions.confirm_crossing(asked, by=second, at=NOW)


@mark.parametrize("approvals", [0, 1])
def test_nothing_is_sent_before_the_second_approval(approvals, asked, coordinator, second):
    if approvals:
        actions.approve_crossing(asked, by=second, at=NOW)

    with raises(WrongStep):
        actions.send_crossing(asked, by=coordinator, at=NOW)
    assert not Crossed.objects.exists()


def test_what_was_refused_is_not_sent(agreed, coordinator, second):
    actions.refuse_crossing(agreed, by=second, at=NOW, why="No threat any more.")

    with raises(WrongStep):
        actions.send_crossing(agreed, by=coordinator, at=NOW)


def test_it_is_sent_once(agreed, coordinator):
    actions.send_crossing(agreed, by=coordinator, at=NOW)

    with raises(WrongStep):
        actions.send_crossing(agreed, by=coordinator, at=NOW)


@mark.parametrize(
    "wrong",
    [
        {"override": ""},
        {"basis": "consent"},
        {"fields": []},
        {"state": "agreed", "confirmed_by": None},
        {"state": "sent", "sent_at": None},
    ],
)
def test_a_crossing_that_lacks_something_is_not_stored(wrong):
    with raises(IntegrityError), transaction.atomic():
        CrossingFactory(**wrong)


@mark.parametrize(
    ("one", "other"), [("asked_by", "approved_by"), ("asked_by", "confirmed_by"), ("approved_by", "confirmed_by")]
)
def test_three_different_people_have_a_hand_in_it(one, other, second):
    with raises(IntegrityError), transaction.atomic():
        CrossingFactory(state="agreed", **{one: second, other: second})


def test_a_consent_of_somebody_else_is_no_consent():
    CrossingFactory(consent=ConsentFactory(purpose="P10"))

    with raises(IntegrityError):
        connection.check_constraints()


# Who sees it ---------------------------------------------------------------------------------------------------

SEES = {"safeguarding coordinator", "auditor"}


@mark.parametrize("role", [role.value for role in Role])
def test_who_sees_that_a_crossing_was_asked(role):
    made = CrossingFactory()

    with acting_as(person_as(role)):
        assert Crossing.objects.filter(pk=made.pk).exists() is (role in SEES)


def test_a_coordinator_elsewhere_does_not_see_it():
    made = CrossingFactory()

    with acting_as(person_as("safeguarding coordinator", area=AreaFactory(code="gwent"))):
        assert not Crossing.objects.filter(pk=made.pk).exists()


@mark.parametrize("role", [role.value for role in Role])
def test_what_was_sent_is_read_by_nobody_beside_holder_and_recipient(role):
    sent = CrossedFactory()

    with acting_as(person_as(role)):
        assert not Crossed.objects.filter(pk=sent.pk).exists()


def test_the_recipient_of_one_is_not_the_recipient_of_another(agency, officer):
    own, other = CrossedFactory(crossing__to=agency), CrossedFactory()

    with acting_as(officer):
        assert set(Crossed.objects.values_list("pk", flat=True)) == {own.pk}
    assert other.to != agency


# Every other way across ----------------------------------------------------------------------------------------

EVERY_MODEL = ["Identity", "SafeContact", "Case", "Consent", "Referral", "FirstPlace", "PlacementRequest", "Placement"]
EVERY_MODEL += ["Relay", "RelayMessage", "FollowUp", "Holding", "Acceptance", "Crossing"]


@mark.parametrize("name", EVERY_MODEL)
def test_no_row_of_care_is_read_by_an_immigration_partner_even_by_one_who_holds_the_person(name, case, officer):
    CrossingFactory(case=case)
    for part in ("coordinator", "support worker"):
        HoldingFactory(case=case, person=officer, part=part)

    with acting_as(officer):
        assert not getattr(models, name).objects.exists()


def test_a_coordinator_who_also_acts_for_immigration_reads_no_identity(identity, coordinator, agency):
    with acting_as(coordinator):
        assert Identity.objects.exists()

    GrantFactory(person=coordinator, role=Role.IMMIGRATION, agency=agency)

    with acting_as(coordinator):
        assert not Identity.objects.exists()


@mark.parametrize(
    "address", ["/", "/safeguarding/", "/reports/", "/visits/", "/operations/", "/figures/", "/agreements/"]
)
def test_no_list_page_names_a_person_to_an_immigration_partner(address, identity, officer, client):
    answer = reading(client, officer).get(address)

    for words in (NAME, identity.calls_self, identity.case.ref):
        assert words not in answer.content.decode()


@mark.parametrize("asked_for", [NAME, "Andrei", "Romanian"])
def test_no_search_finds_a_person_for_an_immigration_partner(asked_for, identity, officer, client):
    answer = reading(client, officer).post("/find", {"q": asked_for}, follow=True)

    assert answer.status_code == 200
    assert identity.case.ref not in answer.content.decode()
    assert identity.full_name not in answer.content.decode().replace(asked_for, "")


@mark.parametrize("page", ["", "/who", "/contact", "/hand-over", "/cross", "/relay", "/referral"])
def test_no_page_of_the_person_opens_to_an_immigration_partner(page, case, officer, client):
    assert reading(client, officer).get(f"/safeguarding/{case.ref}{page}").status_code == 404


def test_no_statement_of_theirs_reads_or_copies_a_name(identity, officer):
    for statement in (
        "select full_name_sealed from safeguarding_identity",
        "select says_sealed from safeguarding_crossed",
        "select string_agg(encode(full_name_sealed, 'hex'), ',') from safeguarding_identity",
        "select to_jsonb(i) from safeguarding_identity i",
    ):
        with acting_as(officer), connection.cursor() as cursor:
            cursor.execute(statement)
            assert all(row[0] is None for row in cursor.fetchall())


def test_no_export_of_the_command_line_speaks_of_people_in_care():
    for name in ("export", "figures"):
        source = getsource(import_module(f"sightline.cli.{name}"))
        assert "safeguarding" not in source
        assert "Identity" not in source


def test_no_kind_of_record_that_an_immigration_agency_may_agree_on_holds_a_name():
    open_to_them = {code for code, kind in load("sharing/kinds").items() if not kind.get("identifies")}

    assert {"reports", "accounts", "care", "identities", "referrals", "placements", "relay"}.isdisjoint(open_to_them)


def test_a_crossing_is_of_one_person_by_its_own_shape():
    assert Crossing._meta.get_field("case").many_to_one
    assert not any(field.many_to_many for field in Crossing._meta.get_fields())
    assert Crossed._meta.get_field("crossing").one_to_one


# Its pages -----------------------------------------------------------------------------------------------------


def test_it_goes_its_whole_way_by_pages(case, coordinator, second, third, agency, officer, client):
    given = {"to": agency.code, "attention": "Desk", "basis": "risk-to-life", "override": "A threat."}
    answer = reading(client, coordinator).post(
        f"/safeguarding/{case.ref}/cross", given | {"fields_sent": ["full_name"]}
    )
    made = Crossing.objects.get()
    assert answer["Location"] == f"/safeguarding/{made.ref}"

    for hand in (second, third):
        page = reading(client, hand).get(f"/safeguarding/{made.ref}").content.decode()
        assert "A threat." in page
        assert NAME not in page
        client.post(f"/safeguarding/{made.ref}/approve")
    reading(client, coordinator).post(f"/safeguarding/{made.ref}/send")

    page = reading(client, officer).get(f"/safeguarding/{Crossed.objects.get().ref}").content.decode()
    assert NAME in page


@mark.parametrize(
    ("wrong", "says"),
    [
        ({"basis": "consent"}, "No consent of the person to this is recorded"),
        ({"override": " "}, "Say why it must happen without"),
        ({"fields_sent": []}, "What exactly?"),
        ({"to": "northumbria-police"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_asked(wrong, says, case, coordinator, agency, client):
    given = {"to": agency.code, "attention": "Desk", "basis": "risk-to-life", "override": "A threat."}

    words = reading(client, coordinator).post(
        f"/safeguarding/{case.ref}/cross", given | {"fields_sent": ["full_name"]} | wrong
    )

    assert says in words.content.decode()
    assert not Crossing.objects.exists()


def test_it_is_refused_on_its_page_with_a_reason(asked, second, client):
    page = reading(client, second)
    assert page.post(f"/safeguarding/{asked.ref}/refuse", {"why": ""}).status_code == 200

    page.post(f"/safeguarding/{asked.ref}/refuse", {"why": "No threat any more."})

    assert Crossing.objects.get().state == "refused"
    assert "No threat any more." in page.get(f"/safeguarding/{asked.ref}").content.decode()
    assert Identity.objects.count() == 1
