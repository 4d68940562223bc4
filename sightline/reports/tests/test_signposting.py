"""Signposting shows few services, in the right order, with right numbers, and hides what is not sure."""

from dataclasses import replace
from datetime import date

from pytest import mark, raises

from sightline.kit.vocabulary import load
from sightline.reports.signposting import SERVICES, SITUATIONS, hidden, service, services_for, why_hidden

TODAY = date(2026, 12, 1)
NATIONS = ["england", "wales", "scotland", "northern-ireland"]


def codes(nation, situation, on=TODAY):
    return [one.code for one in services_for(nation, situation, on)]


def changed(code, **fields):
    entry = load(SERVICES)[code]
    return replace(entry, more={**entry.more, **fields})


@mark.parametrize("nation", NATIONS)
def test_in_danger_999_comes_first(nation):
    assert services_for(nation, "danger", TODAY)[0].number == "999"


@mark.parametrize("nation", NATIONS)
@mark.parametrize("situation", list(load(SITUATIONS)))
def test_never_more_than_three_and_never_none(nation, situation):
    assert 1 <= len(services_for(nation, situation, TODAY)) <= 3


@mark.parametrize(
    ("nation", "situation", "expected"),
    [
        ("england", "concern", ["police-101", "crimestoppers", "modern-slavery-helpline"]),
        ("wales", "concern", ["police-101", "crimestoppers", "modern-slavery-helpline"]),
        ("england", "unknown", ["crimestoppers", "modern-slavery-helpline", "police-101"]),
        ("wales", "victim", ["bawso", "live-fear-free", "modern-slavery-helpline"]),
        ("england", "victim", ["modern-slavery-helpline", "salvation-army", "migrant-help"]),
        ("scotland", "victim", ["modern-slavery-helpline", "migrant-help", "police-101"]),
        ("england", "pay", ["fair-work-agency", "modern-slavery-helpline"]),
    ],
)
def test_the_order_fits_the_situation_and_the_nation(nation, situation, expected):
    assert codes(nation, situation) == expected


@mark.parametrize("nation", NATIONS)
def test_victims_see_support_before_police(nation):
    assert not codes(nation, "victim")[0].startswith("police")


def test_who_wants_to_stay_unknown_sees_the_one_that_never_knows():
    assert services_for("england", "unknown", TODAY)[0].stays_unknown


def test_the_regulator_is_the_one_of_the_day():
    assert "glaa" in codes("england", "pay", date(2018, 10, 9))
    assert "fair-work-agency" not in codes("england", "pay", date(2018, 10, 9))


def test_before_the_helpline_existed_nobody_is_sent_to_it():
    assert service("modern-slavery-helpline", date(2016, 10, 9)) is None
    assert service("modern-slavery-helpline", date(2016, 10, 26)) is not None


@mark.parametrize(
    ("code", "number", "shown"),
    [
        ("police-101", "101", "101"),
        ("crimestoppers", "0800555111", "0800 555 111"),
        ("modern-slavery-helpline", "08000121700", "0800 012 1700"),
        ("bawso", "08007318147", "0800 731 8147"),
        ("salvation-army", "08008083733", "0800 808 3733"),
        ("live-fear-free", "08088010800", "0808 80 10 800"),
    ],
)
def test_the_numbers_are_the_services_own(code, number, shown):
    found = service(code, TODAY)

    assert (found.number, found.shown) == (number, shown)


@mark.parametrize(
    ("fields", "why"),
    [
        ({"number": "0800121700", "shown": "0800 121 700"}, "11 digits"),  # a misprint seen on public pages
        ({"number": "080001217000"}, "11 digits"),
        ({"number": "0800012170O"}, "11 digits"),
        ({"number": "08080121700"}, "begin with 0800"),
        ({"shown": "0800 012 1701"}, "is not 08000121700"),
        ({"number": ""}, "no number yet"),
        ({"check_by": date(2026, 11, 30)}, "due by 2026-11-30"),
        ({"since": date(2027, 1, 1)}, "not in service"),
    ],
)
def test_a_wrong_number_or_an_overdue_check_hides_the_row(fields, why):
    assert why in why_hidden(changed("modern-slavery-helpline", **fields), TODAY)


def test_on_the_last_day_of_its_check_a_service_still_shows():
    assert not why_hidden(changed("bawso", check_by=TODAY), TODAY)


def test_the_emergency_number_never_expires():
    assert service("police-999", date(2060, 1, 1)) is not None
    assert service("police-101", date(2060, 1, 1)) is not None


def test_the_administrator_is_told_what_is_hidden_and_why():
    told = {entry.code: why for entry, why in hidden(TODAY)}

    assert told == dict.fromkeys(["bsl-999", "acas", "council-children"], "no number yet")


def test_every_service_in_an_order_exists():
    named = {
        code for entry in load(SITUATIONS).values() for key in ("services", "wales") for code in entry.get(key, [])
    }

    assert named <= set(load(SERVICES))


@mark.parametrize("code", list(load(SERVICES)))
def test_every_service_says_why_and_when_it_was_checked(code):
    entry = load(SERVICES)[code]

    assert entry.get("why")
    assert entry.get("checked_on")


def test_a_service_says_its_hours_only_when_they_are_known():
    assert str(service("salvation-army", TODAY).hours) == "24 hours"
    assert service("bawso", TODAY).hours == ""


def test_an_unknown_situation_is_an_error():
    with raises(KeyError):
        services_for("england", "boredom", TODAY)
