"""What people type, made into clean values; every error says what to do."""

from datetime import date

from pytest import fixture, mark

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.vocabulary import choices, load
from sightline.safeguarding.casebook import Casebook
from sightline.safeguarding.forms.care import FollowUpForm, HandOverForm, IdentityForm, StepForm, TakeForm
from sightline.safeguarding.forms.consents import ConsentForm
from sightline.safeguarding.forms.places import AskForPlaceForm, OfferForm, WhyNotForm
from sightline.safeguarding.forms.referrals import AccountForm, DecideForm
from sightline.safeguarding.forms.relays import MessageForm, RelayForm
from sightline.safeguarding.models import Consent, Referral
from sightline.safeguarding.tests.factories import AcceptanceFactory, CaseFactory, ConsentFactory
from sightline.safeguarding.words import AFTER, STEPS

NAMES = ["Andrei", "Andrei Inventat"]
ASKED = {"household": "One man, in his twenties", "language": "ro", "contract": "avmscc"}


@fixture
def contractor(db):
    return person_as("placement coordinator").agency


@fixture
def asking(db):
    """A form to ask for a bed, as a coordinator fills it in on the day of the rescue."""
    coordinator = person_as("safeguarding coordinator")

    def filled(**told):
        with acting_as(coordinator):
            form = AskForPlaceForm({**ASKED, **told}, by=coordinator, on=date(2018, 10, 17), names=NAMES)
            form.is_valid()
        return form

    return filled


# The lists behind them --------------------------------------------------------


def test_safety_is_asked_first_and_police_last():
    purposes = sorted(load("safeguarding/consents/consent").values(), key=lambda entry: entry.get("order"))

    assert purposes[0].code == "P2"
    assert purposes[-1].code == "P3"


def test_only_the_referral_is_not_asked_of_children():
    entries = load("safeguarding/consents/consent").values()

    assert [entry.code for entry in entries if entry.get("not_for_children")] == ["P1"]


def test_every_purpose_has_a_few_words_for_its_switch():
    assert all(entry.get("short") for entry in load("safeguarding/consents/consent").values())


@mark.parametrize(
    ("day", "contract"), [(date(2016, 10, 17), "avmscc"), (date(2018, 10, 17), "avmscc"), (date(2022, 1, 1), "msvcc")]
)
def test_one_contract_runs_on_a_day(day, contract):
    assert [code for code, _ in choices("safeguarding/support_contracts/contract", day)] == [contract]


def test_languages_have_names():
    assert str(load("safeguarding/languages")["vi"].label) == "Vietnamese"


def test_every_step_that_a_page_offers_has_its_words():
    assert {verb for verbs in AFTER.values() for verb in verbs} <= set(STEPS)


# About the person -------------------------------------------------------------


def test_no_language_is_chosen_beforehand():
    assert TakeForm().fields["language"].choices[0][0] == ""
    assert not TakeForm({"language": ""}).is_valid()
    assert not TakeForm({"language": "xx"}).is_valid()


def test_a_step_asks_one_thing_and_only_the_end_must_be_answered():
    assert StepForm({"says": ""}, words=STEPS["make_safe"]).is_valid()
    assert not StepForm({"says": ""}, words=STEPS["close"]).is_valid()


def test_a_name_is_enough():
    form = IdentityForm({"calls_self": "Andrei"})

    assert form.is_valid()
    assert form.cleaned_data["born_on"] is None


def test_each_form_carries_a_key_of_its_own():
    assert IdentityForm()["key"].value() != IdentityForm()["key"].value()


def test_a_day_to_ask_again_needs_a_day():
    assert "due_on" in FollowUpForm({"says": "Ask how he is"}).errors


# Consent ----------------------------------------------------------------------


def test_no_answer_is_ticked_beforehand():
    form = ConsentForm(newest=None)

    assert form["answer"].value() is None
    assert form["how"].value() is None


def test_a_yes_can_be_taken_back_only_where_there_is_one():
    yes, no = Consent(answer="given"), Consent(answer="refused")

    assert "withdrawn" in dict(ConsentForm(newest=yes).fields["answer"].choices)
    assert "withdrawn" not in dict(ConsentForm(newest=no).fields["answer"].choices)
    assert "withdrawn" not in dict(ConsentForm(newest=None).fields["answer"].choices)


def test_every_answer_says_how_it_was_given():
    form = ConsentForm({"answer": "given", "language": "ro"}, newest=None)

    assert set(form.errors) == {"how"}


# The account ------------------------------------------------------------------


def test_a_referral_may_name_the_person():
    assert AccountForm({"account": "Andrei was moved."}, notifies=False, names=NAMES).is_valid()


@mark.parametrize("told", ["Andrei was moved.", "Call 07700 900123.", "At NE4 5ZZ.", "INVENTAT again"])
def test_a_duty_to_notify_names_nobody_and_says_what_to_take_out(told):
    form = AccountForm({"account": told}, notifies=True, names=NAMES)

    assert "Take this out" in form.errors["account"][0]
    assert form["account"].value() == told


@mark.parametrize(
    ("state", "offers"),
    [("sent", ["rg-positive", "rg-negative"]), ("rg-positive", ["cg-positive", "cg-negative"])],
)
def test_only_what_can_be_decided_now_is_offered(state, offers):
    form = DecideForm(referral=Referral(state=state))

    assert [code for code, _ in form.fields["outcome"].choices] == offers


# A bed ------------------------------------------------------------------------


def test_a_bed_is_asked_for_under_the_contract_of_the_day(asking, contractor):
    assert asking(to=contractor.code).is_valid()
    assert "contract" in asking(to=contractor.code, contract="msvcc").errors


@mark.parametrize("field", ["household", "needs"])
def test_a_request_is_nameless(asking, contractor, field):
    assert "Andrei (a name)" in asking(to=contractor.code, **{field: "A room for Andrei"}).errors[field][0]


def test_only_an_agency_that_finds_beds_can_be_asked(asking, db):
    assert "to" in asking(to=person_as("analyst").agency.code).errors


def test_only_an_agency_with_support_workers_can_offer_a_home(db):
    finder, house = person_as("placement coordinator"), person_as("support worker").agency

    with acting_as(finder):
        right = OfferForm({"provider": house.code, "address": "14 Canary Row"}, by=finder)
        wrong = OfferForm({"provider": finder.agency.code, "address": "14 Canary Row"}, by=finder)
        assert right.is_valid()
        assert "provider" in wrong.errors


def test_a_no_has_a_reason_that_can_be_counted():
    assert not WhyNotForm({"why": "because"}).is_valid()
    assert WhyNotForm({"why": "no-bed"}).is_valid()


# Handing over -----------------------------------------------------------------


def offered(case, by):
    with acting_as(by):
        form = HandOverForm(book=Casebook.of(case), by=by)
        return [name for _, group in form.fields["to"].choices for _, name in group]


def test_before_a_provider_accepts_only_colleagues_are_offered(db):
    case, colleague = CaseFactory(), person_as("safeguarding coordinator")
    person_as("support worker")

    assert offered(case, case.opened_by) == [f"{colleague.name}, {colleague.agency}"]


def test_after_that_their_support_worker_comes_first(db):
    acceptance = AcceptanceFactory()
    worker = acceptance.support_worker

    assert offered(acceptance.case, acceptance.case.opened_by)[0] == f"{worker.name}, {worker.agency}"


def test_nobody_is_offered_themselves(db):
    case = CaseFactory()

    assert not any(case.opened_by.name in name for name in offered(case, case.opened_by))


# The relay --------------------------------------------------------------------


def test_an_answer_carries_no_number_and_a_question_may(db):
    assert "Take this out" in MessageForm({"text": "Call 07700 900123"}, answers=True).errors["text"][0]
    assert MessageForm({"text": "Call 07700 900123"}, answers=False).is_valid()


def test_a_relay_is_opened_to_investigators_alone(db):
    case = CaseFactory()
    ConsentFactory(case=case)
    investigator, officer = person_as("investigator"), person_as("visiting officer")

    with acting_as(case.opened_by):
        right = RelayForm({"investigator": investigator.ref, "calls_self": "Mr A"}, by=case.opened_by)
        wrong = RelayForm({"investigator": officer.ref, "calls_self": "Mr A"}, by=case.opened_by)
        assert right.is_valid()
        assert "investigator" in wrong.errors
