"""Services are put right by an administrator, version by version, and the public sees what is right."""

from datetime import UTC, date, datetime

from django.db import IntegrityError
from django.db.utils import ProgrammingError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.vocabulary import load
from sightline.ledger.acts import Taken
from sightline.ledger.models import Entry
from sightline.reports import actions
from sightline.reports.models import Signpost
from sightline.reports.signposting import SERVICES, current, why_hidden
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import SignpostFactory

pytestmark = mark.django_db

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
SAVED = {
    "name": "Crimestoppers",
    "why": "You want to tell and never be known.",
    "number": "0800 555 111",
    "shown": "0800 555 111",
    "digits": "10",
    "prefix": "0800",
    "nations": ["england", "wales"],
    "anonymous": "yes",
    "source": "Called on 1 December 2026",
    "checked_on": "2026-12-01",
    "check_by": "2027-11-30",
    "version": "0",
}


@fixture
def administrator():
    return person_as("administrator")


@fixture
def browser(administrator):
    return signed_in(administrator)


def told(answer):
    return answer.content.decode()


def test_the_list_says_which_are_hidden_and_why(browser):
    page = told(browser.get("/signposts/"))

    assert "services are hidden from the public" in page
    assert "to be confirmed: a number for each council" in page


def test_the_public_sees_the_last_version(public, administrator):
    SignpostFactory(why="You want to tell and never be known.", by=administrator)

    assert "You want to tell and never be known." in told(public.get("/numbers"))


def test_a_change_is_a_new_version(browser, administrator):
    browser.post("/signposts/crimestoppers", SAVED)

    kept = Signpost.objects.get()
    assert (kept.version, kept.number, kept.by) == (1, "0800555111", administrator)


def test_the_earlier_versions_stay_below_the_form(browser, administrator):
    SignpostFactory(source="Called in November", by=administrator)

    browser.post("/signposts/crimestoppers", SAVED | {"version": "1"})
    page = told(browser.get("/signposts/crimestoppers"))

    assert list(Signpost.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert "Called in November" in page


@mark.parametrize(
    ("given", "says"),
    [
        ({"number": "0800 555 11"}, "does not have 10 digits"),
        ({"number": "0808 555 111"}, "does not begin with 0800"),
        ({"shown": "0800 555 112"}, "is not 0800555111"),
        ({"opens_at": "09:00"}, "Give both times, or neither."),
    ],
)
def test_what_would_be_hidden_is_told_while_it_can_be_mended(given, says, browser):
    answer = browser.post("/signposts/crimestoppers", SAVED | given)

    assert says in told(answer)
    assert not Signpost.objects.exists()


def test_an_unconfirmed_number_may_be_saved_and_stays_hidden(browser):
    browser.post("/signposts/acas", SAVED | {"number": "", "shown": "", "unconfirmed": "on", "confirm": "number"})

    assert why_hidden(current()["acas"], date(2026, 12, 1)) == "to be confirmed: number"


def test_a_confirmed_number_is_shown(browser):
    browser.post(
        "/signposts/acas",
        SAVED
        | {"name": "Acas", "number": "0300 123 1100", "shown": "0300 123 1100"}
        | {"digits": "11", "prefix": "0300", "opens_at": "08:00", "closes_at": "18:00"},
    )

    entry = current()["acas"]
    assert (why_hidden(entry, date(2026, 12, 1)), entry.get("days")) == ("", [1, 2, 3, 4, 5, 6, 7])


def test_a_lapsed_check_hides_the_row_whatever_the_release_says(browser, administrator):
    SignpostFactory(check_by=date(2026, 11, 30), by=administrator)

    assert why_hidden(current()["crimestoppers"], date(2026, 12, 1)) == "its check was due by 2026-11-30"


def test_the_release_stands_where_nobody_changed_anything():
    assert current() == load(SERVICES)


def test_a_colleague_who_changed_it_meanwhile_is_not_overwritten(administrator):
    SignpostFactory()
    same = {"number": "0800555111", "shown": "0800 555 111", "digits": 10, "prefix": "0800"}
    words = {
        "name": "Crimestoppers",
        "why": "Tell.",
        "source": "Called",
        "nations": ["wales"],
        "checked_on": NOW.date(),
    }

    with raises(Taken):
        actions.list_service(code="crimestoppers", version=1, by=administrator, at=NOW, **same, **words)


@mark.parametrize("role", ["call handler", "analyst", "auditor", "oversight", "safeguarding coordinator"])
def test_everybody_reads_them_and_only_administrators_change_them(role):
    other = person_as(role)

    assert signed_in(other).get("/signposts/").status_code == 200
    assert signed_in(other).post("/signposts/crimestoppers", SAVED).status_code == 403
    with raises(ProgrammingError), acting_as(other):
        SignpostFactory.build(by=other).save(force_insert=True)


def test_no_version_is_ever_changed(administrator):
    post = SignpostFactory(by=administrator)

    with raises(ProgrammingError), acting_as(administrator):
        Signpost.objects.filter(pk=post.pk).update(number="08005551119")


def test_a_service_that_nobody_lists_is_nowhere(browser):
    assert browser.get("/signposts/invented").status_code == 404


def test_each_change_is_in_the_ledger(administrator):
    signed_in(administrator).post("/signposts/crimestoppers", SAVED)

    entry = Entry.objects.filter(verb="list", act="collect").get()
    assert "checked_on" in entry.fields


def test_opening_without_closing_cannot_be_stored():
    with raises(IntegrityError):
        SignpostFactory(opens_at="09:00")


def test_a_service_that_is_closed_says_on_the_public_page_when_it_opens(public):
    day = datetime.now(UTC).isoweekday()
    SignpostFactory(opens_at="09:00", closes_at="09:01", days=[day % 7 + 1])

    assert "Closed now. Opens" in told(public.get("/numbers"))


def test_what_has_no_number_shows_no_link(public):
    page = told(public.get("/numbers"))

    assert "The emergency number of the country you are in" in page
    assert 'href="tel:"' not in page
