"""The pages of sharing agreements, as people open them."""

from datetime import date, timedelta

from django.utils import timezone
from pytest import fixture, mark

from sightline.agencies.tests.factories import AgencyFactory, person_as
from sightline.sharing.models import Agreement
from sightline.sharing.tests.factories import AgreementFactory, signed

pytestmark = mark.django_db

DAY = timedelta(days=1)


@fixture
def typed(force, partner):
    """What an auditor types."""
    given = {
        "title": "Joint visits",
        "purpose": "To protect people",
        "kinds": ["visits", "tasks"],
        "starts_on": "2018-02-01",
        "ends_on": "2035-01-31",
    }
    for place, agency in enumerate((force, partner), start=1):
        given |= {f"agency_{place}": agency.pk, f"signed_by_{place}": "A. Signatory"}
        given |= {f"office_{place}": "Chief officer", f"signed_on_{place}": "2018-01-01"}
    return given


def test_the_list_tells_what_waits_what_holds_and_what_is_over(page):
    today = timezone.localdate()
    AgreementFactory(title="Waiting one", state="drafted")
    AgreementFactory(title="Holding one")
    AgreementFactory(title="Coming one", starts_on=today + DAY)
    AgreementFactory(title="Past one", ends_on=today - DAY)

    words = page.get("/agreements/").content.decode()

    order = [
        words.index(each)
        for each in ("Waiting for approval", "Waiting one", "In force today", "Holding one", "From a later day")
    ]
    order += [words.index(each) for each in ("Coming one", "Past one")]
    assert order == sorted(order)


def test_without_any_the_list_says_what_that_means(page):
    assert "every agency reads its own records alone" in page.get("/agreements/").content.decode()


def test_the_list_takes_as_many_queries_for_many_as_for_one(page, force, partner, django_assert_max_num_queries):
    for _ in range(8):
        signed(force, partner)

    with django_assert_max_num_queries(24):
        page.get("/agreements/")


def test_an_agreement_is_written_down_on_its_page(page, typed, auditor, force, partner):
    answer = page.post("/agreements/new", typed)

    made = Agreement.objects.get(title="Joint visits")
    assert answer["Location"] == f"/agreements/{made.ref}"
    assert (made.drafted_by, made.state) == (auditor, "drafted")
    assert {party.agency for party in made.parties.all()} == {force, partner}


@mark.parametrize(
    ("wrong", "says"),
    [
        ({"kinds": []}, "Choose"),
        ({"ends_on": "2017-01-01"}, "The last day lies before the first"),
        ({"signed_by_2": ""}, "Fill in"),
        ({"office_3": "Chief officer"}, "Say who signed for this party"),
        ({"starts_on": "never"}, "Enter"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(wrong, says, page, typed):
    words = page.post("/agreements/new", typed | wrong).content.decode()

    assert says in words
    assert 'value="Joint visits"' in words
    assert not Agreement.objects.filter(title="Joint visits").exists()


def test_an_agency_that_stands_there_twice_is_told(page, typed, force):
    words = page.post("/agreements/new", typed | {"agency_2": force.pk}).content.decode()

    assert "An agency stands here twice" in words


def test_identities_for_immigration_are_refused_in_words(page, typed):
    typed |= {"agency_2": AgencyFactory(kind="immigration").pk, "kinds": ["visits", "identities"]}

    words = page.post("/agreements/new", typed).content.decode()

    assert "No agreement opens these to an immigration agency" in words
    assert not Agreement.objects.filter(title="Joint visits").exists()


def test_two_auditors_approve_it_one_after_the_other(page, become, typed, auditor, second, third):
    page.post("/agreements/new", typed)
    made = Agreement.objects.get(title="Joint visits")
    assert 'approve"' not in page.get(f"/agreements/{made.ref}").content.decode()

    for hand in (second, third):
        client = become(hand)
        assert "Your turn" in client.get(f"/agreements/{made.ref}").content.decode()
        client.post(f"/agreements/{made.ref}/approve")

    made.refresh_from_db()
    assert (made.state, made.approved_by, made.confirmed_by) == ("in-force", second, third)


def test_the_same_auditor_does_not_approve_twice(become, second):
    made = AgreementFactory(state="drafted", approved_by=None)
    client = become(second)
    client.post(f"/agreements/{made.ref}/approve")

    assert client.post(f"/agreements/{made.ref}/approve").status_code == 403


def test_a_page_shows_the_parties_the_fields_and_the_days(page, force, partner):
    made = signed(force, partner, kinds=["identities"], fields=["safeguarding.Identity.full_name"])

    words = page.get(f"/agreements/{made.ref}").content.decode()

    for each in (force.name, partner.name, "safeguarding.Identity.full_name", "4 January 2120", "In force"):
        assert each in words
    assert "Fields that were added after it was signed" in words
    assert "safeguarding.Identity.born_on" in words


def test_the_next_version_begins_with_the_words_of_this_one(page, force, partner, auditor):
    made = signed(force, partner, kinds=["visits"])
    form = page.get(f"/agreements/{made.ref}/amend").content.decode()
    assert 'value="Work against modern slavery"' in form

    given = {"title": "Next", "purpose": "P", "kinds": ["visits"], "starts_on": "2030-01-01", "ends_on": "2035-01-01"}
    for place, agency in enumerate((force, partner), start=1):
        given |= {f"agency_{place}": agency.pk, f"signed_by_{place}": "A"}
        given |= {f"office_{place}": "B", f"signed_on_{place}": "2029-12-01"}
    page.post(f"/agreements/{made.ref}/amend", given)

    assert Agreement.objects.get(replaces=made).version == 2
    too_early = page.post(f"/agreements/{made.ref}/amend", given | {"starts_on": "2015-01-01"}).content.decode()
    assert "The next version begins after the first day of this one" in too_early


@mark.parametrize(("state", "after"), [("in-force", "ended"), ("drafted", "withdrawn")])
def test_it_is_ended_or_dropped_with_a_reason(state, after, page):
    made = AgreementFactory(state=state, **({"approved_by": None} if state == "drafted" else {}))
    assert page.post(f"/agreements/{made.ref}/end", {"why": ""}).status_code == 200

    page.post(f"/agreements/{made.ref}/end", {"why": "No longer needed."})

    made.refresh_from_db()
    assert made.state == after


def test_what_has_ended_is_not_ended_again(page):
    made = AgreementFactory(ends_on=date(2016, 1, 1), state="withdrawn")

    assert page.get(f"/agreements/{made.ref}/end").status_code == 404


def test_an_analyst_reads_and_changes_nothing(become, force, partner):
    made = signed(force, partner)
    client = become(person_as("analyst"))

    words = client.get(f"/agreements/{made.ref}").content.decode()
    assert "End it early" not in words
    assert client.get("/agreements/new").status_code == 404
    assert client.get(f"/agreements/{made.ref}/amend").status_code == 404
    assert client.get(f"/agreements/{made.ref}/end").status_code == 404


def test_an_officer_finds_no_agreement_of_others(become, force, partner):
    made = signed(partner, AgencyFactory(kind="charity", area=None), title="Between two others")
    client = become(person_as("visiting officer"))

    assert client.get(f"/agreements/{made.ref}").status_code == 404
    assert made.title not in client.get("/agreements/").content.decode()
