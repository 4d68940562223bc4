"""Pages on which places are proposed, chosen and dropped."""

from pytest import fixture, mark

from sightline.agencies.tests.factories import PersonFactory
from sightline.intelligence.models import Concern
from sightline.operations.models import Target
from sightline.operations.templatetags.operations import how_sure
from sightline.operations.tests.factories import BEFORE, AssignmentFactory, TargetFactory
from sightline.places.tests.factories import PremisesFactory

pytestmark = mark.django_db


@fixture
def wash():
    """A car wash that is a concern."""
    premises = PremisesFactory(name="Carrick Road Hand Car Wash")
    Concern.objects.create(
        premises=premises,
        area=premises.area,
        exploitation=["labour"],
        control=["debt"],
        reason="Three reports over five weeks agree.",
        confidence="moderate",
        raised_by=PersonFactory(),
        raised_at=BEFORE,
    )
    return premises


@fixture
def target(operation):
    """A place proposed and not yet chosen."""
    return TargetFactory(operation=operation, state="proposed", visit_type="", reason="", purpose="")


ANSWERS = {
    "people_at_risk": "yes",
    "criminality": "yes",
    "notice_defeats": "yes",
    "regulator_ground": "no",
    "life_at_risk": "not-known",
}
ENFORCED = {**ANSWERS, "visit_type": "enforced", "purpose": "recover", "reason": "Men are held there.", "priority": "9"}


def test_premises_that_are_a_concern_are_offered_with_the_reason(page, commander, operation, wash):
    PremisesFactory(name="A Quiet Shop")

    html = page(commander, f"operations/{operation.ref}/propose-places")

    assert "Carrick Road Hand Car Wash" in html
    assert "Three reports over five weeks agree." in html
    assert "A Quiet Shop" not in html


def test_other_premises_are_found_by_name(page, commander, operation, wash):
    PremisesFactory(name="A Quiet Shop")

    html = page(commander, f"operations/{operation.ref}/propose-places?q=quiet")

    assert "A Quiet Shop" in html
    assert "Carrick Road Hand Car Wash" not in html


def test_a_ticked_place_is_proposed_with_a_copy_of_its_concern(page, commander, operation, wash):
    page(commander, f"operations/{operation.ref}/propose-places", {"premises": [wash.ref]}, status=302)

    target = Target.objects.get()
    assert target.concern.startswith("Labour exploitation. Means of control:")
    assert "Three reports over five weeks agree." in target.concern
    assert "No other premises of the area" in page(commander, f"operations/{operation.ref}/propose-places")


def test_proposing_nothing_says_what_to_do(page, commander, operation, wash):
    html = page(commander, f"operations/{operation.ref}/propose-places", {})

    assert "Tick at least one place." in html


def test_an_analyst_of_the_operation_proposes_and_does_not_choose(page, operation, target):
    analyst = AssignmentFactory(operation=operation, part="analyst").person

    assert "Propose places" in page(analyst, f"operations/{operation.ref}/places")
    assert "Choose how to visit it" not in page(analyst, f"operations/{target.ref}")


def test_the_questions_come_first(page, commander, target):
    html = page(commander, f"operations/{target.ref}/choose")

    assert "Are people there perceived to be at risk?" in html
    assert "See what this suggests" in html


def test_the_suggestion_is_shown_with_its_reasons(page, commander, target):
    address = f"operations/{target.ref}/choose?" + "&".join(f"{name}={answer}" for name, answer in ANSWERS.items())

    html = page(commander, address)

    assert "Your answers suggest: <b>enforced visit</b>." in html
    assert "Notice or consent would defeat the purpose." in html


def test_a_risk_to_life_does_not_wait_for_the_day(page, commander, target):
    answers = {**ANSWERS, "life_at_risk": "yes"}
    address = f"operations/{target.ref}/choose?" + "&".join(f"{name}={answer}" for name, answer in answers.items())

    assert "This does not wait for the day of action." in page(commander, address)


def test_an_enforced_visit_asks_for_the_milder_one_and_keeps_what_was_typed(page, commander, target):
    html = page(commander, f"operations/{target.ref}/choose", ENFORCED)

    assert "Say which milder visit you considered" in html
    assert "Men are held there." in html
    assert Target.objects.get().state == "proposed"


def test_an_inspection_only_to_search_is_refused(page, commander, target):
    words = {**ENFORCED, "visit_type": "compliance", "purpose": "search"}

    assert "never a pretext" in page(commander, f"operations/{target.ref}/choose", words)


def test_a_soft_visit_says_what_it_is_for(page, commander, target):
    words = {**ENFORCED, "visit_type": "soft", "purpose": ""}

    assert "Choose what the visit is for." in page(commander, f"operations/{target.ref}/choose", words)


def test_the_commander_decides_and_the_page_tells_why(page, commander, target):
    words = {**ENFORCED, "lower_level": "A soft visit would warn them.", "need_1": "arrest", "need_2": "interpreter-ro"}

    page(commander, f"operations/{target.ref}/choose", words, status=302)

    html = page(commander, f"operations/{target.ref}")
    assert "A soft visit would warn them." in html
    assert "Arrest, Romanian interpreter" in html
    assert "Send a team" in html


def test_a_planner_who_chooses_is_refused(page, planner, target):
    words = {**ENFORCED, "lower_level": "A soft visit would warn them."}

    page(planner, f"operations/{target.ref}/choose", words, status=403)


def test_thinking_again_asks_why_and_begins_anew(page, commander, operation):
    chosen = TargetFactory(operation=operation)
    page(commander, f"operations/{chosen.ref}/reconsider", {"why": ""})

    page(commander, f"operations/{chosen.ref}/reconsider", {"why": "New intelligence."}, status=302)

    html = page(commander, f"operations/{chosen.ref}")
    assert "Choose how to visit it" in html
    assert "Soft visit" not in html


def test_dropping_a_place_asks_why(page, commander, target):
    page(commander, f"operations/{target.ref}/drop", {"why": ""})
    page(commander, f"operations/{target.ref}/drop", {"why": "It closed in May."}, status=302)

    assert "It closed in May." in page(commander, f"operations/{target.ref}")


def test_a_place_leads_back_to_its_premises_for_who_may_see_them(page, commander, planner, target):
    premises = f"/intelligence/places/{target.premises.ref}"

    assert premises in page(commander, f"operations/{target.ref}")
    assert premises not in page(planner, f"operations/{target.ref}")


@mark.parametrize(("code", "words"), [("moderate", "Moderate confidence"), ("likely", "Likely"), ("sure", "sure")])
def test_how_sure_an_analyst_is_stands_in_words(code, words):
    assert str(how_sure(code)) == words
