"""Every page of an operation, and who finds it."""

from pytest import fixture, mark

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.operations.tests.factories import (
    DecisionFactory,
    PartnerActionFactory,
    PartnerAgencyFactory,
    TaskingFactory,
    TeamFactory,
    member_of,
    released,
)
from sightline.places.tests.factories import PremisesFactory

pytestmark = mark.django_db


@fixture
def everything(operation, team):
    """An operation with one of each."""
    tasking = released(team=team)
    DecisionFactory(operation=operation)
    PartnerAgencyFactory(operation=operation)
    PartnerActionFactory(operation=operation)
    return {"O": operation, "T": tasking.target, "G": team, "K": tasking}


ADDRESSES = [
    ("O", ""),
    ("O", "/places"),
    ("O", "/propose-places"),
    ("O", "/week"),
    ("O", "/teams"),
    ("O", "/people"),
    ("O", "/partners"),
    ("O", "/add-partner"),
    ("O", "/promise"),
    ("O", "/decisions"),
    ("O", "/approve"),
    ("O", "/call-off"),
    ("T", ""),
    ("T", "/choose"),
    ("T", "/drop"),
    ("T", "/reconsider"),
    ("T", "/task"),
    ("G", ""),
    ("G", "/join"),
    ("G", "/briefing"),
    ("G", "/issue"),
    ("K", ""),
    ("K", "/withdraw"),
    ("K", "/move"),
]
OF_THE_TEAM = [("O", ""), ("O", "/partners"), ("G", ""), ("G", "/briefing"), ("K", "")]


@mark.parametrize(("kind", "rest"), ADDRESSES)
def test_the_commander_opens_every_page(page, commander, everything, kind, rest):
    assert "Sightline" in page(commander, f"operations/{everything[kind].ref}{rest}")


@mark.parametrize(("kind", "rest"), ADDRESSES)
@mark.parametrize("role", ["oversight", "administrator", "visiting officer"])
def test_a_stranger_finds_no_page(page, everything, kind, rest, role):
    page(person_as(role), f"operations/{everything[kind].ref}{rest}", status=404)


@mark.parametrize(("kind", "rest"), OF_THE_TEAM)
def test_the_team_opens_its_own_pages(page, team, everything, kind, rest):
    assert "Sightline" in page(member_of(team), f"operations/{everything[kind].ref}{rest}")


@mark.parametrize("rest", ["/places", "/propose-places", "/week", "/teams", "/people", "/decisions", "/approve"])
def test_what_planners_read_does_not_exist_for_a_team(page, team, operation, rest):
    page(member_of(team), f"operations/{operation.ref}{rest}", status=404)


@mark.parametrize("kind", ["T", "G", "K"])
def test_another_team_finds_nothing_of_it_by_address(page, operation, everything, kind):
    other = member_of(TeamFactory(operation=operation))

    page(other, f"operations/{everything[kind].ref}", status=404)


@mark.parametrize("address", ["O-2222-2222", "T-2222-2222", "G-2222-2222", "K-2222-2222", "E-2222-2222", "nothing"])
def test_a_guessed_address_leads_nowhere(page, commander, address):
    page(commander, f"operations/{address}", status=404)


def test_a_partner_reads_its_own_visits_and_hears_of_no_other(page, operation, team):
    mine, other = released(team=team, place="Alder Street"), TeamFactory(operation=operation)
    hidden = [
        released(team=other, place="Fenwick Lane"),
        TaskingFactory(team=team, place="Denton Row", starts_at=mine.ends_at),
    ]
    partner = member_of(team)

    pages = [
        page(partner, f"operations/{operation.ref}"),
        page(partner, "operations/mine"),
        page(partner, "operations/"),
    ]

    assert "Alder Street" in pages[0]
    assert "Alder Street" in pages[1]
    assert "1 visit waits for your team" in pages[2]
    for html in [*pages, page(partner, f"operations/{team.ref}"), page(partner, f"operations/{team.ref}/briefing")]:
        assert not [record for record in hidden if record.place in html or record.ref in html]


def test_a_page_says_by_which_rule_it_is_seen(page, operation, team):
    tasking = released(team=team)

    assert "anyone on the team, once it has been released to them" in page(member_of(team), f"operations/{tasking.ref}")


def test_a_hidden_place_is_not_among_those_a_form_takes(page, commander, operation):
    hidden = PremisesFactory(area=AreaFactory(code="gwent"))
    address = f"operations/{operation.ref}/propose-places"

    for ref in (hidden.ref, "L-2222-2222"):
        html = page(commander, address, {"premises": [ref]})
        assert f"Select a valid choice. {ref} is not one of the available choices." in html
