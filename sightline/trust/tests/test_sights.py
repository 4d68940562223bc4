"""See one record for an hour: a reason, a second person, an end of its own, and every look in the ledger."""

import re
from contextlib import nullcontext
from datetime import timedelta

from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest import fixture, mark, raises

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, GrantFactory, person_as
from sightline.intelligence.tests.factories import ConcernFactory
from sightline.kit.acting import acting_as
from sightline.kit.models import Notice, duty
from sightline.kit.policies import POLICIES
from sightline.kit.references import new_reference
from sightline.kit.refusals import Refused, Unconfirmed, WrongStep
from sightline.kit.vocabulary import load, says
from sightline.ledger.acts import Taken
from sightline.ledger.finding import find
from sightline.ledger.models import Entry
from sightline.places.tests.factories import PremisesFactory
from sightline.reports.actions import open_original
from sightline.reports.models import Report, ReporterContact
from sightline.reports.tests.factories import OriginalFactory, ReporterContactFactory, ReportFactory
from sightline.safeguarding.models import Placement
from sightline.safeguarding.tests.factories import CaseFactory, PlacementFactory
from sightline.sharing import actions
from sightline.sharing.actions.sights import Meant
from sightline.sharing.models import Sight
from sightline.sharing.sights import located
from sightline.sharing.tests.factories_of_sights import SightFactory, sight_of
from sightline.trust.sights import meant
from sightline.trust.telling import ASKED, LISTS, told_of
from sightline.trust.tests.conftest import NOW

pytestmark = mark.django_db

WHY = {"code": "complaint", "reason": "Whoever was named complained."}
APPROVERS = {"auditor", "oversight"}
OWN = re.compile(r'value="[0-9A-Za-z]{64}"|[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}')  # tokens, keys
ADDRESS = "14 Canary Row, Exampleton, ZZ99 3CA"


@fixture
def report(db):
    return ReportFactory(what="Four men sleep above the car wash.")


@fixture
def second(db):
    return person_as("auditor")


@fixture
def wish(report, auditor):
    return actions.ask_to_see(by=auditor, at=NOW, meant=found(auditor, "report", report), **WHY)


@fixture
def opened(wish, second):
    actions.let_see(wish, by=second, at=NOW, real=timezone.now())
    return wish


def found(person, part, record) -> Meant:
    with acting_as(person):
        return meant(part, record.ref, person)


def told_to(wish) -> set[str]:
    return set(Notice.objects.filter(subject=wish.ref).values_list("duty", flat=True))


def sees(person, record) -> bool:
    with acting_as(person):
        return type(record).objects.filter(pk=record.pk).exists()


# Two people and an hour ---------------------------------------------------------------------------------------


def test_an_auditor_reads_nothing_until_a_second_person_has_approved(wish, report, auditor):
    assert not sees(auditor, report)


def test_once_approved_it_opens_that_record_to_whoever_asked(opened, report, auditor):
    assert sees(auditor, report)


def test_it_opens_no_other_record_and_to_nobody_else(opened, report, auditor, second):
    assert not sees(auditor, ReportFactory())
    assert not sees(second, report)


def test_it_opens_no_other_part_of_the_record(opened, report, auditor):
    assert not sees(auditor, ReporterContactFactory(report=report))


def test_it_ends_by_itself_after_an_hour(opened, report, auditor):
    assert opened.ends_at - opened.begins_at == timedelta(hours=1)
    begun = timezone.now() - timedelta(minutes=61)
    Sight.objects.filter(pk=opened.pk).update(begins_at=begun, ends_at=begun + timedelta(hours=1))

    assert not sees(auditor, report)


@mark.parametrize("who", ["auditor", "second"])
def test_whoever_asked_or_approves_ends_it_sooner(who, opened, report, auditor, request):
    actions.stop_seeing(opened, by=request.getfixturevalue(who), at=NOW)

    assert not sees(auditor, report)


def test_whoever_asks_does_not_approve(wish, auditor):
    with raises(Refused):
        actions.let_see(wish, by=auditor, at=NOW, real=timezone.now())


@mark.parametrize("role", sorted({role.value for role in Role} - APPROVERS))
def test_nobody_but_auditors_and_oversight_approves(role, wish):
    with raises(Refused):
        actions.let_see(wish, by=person_as(role), at=NOW, real=timezone.now())


def test_oversight_of_the_area_approves(wish, report, auditor):
    actions.let_see(wish, by=person_as("oversight"), at=NOW, real=timezone.now())

    assert sees(auditor, report)


def test_oversight_that_is_no_force_approves_where_it_oversees_and_nowhere_else(wish, auditor, report):
    commissioner = person_as("oversight", agency=AgencyFactory(kind="police and crime commissioner", area=None))
    elsewhere = person_as("oversight", area=AreaFactory(code="elsewhere"))

    with raises(Refused):
        actions.let_see(wish, by=elsewhere, at=NOW, real=timezone.now())
    actions.let_see(wish, by=commissioner, at=NOW, real=timezone.now())

    assert sees(auditor, report)


def test_who_approves_confirms_that_it_is_them(wish, second):
    with raises(Unconfirmed), acting_as(second):
        actions.let_see(wish, by=second, at=NOW, real=timezone.now())
    with acting_as(second, confirmed=True):
        actions.let_see(wish, by=second, at=NOW, real=timezone.now())


def test_what_was_refused_is_not_opened(wish, second, report, auditor):
    actions.refuse_to_show(wish, by=second, at=NOW, why="The complaint can be answered without it.")

    with raises(WrongStep):
        actions.let_see(wish, by=second, at=NOW, real=timezone.now())
    assert not sees(auditor, report)


@mark.parametrize(
    "changed",
    [
        {"approved_by": None},
        {"ends_at": timezone.now() + timedelta(days=1)},
        {"reason": ""},
        {"code": ""},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_the_database_itself_keeps_two_people_one_hour_and_a_reason(changed, opened):
    with raises(IntegrityError), transaction.atomic():
        Sight.objects.filter(pk=opened.pk).update(**changed)


def test_the_database_takes_no_approval_by_the_hand_that_asked(opened, auditor):
    with raises(IntegrityError), transaction.atomic():
        Sight.objects.filter(pk=opened.pk).update(approved_by=auditor)


# Who may ask, for what ----------------------------------------------------------------------------------------


@mark.parametrize("role", sorted({role.value for role in Role} - {"auditor"}))
def test_nobody_else_asks_what_a_report_tells_or_learns_whether_it_is_there(role, report):
    person = person_as(role)

    assert found(person, "report", report).record != report.pk
    with raises(Refused):
        actions.ask_to_see(by=person, at=NOW, meant=found(person_as("auditor"), "report", report), **WHY)


def test_an_investigator_of_the_area_asks_how_to_reach_whoever_told_us(report, second):
    contact, detective = ReporterContactFactory(report=report), person_as("investigator")

    wish = actions.ask_to_see(by=detective, at=NOW, meant=found(detective, "contact", report), **WHY)
    assert not sees(detective, contact)
    actions.let_see(wish, by=second, at=NOW, real=timezone.now())

    assert sees(detective, contact)
    assert not sees(detective, report)


def test_an_investigator_does_not_approve_anothers_wish(wish):
    with raises(Refused):
        actions.let_see(wish, by=person_as("investigator"), at=NOW, real=timezone.now())


@mark.parametrize("part", load("sharing/sights"))
def test_every_part_that_can_be_asked_for_opens_what_it_names_and_says_whom_it_tells(part):
    entry = load("sharing/sights")[part]

    for label, _column in entry.get("kinds").items():
        policy = next(
            policy for (model, role), policy in POLICIES.items() if (model._meta.label, role) == (label, "sl_staff")
        )
        assert ("sights", (part,)) in policy.see.facts()
    assert entry.get("desk") in Role.values


def test_no_kind_is_opened_by_a_sight_that_the_list_does_not_name():
    named = {(label, part.code) for part in load("sharing/sights").values() for label in part.get("kinds")}
    opened = {
        (model._meta.label, given[0])
        for (model, _), policy in POLICIES.items()
        for verb in ("see", "add", *policy.verbs())
        if policy.rule_for(verb)
        for name, given in policy.rule_for(verb).facts()
        if name == "sights"
    }

    assert opened == named


def test_no_sight_opens_a_safe_address(auditor):
    home = PlacementFactory(state="accepted", address=ADDRESS)
    for part in load("sharing/sights"):
        sight_of(home.case, part, asked_by=auditor)

    assert not sees(auditor, home)
    assert "safeguarding.Placement" not in {k for part in load("sharing/sights").values() for k in part.get("kinds")}
    assert Placement.objects.exists()


# Files ----------------------------------------------------------------------------------------------------------


@mark.parametrize(
    ("part", "opens"), [("files", "copy"), ("originals", "original"), ("report", None), ("contact", None)]
)
def test_the_clean_copies_and_the_files_as_they_came_are_two_parts(part, opens, auditor, report):
    original = OriginalFactory(report=report, attachment__report=report)
    assert not sees(auditor, original.attachment)

    sight_of(report, part, asked_by=auditor)

    assert sees(auditor, original.attachment) is (opens == "copy")
    assert sees(auditor, original) is (opens == "original")
    assert not sees(auditor, report) or part == "report"


def test_a_file_as_it_came_is_opened_with_a_reason_by_who_confirms_and_the_ledger_tells_the_sight(auditor, report):
    original = OriginalFactory(report=report, attachment__report=report, content=b"as it came")
    with raises(Refused):
        open_original(original, by=auditor, at=NOW, why="They ask for a copy.")
    sight = sight_of(report, "originals", asked_by=auditor)

    with raises(Unconfirmed), acting_as(auditor):
        open_original(original, by=auditor, at=NOW, why="They ask for a copy.")
    assert open_original(original, by=auditor, at=NOW, why="They ask for a copy.") == b"as it came"

    assert Entry.objects.filter(record=original.pk, verb="open", actor=auditor.pk, basis=sight.ref).exists()


def test_after_the_hour_neither_is_open(auditor, report):
    original = OriginalFactory(report=report, attachment__report=report)
    for part in ("files", "originals"):
        sight_of(report, part, asked_by=auditor)
    begun = timezone.now() - timedelta(minutes=61)
    Sight.objects.update(begins_at=begun, ends_at=begun + timedelta(hours=1))

    assert not sees(auditor, original)
    assert not sees(auditor, original.attachment)


def test_the_page_of_a_sight_leads_to_each_file_and_holds_nothing_of_it(page, auditor, report):
    original = OriginalFactory(report=report, attachment__report=report, attachment__copy=b"copied bytes")
    files, sealed = (sight_of(report, part, asked_by=auditor) for part in ("files", "originals"))

    copies, came = (page.get(f"/trust/sights/{sight.ref}/record").text for sight in (files, sealed))

    assert f"/reports/files/{original.attachment.ref}" in copies
    assert f"/reports/originals/{original.ref}" in came
    assert original.mark in came
    assert "copied bytes" not in copies
    assert page.get(f"/reports/files/{original.attachment.ref}/copy").getvalue() == b"copied bytes"


def test_an_investigator_who_may_ask_how_to_reach_somebody_asks_for_no_file(report):
    detective = person_as("investigator")
    wished = {"part": "originals", "record": report.pk, "about": report.ref, "area": report.area}

    with raises(Refused):
        actions.ask_to_see(by=detective, at=NOW, meant=Meant(**wished), **WHY)
    sight = sight_of(report, "originals", asked_by=detective)
    assert sight.state == "open"
    assert not sees(detective, OriginalFactory(report=report, attachment__report=report))


# Told and written down ------------------------------------------------------------------------------------------


def test_the_desk_that_looks_after_the_record_is_told_once_it_opens(wish, second, report):
    handler = person_as("call handler", agency=report.desk)
    whose = duty(Role.CALL_HANDLER, report.area or report.desk.area)
    assert not sees(handler, wish)

    actions.let_see(wish, by=second, at=NOW, real=timezone.now())

    assert Notice.objects.filter(duty=whose, subject=wish.ref).exists()
    assert sees(handler, wish)


def test_those_who_may_approve_are_told_of_a_wish(wish):
    assert {each.partition("@")[0] for each in told_to(wish)} == {"auditor", "oversight"}


def test_the_wish_and_each_approval_are_in_the_ledger_with_the_reasons_code(opened, second):
    asked, approved = Entry.objects.filter(record=opened.pk, act__in=["collect", "approve"]).order_by("at")

    assert (asked.code, asked.reason) == ("complaint", WHY["reason"])
    assert approved.actor == second.pk


def test_every_look_carries_the_approval_and_the_code(opened, report, auditor):
    with acting_as(auditor):
        find(Report, report.ref)

    look = Entry.objects.get(record=report.pk, act="consult")
    assert (look.actor, look.basis, look.code) == (auditor.pk, opened.ref, "complaint")


def test_a_look_at_another_record_or_of_another_person_carries_neither(opened, report):
    handler = person_as("call handler", agency=report.desk)
    with acting_as(handler):
        find(Report, report.ref)

    look = Entry.objects.get(record=report.pk, act="consult")
    assert (look.basis, look.code) == ("", None)


# Pages ---------------------------------------------------------------------------------------------------------


def test_an_auditor_asks_on_the_page(page, report):
    page.post("/trust/sights", {"ref": report.ref, "part": "report", **WHY})

    assert Sight.objects.get().record == report.pk


def test_without_a_code_nothing_is_asked_and_the_page_says_what_is_missing(page, report):
    answer = page.post("/trust/sights", {"ref": report.ref, "part": "report", "code": "", "reason": "Because."})

    assert not Sight.objects.exists()
    assert answer.context["form"].errors["code"]


@mark.parametrize("ref", ["L-2222-2222", "Y-2222-2222", "nonsense"])
def test_a_reference_of_another_kind_is_told_by_its_letters_alone(ref, page):
    answer = page.post("/trust/sights", {"ref": ref, "part": "report", **WHY})

    assert "begins with R." in answer.text
    assert not Sight.objects.exists()


def test_the_record_is_read_on_one_page_while_it_is_open(opened, report, page):
    answer = page.get(f"/trust/sights/{opened.ref}/record")

    assert report.what in answer.text
    assert Entry.objects.filter(record=report.pk, act="consult", basis=opened.ref).exists()


def test_it_is_read_in_words_with_what_is_left_of_the_hour(report, page, auditor):
    type(report).objects.filter(pk=report.pk).update(danger="no", signs=["pay-taken"], language="vi", reasons=["R11"])
    sight = sight_of(report, "report", asked_by=auditor)

    text = page.get(f"/trust/sights/{sight.ref}/record").text

    for words in (
        "Is someone in danger right now?",
        "They get little or no pay",
        "Vietnamese",
        "No rule of danger holds",
    ):
        assert words in text
    assert "pay-taken" not in text
    assert "54 min left" in text


def test_nothing_that_was_told_in_a_report_is_left_out():
    answered = {question.get("field") for question in load("reports/questions").values()}

    assert set(ASKED[Report]) - answered == {
        "signs",
        "signs_seen",
        "signs_told",
        "answers",
    }  # these are read beside them


def test_a_code_of_any_kind_stands_in_words_and_an_unknown_one_as_it_is():
    known = told_of(PremisesFactory(kind="nail-bar"))
    unknown = told_of(PremisesFactory(kind="no-such-kind"))

    assert dict(known.kept)["Kind"] == says("intelligence/premises_kinds", "nail-bar")
    assert dict(unknown.kept)["Kind"] == "no-such-kind"


@mark.parametrize(("code", "says_so"), [("realistic", "Realistic possibility"), ("high", "High confidence")])
def test_a_code_may_be_of_one_of_two_lists(code, says_so):
    assert dict(told_of(ConcernFactory(confidence=code)).kept)["Confidence"] == says_so


@mark.parametrize("known", sorted({name for lists in LISTS.values() for name in lists}))
def test_every_list_that_codes_are_read_by_is_there(known):
    assert load(known)


def test_how_to_reach_a_reporter_is_shown_with_every_row_looked_at(become, report):
    contact, detective = ReporterContactFactory(report=report, reach="0117 496 0000"), person_as("investigator")
    sight = sight_of(report, "contact", asked_by=detective)

    answer = become(detective).get(f"/trust/sights/{sight.ref}/record")

    assert contact.reach in answer.text
    assert Entry.objects.filter(kind=ReporterContact._meta.label, record=contact.pk, basis=sight.ref).exists()


def test_nobody_else_reads_there_and_nobody_once_it_is_over(opened, become, second, auditor):
    address = f"/trust/sights/{opened.ref}/record"
    assert become(second).get(address).status_code == 404

    Sight.objects.filter(pk=opened.pk).update(state="ended")

    assert become(auditor).get(address).status_code == 404


@mark.parametrize(("role", "status"), [("auditor", 200), ("oversight", 200), ("investigator", 200), ("analyst", 404)])
def test_the_list_is_for_those_who_ask_and_approve(role, status, become, wish):
    assert become(person_as(role)).get("/trust/sights").status_code == status


def test_the_auditors_desk_lists_what_is_open(opened, page):
    answer = page.get("/trust/sights")

    assert opened in answer.context["open"]


def test_a_wish_of_consents_is_asked_by_the_person_in_care(auditor):
    case = CaseFactory()

    assert found(auditor, "consents", case).area == case.area


def test_a_wish_waits_once(wish, auditor, report):
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with raises(IntegrityError), transaction.atomic():
        SightFactory(asked_by=auditor, part="report", about=report.ref)


# A wish tells its writer nothing ----------------------------------------------------------------------------------


@fixture
def detective(db):
    return person_as("investigator")


def wished_on_the_page(client, ref, part="contact") -> tuple:
    """What the answers to a wish, its page, the list and the desk are, but for what is its own; and how many queries."""
    client.get("/trust/sights")
    with CaptureQueriesContext(connection) as queries:
        sent = client.post("/trust/sights", {"ref": ref, "part": part, **WHY})
        asked = len(queries)
    made = Sight.objects.get(about=ref)
    pages = [client.get(address).text for address in (f"/trust/sights/{made.ref}", "/trust/sights", "/")]
    told = [OWN.sub("", page.replace(made.ref, "").replace(ref, "")) for page in pages]
    made.delete()
    Notice.objects.filter(subject=made.ref).delete()
    return sent.status_code, asked, told


@mark.parametrize(("who", "part"), [("detective", "contact"), ("auditor", "report"), ("auditor", "contact")])
def test_whoever_asks_is_answered_alike_whether_or_not_there_is_such_a_record(who, part, report, become, request):
    client = become(request.getfixturevalue(who))
    wished_on_the_page(client, new_reference("R"), part)

    absent = wished_on_the_page(client, new_reference("R"), part)
    there = wished_on_the_page(client, report.ref, part)

    assert there == absent


@mark.parametrize("there", [True, False])
def test_a_wish_that_waits_is_not_made_again_whether_or_not_there_is_such_a_record(there, report, auditor):
    ref = report.ref if there else new_reference("R")
    for taken in (False, True):
        with acting_as(auditor):
            wished = meant("report", ref, auditor)
        with raises(Taken) if taken else nullcontext():
            actions.ask_to_see(by=auditor, at=NOW, meant=wished, **WHY)


def test_of_a_record_elsewhere_its_own_area_is_told_and_the_writer_reads_the_same_notice(auditor):
    away = ReportFactory(area=AreaFactory(code="elsewhere"))

    wish = actions.ask_to_see(by=auditor, at=NOW, meant=found(auditor, "report", away), **WHY)

    home = AreaFactory()
    assert told_to(wish) == {duty(role, area) for role in APPROVERS for area in (home, away.area)}


def test_who_audits_two_areas_reads_no_notice_that_tells_where_the_record_is(auditor):
    away = AreaFactory(code="elsewhere")
    GrantFactory(person=auditor, role="auditor", area=away)
    report = ReportFactory(area=away)
    with acting_as(auditor):
        home = meant("report", new_reference("R"), auditor).home

    wish = actions.ask_to_see(by=auditor, at=NOW, meant=found(auditor, "report", report), **WHY)

    with acting_as(auditor):
        assert told_to(wish) == {duty("auditor", home)}


def test_what_is_not_there_is_not_approved_and_whoever_approves_is_told(auditor, become, second):
    with acting_as(auditor):
        wished = meant("report", new_reference("R"), auditor)
    wish = actions.ask_to_see(by=auditor, at=NOW, meant=wished, **WHY)

    page = become(second).get(f"/trust/sights/{wish.ref}")

    assert "There is nothing to open" in page.text
    assert "/approve" not in page.text
    with raises(WrongStep):
        actions.let_see(wish, by=second, at=NOW, real=timezone.now())


def test_what_an_investigator_asks_elsewhere_is_not_approved_either(detective, second):
    away = ReportFactory(area=AreaFactory(code="elsewhere"))
    wish = actions.ask_to_see(by=detective, at=NOW, meant=found(detective, "contact", away), **WHY)

    with raises(WrongStep):
        actions.let_see(wish, by=second, at=NOW, real=timezone.now())


def test_a_wish_whose_key_is_another_than_its_reference_says_is_not_approved(wish, second):
    Sight.objects.filter(pk=wish.pk).update(record=ReportFactory().pk)

    with raises(WrongStep):
        actions.let_see(Sight.objects.get(pk=wish.pk), by=second, at=NOW, real=timezone.now())


def test_oversight_learns_of_no_record_without_a_wish_that_it_oversees(report, wish):
    overseer, other = person_as("oversight"), ReportFactory()

    with acting_as(overseer):
        assert located("report", wish.about).record == report.pk
        assert located("report", other.ref) is None
        assert located("contact", wish.about) is None


# From an address that shows nothing -------------------------------------------------------------------------------


@mark.parametrize(
    ("role", "address", "offered"),
    [
        ("auditor", "/reports/R-2222-2222", True),
        ("auditor", "/justice/D-2222-2222", True),
        ("investigator", "/reports/R-2222-2222", True),
        ("investigator", "/operations/O-2222-2222", False),
        ("oversight", "/reports/R-2222-2222", False),
        ("analyst", "/reports/R-2222-2222", False),
        ("auditor", "/safeguarding/homes/Y-2222-2222", False),
        ("auditor", "/no-such-page", False),
    ],
)
def test_who_may_ask_to_see_such_a_record_is_led_there_from_its_address(role, address, offered, become):
    answer = become(person_as(role)).get(address)

    assert answer.status_code in (404, 403)
    assert ("/trust/sights?ref=" in answer.text) is offered


@mark.parametrize("role", ["auditor", "investigator"])
def test_from_an_address_unseen_and_absent_are_still_the_same(role, become, report):
    client, pages = become(person_as(role)), []

    for ref in (new_reference("R"), new_reference("R"), report.ref):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/reports/{ref}")
        pages.append((answer.status_code, len(queries), OWN.sub("", answer.text.replace(ref, ""))))

    assert pages[1] == pages[2]


def test_the_wish_begins_with_the_reference_and_the_part_that_it_can_be_of(page):
    form = page.get("/trust/sights?ref=l-2222-2222").context["form"]

    assert (form["ref"].value(), form["part"].value()) == ("L-2222-2222", "premises")


@mark.parametrize("ref", ["<script>", "", "Y-2222-2222"])
def test_the_wish_begins_empty_with_what_cannot_be_asked_for(ref, page):
    assert page.get("/trust/sights", {"ref": ref}).context["form"]["ref"].value() is None
