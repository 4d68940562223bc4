"""Who has looked at a record and why: asked by reference, answered without content; and what each reads about themselves."""

import time
from datetime import UTC, datetime, timedelta

from pytest import fixture, mark

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import AgencyFactory, person_as
from sightline.kit.acting import acting_as
from sightline.ledger.models import Entry
from sightline.places.tests.factories import PremisesFactory
from sightline.reports.tests.factories import ReportFactory
from sightline.safeguarding.tests.factories import CaseFactory, IdentityFactory, RelayFactory
from sightline.sharing.tests.factories_of_sights import sight_of
from sightline.trust.references import keys_of
from sightline.trust.tests.factories import looked

pytestmark = mark.django_db

MAY = datetime(2026, 5, 4, 10, tzinfo=UTC)
WHY = {"reason": "The person asked."}


@fixture
def identity():
    return IdentityFactory(case=CaseFactory())


@fixture
def case(identity):
    return identity.case


# Asked by reference --------------------------------------------------------------------------------------------


def test_a_reference_leads_to_the_record_and_what_belongs_to_it(auditor, case, identity):
    with acting_as(auditor):
        found = keys_of(case.ref.lower())

    assert found[case.pk] == "safeguarding.Case"
    assert found[identity.pk] == "safeguarding.Identity"


def test_a_reference_leads_nobody_else_anywhere(officer, case):
    with acting_as(officer):
        assert keys_of(case.ref) == {}


@mark.parametrize("asked", ["C-2222-2222", "nonsense", "", "' or 1=1", "%"])
def test_what_is_no_reference_leads_nowhere(asked, auditor):
    with acting_as(auditor):
        assert keys_of(asked) == {}


def test_who_has_looked_since_may_and_why(page, case, identity, officer):
    looked(officer, MAY, record=identity.pk, kind="safeguarding.Identity", reason="To book an interpreter")
    looked(officer, MAY - timedelta(days=9), record=case.pk, kind="safeguarding.Case", reason="In April")

    words = page.post("/trust/looks", WHY | {"ref": case.ref, "since": "2026-05-01"}).content.decode()

    assert officer.name in words
    assert "To book an interpreter" in words
    assert "In April" not in words


def test_a_look_by_a_sight_says_for_which_reason_and_by_which_sight(become, auditor):
    report, second = ReportFactory(), person_as("auditor")
    sight = sight_of(report, "report", asked_by=auditor)
    become(auditor).get(f"/trust/sights/{sight.ref}/record")

    words = become(second).post("/trust/looks", WHY | {"ref": report.ref}).text

    assert sight.ref in words
    assert str(sight.because.label) in words


def test_the_answer_holds_no_content(page, case, identity, officer):
    looked(officer, MAY, record=case.pk, kind="safeguarding.Case")

    words = page.post("/trust/looks", WHY | {"ref": case.ref}).content.decode()

    for value in (identity.full_name, identity.calls_self, identity.nationality, case.description):
        assert value not in words


def test_it_is_answered_at_once_among_many_entries(page, case, officer):
    looked(officer, *(MAY + timedelta(seconds=turn) for turn in range(5_000)))
    looked(officer, MAY, record=case.pk, kind="safeguarding.Case")

    began = time.perf_counter()
    words = page.post("/trust/looks", WHY | {"ref": case.ref, "since": "2026-05-01"}).content.decode()

    assert officer.name in words
    assert time.perf_counter() - began < 30  # of five minutes; most of it is this machine's


@mark.parametrize(("act", "there"), [("consult", True), ("alter", False)])
def test_the_answer_is_narrowed_by_what_was_done(act, there, page, case, officer):
    looked(officer, MAY, record=case.pk, kind="safeguarding.Case")

    words = page.post("/trust/looks", WHY | {"ref": case.ref, "act": act}).content.decode()

    assert (officer.name in words) is there


def test_the_question_is_in_the_ledger_with_its_reason_and_its_record(page, case, auditor):
    page.post("/trust/looks", WHY | {"ref": case.ref})

    entry = Entry.objects.get(actor=auditor.pk, verb="looks")
    assert (entry.record, entry.reason) == (case.pk, "The person asked.")


def test_without_a_reason_nothing_is_asked(page, case, auditor):
    words = page.post("/trust/looks", {"ref": case.ref}).content.decode()

    assert "Why do you ask?" in words
    assert not Entry.objects.filter(actor=auditor.pk, verb="looks").exists()


@mark.parametrize("role", [role.value for role in Role if role != Role.AUDITOR])
def test_for_others_the_page_does_not_exist(role, become, case):
    client = become(person_as(role))

    assert client.get("/trust/looks").status_code == 404
    assert client.post("/trust/looks", WHY | {"ref": case.ref}).status_code == 404


# About oneself -------------------------------------------------------------------------------------------------


def test_staff_read_who_looked_at_their_own_entry(become, officer, auditor):
    looked(auditor, MAY, record=officer.pk, kind="agencies.Person")

    assert auditor.name in become(officer).get("/trust/mine").content.decode()


def test_nobody_reads_who_looked_at_another(become, officer, auditor):
    looked(auditor, MAY, record=officer.pk, kind="agencies.Person")

    assert auditor.name not in become(person_as("analyst")).get("/trust/mine").content.decode()


def test_a_holder_prints_agencies_and_roles_and_no_officer(become, case, identity):
    other = person_as("support worker", agency=AgencyFactory(name="Invented Charity", kind="charity", area=None))
    looked(other, MAY, record=identity.pk, kind="safeguarding.Identity", roles=("support worker",))

    words = become(case.opened_by).get(f"/trust/looks/{case.ref}").content.decode()

    assert "Invented Charity" in words
    assert "support worker" in words
    assert other.name not in words


def test_who_does_not_hold_the_person_learns_nothing_of_who_looked(become, case):
    assert become(person_as("safeguarding coordinator")).get(f"/trust/looks/{case.ref}").status_code == 404


def test_the_page_of_a_case_knows_what_hangs_on_it(become, case, officer):
    relay = RelayFactory(case=case)
    looked(officer, MAY, record=relay.pk, kind="safeguarding.Relay")

    assert officer.agency.name in become(case.opened_by).get(f"/trust/looks/{case.ref}").content.decode()


# The other pages of the desk -----------------------------------------------------------------------------------


@mark.parametrize("address", ["/trust/unusual", "/trust/decoys"])
def test_the_desk_opens_to_auditors_alone(address, page, become):
    assert page.get(address).status_code == 200
    assert become(person_as("operation commander")).get(address).status_code == 404


def test_a_decoy_is_planted_on_its_page(page):
    page.post("/trust/decoys", {"ref": PremisesFactory().ref})

    assert "places.Premises" in page.get("/trust/decoys").content.decode()


def test_somebody_declares_on_their_page_and_reads_none_of_it_again(become, officer):
    client = become(officer)
    given = {"surname": "Inventat", "street": "Wingrove Avenue", "weekdays": ["0"], "begins": "09:00", "ends": "17:00"}

    client.post("/trust/declare", given)

    words = client.get("/trust/declare").content.decode()
    assert "You declared this on" in words
    assert "Wingrove" not in words
