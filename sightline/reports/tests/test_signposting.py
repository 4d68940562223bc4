"""Signposting shows few services, in the right order, with right numbers, and hides what is not sure."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from pytest import mark, raises

from sightline.kit.vocabulary import load
from sightline.reports.signposting import (
    SERVICES,
    SITUATIONS,
    Service,
    digits,
    hidden,
    service,
    services_for,
    takers,
    why_hidden,
)

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
        ("england", "pay", ["modern-slavery-helpline"]),
        ("england", "crime", ["victim-support", "police-101", "modern-slavery-helpline"]),
        ("england", "abroad", ["abroad", "modern-slavery-helpline"]),
        ("england", "care", ["modern-slavery-helpline", "police-101"]),
    ],
)
def test_the_order_fits_the_situation_and_the_nation(nation, situation, expected):
    assert codes(nation, situation) == expected


@mark.parametrize("nation", NATIONS)
def test_victims_see_support_before_police(nation):
    assert not codes(nation, "victim")[0].startswith("police")


def test_who_wants_to_stay_unknown_sees_the_one_that_never_knows():
    assert services_for("england", "unknown", TODAY)[0].stays_unknown


def confirmed(*services):
    return {**load(SERVICES), **{code: changed(code, unconfirmed=False) for code in services}}


@mark.parametrize(("on", "regulator"), [(date(2018, 10, 9), "glaa"), (TODAY, "fair-work-agency")])
def test_poor_pay_alone_leads_to_the_regulator_of_the_day_once_its_number_is_confirmed(on, regulator):
    listed = confirmed("glaa", "fair-work-agency")

    assert services_for("england", "pay", on, listed=listed)[0].code == regulator


def test_until_then_it_is_hidden_and_says_what_is_to_be_confirmed():
    assert "fair-work-agency" not in codes("england", "pay")
    assert why_hidden(load(SERVICES)["fair-work-agency"], TODAY).startswith("to be confirmed: whether it keeps")


def test_who_speaks_the_readers_language_comes_first():
    in_welsh = services_for("wales", "victim", TODAY, language="cy")

    assert [one.code for one in in_welsh] == ["live-fear-free", "bawso", "modern-slavery-helpline"]


@mark.parametrize("situation", ["danger", "unknown"])
def test_no_language_changes_who_comes_first_in_danger_or_for_the_unknown(situation):
    assert services_for("wales", situation, TODAY, language="cy") == services_for("wales", situation, TODAY)


MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)
OFFICE = {"opens_at": time(9), "closes_at": time(17), "days": [1, 2, 3, 4, 5]}


@mark.parametrize(
    ("now", "opens"),
    [
        (MONDAY, datetime(2026, 11, 30, 9, tzinfo=UTC)),
        (MONDAY.replace(hour=9), None),
        (MONDAY.replace(hour=17), datetime(2026, 12, 1, 9, tzinfo=UTC)),
        (datetime(2026, 12, 4, 18, tzinfo=UTC), datetime(2026, 12, 7, 9, tzinfo=UTC)),  # Friday evening
    ],
)
def test_a_closed_service_says_when_it_opens(now, opens):
    assert Service(changed("acas", **OFFICE)).opens_next(now) == opens


def test_a_service_whose_hours_nobody_knows_is_not_called_closed():
    assert Service(changed("acas")).opens_next(MONDAY) is None


@mark.parametrize(
    ("situation", "expected"),
    [
        ("concern", ["police-101", "modern-slavery-helpline"]),
        ("victim", ["modern-slavery-helpline", "salvation-army", "migrant-help"]),
        ("child", ["police-101", "council-children", "modern-slavery-helpline"]),
    ],
)
def test_the_desk_can_pass_on_to_some_of_them_even_without_a_number(situation, expected):
    assert [one.code for one in takers("england", situation, TODAY, load(SERVICES))] == expected


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


def test_two_groupings_of_one_number_are_one_number():
    assert digits("0800 012 1700") == digits("08000 121 700") == "08000121700"
    assert not why_hidden(changed("modern-slavery-helpline", shown="08000 121 700"), TODAY)


def test_on_the_last_day_of_its_check_a_service_still_shows():
    assert not why_hidden(changed("bawso", check_by=TODAY), TODAY)


def test_the_emergency_number_never_expires():
    assert service("police-999", date(2060, 1, 1)) is not None
    assert service("police-101", date(2060, 1, 1)) is not None


def test_the_administrator_is_told_what_is_hidden_and_why():
    told = {entry.code: why for entry, why in hidden(TODAY)}

    assert told == {
        "bsl-999": "to be confirmed: the way to reach it and its hours",
        "fearless": "to be confirmed: its address",
        "fair-work-agency": "to be confirmed: whether it keeps this number, its nations and its hours",
        "acas": "to be confirmed: number and hours",
        "council-children": "to be confirmed: a number for each council",
        "council-adults": "to be confirmed: a number for each council",
        "nspcc": "to be confirmed: number and hours",
        "childline": "to be confirmed: number and hours",
    }


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
