"""Identifiers planted in a text that may not tell who somebody is: none gets past, in any spelling."""

from pytest import fixture, mark, raises

from sightline.kit.refusals import WrongStep
from sightline.safeguarding import actions
from sightline.safeguarding.forms.referrals import AccountForm
from sightline.safeguarding.forms.relays import MessageForm
from sightline.safeguarding.models import Referral
from sightline.safeguarding.naming import places_in, told_in
from sightline.safeguarding.tests.factories import NOW, CaseFactory, IdentityFactory, RelayFactory

NAMES = ["Łukasz", "Anne-Marie O'Tannent", "Đặng Thị Vỹ, Vy", "Mr B; Old Piotr", "李雷", "To Le"]
SPELT = [  # each stands in a sentence of its own
    "Łukasz",
    "ŁUKASZ",
    "Lukasz",
    "lukasz",
    "Lukasz's",
    "Lukasz\u2019s",
    "_Lukasz_",
    "Łukasz-Jan",
    "Lu\u200bkasz",
    "Lu\u00adkasz",
    "Anne-Marie",
    "Anne Marie",
    "annemarie",
    "ANNE\u2011MARIE",
    "O'Tannent",
    "O\u2019Tannent",
    "OTannent",
    "o tannent",
    "Tannent",
    "Đặng",
    "Dang",
    "DANG",
    "Thị",
    "Vỹ",
    "Vy",
    "Piotr",
    "PIOTR",
    "Piótr",
    "李雷",
    "To Le",
    "TO LE",
]
NUMBERS = [
    "07700 900123",
    "07700900123",
    "07700-900-123",
    "07700.900.123",
    "(07700) 900123",
    "07700\u2013900\u2013123",
    "07700\u00a0900123",
    "+447700900123",
    "+44 (0)7700 900 123",
    "0044 7700 900123",
    "7700 900 123",
    "+40 721 234 567",
    "0191 498 0000",
    "٠٧٧٠٠ ٩٠٠١٢٣",
    "\uff10\uff17\uff17\uff10\uff10\uff19\uff10\uff10\uff11\uff12\uff13",
    "0770\u200b0 900123",
]
POSTCODES = [
    *("ZZ99 3CA", "ZZ993CA", "zz99 3ca", "ZZ99-3CA", "ZZ99\u00a03CA", "ZZ99  3CA"),
    *("E1 6AN", "EC1A 1BB", "M1 1AE"),
]
ADDRESSES = ["invented@example.org", "INVENTED@EXAMPLE.ORG", "a.b+c@mail.example.org", "invented\u200b@example.org"]
PLACES = [*NUMBERS, *POSTCODES, *ADDRESSES]
CLEAR = [
    "He worked 12 hours a day, 6 days a week, from 06:00 to 22:00.",
    "They took £7,000 of wages and 10,000 of debt between 2016 and 2018.",
    "To leave, he had to ask the man with the key.",
    "He went to le marché with four men; the fifth was very tired.",
    "From 14 October 2018 he slept in room 3 of 4, on level 2.",
    "The van held 1,250 litres; it was filled in 45 minutes.",
    "老板拿走了他的护照。",
    "Passport kept by the manager. Beaten twice. No contract, no payslip.",
]


def test_fifty_identifiers_are_planted():
    assert len({*SPELT, *PLACES}) >= 50


@mark.parametrize("planted", SPELT)
def test_a_name_is_found_in_every_spelling(planted):
    assert told_in(f"Then {planted} was moved.", NAMES)


@mark.parametrize("planted", PLACES)
def test_a_number_or_a_place_is_found_in_every_spelling(planted):
    assert places_in(f"It was {planted} on the wall.")


@mark.parametrize("planted", [*SPELT, *PLACES])
def test_it_is_found_at_the_start_and_at_the_end_of_a_text(planted):
    assert told_in(planted, NAMES)
    assert told_in(f"({planted})", NAMES)


@mark.parametrize("text", CLEAR)
def test_an_account_that_tells_nobody_is_let_through(text):
    assert told_in(text, NAMES) == []


@mark.parametrize("alias", ["Mr B", "MR B"])
def test_an_alias_of_short_words_is_found_whole(alias):
    assert told_in(f"The others said {alias} owed money.", NAMES)


def test_a_short_name_is_not_found_as_a_common_word():
    assert told_in("he went to le mans", ["To", "Le"]) == []


def test_a_short_name_with_a_capital_is_found():
    assert [found.words for found in told_in("Then Le was moved.", ["Le"])] == ["Le"]


def test_names_divided_by_commas_are_each_a_name_of_their_own():
    assert told_in("Ba was there.", ["Vy, Ba"])
    assert told_in("Vy was there.", ["Vy, Ba"])


def test_a_name_of_a_script_without_spaces_is_found_amid_other_letters():
    assert told_in("后来李雷被带走了。", ["李雷"])
    assert told_in("老板打了王小明三次。", ["王小明"])


def test_the_words_to_take_out_are_shown_as_they_were_written():
    found = told_in("Call ٠٧٧٠٠ ٩٠٠١٢٣ or 07700\u2013900\u2013123", [])

    assert [each.words for each in found] == ["٠٧٧٠٠ ٩٠٠١٢٣", "07700\u2013900\u2013123"]


def test_a_number_said_twice_is_told_once():
    assert len(places_in("07700 900123, again 07700 900123")) == 1


def test_each_kind_is_said_in_words():
    found = told_in("Łukasz, 07700 900123, ZZ99 3CA, a@example.org", NAMES)

    assert [str(each.kind) for each in found] == ["a name", "a phone number", "a postcode", "an e-mail address"]


# The texts that may not tell ----------------------------------------------------


@mark.parametrize("planted", [SPELT[2], SPELT[11], SPELT[24], NUMBERS[13], POSTCODES[3], ADDRESSES[3]])
def test_the_form_of_a_duty_to_notify_stops_what_is_planted_and_keeps_the_words(planted):
    told = f"Then {planted} was moved."
    form = AccountForm({"account": told}, notifies=True, names=NAMES)

    assert not form.is_valid()
    assert form["account"].value() == told


@mark.parametrize("planted", [NUMBERS[10], POSTCODES[1], ADDRESSES[1]])
def test_the_form_of_an_answer_stops_what_is_planted(planted):
    assert not MessageForm({"text": f"Write to {planted}"}, answers=True).is_valid()
    assert MessageForm({"text": f"Write to {planted}"}, answers=False).is_valid()


@fixture
def known(db):
    """A person in care with every name of the list, recorded one after another."""
    case = CaseFactory(state="informed")
    for name in NAMES:
        IdentityFactory(case=case, calls_self=name, full_name="")
    return case


@mark.parametrize("planted", ["Lukasz", "Anne Marie", "Dang", "Vy", "To Le", "李雷", "7700 900 123", "ZZ99-3CA"])
def test_no_duty_to_notify_leaves_with_what_is_planted(known, planted):
    draft = actions.draft_referral(known, by=known.opened_by, at=NOW, account=f"Then {planted} was moved.")

    with raises(WrongStep):
        actions.send(draft, by=known.opened_by, at=NOW)

    assert Referral.objects.get().state == "draft"


@mark.parametrize("text", CLEAR)
def test_a_duty_to_notify_that_tells_nobody_leaves(known, text):
    draft = actions.draft_referral(known, by=known.opened_by, at=NOW, account=text)

    assert actions.send(draft, by=known.opened_by, at=NOW).state == "sent"


def test_a_draft_cleared_of_a_name_may_leave(known):
    draft = actions.draft_referral(known, by=known.opened_by, at=NOW, account="Then Vy was moved.")
    actions.rewrite(draft, by=known.opened_by, at=NOW, account="Then they were moved.")

    assert actions.send(draft, by=known.opened_by, at=NOW).state == "sent"


def test_a_name_learned_after_writing_stops_the_sending(known):
    draft = actions.draft_referral(known, by=known.opened_by, at=NOW, account="The others called him Zenon.")
    actions.record_identity(known, by=known.opened_by, at=NOW, calls_self="Zenon")

    with raises(WrongStep):
        actions.send(draft, by=known.opened_by, at=NOW)


def test_the_name_of_somebody_else_in_care_does_not_stop_it(known):
    IdentityFactory(case=CaseFactory(), calls_self="Zenon", full_name="")
    draft = actions.draft_referral(known, by=known.opened_by, at=NOW, account="A saint named Zenon on the wall.")

    assert actions.send(draft, by=known.opened_by, at=NOW).state == "sent"


@mark.parametrize("planted", ["٠٧٧٠٠ ٩٠٠١٢٣", "ZZ99-3CA", "invented@example.org"])
def test_no_answer_through_a_relay_carries_what_is_planted(db, planted):
    relay = RelayFactory()

    with raises(WrongStep):
        actions.write(relay, by=relay.case.opened_by, at=NOW, text=f"He is at {planted}")
