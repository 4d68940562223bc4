"""A report from the field: the engine's record by another door, in its own order, read by the desk alone."""

import json
from uuid import uuid4

from django.test import Client
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.models import Account, Area
from sightline.agencies.tests.factories import (
    AgencyFactory,
    AreaFactory,
    GrantFactory,
    PersonFactory,
    force_of,
    person_as,
)
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice
from sightline.kit.refusals import Refused
from sightline.reports.models import Particulars, Report
from sightline.visits import actions
from sightline.visits.forms.note import ASKED, ORDER, NoteForm
from sightline.visits.models import FieldNote
from sightline.visits.tests.factories import AT_THE_DOOR, FieldNoteFactory, VisitFactory, on_the_team_of

pytestmark = mark.django_db

WHERE, WHAT = "Invented Nails, 2 Example Road", "A girl asked my colleague for the police, then said nothing more."
SCREENS = {name: number for number, name in enumerate(ORDER)}


@fixture
def visit():
    return VisitFactory()


@fixture
def desk(visit):
    return person_as("call handler", agency=force_of(visit.area), area=visit.area)


@fixture
def officer(visit, desk):
    person = on_the_team_of(visit)
    GrantFactory(person=person, role="visiting officer", agency=person.agency, area=visit.area)
    return person


@fixture
def partner(desk):
    return person_as("visiting partner", agency=AgencyFactory(kind="council"))


def browser_of(person):
    client = Client()
    client.force_login(Account.objects.create(id=person.pk, name=str(person.pk)))
    return client


def written(by, key=None, **told):
    given = {"place": WHERE, "what": WHAT} | told
    return actions.write_note(by=by, at=AT_THE_DOOR, agency=by.agency, key=key or uuid4(), **given)


def test_it_is_the_same_record_as_by_every_door(officer, desk):
    note = written(officer, signs=["debt"], plates="ab12 cde")

    report = Report.objects.get()
    assert (report.door, report.what, report.place, report.signs) == ("field", WHAT, WHERE, ["debt"])
    assert (report.partner, report.received_at, report.state) == (officer.agency, AT_THE_DOOR, "received")
    assert Particulars.objects.get(report=report).texts == {"plates": "AB12CDE"}
    assert note.report == report


def test_at_a_visit_the_desk_of_its_area_reads_it(officer, desk, visit):
    note = written(officer, visit=visit)

    assert (note.desk, note.visit, note.team) == (desk.agency, visit, visit.team)
    assert note.report.area == visit.area


def test_elsewhere_the_desk_of_its_place_reads_it(officer, desk):
    gwent = Area.objects.filter(code="gwent").first() or AreaFactory(code="gwent")
    force = AgencyFactory(kind="police force", area=gwent)

    note = written(officer, place="Behind the station, NP20 4AX")

    assert note.desk == force


def test_where_no_words_tell_the_area_the_desk_of_the_writers_own_force_reads_it(officer, desk, visit):
    AgencyFactory(code="modern-slavery-helpline")
    officer.agency.area = visit.area
    officer.agency.save()

    note = written(officer, place="Behind the station")

    assert (note.desk, note.report.area) == (desk.agency, None)


def test_of_a_partner_without_an_area_whoever_takes_what_has_none_reads_it(partner):
    helpline = AgencyFactory(code="modern-slavery-helpline")
    partner.agency.area = None
    partner.agency.save()

    assert written(partner, place="Behind the station").desk == helpline


def test_the_officer_never_reads_what_they_wrote_and_knows_that_it_is_stored(officer, desk):
    note = written(officer, plates="AB12 CDE")

    with acting_as(officer):
        assert FieldNote.objects.get() == note
        assert not Report.objects.exists()
        assert not Particulars.objects.exists()


def test_a_partner_reads_what_its_own_agency_sent(partner):
    written(partner)

    with acting_as(partner):
        assert Report.objects.get().what == WHAT


def test_sent_twice_it_is_one_report(officer, desk):
    key = uuid4()

    first, again = written(officer, key), written(officer, key)

    assert first == again
    assert Report.objects.count() == 1


def test_danger_now_calls_the_duty_of_the_desk(officer, desk, visit):
    note = written(officer, visit=visit, danger="yes")

    assert (note.level, note.report.level) == ("red", "red")
    assert Notice.objects.get().subject == note.report.ref


def test_words_of_danger_are_heard(officer, desk):
    assert written(officer, what="One of them has a knife.").level == "amber"


@mark.parametrize("role", ["analyst", "operation commander", "investigator", "auditor", "support worker"])
def test_nobody_reports_from_the_field_who_does_not_visit(role, desk):
    person = person_as(role)

    with raises(Refused):
        written(person)
    assert not Report.objects.exists()


def test_nobody_reports_in_the_name_of_another_agency(officer, desk):
    with raises(Refused):
        actions.write_note(by=officer, at=AT_THE_DOOR, agency=AgencyFactory(), key=uuid4(), place=WHERE, what=WHAT)


def test_nobody_places_a_note_at_a_visit_of_another_team(desk, visit):
    elsewhere = person_as("visiting officer")

    with raises(Refused):
        written(elsewhere, visit=visit)


@mark.parametrize(
    ("who", "sees"),
    [("officer", True), ("desk", True), ("partner", False), ("colleague", False), ("chief", False), ("analyst", False)],
)
def test_who_sees_that_a_note_was_written(who, sees, officer, desk, partner, visit):
    note = written(officer, visit=visit)
    people = {"officer": officer, "desk": desk, "partner": partner, "colleague": on_the_team_of(visit)}
    people |= {"chief": visit.operation.commander, "analyst": person_as("analyst", area=visit.area)}

    with acting_as(people[who]):
        assert FieldNote.objects.filter(pk=note.pk).exists() is sees


# Pages ---------------------------------------------------------------------------------------------------------


def sent(client, address, screen, **answers):
    return client.post(address, {"screen": str(SCREENS[screen]), "key": str(answers.pop("key", "")), **answers})


def test_every_answer_has_its_place_in_a_report():
    form = NoteForm({}, at=len(ORDER) - 1)
    form.is_valid()

    assert set(form.told) <= {*ASKED, "key"}


def test_the_place_is_that_of_the_visit(officer, visit):
    client = browser_of(officer)

    page = sent(client, f"/visits/{visit.ref}/report", "field-danger", danger="no").content.decode()

    assert f"{visit.place}, {visit.address}" in page


def test_it_is_sent_from_the_screen_on_which_there_is_enough(officer, desk, visit):
    client, key = browser_of(officer), uuid4()
    given = {"danger": "no", "place": WHERE, "what": WHAT, "key": key, "now": "1"}

    answer = sent(client, f"/visits/{visit.ref}/report", "field-what", **given)

    note = FieldNote.objects.get(pk=key)
    assert answer.url == f"/visits/notes/{note.ref}"
    assert (note.report.what, note.visit) == (WHAT, visit)
    shown = client.get(answer.url).content.decode()
    assert WHAT not in shown
    assert "Stored." in shown


def test_the_same_form_typed_twice_stores_once_and_leads_to_the_same_page(officer, desk):
    client = browser_of(officer)
    given = {"place": WHERE, "what": WHAT, "key": uuid4(), "now": "1"}

    first, again = (sent(client, "/visits/notes/write", "field-what", **given) for _ in range(2))

    assert first.url == again.url
    assert Report.objects.count() == 1


def test_every_screen_one_after_the_other(officer, desk):
    client, carried = browser_of(officer), {"key": uuid4()}
    answers = [
        ("field-danger", {"danger": "no"}),
        ("field-place", {"place": WHERE, "there_now": "yes"}),
        ("field-what", {"what": WHAT}),
        ("field-signs", {"signs": ["debt"]}),
        ("field-people", {"people": "4", "children": "no", "moving": "no"}),
        ("field-how", {"how_known": ["was-told-by-the-person"]}),
        ("field-vehicle", {"plates": "AB12 CDE"}),
    ]
    choices = dict(NoteForm.base_fields["how_known"].choices)
    answers[5] = ("field-how", {"how_known": [next(iter(choices))]})

    for screen, given in answers:
        carried |= given
        page = sent(client, "/visits/notes/write", screen, **carried)

    report = Report.objects.get()
    assert page.status_code == 302
    assert (report.people, report.there_now, report.signs) == ("4", "yes", ["debt"])
    assert Particulars.objects.get().texts == {"plates": "AB12CDE"}


@mark.parametrize("screen", ["field-what", "field-signs"])
def test_a_few_words_or_one_sign_are_needed(screen, officer, desk):
    client = browser_of(officer)

    page = sent(client, "/visits/notes/write", screen, place=WHERE, now="1").content.decode()

    assert "Write a few words, or tick one sign." in page
    assert not Report.objects.exists()


def test_a_hint_of_the_place_is_needed(officer, desk):
    page = sent(browser_of(officer), "/visits/notes/write", "field-place", place="  ").content.decode()

    assert "A postcode finds the desk." in page


def test_in_danger_now_the_radio_comes_first_and_it_is_sent_with_a_place_alone(officer, desk):
    client = browser_of(officer)

    page = sent(client, "/visits/notes/write", "field-danger", danger="yes").content.decode()
    assert page.index("radio or 999 first") < page.index("<form")
    sent(client, "/visits/notes/write", "field-place", danger="yes", place=WHERE, now="1", key=uuid4())

    assert Report.objects.get().level == "red"


def test_what_the_page_knows_of_danger_is_what_was_answered_elsewhere(officer):
    form = NoteForm(at=SCREENS["field-what"], initial={"danger": "yes", "place": WHERE, "what": WHAT})

    assert json.loads(form.told_so_far) == {"danger": "yes", "place": WHERE, "texts": WHERE}


def test_who_does_not_visit_is_refused(desk):
    client = browser_of(person_as("analyst"))

    assert client.get("/visits/notes/write").status_code == 403


def test_the_desk_finds_who_wrote_a_report_and_at_which_visit(desk, officer, visit):
    note, client = written(officer, visit=visit), browser_of(desk)

    assert "Who wrote it" in client.get(f"/reports/{note.report.ref}").content.decode()
    page = client.get(f"/visits/notes/of/{note.report.ref}", follow=True).content.decode()

    assert f"Written by {officer.name}" in page
    assert visit.place not in page


def test_a_report_from_the_field_without_its_writer_leads_back_to_itself(desk):
    report = written_before(desk)

    assert browser_of(desk).get(f"/visits/notes/of/{report.ref}").url == f"/reports/{report.ref}"


def written_before(desk):
    return FieldNoteFactory.build().report.__class__.objects.create(
        door="field", desk=desk.agency, received_at=timezone.now(), level="routine"
    )


def test_their_notes_are_listed_without_what_they_say(officer, desk):
    note = written(officer)

    page = browser_of(officer).get("/visits/notes").content.decode()

    assert note.ref in page
    assert WHAT not in page


@mark.parametrize("address", ["/", "/visits/", "/visits/today"])
def test_whoever_visits_finds_the_way_there(address, officer):
    page = browser_of(officer).get(address).content.decode()

    assert "Report from the field" in page


def test_nobody_else_is_led_there(desk):
    assert "Report from the field" not in browser_of(PersonFactory()).get("/").content.decode()
