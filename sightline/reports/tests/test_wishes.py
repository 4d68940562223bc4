""" "Pass it on for me": written down behind the code, answered by the desk, read again by the code, and by nobody else."""

import re
from datetime import UTC, datetime

from django.db import DatabaseError, connection
from django.db.utils import ProgrammingError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.ledger.models import Entry
from sightline.reports import actions, receipts
from sightline.reports.models import Report, Wish
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import ReportFactory, WishFactory

pytestmark = mark.django_db

NOW = datetime(2018, 10, 17, 16, 36, 20, tzinfo=UTC)
NOBODY = "0" * 20


@fixture
def code(desk):
    """The code of a report that somebody told."""
    told = {"what": "Four men sleep behind the car wash.", "place": "Carrick Road", "signs": ["debt"]}
    return actions.receive_from_public(at=NOW, key=receipts.new_key(), by=None, **told)


def wish(code, *services, sharing="nothing"):
    return actions.wish_for(by=None, at=NOW, code=code, services=services, sharing=sharing)


def told(answer):
    return answer.content.decode()


def test_a_wish_is_kept_with_the_report_to_the_hour(code):
    assert wish(code, "modern-slavery-helpline", sharing="through-us") == 1

    kept = Wish.objects.get()
    assert (kept.report, kept.desk) == (Report.objects.get(), Report.objects.get().desk)
    assert (kept.service, kept.sharing, kept.state) == ("modern-slavery-helpline", "through-us", "asked")
    assert kept.asked_at == NOW.replace(minute=0, second=0)


def test_asking_twice_is_one_wish(code):
    assert wish(code, "modern-slavery-helpline") == 1
    assert wish(code, "modern-slavery-helpline", "police-101") == 1
    assert Wish.objects.count() == 2


def test_a_code_of_no_report_keeps_nothing():
    assert wish(receipts.code_of(receipts.new_key()), "police-101") == 0
    assert not Wish.objects.exists()


def test_a_wish_is_in_the_ledger_without_its_content(code):
    wish(code, "police-101")

    entry = Entry.objects.get(kind="reports.Wish")
    assert (entry.act, entry.record, entry.fields) == ("collect", Wish.objects.get().pk, [])


def test_the_public_reads_no_wish_but_through_a_code(code):
    wish(code, "police-101")

    with raises(ProgrammingError), acting_as(None, "sl_public"):
        Wish.objects.exists()


# The public pages -------------------------------------------------------------------------------------------


def test_the_page_says_exactly_what_they_get_and_what_they_do_not(public, code):
    page = told(public.post("/pass", {"code": code}))

    for says in ("What they get", "Where it is, and when it was seen", "What they do not get", "Your own words"):
        assert says in page
    assert "Modern Slavery Helpline" in page
    assert "Crimestoppers" not in page  # to which a desk does not pass on


@mark.parametrize(
    ("given", "there"),
    [({"situation": "victim"}, "Salvation Army"), ({"situation": "victim", "nation": "wales"}, "BAWSO")],
)
def test_who_is_offered_fits_the_situation_and_the_nation(given, there, public, code):
    assert there in told(public.post("/pass", {"code": code, **given}))


def test_a_wish_is_made_and_read_again_by_the_code(public, code):
    given = {"code": receipts.grouped(code), "chosen": "1", "services": ["police-101"], "sharing": "nothing"}

    done = told(public.post("/pass", given))
    standing = told(public.post("/code", {"code": code}))

    assert "We have written down your wish" in done
    for page in (done, standing):
        assert re.search(r"You asked us to pass it on to Police.*Not passed on yet", page, re.DOTALL)


def test_making_it_again_says_so(public, code):
    given = {"code": code, "chosen": "1", "services": ["police-101"], "sharing": "nothing"}
    public.post("/pass", given)

    assert "You have asked for it already." in told(public.post("/pass", given))


def test_nobody_chosen_is_told_and_the_rest_stays(public, code):
    page = told(public.post("/pass", {"code": code, "chosen": "1", "sharing": "contact"}))

    assert "Choose at least one." in page
    assert re.search(r'value="contact"[^>]*checked', page)


@mark.parametrize("given", [{}, {"code": "123"}, {"code": NOBODY[:-1]}])
def test_without_a_code_it_leads_to_where_one_is_typed(given, public):
    answer = public.post("/pass", given)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/code")


def test_a_code_of_no_report_gets_the_page_that_every_unknown_code_gets(public, desk):
    page = told(public.post("/pass", {"code": receipts.code_of(receipts.new_key())}))

    assert "We have no report under this code." in page


def test_what_nobody_takes_cannot_be_wished(public, code):
    public.post("/pass", {"code": code, "chosen": "1", "services": ["crimestoppers"], "sharing": "nothing"})

    assert not Wish.objects.exists()


# The desk ---------------------------------------------------------------------------------------------------


@fixture
def asked(desk):
    return WishFactory(report=ReportFactory(desk=desk))


def page_of(wish):
    return f"/reports/{wish.report.ref}/wish/{wish.service}"


def test_the_report_shows_what_was_wished(at_desk, asked):
    page = told(at_desk.get(f"/reports/{asked.report.ref}"))

    assert "Modern Slavery Helpline" in page
    assert "Nothing of the reporter" in page
    assert page_of(asked) in page


@mark.parametrize(("outcome", "state"), [("tell", "passed"), ("decline", "declined")])
def test_the_desk_answers_a_wish(outcome, state, at_desk, asked):
    at_desk.post(page_of(asked), {"outcome": outcome, "why": "By phone, to Ms Invented."})

    asked.refresh_from_db()
    assert asked.state == state


def test_passing_on_is_a_disclosure_that_names_who_got_it(handler, asked):
    actions.tell_service(asked, by=handler, at=NOW, recipient="Modern Slavery Helpline", why="By phone.")

    entry = Entry.objects.filter(act="disclose", verb="tell").get()
    assert entry.recipient == "Modern Slavery Helpline"


def test_a_wish_is_answered_once(handler, asked, at_desk):
    actions.decline_wish(asked, by=handler, at=NOW, why="The place is closed.")

    with raises(WrongStep):
        actions.tell_service(asked, by=handler, at=NOW, recipient="Modern Slavery Helpline")
    assert at_desk.get(page_of(asked)).status_code == 409


def test_a_service_nobody_wished_for_has_no_page(at_desk, asked):
    assert at_desk.get(f"/reports/{asked.report.ref}/wish/bawso").status_code == 404


def test_the_desk_sees_every_wish_that_waits_and_answers_it_from_there(at_desk, asked):
    page = told(at_desk.get("/reports/wishes"))
    assert "One wish waits" in page
    assert page_of(asked) in page

    assert at_desk.post(page_of(asked), {"outcome": "tell", "why": "By phone."}).url == "/reports/wishes"


def test_what_was_answered_says_to_whom_when_and_by_whom(at_desk, handler, asked):
    actions.tell_service(asked, by=handler, at=NOW, recipient="Modern Slavery Helpline", why="By phone.")

    page = told(at_desk.get("/reports/wishes"))

    assert "Modern Slavery Helpline" in page
    assert "Passed on" in page
    assert handler.name in page
    assert "17 Oct" in page


def test_the_reporter_reads_on_which_day_and_no_more(code, handler):
    wish(code, "modern-slavery-helpline")
    actions.tell_service(Wish.objects.get(), by=handler, at=NOW, recipient="Modern Slavery Helpline", why="By phone.")

    assert receipts.wishes_of(code) == [("modern-slavery-helpline", "passed", NOW.date())]


def test_another_desk_sees_no_wish(asked):
    stranger = signed_in(person_as("call handler"))

    assert asked.report.ref not in told(stranger.get("/reports/wishes"))


@mark.parametrize(
    ("role", "sees"),
    [
        ("call handler", False),
        ("analyst", False),
        ("auditor", False),
        ("administrator", False),
        ("visiting partner", False),
    ],
)
def test_a_wish_stays_with_the_desk_of_its_report(role, sees, asked, handler):
    elsewhere = person_as(role)

    with acting_as(elsewhere):
        assert Wish.objects.exists() is sees
    with raises(Refused):
        actions.decline_wish(asked, by=elsewhere, at=NOW, why="I may not.")
    with acting_as(handler):
        assert Wish.objects.exists()


def test_a_partner_sees_no_wish_of_its_own_report(council, officer, desk):
    WishFactory(report=ReportFactory(desk=desk, partner=council))

    with acting_as(officer):
        assert not Wish.objects.exists()


def test_a_wish_cannot_move_to_another_desk(asked):
    with connection.cursor() as cursor, raises(DatabaseError):
        cursor.execute("set constraints all immediate; update reports_wish set desk_id = gen_random_uuid()")
