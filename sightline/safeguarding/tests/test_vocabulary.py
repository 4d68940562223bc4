"""Lists of safeguarding: help never waits for consent to police, and the contract is the one of the day."""

from datetime import date

from pytest import mark

from sightline.kit.vocabulary import load

CONSENTS = load("safeguarding/consents/consent")


def test_there_are_ten_separate_consents():
    assert sorted(CONSENTS) == sorted(f"P{number}" for number in range(1, 11))


def test_safety_is_asked_first_and_police_last():
    in_order = sorted(CONSENTS.values(), key=lambda entry: entry.get("order"))

    assert (in_order[0].code, in_order[-1].code) == ("P2", "P3")


def test_a_child_is_not_asked_for_consent_to_referral():
    assert [entry.code for entry in CONSENTS.values() if entry.get("not_for_children")] == ["P1"]


def test_before_referral_the_person_hears_that_police_are_told():
    assert "police" in CONSENTS["P1"].get("say_first")


@mark.parametrize(
    ("day", "contract"),
    [(date(2016, 10, 20), "avmscc"), (date(2018, 10, 9), "avmscc"), (date(2021, 1, 4), "msvcc")],
)
def test_one_contract_holds_on_a_day(day, contract):
    held = [entry.code for entry in load("safeguarding/support_contracts/contract").values() if entry.held_on(day)]

    assert held == [contract]


def test_the_contract_of_both_statements_is_delivered_by_the_salvation_army():
    contract = load("safeguarding/support_contracts/contract")["avmscc"]

    assert contract.says == "Adult Victims of Modern Slavery Care and Coordination Services Contract"
    assert contract.get("delivered_by") == "The Salvation Army"


def test_scotland_and_northern_ireland_have_their_own_support():
    nations = {nation for entry in load("safeguarding/support_contracts/elsewhere").values()
               for nation in entry.get("nations")}  # fmt: skip

    assert nations == {"scotland", "northern-ireland"}
