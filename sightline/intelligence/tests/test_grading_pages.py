"""Grading on one page, and what its boxes ask for."""

from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.intelligence.models import Item
from sightline.places.tests.factories import PremisesFactory
from sightline.reports.tests.factories import ReporterContactFactory, ReportFactory, SanitisedReportFactory

pytestmark = mark.django_db

BOXES = {"text": "Men sleep at a car wash.", "source": "2", "assessment": "C", "handling": "P"}


@fixture
def analyst():
    return person_as("analyst")


@fixture
def desk(client, analyst):
    """The analyst's browser."""
    account = Account.objects.create(id=analyst.pk, name="analyst")
    client.force_login(account)
    return client


@fixture
def sanitised():
    return SanitisedReportFactory(text="Men sleep at a hand car wash.", signs=["debt"], kinds=["forced-work"])


@fixture
def address(sanitised):
    return f"/intelligence/{sanitised.ref}/grade"


def told(answer):
    return answer.content.decode()


def test_the_page_shows_what_the_desk_wrote_and_begins_with_its_words(desk, address):
    page = told(desk.get(address))

    assert page.count("Men sleep at a hand car wash.") == 2
    assert "Somebody who has seen it themselves." in page
    assert "They work to pay off a debt" in page
    assert "People work for little or no pay" in page


def test_a_source_that_nobody_knows_begins_as_untested(desk, address):
    page = told(desk.get(address))

    assert 'name="source" value="2" id="id_source_1" checked' in page.replace(" required", "")


def test_each_box_says_what_it_means(desk, address):
    page = told(desk.get(address))

    assert "<b>2</b> Untested<small>First contact" in page
    assert "<b>B</b> Known indirectly but corroborated" in page


def test_a_graded_report_becomes_an_item_of_the_analysts_agency(desk, address, analyst):
    place = PremisesFactory()

    answer = desk.post(address, {**BOXES, "premises": place.pk, "control": ["debt"], "exploitation": ["labour"]})

    item = Item.objects.get()
    assert answer["Location"] == f"/intelligence/items/{item.ref}"
    assert (item.agency, item.graded_by, item.premises) == (analyst.agency, analyst, place)
    assert (item.control, item.exploitation) == (["debt"], ["labour"])


@mark.parametrize(
    ("box", "field", "says"),
    [
        ({"source": "1"}, "why_reliable", "Write why the source is known to be sound."),
        ({"source": "3"}, "why_doubted", "Write why the source is doubted."),
        ({"assessment": "B"}, "corroboration", "Write what supports it, by another person and another way."),
        ({"handling": "C"}, "conditions", "Write the conditions, or choose P."),
    ],
)
def test_a_box_that_needs_more_asks_for_it_and_keeps_it(desk, address, box, field, says):
    without = desk.post(address, {**BOXES, **box})
    desk.post(address, {**BOXES, **box, field: "Because of the licensing visit."})

    assert says in told(without)
    item = Item.objects.get()
    assert "Because of the licensing visit." in (item.source_reason, item.corroboration, item.conditions)


def test_what_was_typed_beneath_another_box_is_not_kept(desk, address):
    desk.post(address, {**BOXES, "conditions": "Only me.", "corroboration": "Nobody.", "why_doubted": "A grudge."})

    item = Item.objects.get()
    assert (item.conditions, item.corroboration, item.source_reason) == ("", "", "")


def test_what_only_a_few_could_know_is_shared_with_conditions_only(desk, address):
    refused = desk.post(address, {**BOXES, "few_know": "on"})
    desk.post(address, {**BOXES, "few_know": "on", "handling": "C", "conditions": "Only the people named may read it."})

    assert "Fewer than five people could know this: choose C" in told(refused)
    assert Item.objects.get().handling == "C"


def test_an_error_says_what_to_do_and_keeps_what_was_typed(desk, address):
    page = told(desk.post(address, {"text": "A very particular sentence.", "source": "2", "handling": "P"}))

    assert "Choose how the source knows, or D when there is no way to tell." in page
    assert "A very particular sentence." in page
    assert not Item.objects.exists()


def test_the_last_day_cannot_lie_before_the_first(desk, address):
    page = told(desk.post(address, {**BOXES, "seen_from": "2018-10-02", "seen_to": "2018-10-01"}))

    assert "This day lies before the first one." in page


def test_a_hidden_place_and_one_that_is_not_there_get_the_same_words(desk, address):
    hidden = PremisesFactory(area=AreaFactory(code="gwent"))

    answers = [
        told(desk.post(address, {**BOXES, "premises": key}))
        for key in (hidden.pk, "3f0c0f5e-0000-4000-8000-000000000000")
    ]

    assert all("Select a valid choice" in answer for answer in answers)
    assert hidden.name not in answers[0]


def test_no_page_leads_from_an_item_to_the_report_or_to_who_sent_it(desk):
    report = ReportFactory(what="My daughter cleans there.")
    ReporterContactFactory(report=report, name="Invented Caller", reach="07700 900123")
    sanitised = SanitisedReportFactory(report=report)

    grade = told(desk.get(f"/intelligence/{sanitised.ref}/grade"))
    desk.post(f"/intelligence/{sanitised.ref}/grade", BOXES)
    item = told(desk.get(f"/intelligence/items/{Item.objects.get().ref}"))

    for page in (grade, item):
        assert report.ref not in page
        assert not any(words in page for words in ("daughter", "Invented Caller", "07700"))
    assert sanitised.ref not in item


def test_a_stale_page_says_that_somebody_was_quicker(desk, address):
    desk.post(address, BOXES)

    answer = desk.post(address, BOXES)

    assert answer.status_code == 409
    assert Item.objects.count() == 1


def test_a_report_is_sent_back_with_words_for_the_desk(desk, sanitised):
    address = f"/intelligence/{sanitised.ref}/send-back"

    silent = told(desk.post(address, {"why": ""}))
    answer = desk.post(address, {"why": "It names where the caller works."})

    assert "Write the reason, in a sentence." in silent
    assert answer["Location"] == "/intelligence"
    assert type(sanitised).objects.get().state == "returned"


def test_intelligence_that_is_no_report_says_how_the_source_knows(desk):
    area = AreaFactory()

    silent = told(desk.post("/intelligence/submit", {**BOXES, "area": area.pk}))
    desk.post("/intelligence/submit", {**BOXES, "area": area.pk, "provenance": "Seen on patrol."})

    assert "Write how the source came to know, without naming it." in silent
    assert Item.objects.get().provenance == "Seen on patrol."


def test_intelligence_about_a_place_begins_with_that_place(desk):
    place = PremisesFactory()

    page = told(desk.get(f"/intelligence/submit?place={place.ref}"))

    assert f'<option value="{place.pk}" selected>' in page


def test_only_analysts_put_intelligence_in(client):
    client.force_login(Account.objects.create(id=person_as("operation commander").pk, name="commander"))

    assert client.get("/intelligence/submit").status_code == 403
