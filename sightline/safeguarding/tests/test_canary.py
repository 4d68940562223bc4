"""A canary address is planted, and everybody who may not know it looks for it on every page there is."""

import re

from pytest import fixture, mark

from sightline.kit.references import new_reference
from sightline.ledger.models import Entry
from sightline.safeguarding import urls
from sightline.safeguarding.models import Relay
from sightline.safeguarding.tests.factories import (
    CaseFactory,
    ConsentFactory,
    CrossedFactory,
    CrossingFactory,
    FollowUpFactory,
    IdentityFactory,
    ReferralFactory,
    RelayMessageFactory,
    UrgentFactory,
)
from sightline.safeguarding.words import STEPS
from sightline.visits.tests.factories import EncounterFactory

pytestmark = mark.django_db

CANARY = ["canary", "exampleton", "zz99"]
MAY_KNOW = {"support_worker", "placement_coordinator"}
OF_A_CASE = [
    *("", "who", "contact", "hand-over", "follow-up", "referral", "bed", "relay", "cross"),
    *(verb.replace("_", "-") for verb in STEPS),
]


@fixture
def addresses(case, placement, people):
    """Every address of the stage with a record of the story, and the list of them all."""
    relay = Relay.objects.get()
    IdentityFactory(case=case)
    ConsentFactory(case=case)
    referral, day = ReferralFactory(case=case), FollowUpFactory(case=case)
    of = {
        case: [*OF_A_CASE, "consents/P2"],
        referral: ["", "decide", "withdraw"],
        placement.request: ["", "place"],
        placement: ["", "decline"],
        relay: ["", "urgent"],
        UrgentFactory(relay=relay): [""],
        CrossingFactory(case=case): [""],
        CrossedFactory(crossing=CrossingFactory(case=case, state="sent")): [""],
        RelayMessageFactory(relay=relay): ["decline"],
        day: ["tick"],
        EncounterFactory(concern=True, visit=case.encounter.visit): ["take"],
    }
    found = [f"/safeguarding/{record.ref}/{verb}".rstrip("/") for record, verbs in of.items() for verb in verbs]
    return ["/safeguarding/", *found]


def without_token(answer):
    """The page but for the token of its forms, which differs each time."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", answer.content)


@mark.slow
def test_nobody_else_finds_the_address_on_any_page(reading, people, addresses):
    for name in people.keys() - MAY_KNOW:
        browser = reading(people[name])
        for address in addresses:
            text = browser.get(address).content.decode().lower()
            assert not [word for word in CANARY if word in text], f"{name} at {address}"


@mark.slow
def test_those_who_may_know_find_it_on_its_own_page_alone(reading, people, placement, addresses):
    for name in sorted(MAY_KNOW):
        browser = reading(people[name])
        found = [address for address in addresses if "canary" in browser.get(address).content.decode().lower()]
        assert found[:1] == [f"/safeguarding/{placement.ref}"], name
        assert len(found) == 1


def test_a_hidden_record_and_one_that_never_was_are_the_same_page(reading, people, case, placement):
    for name in (
        "commander",
        "analyst",
        "investigator",
        "oversight",
        "auditor",
        "administrator",
        "officer_of_the_team",
    ):
        browser = reading(people[name])
        for kind, record in (("C", case), ("Y", placement), ("H", placement.request)):
            never_was = new_reference(kind)
            hidden = browser.get(f"/safeguarding/{record.ref}")
            absent = browser.get(f"/safeguarding/{never_was}")
            assert (hidden.status_code, absent.status_code) == (404, 404)
            assert without_token(hidden) == without_token(absent).replace(never_was.encode(), record.ref.encode())


def test_an_act_on_a_hidden_home_is_the_same_page_and_changes_nothing(reading, people, placement):
    for name in ("commander", "coordinator", "other_support_worker", "two_roles"):
        browser = reading(people[name])
        for verb in ("accept", "decline"):
            assert browser.post(f"/safeguarding/{placement.ref}/{verb}", {"why": "needs"}).status_code == 404

    placement.refresh_from_db()
    assert placement.state == "accepted"


@mark.slow
def test_the_ledger_holds_no_word_of_the_address(reading, people, addresses):
    for name in MAY_KNOW:
        for address in addresses:
            reading(people[name]).get(address)

    said = str(list(Entry.objects.values_list("asked", "reason", "fields", "outcome", "rule", "subject"))).lower()
    assert not [word for word in CANARY if word in said]


def test_no_address_of_the_stage_is_left_out():
    """An address that the canary does not walk would be a hole in the tests above."""
    asked = {"index", "take", "case", "identity", "contact", "hand_over", "follow_up", "tick", "consent", "draft"}
    asked |= {"referral", "decide", "withdraw", "ask_for_place", "request", "place", "home", "decline_place"}
    asked |= {"open_relay", "relay", "decline", *STEPS}
    asked |= {"ask_to_cross", "crossing", "crossed", "ask_urgently", "urgent"}
    acts = {"send", "take_request", "accept", "pass_on"}  # no page: they redirect
    acts |= {"approve_crossing", "refuse_crossing", "send_crossing", "second_urgent"}
    assert {each.name for each in urls.urlpatterns} == asked | acts


def test_a_case_of_somebody_else_is_not_on_the_page_of_another_holder(reading, people):
    elsewhere = CaseFactory()
    IdentityFactory(case=elsewhere, calls_self="Somebody Else")

    text = reading(people["coordinator"]).get("/safeguarding/").content.decode()

    assert elsewhere.ref not in text
    assert "Somebody Else" not in text
