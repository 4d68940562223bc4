"""The pages on which a desk decides what is kept, and an auditor sees what went."""

from datetime import timedelta

from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import person_as
from sightline.ledger.models import Entry
from sightline.reports.models import Report
from sightline.reports.tests.factories import ReportFactory
from sightline.trust import actions
from sightline.trust.models import Hold, Review
from sightline.trust.tests.factories import NOW, ErasureFactory, HoldFactory, ReviewFactory

pytestmark = [mark.django_db, mark.slow]


@fixture
def report():
    """A report that led to nothing."""
    return ReportFactory(state="closed", received_at=NOW - timedelta(days=500))


@fixture
def review(report):
    """The review of the report, due."""
    return ReviewFactory(report=report)


@fixture
def signed_in(client):
    """Signs a person in."""

    def sign(person):
        account, _ = Account.objects.get_or_create(id=person.pk, defaults={"name": str(person.pk)})
        client.force_login(account)
        return client

    return sign


@fixture
def desk(signed_in, report):
    """The browser of a call handler of the desk."""
    return signed_in(person_as("call handler", agency=report.desk))


def text(answer) -> str:
    """The page as it came."""
    return answer.content.decode()


def test_the_desk_sees_what_is_due_and_by_which_rule(desk, review):
    page = text(desk.get("/trust/kept"))

    assert review.about in page
    assert "A report that led to nothing" in page
    assert "Everything has a day" in page


def test_what_others_look_after_is_not_there(signed_in, review):
    elsewhere = signed_in(person_as("call handler"))

    assert review.about not in text(elsewhere.get("/trust/kept"))
    assert elsewhere.get(f"/trust/kept/{review.ref}").status_code == 404


@mark.parametrize("role", ["analyst", "operation commander", "administrator", "investigator"])
def test_who_decides_nothing_has_no_such_page(role, signed_in):
    assert signed_in(person_as(role)).get("/trust/kept").status_code == 404


def test_keeping_asks_for_a_reason_and_a_day_to_come(desk, review):
    page = text(desk.post(f"/trust/kept/{review.ref}/keep", {"why": "A trial is near.", "next_on": "2001-01-01"}))

    assert "Choose a day after today." in page
    assert "A trial is near." in page
    assert Review.objects.get().state == "due"


def test_kept_it_leaves_the_list(desk, review):
    answer = desk.post(f"/trust/kept/{review.ref}/keep", {"why": "A trial is near.", "next_on": "2999-01-01"})

    assert answer.status_code == 302
    assert review.about not in text(desk.get("/trust/kept"))


def test_two_people_erase_on_their_pages(desk, signed_in, review, report):
    desk.post(f"/trust/kept/{review.ref}/erase", {"why": "Nothing came of it."})
    assert "Erase for good" not in text(desk.get(f"/trust/kept/{review.ref}"))

    second = signed_in(person_as("call handler", agency=report.desk))
    assert "Erase for good" in text(second.get(f"/trust/kept/{review.ref}"))
    second.post(f"/trust/kept/{review.ref}/confirm")

    assert not Report.objects.filter(pk=report.pk).exists()
    assert "Erased" in text(second.get(f"/trust/kept/{review.ref}"))


def test_the_one_who_asked_is_refused_although_they_know_the_address(desk, review, report):
    desk.post(f"/trust/kept/{review.ref}/erase", {"why": "Nothing came of it."})

    assert desk.post(f"/trust/kept/{review.ref}/confirm").status_code == 403
    assert Report.objects.filter(pk=report.pk).exists()


@mark.parametrize("verb", ["keep", "erase", "hold"])
def test_a_decided_review_offers_no_further_decision(verb, desk, review, report):
    actions.keep(
        review, by=person_as("call handler", agency=report.desk), at=NOW, why="x", next_on=NOW.date() + timedelta(9)
    )

    assert desk.get(f"/trust/kept/{review.ref}/{verb}").status_code == (200 if verb == "hold" else 404)


def test_confirming_by_following_a_link_does_nothing(desk, review):
    assert desk.get(f"/trust/kept/{review.ref}/confirm").status_code == 405


def test_a_hold_is_placed_shown_and_stops(desk, review):
    desk.post(f"/trust/kept/{review.ref}/hold", {"why": "An appeal is open.", "until": ""})

    page = text(desk.get(f"/trust/kept/{review.ref}"))
    assert "An appeal is open." in page
    assert "Until an auditor lifts it." in page
    assert desk.post(f"/trust/kept/{review.ref}/erase", {"why": "x"}).status_code == 409


def test_an_auditor_lifts_a_hold_and_no_other_finds_the_page(desk, signed_in, report, review):
    hold = HoldFactory(report=report)
    assert desk.get(f"/trust/holds/{hold.ref}/lift").status_code == 404

    auditor = signed_in(person_as("auditor"))
    auditor.post(f"/trust/holds/{hold.ref}/lift", {"why": "The appeal is over."})

    assert Hold.objects.get().lifted_at is not None


def test_an_auditor_sees_what_was_erased_and_a_desk_does_not(signed_in, desk, report):
    erasure = ErasureFactory()
    assert str(erasure.record) not in text(desk.get("/trust/kept"))

    assert str(erasure.record) in text(signed_in(person_as("auditor")).get("/trust/kept"))


def test_looking_is_in_the_ledger(desk, review):
    desk.get("/trust/kept")
    desk.get(f"/trust/kept/{review.ref}")

    assert {"reviews due", "reviews to confirm", "legal holds"} <= set(Entry.objects.values_list("asked", flat=True))
    assert Entry.objects.filter(verb="open", record=review.pk).exists()


def test_the_list_takes_a_fixed_number_of_queries(desk, report, django_assert_max_num_queries):
    for _ in range(12):
        ReviewFactory(report=ReportFactory(desk=report.desk))

    with django_assert_max_num_queries(40):
        desk.get("/trust/kept")
