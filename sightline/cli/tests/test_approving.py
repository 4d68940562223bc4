"""A changed set of rules is applied only with two approvals of exactly that, and once."""

from argparse import ArgumentParser

from django.db import connection
from pytest import CaptureFixture, MonkeyPatch, fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.cli import approving, policies, prepare
from sightline.cli.approving import NotApproved
from sightline.kit import changes, drift
from sightline.ledger.models import Entry
from sightline.trust import actions
from sightline.trust.models import ChangedRules
from sightline.trust.policies import DecoyPolicy, as_approver
from sightline.trust.tests.factories import NOW

pytestmark = mark.django_db


@fixture
def wider(monkeypatch: MonkeyPatch) -> str:
    """A release that opens decoys to oversight too; the mark of that."""
    monkeypatch.setattr(DecoyPolicy, "see", as_approver)
    return changes.mark_of(changes.difference())


def run(word: str) -> int:
    """The exit code of `sightline policies WORD`."""
    parser = ArgumentParser()
    policies.arguments(parser)
    return policies.run(parser.parse_args([word]))


def approve(*roles: str) -> ChangedRules:
    """What is proposed, approved by as many people as there are roles."""
    changed = approving.propose()
    assert changed
    for step, role in zip((actions.approve_rules, actions.confirm_rules), roles, strict=False):
        step(changed, by=person_as(role), at=NOW)
    return changed


def test_the_difference_is_printed_with_its_mark(wider: str, capsys: CaptureFixture[str]):
    assert run("difference") == 0

    told = capsys.readouterr().out
    assert "trust.Decoy: see (sl_staff)" in told
    assert "the data-protection auditors and oversight" in told
    assert f"1 places change. Mark: {wider}" in told


def test_where_nothing_differs_it_says_so(capsys: CaptureFixture[str]):
    run("difference")
    run("propose")

    assert capsys.readouterr().out == "Nothing changes.\n" * 2
    assert not ChangedRules.objects.exists()


@mark.parametrize("approvals", [(), ("auditor",)])
def test_without_two_approvals_nothing_is_applied(approvals: tuple, wider: str):
    approve(*approvals)

    with raises(NotApproved, match=wider):
        run("apply")

    assert len(changes.difference()) == 1
    assert drift.drift() == ["trust_decoy: the policy sl_staff_see is not what the rules say"]


def test_with_two_it_is_applied_and_the_ledger_says_so(wider: str):
    changed = approve("auditor", "oversight")

    assert run("apply") == 0

    changed.refresh_from_db()
    assert changed.applied_at
    assert drift.drift() == []
    verbs = Entry.objects.filter(act="policy", record=changed.pk).values_list("verb", "fingerprint")
    assert sorted(verbs) == [("apply", wider), ("propose", wider)]


def test_what_was_approved_is_not_what_is_applied_when_a_rule_changes_in_between(wider: str, monkeypatch: MonkeyPatch):
    approve("auditor", "oversight")
    monkeypatch.setattr(DecoyPolicy, "add", as_approver)

    with raises(NotApproved):
        run("apply")


def test_an_approval_is_good_for_once(wider: str, monkeypatch: MonkeyPatch):
    approve("auditor", "oversight")
    run("apply")
    with connection.cursor() as cursor:  # somebody goes back to the release before
        cursor.execute("update priv.applied_rule set rule = 'older' where kind = 'trust.Decoy' and verb = 'see'")

    with raises(NotApproved):
        run("apply")


def test_proposing_twice_proposes_once(wider: str, capsys: CaptureFixture[str]):
    run("propose")
    run("propose")

    made = ChangedRules.objects.get()
    assert made.mark == wider
    assert capsys.readouterr().out == f"{made.ref} waits at /trust/changes: Waits for two approvals.\n" * 2


def test_what_was_refused_may_be_proposed_again(wider: str):
    actions.refuse_rules(approve(), by=person_as("auditor"), at=NOW, why="Not yet.")

    assert approving.propose() != ChangedRules.objects.get(state="refused")


def test_a_new_release_does_not_even_migrate_before(wider: str, monkeypatch: MonkeyPatch):
    called: list[str] = []
    monkeypatch.setattr(prepare, "call_command", lambda *words, **more: called.append(words[0]))

    with raises(NotApproved):
        prepare.run(ArgumentParser().parse_args([]))
    assert called == []


def test_a_database_without_rules_takes_the_first(wider: str):
    with connection.cursor() as cursor:
        cursor.execute("delete from priv.applied_rule")

    assert run("apply") == 0
    assert changes.in_database() == changes.in_code()


def test_a_demonstration_takes_any(wider: str, settings):
    settings.DEMONSTRATION = True

    assert run("apply") == 0
