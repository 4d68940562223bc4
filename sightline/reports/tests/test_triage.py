"""Triage: what is overdue, found by words behind the walls, near-copies answered together and none dropped."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.kit.acting import acting_as
from sightline.kit.steps import history
from sightline.reports import searching
from sightline.reports.alike import differs, grouped
from sightline.reports.models import Report
from sightline.reports.searching import searched
from sightline.reports.tests.factories import ReportFactory
from sightline.reports.views import queue

pytestmark = mark.django_db

SAYS = "Men wash cars all day behind the tyre shop on Carrick Road and sleep in the back."


def told(answer):
    return " ".join(answer.content.decode().split())


def ago(**length):
    return datetime.now(UTC) - timedelta(**length)


# Clocks --------------------------------------------------------------------------------------------------


@mark.parametrize(
    ("level", "waited", "says"),
    [
        ("red", {"minutes": 9}, "Read it now: overdue by 4 min"),
        ("amber", {"hours": 5}, "Read it now: overdue by 1 h"),
        ("routine", {"hours": 25}, "Read it now: overdue by 1 h"),
        ("amber", {"hours": 1, "seconds": 30}, "Read it within 2 h 59 min"),
    ],
)
def test_a_report_says_how_much_of_its_time_is_left(level, waited, says, at_desk, desk):
    ReportFactory(desk=desk, level=level, received_at=ago(**waited))

    assert says in told(at_desk.get("/reports/"))


def test_what_somebody_reads_has_no_clock_any_more(at_desk, desk, handler):
    ReportFactory(desk=desk, state="taken", taken_by=handler, taken_at=ago(days=1), received_at=ago(days=9))

    assert "overdue by" not in told(at_desk.get("/reports/"))


def test_the_overdue_are_a_chip_of_their_own(at_desk, desk):
    late = ReportFactory(desk=desk, level="amber", received_at=ago(hours=5))
    early = ReportFactory(desk=desk, level="amber", received_at=ago(hours=3))

    page = told(at_desk.get("/reports/?show=overdue"))

    assert "Overdue 1</a>" in page
    assert late.ref in page
    assert early.ref not in page


def test_what_is_settled_comes_newest_first_and_is_not_counted(at_desk, desk):
    old, young = (ReportFactory(desk=desk, state="closed", received_at=ago(days=days)) for days in (9, 1))

    page = told(at_desk.get("/reports/?show=closed"))

    assert page.index(young.ref) < page.index(old.ref)
    assert "Closed</a>" in page


# Search --------------------------------------------------------------------------------------------------


@fixture
def found(handler, desk):
    """The references that the words find for the handler."""

    def ask(words, by=handler, desks=(desk,)):
        with acting_as(by):
            keys = searched(words, [each.pk for each in desks])
        return [Report.objects.get(pk=key).ref for key in keys]

    return ask


@mark.parametrize(
    "words", ["carrick", "CARRICK road", "tyre Carr", "men wash", "ne4 6an", "NE4", "cars, behind!", "carrick-road"]
)
def test_reports_are_found_by_words_and_their_beginnings(words, found, desk):
    report = ReportFactory(desk=desk, what=SAYS, place="NE4 6AN")
    ReportFactory(desk=desk, what="Women paint nails.")

    assert found(words) == [report.ref]


@mark.parametrize("words", ["carrick nails", "arrick", "", "  ", "!!!", "\x00", "_"])
def test_what_is_not_there_is_not_found(words, found, desk):
    ReportFactory(desk=desk, what=SAYS)

    assert found(words) == []


@mark.parametrize("words", ["'", "a\\b", "a:*", "a & | !b", "<->", "🙂", "x " * 500, "ليلى", "xe máy"])
def test_odd_words_are_never_an_error_of_ours(words, at_desk):
    assert at_desk.post("/reports/", {"q": words}).status_code == 200


def test_words_of_every_language_are_found(found, desk):
    report = ReportFactory(desk=desk, what="Họ giữ hộ chiếu. يعملون ليلا.")

    assert found("hộ chiếu") == found("ليلا") == [report.ref]


@mark.parametrize("words", ["Dyfi-Car-Wash", "o'neill", "3.50", "x" * 500, "lle’r ŵyl"])
def test_the_index_holds_what_is_looked_up_in_it(words, found, desk, monkeypatch):
    monkeypatch.setattr(searching, "FEW", 0)  # nothing among the newest
    with connection.cursor() as cursor:
        cursor.execute(searching.function())
    report = ReportFactory(desk=desk, what=f"It is called {words} by all.")

    assert found(words) == found(words[:6]) == [report.ref]


def test_common_words_are_found_among_the_newest_and_rare_ones_behind_them(found, desk, handler, monkeypatch):
    for name, number in {"FEW": 3, "SHOW": 2, "NEWEST": 4}.items():
        monkeypatch.setattr(searching, name, number)
    with connection.cursor() as cursor:
        cursor.execute(searching.function())
    reports = [ReportFactory(desk=desk, what="Men wash cars.", received_at=ago(days=days)) for days in range(8)]
    old = ReportFactory(desk=desk, what="Women paint nails.", received_at=ago(days=30))
    ReportFactory(what="Men wash cars.")

    with acting_as(person_as("call handler")):
        assert searched("wash", [desk.pk], most=1) == []
    with acting_as(handler):
        newest, all_of_them = (searched("wash", [desk.pk], most=most) for most in (1, 20))

    assert newest == [report.pk for report in reports[:2]]
    assert all_of_them == [report.pk for report in reports]
    assert found("nails") == [old.ref]


def test_another_desks_reports_are_not_found_even_when_it_is_asked_for(found, desk, handler):
    other = ReportFactory(what=SAYS)

    assert found("carrick", desks=[other.desk]) == []
    assert found("carrick", by=person_as("call handler", agency=other.desk), desks=[other.desk]) == [other.ref]


@mark.parametrize("role", ["analyst", "operation commander", "administrator", "auditor", "investigator"])
def test_nobody_but_the_desk_finds_anything(role, found, desk):
    ReportFactory(desk=desk, what=SAYS)

    assert found("carrick", by=person_as(role)) == []


def test_a_partner_finds_what_it_sent_and_no_more(found, desk, council, officer):
    sent = ReportFactory(desk=desk, what=SAYS, partner=council, partner_reference="NC-1")
    ReportFactory(desk=desk, what=SAYS)

    assert found("carrick", by=officer) == [sent.ref]


def test_an_immigration_agency_finds_nothing(found, desk):
    from sightline.agencies.tests.factories import AgencyFactory

    ReportFactory(desk=desk, what=SAYS)

    assert found("carrick", by=person_as("call handler", agency=AgencyFactory(kind="immigration"))) == []


def test_nobody_signed_in_finds_nothing(desk):
    ReportFactory(desk=desk, what=SAYS)

    with acting_as(None):
        assert searched("carrick", [desk.pk]) == []


def test_no_other_front_may_search(desk):
    with raises(Exception, match="permission denied"), acting_as(None, "sl_public"), connection.cursor() as cursor:
        cursor.execute("select priv.search_reports(%s, '{a}', 1)", [desk.pk])


def test_the_newest_come_first_and_at_most_so_many(handler, desk):
    young, old = (ReportFactory(desk=desk, what=SAYS, received_at=ago(days=days)) for days in (1, 9))
    ReportFactory(desk=desk, what=SAYS, received_at=ago(days=12))

    with acting_as(handler):
        assert searched("carrick", [desk.pk], most=1) == [young.pk, old.pk]


def test_the_page_searches_by_post_and_its_address_tells_no_words(at_desk, desk):
    report = ReportFactory(desk=desk, what=SAYS, state="closed")

    answer = at_desk.post("/reports/", {"q": "tyre shop"})

    assert report.ref in told(answer)
    assert answer.request["QUERY_STRING"] == ""
    assert "No report holds all of these words" in told(at_desk.post("/reports/", {"q": "submarine"}))


def test_a_reference_that_is_in_no_words_leads_to_where_references_are_found(at_desk, desk):
    report = ReportFactory(desk=desk, what=SAYS)

    by_reference, by_words = (told(at_desk.post("/reports/", {"q": words})) for words in (report.ref, "submarine"))

    assert "Look for it as a reference" in by_reference
    assert 'action="/find"' in by_reference
    assert "Look for it as a reference" not in by_words


def test_the_first_are_shown_and_the_rest_when_asked_for(at_desk, desk, monkeypatch):
    monkeypatch.setattr(queue, "FIRST", 2)
    monkeypatch.setattr(queue, "MOST", 4)
    reports = [ReportFactory(desk=desk, what=f"Car wash number {at} on a road") for at in range(6)]

    def shown(page):
        return sum(report.ref in page for report in reports)

    for given in ({}, {"q": "wash"}):
        first = told(at_desk.post("/reports/", given))
        more = told(at_desk.post("/reports/", given | {"more": "yes"}))

        assert shown(first) == 2
        assert "These are the first 2." in first
        assert "Show up to 4" in first
        assert shown(more) == 4
        assert "There are more than 4." in more
        assert "Show up to" not in more


def test_the_heading_tells_how_many_wait_whatever_the_page_shows(at_desk, desk, monkeypatch):
    monkeypatch.setattr(queue, "FIRST", 2)
    for at in range(5):
        ReportFactory(desk=desk, level="red" if at < 3 else "routine")

    page = told(at_desk.get("/reports/"))

    assert "5 reports wait for the desk" in page
    assert "3 open reports speak of danger now." in page


# Near-copies ---------------------------------------------------------------------------------------------


def copies(desk, number, **given):
    return [ReportFactory(desk=desk, what=f"{SAYS} Seen {at} times.", **given) for at in range(number)]


def test_near_copies_stand_together_and_all_of_them_are_there(desk):
    flood, other = copies(desk, 5), ReportFactory(desk=desk, what="Women paint nails until midnight.")

    groups = grouped([*flood, other])

    assert [len(group) for group in groups] == [5, 1]
    assert sorted(report.ref for group in groups for report in group) == sorted(r.ref for r in [*flood, other])


@mark.parametrize("given", [{"level": "red"}, {"state": "closed"}])
def test_danger_and_what_is_dealt_with_stand_alone(given, desk):
    assert [len(group) for group in grouped(copies(desk, 3, **given))] == [1, 1, 1]


def test_short_texts_are_not_taken_for_copies(desk):
    assert len(grouped([ReportFactory(desk=desk, what="Help"), ReportFactory(desk=desk, what="Help")])) == 2


def test_the_queue_shows_one_line_for_a_flood_and_a_button_for_all(at_desk, desk):
    copies(desk, 4)

    page = told(at_desk.get("/reports/"))

    assert "4 reports tell of the same" in page
    assert "Answer all 4 together" in page


def test_one_click_closes_them_all_and_each_keeps_its_reason(at_desk, desk, handler):
    flood = copies(desk, 3)
    refs = [report.ref for report in flood]
    assert "Close all 3" in told(at_desk.post("/reports/together", {"ref": refs}))

    at_desk.post("/reports/together", {"ref": refs, "why": "The same text thirty times.", "closed_as": "told-twice"})

    assert set(Report.objects.values_list("state", flat=True)) == {"closed"}
    with acting_as(handler):
        assert {history(report)[0].why for report in flood} == {"The same text thirty times."}


def test_of_each_copy_the_page_tells_the_words_in_which_it_differs(at_desk, desk):
    first, other, same = (ReportFactory(desk=desk, what=what) for what in (SAYS, f"{SAYS} Her name is Mai.", SAYS))

    page = told(at_desk.post("/reports/together", {"ref": [first.ref, other.ref, same.ref]}))

    assert differs(other, first) == ["her", "name", "is", "mai"]
    assert differs(same, first) == []
    assert ">no other word</span>" in page
    assert f"{SAYS} Her name is Mai." in page


def test_danger_is_never_closed_with_others(at_desk, desk):
    red = ReportFactory(desk=desk, what=SAYS, level="red")

    at_desk.post("/reports/together", {"ref": [red.ref], "why": "A copy.", "closed_as": "told-twice"})

    red.refresh_from_db()
    assert red.state == "received"


def test_another_desks_copies_are_not_closed(at_desk):
    other = ReportFactory(what=SAYS)

    at_desk.post("/reports/together", {"ref": [other.ref], "why": "A copy.", "closed_as": "told-twice"})

    other.refresh_from_db()
    assert other.state == "received"


def test_without_a_reason_nothing_is_closed(at_desk, desk):
    (report,) = copies(desk, 1)

    assert "Write it in a sentence or two" in told(at_desk.post("/reports/together", {"ref": [report.ref], "why": ""}))
    assert Report.objects.get().state == "received"


@mark.parametrize("refs", [[], ["\x00"], ["R-XXXX-XXXX"], ["x" * 5_000]])
def test_odd_references_are_never_an_error_of_ours(refs, at_desk):
    assert at_desk.post("/reports/together", {"ref": refs}).status_code == 200
