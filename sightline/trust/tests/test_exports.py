"""Entries of the ledger leave as a file once, after a second person's approval of exactly that."""

import csv
import io
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import person_as
from sightline.agencies.tests.factories_of_sign_in import confirmed
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice, duty
from sightline.kit.refusals import Refused, Unconfirmed, WrongStep
from sightline.ledger.models import Entry
from sightline.places.tests.factories import PremisesFactory
from sightline.trust import actions
from sightline.trust.models import Export
from sightline.trust.tests.conftest import NOW
from sightline.trust.tests.factories import ExportFactory, looked

pytestmark = mark.django_db

MAY = datetime(2026, 5, 4, 10, tzinfo=UTC)
APPROVERS = {"auditor", "oversight"}


@fixture
def premises(db):
    return PremisesFactory()


@fixture
def second(db):
    return person_as("oversight")


@fixture
def wish(auditor, premises, officer):
    looked(officer, MAY, MAY + timedelta(days=3), record=premises.pk)
    given = {"about": premises.ref, "reason": "The owner asked."}
    return actions.ask_to_export(by=auditor, at=NOW, real=timezone.now(), **given)


@fixture
def approved(wish, second):
    actions.approve_export(wish, by=second, at=NOW)
    return wish


def disclosed() -> list[Entry]:
    return list(Entry.objects.filter(act="disclose"))


def test_nothing_leaves_before_a_second_person_has_approved(wish, auditor):
    with raises(WrongStep):
        actions.make_export(wish, by=auditor, at=NOW)

    assert disclosed() == []


def test_once_approved_it_is_made_once(approved, auditor):
    assert len(actions.make_export(approved, by=auditor, at=NOW)) == approved.count == 2

    with raises(WrongStep):
        actions.make_export(Export.objects.get(pk=approved.pk), by=auditor, at=NOW)


def test_what_was_written_since_is_not_in_the_file(approved, auditor, officer, premises):
    looked(officer, timezone.now() + timedelta(minutes=1), record=premises.pk)

    assert len(actions.make_export(approved, by=auditor, at=NOW)) == approved.count


def test_it_holds_what_was_asked_for_and_no_other_act_or_day(auditor, premises, officer):
    looked(officer, MAY, MAY + timedelta(days=3), record=premises.pk)
    looked(officer, MAY + timedelta(days=4), record=premises.pk, act="alter", verb="amend")
    filtered = {"since": (MAY + timedelta(days=2)).date(), "act": "consult"}

    wish = actions.ask_to_export(
        by=auditor, at=NOW, real=timezone.now(), about=premises.ref, reason="They asked.", **filtered
    )

    assert wish.count == 1


def test_whoever_asks_does_not_approve(wish, auditor):
    with raises(Refused):
        actions.approve_export(wish, by=auditor, at=NOW)


@mark.parametrize("role", sorted({role.value for role in Role} - APPROVERS))
def test_nobody_but_auditors_and_oversight_approves(role, wish):
    with raises(Refused):
        actions.approve_export(wish, by=person_as(role), at=NOW)


@mark.parametrize("who", ["another auditor", "second"])
def test_nobody_takes_the_file_that_another_asked_for(who, approved, second):
    with raises(Refused):
        actions.make_export(approved, by=second if who == "second" else person_as("auditor"), at=NOW)


def test_those_who_may_approve_are_told_of_a_wish(wish, auditor, second):
    told = set(Notice.objects.filter(subject=wish.ref).values_list("duty", flat=True))

    assert told == {duty(role, auditor.agency.area) for role in APPROVERS}
    with acting_as(second):
        assert Notice.objects.filter(subject=wish.ref).exists()


def test_what_was_refused_is_not_made(wish, auditor, second):
    actions.refuse_export(wish, by=second, at=NOW, why="The page is enough.")

    with raises(WrongStep):
        actions.make_export(wish, by=auditor, at=NOW)


def test_who_approves_confirms_that_it_is_them(wish, second):
    with acting_as(second), raises(Unconfirmed):
        actions.approve_export(wish, by=second, at=NOW)


def test_who_takes_the_file_confirms_that_it_is_them(approved, auditor):
    with acting_as(auditor), raises(Unconfirmed):
        actions.make_export(approved, by=auditor, at=NOW)


@mark.parametrize(("state", "more"), [("approved", {}), ("made", {"made_at": NOW})], ids=["approved", "made"])
def test_the_database_itself_wants_an_approval(state, more):
    with raises(IntegrityError), transaction.atomic():
        ExportFactory(state=state, **more)


def test_the_database_itself_takes_no_approval_by_the_hand_that_asked(wish, auditor):
    with raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=wish.pk).update(approved_by=auditor)


def test_the_wish_the_approval_and_the_file_are_in_the_ledger(approved, auditor, second):
    actions.make_export(approved, by=auditor, at=NOW)

    told = set(Entry.objects.filter(record=approved.pk).exclude(act="consult").values_list("act", "verb", "actor"))
    assert told >= {("collect", "ask", auditor.pk), ("approve", "approve", second.pk), ("alter", "make", auditor.pk)}
    (left,) = disclosed()
    assert (left.basis, left.found, left.recipient) == (approved.ref, 2, "file")


# Pages ---------------------------------------------------------------------------------------------------------


def test_the_desk_asks_for_a_file_and_gives_none(page, premises, officer):
    looked(officer, MAY, record=premises.pk)

    page.post("/trust/looks", {"ref": premises.ref, "reason": "They asked.", "table": "1"})

    assert Export.objects.get().count == 1
    assert disclosed() == []


@mark.parametrize(
    "reason", ["=1+1", "+1", "-1", "@x", "\t=1", "\u200b=1", "\ufeff@x", "\u202e=1", "\u00a0+1", "＝1", "\x01=1"]
)
def test_no_cell_of_the_file_is_a_formula(reason, page, auditor, premises, officer, second):
    looked(officer, MAY, record=premises.pk, reason=reason)
    wish = actions.ask_to_export(by=auditor, at=NOW, real=timezone.now(), about=premises.ref, reason="They asked.")
    actions.approve_export(wish, by=second, at=NOW)

    answer = confirmed(page).post(f"/trust/exports/{wish.ref}/file")

    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert "attachment" in answer["Content-Disposition"]
    assert rows[1][6].startswith("'")
    assert len(rows) == 2


def test_a_second_person_approves_on_its_page(wish, become, second):
    client = confirmed(become(second))
    assert "Your turn" in client.get(f"/trust/exports/{wish.ref}").text

    client.post(f"/trust/exports/{wish.ref}/approve")

    assert Export.objects.get(pk=wish.pk).approved_by == second


@mark.parametrize(("role", "status"), [("auditor", 200), ("oversight", 200), ("administrator", 404), ("analyst", 404)])
def test_the_list_is_for_those_who_ask_and_approve(role, status, become, wish):
    assert become(person_as(role)).get("/trust/exports").status_code == status
