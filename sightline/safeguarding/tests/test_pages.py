"""The pages of care, through the real front."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest import fixture, mark

from sightline.agencies.tests.factories import person_as
from sightline.safeguarding import actions
from sightline.safeguarding.models import (
    Case,
    Consent,
    FollowUp,
    Holding,
    Identity,
    Placement,
    PlacementRequest,
    Referral,
    Relay,
    RelayMessage,
    SafeContact,
)
from sightline.safeguarding.tests.factories import (
    NOW,
    CaseFactory,
    ConsentFactory,
    FollowUpFactory,
    HoldingFactory,
    IdentityFactory,
    PlacementRequestFactory,
    ReferralFactory,
    RelayFactory,
    RelayMessageFactory,
    SafeContactFactory,
)
from sightline.visits.tests.factories import AccountFactory, EncounterFactory

pytestmark = mark.django_db

HOME = "/safeguarding/"


@fixture
def coordinator(case):
    return case.opened_by


@fixture
def page(reading, case, coordinator):
    """The case page as its coordinator reads it, as text."""
    return lambda: text_of(reading(coordinator).get(address(case)))


def address(record, verb=""):
    return f"{HOME}{record.ref}" + (f"/{verb}" if verb else "")


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


# What waits -------------------------------------------------------------------


def test_a_coordinator_finds_those_who_wait_and_those_they_hold(reading, case, coordinator):
    waiting = EncounterFactory(concern=True, description="Woman, about 40")
    IdentityFactory(case=case, calls_self="Andrei")

    text = text_of(reading(coordinator).get(HOME))

    assert "One person waits to be taken into care" in text
    assert address(waiting, "take") in text
    assert "Andrei" in text


def test_the_list_says_what_comes_next_for_each(reading, placement, coordinator):
    CaseFactory(opened_by=coordinator, age="child", state="first-place")
    Case.objects.filter(pk=placement.case_id).update(state="made-safe")
    for state in ("informed", "wants-help"):
        Case.objects.filter(pk=placement.case_id).update(state=state)

    text = text_of(reading(coordinator).get(HOME))

    assert "Hand over to the provider" in text
    assert "Agree on care with the local authority" in text


def test_an_empty_page_is_good_news(reading):
    assert "Nobody waits for you." in text_of(reading(person_as("analyst")).get(HOME))


def test_an_officer_who_met_somebody_is_not_offered_to_take_them(reading, people):
    EncounterFactory(concern=True, visit=Case.objects.get().encounter.visit)

    text = text_of(reading(people["officer_of_the_team"]).get(HOME))

    assert "taken into care" not in text


def queries(browser, address):
    """How many queries that page takes, once signed in."""
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        text_of(browser.get(address))
    return len(asked)


def test_the_number_of_queries_does_not_grow_with_the_people(reading, case, coordinator):
    IdentityFactory(case=case)
    EncounterFactory(concern=True)
    browser = reading(coordinator)
    before = queries(browser, HOME)

    for number in range(4):
        IdentityFactory(case=CaseFactory(opened_by=coordinator), calls_self=f"Name {number}")
        EncounterFactory(concern=True)

    assert queries(browser, HOME) == before


def test_the_queries_of_a_case_do_not_grow_with_what_happened(reading, case, coordinator):
    RelayMessageFactory(relay=RelayFactory(case=case))
    ConsentFactory(case=case)
    browser = reading(coordinator)
    before = queries(browser, address(case))

    for purpose in ("P1", "P3", "P4"):
        ConsentFactory(case=case, purpose=purpose)
        RelayMessageFactory(relay=Relay.objects.get())
        FollowUpFactory(case=case)

    assert queries(browser, address(case)) == before


def test_a_day_to_ask_again_waits_for_the_support_worker(reading, case):
    worker = person_as("support worker")
    HoldingFactory(case=case, person=worker, part="support worker")
    day = FollowUpFactory(case=case, due_on=timezone.localdate() + timedelta(days=3), says="Ask how he sleeps")
    FollowUpFactory(case=case, due_on=timezone.localdate() + timedelta(days=90), says="Much later")

    text = text_of(reading(worker).get(HOME))

    assert address(day, "tick") in text
    assert "Much later" not in text


# Taking somebody into care ----------------------------------------------------


def test_a_coordinator_takes_somebody_into_care(reading, coordinator):
    met = EncounterFactory(concern=True)
    AccountFactory(encounter=met, visit=met.visit, says="They keep our passports.")
    browser = reading(coordinator)

    assert "They keep our passports." in text_of(browser.get(address(met, "take")))
    answer = browser.post(address(met, "take"), {"language": "ro"})

    taken = Case.objects.get(encounter=met)
    assert answer["Location"] == address(taken)


def test_taking_somebody_already_taken_says_so(reading, coordinator):
    met = EncounterFactory(concern=True)
    browser = reading(coordinator)
    browser.post(address(met, "take"), {"language": "ro"})

    assert browser.post(address(met, "take"), {"language": "ro"}).status_code == 409
    assert Case.objects.filter(encounter=met).count() == 1


def test_a_language_must_be_chosen(reading, coordinator):
    met = EncounterFactory(concern=True, language="")

    answer = reading(coordinator).post(address(met, "take"), {"language": ""})

    assert "One thing to check" in text_of(answer)
    assert not Case.objects.filter(encounter=met).exists()


def test_somebody_unsure_is_announced_as_going_the_child_way(reading, coordinator):
    met = EncounterFactory(concern=True, age="unsure")

    text = text_of(reading(coordinator).get(address(met, "take")))

    assert "Child, or may be" in text
    assert "no question about agreeing" in text


# The person in care -----------------------------------------------------------


def test_the_heading_names_the_person_and_says_how_they_are(case, page):
    assert f"{case.description}, is in your care" in page()
    IdentityFactory(case=case, calls_self="Andrei", born_on=date(1992, 3, 4))

    assert "Andrei, " in page()


def test_both_tracks_say_where_the_person_is(case, coordinator, page):
    actions.make_safe(case, by=coordinator, at=NOW)

    text = page()

    assert "Safe and helped?" in text
    assert "What has been decided?" in text
    assert 'aria-current="step">Made safe' in text


def test_consents_stand_safety_first_and_police_last_and_none_is_ticked(page):
    text = page()

    order = [
        text.index(words)
        for words in ("Support and a safe bed", "Referral to the Home Office", "account to the police")
    ]
    assert order == sorted(order)
    assert 'class="switch on"' not in text
    assert "Help never depends on any of these" in text


def test_an_answer_turns_its_switch_and_no_other(case, page):
    ConsentFactory(case=case, purpose="P2", answered_at=timezone.now())

    assert page().count('class="switch on"') == 1


def test_a_child_is_not_asked_about_the_referral(reading):
    child = CaseFactory(age="unsure")
    browser = reading(child.opened_by)

    text = text_of(browser.get(address(child)))

    assert "Referral to the Home Office" not in text
    assert "The child way" in text
    assert browser.get(f"{address(child)}/consents/P1").status_code == 404


def test_clocks_show_their_rule_and_source(case, page):
    ReferralFactory(case=case, state="sent", sent_at=timezone.now(), sent_by=case.opened_by)

    text = page()

    assert "Reasonable-grounds decision, an aim" in text
    assert "within 5 working days" in text
    assert "Referral sent" in text


def test_a_duty_to_notify_runs_on_one_working_day(case, page):
    ConsentFactory(case=case, purpose="P1", answer="refused", answered_at=timezone.now())

    assert "Send the Duty to Notify within 1 working day" in page()


def test_what_happened_is_told_with_names_and_reasons(case, coordinator, page):
    actions.make_safe(case, by=coordinator, at=NOW, says="Away from the site")
    SafeContactFactory(case=case)

    text = page()

    assert "Away from the site" in text
    assert coordinator.name in text
    assert "signed “the dentist”" in text


def test_the_foot_says_why_the_page_is_open(page):
    assert "You can see this because it is open to whoever holds the person in care now." in page()


def test_everybody_but_the_provider_reads_only_that_the_person_is_safe(people, page):
    text = page()

    assert "Safe - held by the provider" in text
    assert "Canary" not in text


def test_the_support_worker_who_took_over_finds_the_way_to_the_home(reading, case, placement):
    worker = placement.accepted_by
    actions.hand_over(case, by=case.opened_by, at=NOW, to=worker, part="support worker")

    text = text_of(reading(worker).get(address(case)))

    assert address(placement) in text
    assert "Canary" not in text
    assert "Canary" in text_of(reading(worker).get(address(placement)))


# Steps ------------------------------------------------------------------------


def test_every_step_is_recorded_on_its_page(reading, case, coordinator):
    browser = reading(coordinator)

    for verb, state in [
        ("make-safe", "made-safe"),
        ("inform", "informed"),
        ("decline-help", "declined"),
        ("accept-help", "wants-help"),
        ("reach-first-place", "first-place"),
        ("enter-support", "in-support"),
        ("move-on", "moving-on"),
        ("keep-in-touch", "in-touch"),
        ("close", "closed"),
    ]:
        text_of(browser.get(address(case, verb)))
        browser.post(address(case, verb), {"says": "A word about it"})
        case.refresh_from_db()
        assert case.state == state
        text_of(browser.get(address(case)))


def test_care_does_not_end_without_a_reason(reading):
    case = CaseFactory(state="in-touch")

    assert "One thing to check" in text_of(reading(case.opened_by).post(address(case, "close"), {"says": ""}))


def test_a_step_taken_too_early_becomes_a_plain_page(reading, case, coordinator):
    assert reading(coordinator).post(address(case, "enter-support"), {"says": ""}).status_code == 409


# The person -------------------------------------------------------------------


def test_who_they_are_is_recorded_once_however_often_it_is_sent(reading, case, coordinator):
    browser = reading(coordinator)
    key = "8a1b7c9e-3f52-4d0a-9c55-0f6f7a2d1e11"
    told = {"calls_self": "Andrei", "born_on": "1992-03-04", "key": key}

    browser.post(address(case, "who"), told)
    browser.post(address(case, "who"), told)

    assert Identity.objects.get().born_on == date(1992, 3, 4)


def test_what_was_known_stands_in_the_form(reading, case, coordinator):
    SafeContactFactory(case=case, hours="After 10:00")

    assert "After 10:00" in text_of(reading(coordinator).get(address(case, "contact")))


def test_a_form_with_an_error_keeps_what_was_typed(reading, case, coordinator):
    answer = reading(coordinator).post(address(case, "contact"), {"how": "", "asked_for": "A doctor for his hands"})

    text = text_of(answer)
    assert "One thing to check" in text
    assert "A doctor for his hands" in text


def test_a_way_to_reach_them_is_recorded(reading, case, coordinator):
    reading(coordinator).post(address(case, "contact"), {"how": "By text", "never": "By voice"})

    assert SafeContact.objects.get().never == "By voice"


def test_what_must_never_be_done_reads_as_what_must_never_be_done(reading, case, coordinator):
    reading(coordinator).post(address(case, "contact"), {"how": "By text", "never": "A voice message"})

    assert "By text<small><b>Never:</b> A voice message</small>" in text_of(reading(coordinator).get(address(case)))


def test_an_answer_is_recorded_and_every_earlier_one_is_shown(reading, case, coordinator):
    browser = reading(coordinator)
    given = {"answer": "given", "how": "spoken", "language": "ro", "interpreter": "on", "recipient": "A clinic"}

    browser.post(f"{address(case)}/consents/P4", given)
    browser.post(f"{address(case)}/consents/P4", {**given, "answer": "withdrawn"})

    text = text_of(browser.get(f"{address(case)}/consents/P4"))
    assert Consent.objects.count() == 2
    assert "Agreed" in text
    assert "Taken back" in text
    assert "with interpreter" in text


def test_the_page_of_the_referral_says_first_what_follows(reading, case, coordinator):
    text = text_of(reading(coordinator).get(f"{address(case)}/consents/P1"))

    assert "Support does not require you to talk to police." in text


def test_an_unknown_purpose_is_no_page(reading, case, coordinator):
    assert reading(coordinator).get(f"{address(case)}/consents/P99").status_code == 404


def test_a_day_to_ask_again_is_set_and_answered(reading, case, coordinator):
    worker = person_as("support worker")
    HoldingFactory(case=case, person=worker, part="support worker")
    reading(coordinator).post(address(case, "follow-up"), {"due_on": "2018-11-01", "says": "Ask how he is"})
    day = FollowUp.objects.get()

    text_of(reading(worker).get(address(day, "tick")))
    reading(worker).post(address(day, "tick"), {"outcome": "He found work"})

    assert FollowUp.objects.get().outcome == "He found work"
    assert "He found work" in text_of(reading(worker).get(address(case)))


# Handing over -----------------------------------------------------------------


def test_the_coordinator_hands_over_to_the_support_worker_and_sees_nothing_more(reading, case, placement):
    worker, coordinator = placement.accepted_by, case.opened_by
    browser = reading(coordinator)
    assert worker.name in text_of(browser.get(address(case, "hand-over")))

    answer = browser.post(address(case, "hand-over"), {"to": f"support worker {worker.ref}"})

    assert answer["Location"] == HOME
    assert browser.get(address(case)).status_code == 404
    assert case.ref in text_of(reading(worker).get(HOME))


def test_a_hand_over_offers_colleagues_of_the_area_and_nobody_without_the_role(reading, case, coordinator):
    colleague, analyst = person_as("safeguarding coordinator"), person_as("analyst")
    browser = reading(coordinator)

    text = text_of(browser.get(address(case, "hand-over")))

    assert colleague.name in text
    assert analyst.name not in text
    answer = browser.post(address(case, "hand-over"), {"to": f"coordinator {analyst.ref}"})
    assert "One thing to check" in text_of(answer)


def test_a_child_may_be_handed_over_to_a_social_worker(reading):
    child = CaseFactory(age="child")
    social_worker = person_as("safeguarding coordinator")
    social_worker.agency.kind = "council"
    social_worker.agency.save()

    reading(child.opened_by).post(address(child, "hand-over"), {"to": f"social worker {social_worker.ref}"})

    assert Holding.objects.get(person=social_worker).part == "social worker"


# Referral and Duty to Notify --------------------------------------------------


def test_a_referral_is_drafted_kept_and_sent(reading, case, coordinator):
    ConsentFactory(case=case, purpose="P1", answered_at=timezone.now())
    browser = reading(coordinator)
    text_of(browser.get(address(case, "referral")))

    browser.post(address(case, "referral"), {"account": "Four months without pay."})
    referral = Referral.objects.get()
    text_of(browser.get(address(referral)))
    browser.post(address(referral), {"account": "Five months without pay."})
    browser.post(address(referral, "send"))

    referral.refresh_from_db()
    assert (referral.kind, referral.state, referral.account) == ("nrm", "sent", "Five months without pay.")


def test_a_duty_to_notify_that_tells_a_name_is_stopped_with_the_name(reading, case, coordinator):
    IdentityFactory(case=case, calls_self="Andrei")

    answer = reading(coordinator).post(address(case, "referral"), {"account": "Andrei was moved at night."})

    text = text_of(answer)
    assert "it could tell who or where the person is: Andrei" in text
    assert "was moved at night." in text
    assert not Referral.objects.exists()


def test_a_draft_that_tells_too_much_shows_what_and_offers_no_sending(reading, case, coordinator):
    referral = ReferralFactory(case=case, kind="dtn", account="Reach him on 07700 900123.")

    text = text_of(reading(coordinator).get(address(referral)))

    assert "It cannot be sent yet" in text
    assert address(referral, "send") not in text
    assert reading(coordinator).post(address(referral, "send")).status_code == 409


def test_decisions_and_a_withdrawal_are_recorded(reading, case, coordinator):
    referral = ReferralFactory(case=case, state="sent", sent_at=NOW, sent_by=coordinator)
    browser = reading(coordinator)

    assert "Support never begins or ends because of this." in text_of(browser.get(address(referral, "decide")))
    browser.post(address(referral, "decide"), {"outcome": "rg-positive"})
    assert "Reasonable grounds: yes" in text_of(browser.get(address(referral)))
    text_of(browser.get(address(referral, "withdraw")))
    browser.post(address(referral, "withdraw"), {"why": "His wish"})

    referral.refresh_from_db()
    assert referral.state == "withdrawn"
    text_of(browser.get(address(case)))


# A bed ------------------------------------------------------------------------


def test_a_bed_is_asked_for_found_and_accepted(reading, case, coordinator):
    finder, worker = person_as("placement coordinator"), person_as("support worker")
    told = {"contract": "msvcc", "household": "One man", "language": "ro", "needs": "Ground floor"}
    text_of(reading(coordinator).get(address(case, "bed")))
    reading(coordinator).post(address(case, "bed"), {"to": finder.agency.code, **told})
    request = PlacementRequest.objects.get()

    assert "One person waits for a bed" in text_of(reading(finder).get(HOME))
    text_of(reading(finder).get(address(request)))
    reading(finder).post(address(request, "take"))
    text_of(reading(finder).get(address(request, "place")))
    reading(finder).post(address(request, "place"), {"provider": worker.agency.code, "address": "14 Canary Row"})
    home = Placement.objects.get()
    assert "One person is offered to you" in text_of(reading(worker).get(HOME))
    reading(worker).post(address(home, "accept"))

    home.refresh_from_db()
    assert home.accepted_by == worker
    assert "Safe - held by the provider" in text_of(reading(coordinator).get(address(case)))


def test_a_request_that_tells_a_name_keeps_the_words_and_names_what_to_take_out(reading, case, coordinator):
    IdentityFactory(case=case, calls_self="Andrei")
    finder = person_as("placement coordinator")
    told = {"to": finder.agency.code, "contract": "msvcc", "household": "Andrei", "language": "ro"}

    text = text_of(reading(coordinator).post(address(case, "bed"), told))

    assert "Andrei (a name)" in text
    assert not PlacementRequest.objects.exists()


def test_no_bed_is_asked_for_a_child_here(reading):
    child, finder = CaseFactory(age="child", state="wants-help"), person_as("placement coordinator")
    browser = reading(child.opened_by)
    told = {"to": finder.agency.code, "contract": "msvcc", "household": "One boy", "language": "ro"}

    assert "Ask for a bed" not in text_of(browser.get(address(child)))
    assert browser.post(address(child, "bed"), told).status_code == 403


def test_a_provider_says_why_not_and_another_is_asked(reading, people, placement):
    request = PlacementRequestFactory(to=people["placement_coordinator"].agency, state="taken", case=CaseFactory())
    home = actions.place(
        request, by=people["placement_coordinator"], at=NOW, provider=placement.provider, address="14 Canary Row"
    )

    text_of(reading(people["support_worker"]).get(address(home, "decline")))
    reading(people["support_worker"]).post(address(home, "decline"), {"why": "needs"})

    text = text_of(reading(people["placement_coordinator"]).get(address(request)))
    assert "Declined by the provider" in text
    assert address(request, "place") in text


# The relay --------------------------------------------------------------------


def test_a_relay_is_opened_to_an_investigator_of_the_area(reading, case, coordinator):
    investigator = person_as("investigator")
    browser = reading(coordinator)
    assert investigator.name in text_of(browser.get(address(case, "relay")))

    browser.post(address(case, "relay"), {"investigator": investigator.ref, "calls_self": "Mr A"})

    assert Relay.objects.get().calls_self == "Mr A"


def test_a_question_goes_through_and_an_answer_comes_back(reading, case, coordinator):
    relay = RelayFactory(case=case, calls_self="Mr A")
    investigator = relay.investigator
    reading(investigator).post(address(relay), {"text": "May we ask one question?"})
    question = RelayMessage.objects.get()

    assert "Questions to pass on" in text_of(reading(coordinator).get(HOME))
    reading(coordinator).post(address(question, "pass-on"))
    reading(coordinator).post(address(relay), {"text": "Yes, on Friday."})

    text = text_of(reading(investigator).get(address(relay)))
    assert "Passed on" in text
    assert "Yes, on Friday." in text
    assert coordinator.name not in text
    assert case.ref not in text


def test_a_question_not_passed_on_says_why(reading, case, coordinator):
    message = RelayMessageFactory(relay=RelayFactory(case=case))
    text_of(reading(coordinator).get(address(message, "decline")))

    reading(coordinator).post(address(message, "decline"), {"why": "He wants to rest"})

    assert "He wants to rest" in text_of(reading(message.investigator).get(address(message.relay)))


def test_an_answer_with_a_number_is_stopped_and_kept_in_the_form(reading, case, coordinator):
    relay = RelayFactory(case=case)

    text = text_of(reading(coordinator).post(address(relay), {"text": "Call 07700 900123"}))

    assert "07700 900123 (a phone number)" in text
    assert not RelayMessage.objects.exists()


def test_an_investigator_finds_their_relays_and_nothing_else(reading, case):
    relay = RelayFactory(case=case)

    text = text_of(reading(relay.investigator).get(HOME))

    assert address(relay) in text
    assert case.ref not in text


# What is hidden ---------------------------------------------------------------


def test_every_address_of_the_stage_has_a_name(case):
    assert reverse("safeguarding:case", args=[case.ref]) == address(case)


@mark.parametrize("verb", ["send", "take", "accept", "pass-on"])
def test_acts_are_not_done_by_following_a_link(reading, people, placement, verb):
    records = {
        "send": ReferralFactory(case=Case.objects.get()),
        "take": PlacementRequest.objects.get(),
        "accept": placement,
        "pass-on": RelayMessageFactory(relay=Relay.objects.get()),
    }

    assert reading(people["coordinator"]).get(address(records[verb], verb)).status_code == 405
