"""A partner's pages: one report by a form, many in a file, each row answered."""

import json
import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from pytest import mark

from sightline.agencies.tests.factories import AgencyFactory, person_as
from sightline.reports.models import Report
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import EarlierTellingFactory, ReportFactory
from sightline.reports.tests.workbooks import sheet, workbook

pytestmark = mark.django_db

ONE = {"partner_reference": "NC-1", "observed_on": "2018-10-01", "what": "Six beds in one room.", "place": "Mill Lane"}
HEAD = "partner_reference,observed_on,place,what,signs\n"


def told(answer):
    return " ".join(answer.content.decode().split())


def send_file(browser, partner, content, name="reports.csv"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return browser.post("/reports/import", {"file": file, "partner": str(partner.pk)})


def test_the_file_to_begin_with_can_be_sent_as_it_stands(at_council, council, desk):
    page = at_council.get("/reports/import").content.decode()
    example = unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)[1])

    answer = send_file(at_council, council, example)

    assert "1 stored" in told(answer)
    assert Report.objects.get().signs == ["lives-at-work", "pay-taken"]


def test_the_codes_that_a_file_may_hold_stand_on_its_page_in_words(at_council):
    page = told(at_council.get("/reports/import"))

    assert "Codes of <code>signs</code>" in page
    assert "<dt>pay-taken</dt>" in page
    assert "<dt></dt>" not in page


def test_a_partner_begins_with_what_it_sent(at_council, council, desk):
    ReportFactory(desk=desk, partner=council, partner_reference="NC-7")

    answer = at_council.get("/reports/", follow=True)

    assert "NC-7" in told(answer)


def test_a_partner_sends_a_report_and_sees_where_it_stands(at_council, council, desk):
    answer = at_council.post("/reports/send", ONE, follow=True)

    report = Report.objects.get()
    assert (report.partner, report.desk, str(report.observed_on)) == (council, desk, "2018-10-01")
    assert "Nobody" in told(answer) or "nobody has taken it yet" in told(answer)


def test_the_same_reference_is_not_sent_twice(at_council, desk):
    at_council.post("/reports/send", ONE)

    answer = at_council.post("/reports/send", ONE | {"what": "Other words, kept."})

    assert f"You sent this reference before, as {Report.objects.get().ref}." in told(answer)
    assert "Other words, kept." in told(answer)


@mark.parametrize(
    ("lacking", "says"), [("place", "Write where it is"), ("what", "tick one sign"), ("observed_on", "Enter the day")]
)
def test_what_lacks_is_said_at_its_field(lacking, says, at_council, desk):
    answer = at_council.post("/reports/send", {name: value for name, value in ONE.items() if name != lacking})

    assert says in told(answer)
    assert not Report.objects.exists()


def test_who_is_no_partner_sends_nothing(at_desk):
    assert at_desk.get("/reports/send").status_code == 403


def test_a_file_is_answered_row_by_row_and_one_bad_row_blocks_nothing(at_council, council, desk):
    rows = "NC-1,2018-10-01,Mill Lane,Six beds.,\nNC-2,someday,,,\nNC-3,2018-10-02,Quay,,debt;threats\n"

    page = told(send_file(at_council, council, HEAD + rows))

    assert "2 stored, 0 told again, 0 here already, 1 refused" in page
    assert "<b>observed_on</b>: Write the day as year, month and day: 2018-10-17." in page
    assert re.findall(r"<td>(NC-.)</td>", page) == ["NC-2", "NC-1", "NC-3"]  # what was refused stands first
    assert Report.objects.get(partner_reference="NC-3").signs == ["debt", "threats"]


def test_sending_the_file_again_changes_nothing(at_council, council, desk):
    content = HEAD + "NC-1,2018-10-01,Mill Lane,Six beds.,\n"
    send_file(at_council, council, content)

    page = told(send_file(at_council, council, content))

    assert "0 stored, 0 told again, 1 here already, 0 refused" in page
    assert Report.objects.count() == 1


def test_one_reference_twice_in_a_file_is_one_report_and_keeps_both_tellings(at_council, council, desk):
    send_file(at_council, council, HEAD + "NC-1,2018-10-01,Here,One.,\nNC-1,2018-10-01,Here,Two.,\n")

    report = Report.objects.get()
    assert report.what == "Two."
    assert report.earlier.get().told["what"] == "One."


def test_two_partners_may_use_the_same_reference(at_council, council, desk):
    other = AgencyFactory(code="other-council")
    content = HEAD + "1,2018-10-01,Here,One.,\n"
    send_file(at_council, council, content)

    send_file(signed_in(person_as("visiting partner", agency=other)), other, content)

    assert Report.objects.filter(partner_reference="1").count() == 2


def test_nobody_imports_in_another_partners_name(at_council, desk):
    other = AgencyFactory(code="other-council")

    page = told(send_file(at_council, other, HEAD + "1,2018-10-01,Here,One.,\n"))

    assert "Select a valid choice" in page
    assert not Report.objects.exists()


def test_a_desk_imports_for_any_partner(at_desk, council):
    page = told(send_file(at_desk, council, HEAD + "1,2018-10-01,Here,One.,\n"))

    assert "1 stored" in page
    assert Report.objects.get().partner == council


@mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00", "no text in UTF-8"),
        ("a,b\n1,2\n", "lacks these columns"),
        ("", "That file is empty"),
        (HEAD, "holds no rows"),
        (HEAD + 'NC-1,2018-10-01,"Here,One.,\n', "refused"),
        (HEAD + "NC-1,2018-10-01,He\x00re,One\x00.,,,,,extra\n", "1 stored"),
        (HEAD + "NC-1," + "x" * 200_000 + "\n", "stops being readable"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_to_be_so(content, says, at_council, council, desk):
    answer = send_file(at_council, council, content)

    assert answer.status_code == 200
    assert says in told(answer)


def test_a_row_in_the_words_of_a_spreadsheet_formula_stays_text(at_council, council, desk):
    send_file(at_council, council, HEAD + "NC-1,2018-10-01,Here,=1+1,\n")

    assert Report.objects.get().what == "=1+1"


@mark.slow
def test_a_workbook_is_answered_row_by_row_too(at_council, council, desk):
    book = workbook(
        sheet(("partner_reference", "observed_on", "place", "what"), ("NC-1", "2018-10-01", "Here", "One."))
    )

    answer = send_file(at_council, council, book, "reports.xlsx")

    assert "1 stored" in told(answer)
    assert Report.objects.get().partner_reference == "NC-1"


def test_json_is_answered_row_by_row_too(at_council, council, desk):
    rows = [{"partner_reference": "NC-1", "observed_on": "2018-10-01", "place": "Here", "signs": ["debt"]}]

    send_file(at_council, council, json.dumps(rows), "reports.json")

    assert Report.objects.get().signs == ["debt"]


def test_the_desk_sees_what_a_partner_had_told_before(at_desk, handler, council):
    report = ReportFactory(desk=handler.agency, partner=council, what="Nine beds.")
    EarlierTellingFactory(report=report, told=report.told | {"what": "Six beds."}, until=report.received_at)

    shown = at_desk.get(f"/reports/{report.ref}").content.decode()

    assert "Told otherwise until" in shown
    assert "Six beds." in shown
    assert "Nine beds." in shown
