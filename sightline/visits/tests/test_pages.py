"""The pages of a visit: at the door, at a desk, and closed to who may not see them."""

import re
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import AssignmentFactory, TeamFactory, TeamMemberFactory, member_of, released
from sightline.visits.models import Account as Told
from sightline.visits.models import Arrest, AwarenessGiven, Encounter, Escalation, IndicatorSeen, Intervention, Visit
from sightline.visits.tests.factories import (
    AccountFactory,
    ArrestFactory,
    AwarenessGivenFactory,
    EncounterFactory,
    EscalationFactory,
    IndicatorSeenFactory,
    InterventionFactory,
    VisitFactory,
    on_the_team_of,
)

pytestmark = mark.django_db

REASON = {"trigger": "risk", "seen": "A door was locked from outside."}


def signed_in(person):
    account = Account.objects.create(id=person.pk, name=str(person.pk))
    client = Client()
    client.force_login(account)
    return client


@fixture
def visit():
    return VisitFactory()


@fixture
def officer(visit):
    return signed_in(on_the_team_of(visit))


@fixture
def commander(visit):
    AssignmentFactory(operation=visit.operation, person=visit.operation.commander, part=Assignment.Part.COMMANDER)
    return signed_in(visit.operation.commander)


@fixture
def analyst():
    return signed_in(person_as("analyst"))


@fixture
def coordinator():
    return signed_in(person_as("safeguarding coordinator"))


@fixture
def investigator():
    return signed_in(person_as("investigator"))


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def walked(client, address, *screens, key=""):
    """Send screen after screen as a browser does: what was answered before travels along."""
    told = {"key": key or str(uuid4())}
    for number, answers in screens:
        told |= answers
        answer = client.post(address, told | {"screen": str(number)})
    return answer


# My visits today ------------------------------------------------------------


@fixture
def tasking():
    return released(team=TeamFactory())


@fixture
def sent(tasking):
    return signed_in(member_of(tasking.team))


def test_today_shows_the_visits_that_were_released_to_my_team(sent, tasking):
    released(team=TeamFactory(), place="Another team's place")

    today = page(sent, "/visits/today")

    assert tasking.place in today
    assert "Another team" not in today


def test_today_without_a_visit_says_so(officer):
    Visit.objects.update(state="closed", outcome="advice_given")

    assert "Nothing waits for you" in page(officer, "/visits/today")


def test_before_the_door_the_team_reads_what_is_known(sent, tasking):
    shown = page(sent, f"/visits/begin/{tasking.ref}")

    assert tasking.known in shown
    assert tasking.risks in shown


def test_beginning_leads_to_the_door_and_a_second_tap_to_the_same_one(sent, tasking):
    form = {"key": str(uuid4())}

    first = sent.post(f"/visits/begin/{tasking.ref}", form)
    second = sent.post(f"/visits/begin/{tasking.ref}", form)

    assert first["Location"] == second["Location"] == f"/visits/{Visit.objects.get().ref}/door"


def test_a_colleagues_visit_is_opened_and_not_begun_again(sent, tasking):
    colleague = signed_in(member_of(tasking.team))
    colleague.post(f"/visits/begin/{tasking.ref}", {"key": str(uuid4())})

    assert sent.get(f"/visits/begin/{tasking.ref}")["Location"].endswith("/door")


def test_a_tasking_of_another_team_is_not_found(sent):
    assert sent.get(f"/visits/begin/{released(team=TeamFactory()).ref}").status_code == 404


# At the door ----------------------------------------------------------------


@mark.parametrize("step", ["door", "meet", "notice-signs", "intervene", "give-awareness", "arrest", "raise", "close"])
def test_every_page_at_the_door_opens_for_the_team_and_nobody_else(step, visit, officer, coordinator):
    assert page(officer, f"/visits/{visit.ref}/{step}").count("<h1") == 1
    assert coordinator.get(f"/visits/{visit.ref}/{step}").status_code == 404


def test_the_commander_looks_at_the_record_and_does_not_stand_at_the_door(visit, commander):
    assert commander.get(f"/visits/{visit.ref}/door")["Location"] == f"/visits/{visit.ref}"
    assert commander.get(f"/visits/{visit.ref}/meet").status_code == 403


def test_a_person_met_is_four_screens_when_nobody_is_worried(visit, officer):
    answer = walked(
        officer,
        f"/visits/{visit.ref}/meet",
        (0, {"who": "worker"}),
        (1, {"age": "adult"}),
        (2, {"description": "Man, about 30", "language": "ro", "away": "on"}),
        (3, {"worried": "no"}),
    )

    assert answer["Location"] == f"/visits/{visit.ref}/door?stored=person"
    met = Encounter.objects.get()
    assert (met.part, met.age, met.language, met.alone, met.concern) == ("worker", "adult", "ro", True, False)


def test_a_person_of_concern_is_asked_what_they_say_and_want(visit, officer):
    answer = walked(
        officer,
        f"/visits/{visit.ref}/meet",
        (0, {"who": "worried"}),
        (1, {"age": "unsure"}),
        (2, {"description": "Woman, young"}),
        (4, {"concern_says": "Too afraid to speak."}),
        (5, {"alleges": ["labour", "criminal"]}),
        (6, {"wish": "later"}),
        (7, {"urgent": "A burnt hand", "with_them": "A small boy"}),
    )

    met = Encounter.objects.waiting().get()
    assert answer["Location"] == f"/visits/people/{met.ref}/keep-contact"
    assert (met.age, met.wish, met.urgent, met.with_them) == ("unsure", "later", "A burnt hand", "A small boy")
    assert met.alleges == ["labour", "criminal"]


HEADINGS = ["How old do they seem?", "How would a colleague know them again?", "What worries you?"]
HEADINGS += ["Do they say what was done to them?", "What do they want?", "What do they need at once?"]


@mark.parametrize("number", range(6))
def test_each_screen_asks_one_thing_under_its_own_heading(number, visit, officer):
    told = {"who": "worried", "age": "adult", "description": "Man", "concern_says": "Afraid.", "wish": "later"}
    sent = [0, 1, 2, 4, 5, 6][number]

    shown = officer.post(f"/visits/{visit.ref}/meet", told | {"screen": str(sent)}).content.decode()

    assert re.findall(r"<h1[^>]*>(?:<label[^>]*>)?([^<]*)", shown) == [HEADINGS[number]]


def test_nothing_is_stored_before_the_last_screen(visit, officer):
    answer = walked(officer, f"/visits/{visit.ref}/meet", (0, {"who": "worker"}), (1, {"age": "adult"}))

    assert "How would a colleague know them again?" in answer.content.decode()
    assert not Encounter.objects.exists()


def test_going_back_keeps_what_was_typed(visit, officer):
    told = {"who": "owner", "age": "adult", "description": "Woman, red scarf", "screen": "2", "back": "1"}

    back = officer.post(f"/visits/{visit.ref}/meet", told).content.decode()

    assert "How old do they seem?" in back
    assert 'name="description" value="Woman, red scarf"' in back


def test_a_screen_without_an_answer_says_what_to_do_and_keeps_the_rest(visit, officer):
    told = {"who": "owner", "age": "adult", "description": "", "language": "vi", "screen": "2"}

    shown = officer.post(f"/visits/{visit.ref}/meet", told).content.decode()

    assert "Write a few words, so that a colleague knows who you mean." in shown
    assert '<option value="vi" selected>' in shown
    assert 'name="who" value="owner"' in shown


def test_a_double_tap_on_the_last_screen_stores_one_person(visit, officer):
    told = {"key": str(uuid4()), "who": "worker", "age": "adult", "description": "Man", "worried": "no", "screen": "3"}

    places = {officer.post(f"/visits/{visit.ref}/meet", told)["Location"] for _tap in range(2)}

    assert len(places) == 1
    assert Encounter.objects.count() == 1


def test_signs_of_one_kind_are_ticked_together(visit, officer):
    answers = (0, {"group": "control"}), (1, {"codes": ["documents-held", "in-debt"]}), (2, {"basis": "told"})

    for _again in range(2):
        walked(officer, f"/visits/{visit.ref}/notice-signs", *answers)

    assert set(IndicatorSeen.objects.values_list("code", "basis")) == {("documents-held", "told"), ("in-debt", "told")}


def test_only_signs_of_the_chosen_kind_are_offered(visit, officer):
    shown = walked(officer, f"/visits/{visit.ref}/notice-signs", (0, {"group": "place"})).content.decode()

    assert "Windows covered" in shown
    assert "They work off a debt" not in shown


def test_an_intervention_starts_from_the_type_of_the_visit(visit, officer):
    chosen = re.search(r'value="(\w+)"[^>]* checked', page(officer, f"/visits/{visit.ref}/intervene"))
    assert chosen[1] == "soft"

    walked(officer, f"/visits/{visit.ref}/intervene", (0, {"kind": "soft"}), (1, {"says": "Spoke with six workers"}))

    assert Intervention.objects.get().says == "Spoke with six workers"


def test_awareness_given_is_one_screen(visit, officer):
    walked(officer, f"/visits/{visit.ref}/give-awareness", (0, {"says": "Rights", "leaflets": "6", "language": "ro"}))

    assert AwarenessGiven.objects.get().leaflets == 6


ARRESTED = [
    (0, {"person_says": "Man, about 40"}),
    (1, {"age": "adult"}),
    (2, {"offence": "Suspicion of trafficking people into the UK for exploitation"}),
    (4, {"grounds": "Held three passports."}),
    (5, {"necessity": "prompt-investigation"}),
    (6, {"risk": ""}),
]


def test_an_arrest_waits_for_an_investigator(visit, officer):
    answer = walked(officer, f"/visits/{visit.ref}/arrest", *ARRESTED, (7, {"may_be_victim": "no"}))

    assert answer["Location"].endswith("/door?stored=arrest")
    assert Arrest.objects.waiting().get().offence == "Suspicion of trafficking people into the UK for exploitation"


def test_an_arrested_person_who_may_be_a_victim_leads_on_to_safeguarding(visit, officer):
    answer = walked(officer, f"/visits/{visit.ref}/arrest", *ARRESTED, (7, {"may_be_victim": "yes"}))

    assert answer["Location"] == f"/visits/arrests/{Arrest.objects.get().ref}/note-concern"


def test_another_offence_is_typed(visit, officer):
    other = [*ARRESTED[:2], (2, {"offence": "other"}), (3, {"other_offence": "Suspicion of theft"}), *ARRESTED[3:]]

    walked(officer, f"/visits/{visit.ref}/arrest", *other, (7, {"may_be_victim": "no"}))

    assert Arrest.objects.get().offence == "Suspicion of theft"


def test_raising_asks_why_and_keeps_it(visit, officer):
    told = REASON | {"power": "pace-17"}
    walked(officer, f"/visits/{visit.ref}/raise", (0, {"trigger": "risk"}), (1, told))

    kept = Escalation.objects.get()
    assert kept.reason == "Someone is at risk: A door was locked from outside."
    assert kept.power == "Entry to arrest, or to save life or limb"


def test_raising_twice_leads_back_to_the_door(visit, officer):
    key = str(uuid4())
    for _tap in range(2):
        answer = walked(officer, f"/visits/{visit.ref}/raise", (0, {"trigger": "risk"}), (1, REASON), key=key)

    assert answer["Location"].startswith(f"/visits/{visit.ref}/door")
    assert Escalation.objects.count() == 1


def test_life_at_risk_is_chosen_before_the_page_opens(visit, officer):
    assert "checked" in page(officer, f"/visits/{visit.ref}/raise?why=life")


def test_an_enforced_visit_can_be_brought_down_with_a_reason(visit, officer):
    walked(officer, f"/visits/{visit.ref}/raise", (0, {"trigger": "risk"}), (1, REASON))

    walked(officer, f"/visits/{visit.ref}/bring-down", (0, {"to": "soft"}), (1, {"reason": "Nobody was inside."}))

    assert Visit.objects.get().type_actual == "soft"


def test_closing_asks_for_the_outcome(visit, officer):
    shown = walked(officer, f"/visits/{visit.ref}/close", (0, {})).content.decode()

    assert "Choose what came of the visit." in shown


def test_closing_waits_for_a_person_who_has_not_been_handed_on(visit, officer):
    EncounterFactory(visit=visit, concern=True)

    assert "Not yet: somebody waits" in page(officer, f"/visits/{visit.ref}/close")
    answer = walked(officer, f"/visits/{visit.ref}/close", (0, {"outcome": "advice_given"}))
    assert "1 person has not been handed on yet." in answer.content.decode()
    assert Visit.objects.get().state == "open"


def test_potential_victims_found_needs_somebody_of_concern(visit, officer):
    answer = walked(officer, f"/visits/{visit.ref}/close", (0, {"outcome": "potential_victims_found"}))

    assert "Add the person you are worried about first" in answer.content.decode()


def test_a_closed_visit_says_to_come_again(visit, officer):
    told = {"people_met": "4", "visit_again": "on", "note": "Ask for the night shift."}
    answer = walked(officer, f"/visits/{visit.ref}/close", (0, {"outcome": "follow_up"}), (1, told))

    assert answer["Location"] == "/visits/today?stored=closed"
    kept = Visit.objects.get()
    assert (kept.outcome, kept.people_met, kept.visit_again) == ("follow_up", 4, True)


def test_somebody_who_stays_for_now_is_visited_again_unless_said_otherwise(visit, officer):
    EncounterFactory(visit=visit, wish="later")

    shown = walked(officer, f"/visits/{visit.ref}/close", (0, {"outcome": "advice_given"})).content.decode()

    assert re.search(r'name="visit_again"[^>]* checked', shown)


def test_what_is_done_today_can_still_be_added_to(visit, officer):
    Visit.objects.update(state="closed", outcome="advice_given", arrived_at=timezone.now())

    today = page(officer, "/visits/today")

    assert "Done for today" in today
    assert visit.place in today


def test_closing_twice_is_no_error(visit, officer):
    screens = (0, {"outcome": "no_access"}), (1, {"people_met": "0"})
    walked(officer, f"/visits/{visit.ref}/close", *screens)

    assert walked(officer, f"/visits/{visit.ref}/close", *screens).status_code == 302


# A visit at a desk ----------------------------------------------------------


@fixture
def full(visit):
    """A visit on which everything happened."""
    for factory in (IndicatorSeenFactory, InterventionFactory, AwarenessGivenFactory, EscalationFactory, ArrestFactory):
        factory(visit=visit)
    EncounterFactory(visit=visit, description="Man in a grey jumper")
    EncounterFactory(visit=visit, description="Woman in a blue coat", concern=True)
    return visit


def test_the_team_sees_whom_it_met(full, officer):
    shown = page(officer, f"/visits/{full.ref}")

    assert "Man in a grey jumper" in shown
    assert "Woman in a blue coat" in shown


def test_an_officer_without_a_part_in_the_operation_misses_nothing_of_the_visit(full):
    shown = page(signed_in(TeamMemberFactory(team=full.team).person), f"/visits/{full.ref}")

    assert "Man in a grey jumper" in shown
    assert "The rights of workers" in shown


def test_the_commander_sees_what_happened_and_only_how_many_people_were_met(full, commander):
    Visit.objects.update(people_met=6, state="closed", outcome="advice_given")

    shown = page(commander, f"/visits/{full.ref}")

    assert "Raised from Soft visit to Enforced visit" in shown
    assert "Suspicion of trafficking" in shown
    assert ">6" in shown
    assert "grey jumper" not in shown
    assert "blue coat" not in shown


def test_the_analyst_sees_the_signs_and_no_person(full, analyst):
    shown = page(analyst, f"/visits/{full.ref}")

    assert "passport or papers" in shown
    assert "grey jumper" not in shown
    assert "Suspicion of trafficking" not in shown


@mark.parametrize("role", ["safeguarding coordinator", "investigator", "oversight", "administrator"])
def test_a_visit_is_not_found_by_who_may_not_see_it(role, full):
    assert signed_in(person_as(role)).get(f"/visits/{full.ref}").status_code == 404


def test_the_list_narrows_to_what_was_asked(visit, officer):
    VisitFactory(team=visit.team, place="A closed place", state="closed", outcome="advice_given")

    assert "A closed place" in page(officer, "/visits/")
    assert "A closed place" not in page(officer, "/visits/?show=open")


def test_a_list_without_visits_says_what_will_stand_there(coordinator):
    assert "Nobody waits for you here." in page(coordinator, "/visits/")


def test_the_list_takes_the_same_number_of_queries_whatever_its_length(visit, officer):
    page(officer, "/visits/")
    with CaptureQueriesContext(connection) as few:
        page(officer, "/visits/")
    for _more in range(5):
        VisitFactory(team=visit.team)

    with CaptureQueriesContext(connection) as many:
        page(officer, "/visits/")

    assert len(many) == len(few)


# People met -----------------------------------------------------------------


@fixture
def of_concern(visit):
    return EncounterFactory(visit=visit, concern=True, description="Woman in a blue coat")


def test_a_coordinator_sees_who_waits_and_where_they_were_met(of_concern, coordinator):
    assert "1 person waits for safeguarding" in page(coordinator, "/visits/")

    shown = page(coordinator, f"/visits/people/{of_concern.ref}")

    assert of_concern.concern_says in shown
    assert of_concern.place in shown
    assert "safeguarding coordinators of the area" in shown


@mark.parametrize("who", ["commander", "analyst", "investigator"])
def test_a_person_of_concern_is_not_found_by_who_may_not_see_them(who, of_concern, request):
    client = request.getfixturevalue(who)

    assert client.get(f"/visits/people/{of_concern.ref}").status_code == 404


def test_the_way_back_to_the_door_is_for_the_team_alone(of_concern, officer, coordinator, commander):
    arrest = ArrestFactory(visit=of_concern.visit)

    assert "Back to the door" in page(officer, f"/visits/people/{of_concern.ref}")
    assert "Back to the door" in page(officer, f"/visits/arrests/{arrest.ref}")
    assert "Back to the door" not in page(coordinator, f"/visits/people/{of_concern.ref}")
    assert "Back to the door" not in page(commander, f"/visits/arrests/{arrest.ref}")


def test_an_account_is_read_by_whoever_was_told_and_not_by_a_colleague(visit, of_concern, officer):
    teller = on_the_team_of(visit)
    AccountFactory(encounter=of_concern, told_to=teller, says="They keep our papers.")

    assert "They keep our papers." in page(signed_in(teller), f"/visits/people/{of_concern.ref}")
    assert "They keep our papers." not in page(officer, f"/visits/people/{of_concern.ref}")


def test_a_safe_contact_is_for_safeguarding_and_not_for_a_colleague(visit, of_concern, officer, coordinator):
    teller = signed_in(on_the_team_of(visit))
    told = {"key": str(uuid4()), "how": "By text, as the dentist", "never": "Nothing of work"}

    for _tap in range(2):
        assert teller.post(f"/visits/people/{of_concern.ref}/keep-contact", told).status_code == 302

    assert page(coordinator, f"/visits/people/{of_concern.ref}").count("By text, as the dentist") == 1
    assert "dentist" not in page(officer, f"/visits/people/{of_concern.ref}")


def test_a_way_to_reach_somebody_is_asked_for_in_words(of_concern, officer):
    answer = officer.post(f"/visits/people/{of_concern.ref}/keep-contact", {"how": "", "hours": "After ten"})

    assert "Write the way they gave, or go on without one." in answer.content.decode()
    assert "After ten" in answer.content.decode()


def test_what_a_person_said_is_stored_once(of_concern, officer):
    told = {"key": str(uuid4()), "says": "They keep our papers.", "language": "ro"}

    for _tap in range(2):
        assert officer.post(f"/visits/people/{of_concern.ref}/hear", told).status_code == 302

    assert Told.objects.get().says == "They keep our papers."


def test_a_concern_is_raised_later(visit, officer):
    met = EncounterFactory(visit=visit)

    for _tap in range(2):
        answer = officer.post(f"/visits/people/{met.ref}/raise-concern", {"says": "Asked us to come back alone."})

    assert answer.status_code == 302
    assert Encounter.objects.waiting().get() == met


def test_no_concern_needs_its_reason(of_concern, coordinator):
    empty = coordinator.post(f"/visits/people/{of_concern.ref}/close", {"why": ""})
    assert "Write why, so that nobody has to wonder later." in empty.content.decode()

    for _tap in range(2):
        answer = coordinator.post(f"/visits/people/{of_concern.ref}/close", {"why": "A customer."})

    assert answer.status_code == 302
    assert "A customer." in page(coordinator, f"/visits/people/{of_concern.ref}")


# Arrests --------------------------------------------------------------------


def test_an_investigator_sees_the_arrest_and_tells_safeguarding(investigator):
    arrest = ArrestFactory(person_says="Man with the keys")
    assert "Man with the keys" in page(investigator, "/visits/")
    assert "Nobody has said so." in page(investigator, f"/visits/arrests/{arrest.ref}")

    told = {"key": str(uuid4()), "description": "Man, about 20", "age": "unsure", "says": "Was made to grow it."}
    for _tap in range(2):
        assert investigator.post(f"/visits/arrests/{arrest.ref}/note-concern", told).status_code == 302

    assert Encounter.objects.waiting().get().arrest_id == arrest.pk
    assert "Safeguarding was told" in page(investigator, f"/visits/arrests/{arrest.ref}")


def test_an_arrest_is_not_found_by_who_may_not_see_it(analyst, coordinator):
    arrest = ArrestFactory()

    assert analyst.get(f"/visits/arrests/{arrest.ref}").status_code == 404
    assert coordinator.get(f"/visits/arrests/{arrest.ref}").status_code == 404
