"""What changes in who may what, told from the rules as they were last applied."""

from django.db import DatabaseError, connection, transaction
from pytest import fixture, mark, raises

from sightline.kit import changes
from sightline.kit.acting import acting_as
from sightline.kit.apply import apply_policies
from sightline.trust.policies import DecoyPolicy, as_approver

pytestmark = mark.django_db


@fixture
def wider(monkeypatch):
    """A release that opens decoys to oversight too."""
    monkeypatch.setattr(DecoyPolicy, "see", as_approver)


def test_a_database_that_holds_the_rules_in_code_differs_in_nothing():
    assert changes.difference() == []
    assert changes.in_database() == changes.in_code()


def test_every_rule_is_remembered_with_its_sentence_and_its_number():
    said = changes.in_code()[changes.Place("trust.Decoy", "sl_staff", "see")]

    assert [line.split(" ", 1)[1] for line in said.says] == ["the data-protection auditors"]
    assert said.says[0].split(" ")[0].isdigit()


def test_a_wider_rule_is_told_with_what_was_and_what_will_be(wider):
    (change,) = changes.difference()

    assert change.place == ("trust.Decoy", "sl_staff", "see")
    assert change.before.says[0].endswith("the data-protection auditors")
    assert change.after.says[0].endswith("the data-protection auditors and oversight")


def test_a_rule_that_goes_and_a_rule_that_comes_are_told_too(monkeypatch):
    monkeypatch.setattr(DecoyPolicy, "add", None)
    monkeypatch.setattr(DecoyPolicy, "never", as_approver)

    told = {change.place.verb: (change.before.says != (), change.after.says != ()) for change in changes.difference()}

    assert told == {"add": (True, False), "never": (False, True)}


def test_a_verb_that_no_policy_of_the_database_knows_is_told_as_well(monkeypatch):
    from sightline.operations.policies import OperationPolicy, plan_it

    monkeypatch.setattr(OperationPolicy, "draft_statement", plan_it)

    assert [change.place.verb for change in changes.difference()] == ["draft_statement"]


def test_the_mark_is_another_for_every_letter(wider, monkeypatch):
    once = changes.mark_of(changes.difference())
    monkeypatch.setattr(DecoyPolicy, "add", as_approver)

    assert len(once) == 64
    assert changes.mark_of(changes.difference()) != once


def test_the_same_difference_has_the_same_mark(wider):
    assert changes.mark_of(changes.difference()) == changes.mark_of(changes.difference())


def test_applying_remembers_what_was_applied(wider):
    apply_policies()

    assert changes.difference() == []


def test_where_none_were_applied_nothing_changes(wider):
    with connection.cursor() as cursor:
        cursor.execute("delete from priv.applied_rule")

    assert changes.in_database() is None
    assert changes.difference() == []


@mark.parametrize("role", ["sl_staff", "sl_public", "sl_worker", "sl_counter", "sl_auditor", "sl_sealer", "sl_door"])
@mark.parametrize("statement", ["select * from priv.applied_rule", "delete from priv.applied_rule"])
def test_no_role_of_the_service_reaches_what_was_applied(role, statement):
    with raises(DatabaseError, match="permission denied"), acting_as(None, role), transaction.atomic():
        connection.cursor().execute(statement)
