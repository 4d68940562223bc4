"""A fresh installation has no login; the first administrator of an agency comes in by both halves of one code."""

import re
from argparse import ArgumentParser

import pytest

from sightline.agencies import inviting
from sightline.agencies.models import Account, Agency, Area, Grant, Invitation, Person
from sightline.agencies.tests.factories import AgencyFactory, GrantFactory
from sightline.agencies.tests.factories_of_sign_in import account_of, member_of
from sightline.cli import enrol
from sightline.cli.enrol import NotTheFirst
from sightline.ledger.models import Entry

pytestmark = pytest.mark.django_db


def run(*words: str) -> None:
    """`sightline enrol` with these words."""
    parser = ArgumentParser()
    enrol.arguments(parser)
    enrol.run(parser.parse_args(words))


@pytest.fixture
def agency():
    return AgencyFactory(code="invented-police")


def halves(capsys) -> list[str]:
    """The halves that it printed."""
    return re.findall(r"half:\s+(\S+)", capsys.readouterr().out)


def test_a_fresh_installation_has_nobody_who_can_sign_in():
    assert not Account.objects.exists()
    assert not Person.objects.exists()


def test_it_makes_no_login_but_a_way_to_one(agency, capsys):
    run("--agency", "invented-police", "--name", "Sam Invented")

    assert not Account.objects.exists()
    assert inviting.use("sam", *halves(capsys)) == Person.objects.get().pk
    assert not Account.objects.get().has_usable_password()


def test_they_administer_that_agency_and_nothing_else(agency):
    run("--agency", "invented-police", "--name", "Sam Invented", "--office", "Service desk")

    grant = Grant.objects.get()
    assert (grant.role, grant.agency, grant.area) == ("administrator", agency, None)
    assert Person.objects.get().office == "Service desk"


def test_the_ledger_says_so(agency):
    run("--agency", "invented-police", "--name", "Sam Invented")

    told = set(Entry.objects.values_list("act", "verb", "actor"))
    assert told == {("grant", "first administrator", None), ("grant", "first invitation", None)}


def test_asked_again_it_gives_a_new_code_and_the_old_one_is_void(agency, capsys):
    run("--agency", "invented-police", "--name", "Sam Invented")
    old = halves(capsys)
    run("--agency", "invented-police", "--name", "Sam Invented")

    assert inviting.use("sam", *old) is None
    assert inviting.use("sam", *halves(capsys)) == Person.objects.get().pk
    assert Grant.objects.count() == 1


def test_the_second_person_may_be_made_the_same_way_since_one_alone_lets_nobody_in(agency, capsys):
    run("--agency", "invented-police", "--name", "Sam Invented")
    inviting.use("sam", *halves(capsys))

    run("--agency", "invented-police", "--name", "Ruth Invented")

    assert Person.objects.count() == 2


def test_once_an_administrator_and_a_colleague_can_sign_in_they_let_others_in_themselves(agency):
    account_of(GrantFactory(person__agency=agency, agency=agency, role="administrator").person, "sam")
    account_of(member_of(agency), "ruth")

    with pytest.raises(NotTheFirst, match="Colleagues"):
        run("--agency", "invented-police", "--name", "Another Invented")

    assert not Invitation.objects.exists()


def test_an_agency_that_is_not_there_is_said_to_be(agency):
    with pytest.raises(NotTheFirst, match="no agency with the code nowhere"):
        run("--agency", "nowhere", "--name", "Sam Invented")


def test_a_fresh_installation_takes_the_lists_up(capsys):
    run("--agency", "northumbria-police", "--name", "Sam Invented")

    assert Area.objects.count() > 40
    assert Agency.objects.get(code="northumbria-police") == Person.objects.get().agency
