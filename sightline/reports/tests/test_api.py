"""What partners' programs reach: a token for one agency, its own reports, the engine and the walls of everybody else."""

import json
from datetime import UTC, datetime, timedelta
from os import environ

from django.test import Client
from pytest import fixture, mark, raises

from sightline.agencies import actions as agencies
from sightline.agencies.models import Account, Grant, Person, Token
from sightline.agencies.tests.factories import AgencyFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import confirmed
from sightline.agencies.tokens import mark_of, new_token
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, Unconfirmed
from sightline.ledger.models import Entry
from sightline.reports import describing
from sightline.reports.models import Report
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import ReportFactory
from sightline.reports.tests.programs import Program, tried

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, tzinfo=UTC)
ROW = {"partner_reference": "H-1", "observed_on": "2018-10-01", "place": "12 Carrick Road, Leeds", "what": "Six beds."}


@fixture
def administrator(council):
    return person_as("administrator", agency=council)


@fixture
def issued(administrator, desk):
    made = agencies.issue_token(administrator.agency, by=administrator, at=NOW, label="Housing system")
    Grant.objects.filter(person=made.token.person).update(
        since=NOW - timedelta(days=1)
    )  # the test is one moment for the database
    return made


@fixture
def program(issued):
    return Program(issued.words)


# Coming in -----------------------------------------------------------------------------------------------


@mark.parametrize("address", ["/api/reports", "/api/reports/several", "/api/reports/R-2222-2222", "/api/description"])
def test_nobody_comes_in_without_a_token_that_stands(address, issued, at_council):
    for stranger in (Program(), Program("guessed"), Program(issued.words[:-1])):
        for answer in (stranger.ask(address), stranger.send(address, ROW)):
            assert (answer.status_code, answer["Content-Type"]) == (401, "application/json")
            assert answer["WWW-Authenticate"] == "Bearer"
    assert at_council.get(address).status_code == 401  # a person's session is no program's token
    assert not Report.objects.exists()


def test_a_program_needs_no_form_token_and_a_person_still_does(issued, officer):
    strict = Client(enforce_csrf_checks=True)
    told = {"content_type": "application/json", "headers": {"Authorization": f"Bearer {issued.words}"}}

    assert strict.post("/api/reports", json.dumps(ROW), **told).status_code == 201
    strict.force_login(Account.objects.create(id=officer.pk, name="officer"))
    assert strict.post("/reports/send", ROW).status_code == 403


def test_a_token_opens_no_page_of_people(program):
    for page in ("/", "/reports/", "/reports/sent", "/colleagues/"):
        assert program.ask(page)["Location"].startswith("/sign/in")


def test_only_the_mark_of_a_token_is_kept(issued):
    assert bytes(Token.objects.get().mark) == mark_of(issued.words)
    assert len({new_token() for _ in range(9)}) == 9
    assert issued.words not in str(list(Entry.objects.values()))


def test_a_token_that_was_ended_comes_in_no_more_and_its_role_ends(program, issued, administrator):
    assert program.ask("/api/reports").status_code == 200

    agencies.end_token(issued.token, by=administrator, at=NOW)

    assert program.ask("/api/reports").status_code == 401
    assert Grant.objects.get(person=issued.token.person).until == NOW


def test_only_an_administrator_who_has_confirmed_issues_one_and_for_their_own_agency(administrator, officer):
    with acting_as(administrator), raises(Unconfirmed):
        agencies.issue_token(administrator.agency, by=administrator, at=NOW, label="Housing system")
    with raises(Refused):
        agencies.issue_token(officer.agency, by=officer, at=NOW, label="Housing system")
    assert not Token.objects.exists()


def test_who_sees_a_token(issued, officer, administrator):
    seers = (administrator, person_as("auditor"), officer, person_as("administrator"), issued.token.person)
    seen = []
    for person in seers:
        with acting_as(person):
            seen.append(Token.objects.exists())

    assert seen == [True, True, False, False, False]


def test_the_administrators_page_shows_a_token_once(administrator, desk):
    browser = confirmed(signed_in(administrator))

    shown = browser.post("/programs/", {"label": "Housing system"}).content.decode()

    token = Token.objects.get()
    assert "It is shown this once" in shown
    again = browser.get("/programs/").content.decode()
    assert "Housing system" in again
    assert "It is shown this once" not in again
    browser.post(f"/programs/{token.ref}/end")
    assert "Ended" in browser.get(f"/programs/{token.ref}").content.decode()


# Telling -------------------------------------------------------------------------------------------------


def test_a_report_comes_to_the_desk_of_its_place_in_the_name_of_the_program(program, issued, desk):
    answer = program.send("/api/reports", ROW)

    report = Report.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "row": 1,
        "partner_reference": "H-1",
        "outcome": "stored",
        "reference": report.ref,
        "wrong": [],
        "ignored": [],
    }
    assert (report.partner, report.desk, report.door, report.what) == (issued.token.agency, desk, "import", "Six beds.")
    entry = Entry.objects.get(act="collect", kind="reports.Report")
    assert (entry.actor, entry.device) == (issued.token.person_id, f"program {issued.token.ref}")


def test_the_same_reference_again_is_never_a_second_report(program):
    first = program.send("/api/reports", ROW).json()
    again = program.send("/api/reports", ROW)
    more = program.send("/api/reports", ROW | {"what": "Nine beds."})

    assert (again.status_code, again.json()["outcome"], again.json()["reference"]) == (
        200,
        "here already",
        first["reference"],
    )
    assert (more.status_code, more.json()["outcome"]) == (200, "told again")
    assert Report.objects.get().what == "Nine beds."


def test_a_bad_row_is_answered_with_field_and_reason_and_blocks_no_other(program):
    rows = [ROW, ROW | {"partner_reference": "H-2", "observed_on": "yesterday"}, ROW | {"partner_reference": "H-3"}]

    answer = program.send("/api/reports/several", {"reports": rows})

    outcomes = [(row["row"], row["outcome"]) for row in answer.json()["rows"]]
    assert (answer.status_code, outcomes) == (200, [(1, "stored"), (2, "refused"), (3, "stored")])
    assert [each["field"] for each in answer.json()["rows"][1]["wrong"]] == ["observed_on"]
    assert program.send("/api/reports", rows[1]).status_code == 422


def test_fields_that_we_do_not_know_are_named_and_not_kept(program):
    answer = program.send("/api/reports", ROW | {"mood": "grim", "signs": ["debt"]})

    assert answer.json()["ignored"] == ["mood"]
    assert Report.objects.get().signs == ["debt"]


@mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"\xff", 400),
        (b"[" * 100_000, 400),
        (b'{"reports": 3}', 400),
        (b'{"reports": [3]}', 400),
        (b'{"reports": []}', 422),
        (json.dumps({"reports": [ROW] * (describing.MOST + 1)}).encode(), 422),
        (b'{"reports": "' + b"a" * 3_000_000 + b'"}', 413),
    ],
)
def test_what_is_not_as_described_is_answered_and_stores_nothing(body, status, program):
    answer = program.client.post("/api/reports/several", body, content_type="application/json")

    assert (answer.status_code, list(answer.json())) == (status, ["wrong"])
    assert not Report.objects.exists()


def test_halves_of_letters_and_the_letter_that_no_text_holds_are_taken_out(program):
    body = json.dumps(ROW).replace("Six beds.", "Six \\ud800 beds\\u0000.").encode()

    assert program.client.post("/api/reports", body, content_type="application/json").status_code == 201
    assert Report.objects.get().what == "Six ? beds."


# Asking --------------------------------------------------------------------------------------------------


def test_a_program_reads_where_its_agencys_reports_stand_and_nothing_of_what_they_hold(program, council, desk):
    ours = ReportFactory(partner=council, partner_reference="H-9", desk=desk, state="closed")
    other = ReportFactory(partner=AgencyFactory(), partner_reference="X", desk=desk)

    listed = program.ask("/api/reports").json()["reports"]
    told = program.ask(f"/api/reports/{ours.ref}").json()

    assert listed == [told]
    assert told == {
        "reference": ours.ref,
        "partner_reference": "H-9",
        "state": "closed",
        "received_at": ours.received_at.isoformat(),
    }
    assert program.ask(f"/api/reports/{other.ref}").status_code == 404
    assert program.ask("/api/reports/nonsense").content == program.ask(f"/api/reports/{other.ref}").content


def test_a_program_may_no_more_than_a_visiting_partner(issued, officer):
    held = [grant.role for grant in Grant.objects.filter(person=issued.token.person)]

    assert held == [grant.role for grant in Grant.objects.filter(person=officer)] == ["visiting partner"]
    assert Person.objects.get(pk=issued.token.person_id).agency == officer.agency


def test_other_methods_are_refused(program):
    for method, address in (("put", "/api/reports"), ("get", "/api/reports/several"), ("delete", "/api/reports/R-2")):
        assert getattr(program.client, method)(address).status_code == 405


# The description -----------------------------------------------------------------------------------------


def test_the_description_has_every_field_of_the_partners_form(program):
    told = program.ask("/api/description").json()

    report = told["components"]["schemas"]["Report"]
    assert told["openapi"] == "3.1.0"
    assert set(report["properties"]) == set(describing.PartnerForm().fields)
    assert "debt" in report["properties"]["signs"]["items"]["enum"]
    assert report["properties"]["what"]["maxLength"] == 10_000


@mark.slow
def test_every_answer_to_whatever_is_sent_is_as_described(program):
    assert tried(program, examples=int(environ.get("EXAMPLES", "12"))) > 60


def test_a_stranger_is_answered_as_described(desk):
    assert tried(Program(), examples=2) > 5
