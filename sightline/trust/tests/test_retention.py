"""The machine proposes, a person decides, two erase; a hold stops it, in the database itself."""

from datetime import date, timedelta
from itertools import pairwise

from django.db import DatabaseError, IntegrityError, connection, transaction
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import GrantFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.models import DataKey
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.vocabulary import load
from sightline.ledger.acts import Taken
from sightline.ledger.models import Entry
from sightline.ledger.notes import note
from sightline.oversight.models import Count
from sightline.oversight.tests.factories import CountFactory
from sightline.reports.actions import close
from sightline.reports.models import Attachment, Original, Report, ReporterContact
from sightline.reports.tests.factories import (
    AttachmentFactory,
    CallDraftFactory,
    EntrustedFactory,
    OriginalFactory,
    ReporterContactFactory,
    ReportFactory,
    SanitisedReportFactory,
)
from sightline.safeguarding.models import Case, Identity, Placement
from sightline.safeguarding.tests.factories import CaseFactory, IdentityFactory, PlacementFactory
from sightline.trust import actions
from sightline.trust.due import QUESTIONS, proposed
from sightline.trust.erasing import is_held
from sightline.trust.models import Erasure, Hold, Review
from sightline.trust.reach import ROOTS, above, belonging
from sightline.trust.tests.factories import NOW, HoldFactory, ReviewFactory
from sightline.visits.models import Encounter
from sightline.visits.tests.factories import EncounterFactory

pytestmark = mark.django_db


@fixture
def report():
    """A report that led to nothing and came long ago."""
    return ReportFactory(state="closed", received_at=NOW - timedelta(days=500))


@fixture
def handler(report):
    """A call handler of its desk."""
    return person_as("call handler", agency=report.desk)


@fixture
def colleague(report):
    """Another call handler of its desk."""
    return person_as("call handler", agency=report.desk)


@fixture
def review(report):
    """The review of the report, due."""
    return ReviewFactory(report=report)


@fixture
def asked(review, handler):
    """The same, when the first person has decided that it goes."""
    actions.ask_to_erase(review, by=handler, at=NOW, why="Nothing came of it.")
    return review


# The machine proposes ------------------------------------------------------------------------------------


def test_what_is_due_is_laid_before_its_desk(report, handler):
    assert actions.propose(by=None, at=NOW) == 1

    with acting_as(handler):
        review = Review.objects.get()
    assert (review.about, review.rule, review.state) == (report.ref, "unactioned-report", "due")
    assert review.due_on == (report.received_at.replace(year=report.received_at.year + 1)).date()


def test_what_was_not_about_exploitation_is_due_after_ninety_days(handler):
    other = ReportFactory(desk=handler.agency, received_at=NOW)
    close(other, by=handler, at=NOW, why="Litter.", closed_as="not-exploitation")

    of_it = Review.objects.filter(rule="not-exploitation", record=other.pk)
    actions.propose(by=None, at=NOW + timedelta(days=89))
    assert not of_it.exists()
    actions.propose(by=None, at=NOW + timedelta(days=91))
    assert of_it.exists()


@mark.parametrize(
    ("change", "due"),
    [({"held": True}, True), ({"held": True, "state": "closed", "closed_as": "flood"}, True), ({}, False)],
)
def test_what_is_held_in_a_flood_is_laid_before_a_person_after_thirty_days(change, due, handler):
    report = ReportFactory(desk=handler.agency, received_at=NOW, **change)
    of_it = Review.objects.filter(rule="held-report", record=report.pk)

    actions.propose(by=None, at=NOW + timedelta(days=29))
    assert not of_it.exists()
    actions.propose(by=None, at=NOW + timedelta(days=30))
    assert of_it.exists() is due


@mark.parametrize(
    ("state", "entrusted", "due"),
    [
        ("closed", None, True),
        ("passed-on", None, True),
        ("taken", None, False),
        ("passed-on", {"until": None}, False),
        ("passed-on", {"until": NOW + timedelta(days=90)}, False),
        ("passed-on", {"until": NOW - timedelta(days=1)}, True),
    ],
)
def test_an_original_is_due_after_a_year_unless_somebody_is_entrusted_with_it(state, entrusted, due):
    report = ReportFactory(state=state, received_at=NOW - timedelta(days=370))
    SanitisedReportFactory(report=report)
    original = OriginalFactory(attachment=AttachmentFactory(report=report))
    if entrusted is not None:
        EntrustedFactory(report=report, **entrusted)

    actions.propose(by=None, at=NOW)

    reviews = Review.objects.filter(rule="sealed-original")
    assert [review.record for review in reviews] == ([original.pk] if due else [])


def test_two_erase_an_original_with_its_key_and_its_clean_copy_stays(report):
    original = OriginalFactory(attachment=AttachmentFactory(report=report))
    first, second = (person_as("call handler", agency=report.desk) for _ in range(2))
    review = ReviewFactory(report=report, kind="reports.Original", record=original.pk, rule="sealed-original")

    actions.ask_to_erase(review, by=first, at=NOW, why="No court needs it.")
    actions.confirm(review, by=second, at=NOW)

    assert not Original.objects.filter(pk=original.pk).exists()
    assert not DataKey.objects.filter(pk=original.pk).exists()
    assert Attachment.objects.get(pk=original.attachment_id).copy == b"Six beds."
    assert Erasure.objects.get().kind == "reports.Original"


def test_a_hold_on_a_report_holds_its_originals_and_its_contact_in_the_database_too(report, monkeypatch):
    original = OriginalFactory(attachment=AttachmentFactory(report=report))
    contact = ReporterContactFactory(report=report)
    first, second = (person_as("call handler", agency=report.desk) for _ in range(2))
    HoldFactory(report=report)

    for kind, part in (("reports.Original", original), ("reports.ReporterContact", contact)):
        review = ReviewFactory(report=report, kind=kind, record=part.pk, rule="sealed-original")
        with raises(WrongStep):
            actions.ask_to_erase(review, by=first, at=NOW, why="No court needs it.")
        with monkeypatch.context() as forgetful:
            forgetful.setattr("sightline.trust.actions.retention._refuse_held", lambda *_: None)
            actions.ask_to_erase(review, by=first, at=NOW, why="No court needs it.")
            with raises(Exception, match="already stored"):
                actions.confirm(review, by=second, at=NOW)
        assert type(part).objects.filter(pk=part.pk).exists()


@mark.parametrize("change", [{"empty": True}, {"ended_at": NOW}, {}])
def test_what_was_typed_and_never_sent_is_due_the_next_day(change, handler):
    CallDraftFactory(handler=handler, desk=handler.agency, begun_at=NOW, saved_at=NOW, **change)

    actions.propose(by=None, at=NOW + timedelta(days=2))

    assert Review.objects.filter(rule="call-draft").exists() is not bool(change)


def test_a_day_early_nothing_is_due(report):
    early = report.received_at.replace(year=report.received_at.year + 1) - timedelta(days=2)

    assert actions.propose(by=None, at=early) == 0


def test_the_round_proposes_once(report):
    actions.propose(by=None, at=NOW)

    assert actions.propose(by=None, at=NOW + timedelta(hours=1)) == 0
    assert Review.objects.count() == 1


def test_the_round_is_in_the_ledger_as_nobodys_act(report):
    actions.propose(by=None, at=NOW)

    entry = Entry.objects.get(verb="propose", act="collect")
    assert (entry.act, entry.actor, entry.kind, entry.found) == ("collect", None, "trust.Review", 1)


def test_a_report_that_was_passed_on_is_not_proposed(report):
    SanitisedReportFactory(report=report)

    assert actions.propose(by=None, at=NOW) == 0


def test_what_was_kept_comes_again_on_its_day(report, handler):
    actions.propose(by=None, at=NOW)
    actions.keep(Review.objects.get(), by=handler, at=NOW, why="A trial is near.", next_on=date(2027, 6, 1))

    assert actions.propose(by=None, at=NOW + timedelta(days=1)) == 0
    assert actions.propose(by=None, at=NOW + timedelta(days=92)) == 1


def test_a_home_that_was_left_is_due_after_thirty_days():
    PlacementFactory(state="ended", ended_at=NOW - timedelta(days=31))
    PlacementFactory(state="ended", ended_at=NOW - timedelta(days=29))

    assert actions.propose(by=None, at=NOW) == 1
    assert Review.objects.get().rule == "safe-address"


def test_a_person_met_of_concern_is_not_proposed():
    long_ago = NOW - timedelta(days=500)
    EncounterFactory(concern=True, concern_says="Said so", met_at=long_ago)
    plain = EncounterFactory(concern=False, met_at=long_ago)

    actions.propose(by=None, at=NOW)

    assert [review.record for review in Review.objects.filter(rule="person-met")] == [plain.pk]


def test_every_rule_that_proposes_has_its_question_and_none_is_left_over():
    assert {entry.code for entry in proposed()} == set(QUESTIONS)


def test_every_rule_says_when_then_who_and_when_it_was_checked():
    for entry in load("trust/retention").values():
        assert all(entry.get(name) for name in ("first_review", "then", "owner", "checked_on")), entry.code
        assert entry.source


@mark.parametrize("role", ["sl_staff", "sl_public", "sl_counter", "sl_sealer", "sl_auditor"])
def test_no_role_but_the_workers_asks_what_is_due(role, handler):
    with raises(DatabaseError, match="permission denied"), acting_as(handler, role):
        connection.cursor().execute("select * from priv.due_for_review('2030-01-01')")


def test_the_worker_reads_no_review_and_no_record(review):
    for table in ("trust_review", "reports_report", "safeguarding_case"):
        with raises(DatabaseError, match="permission denied"), acting_as(None, "sl_worker"):
            connection.cursor().execute(f"select * from {table}")


def test_the_worker_stores_no_review_that_is_decided(report, handler):
    with raises(DatabaseError, match="row-level security"), acting_as(None, "sl_worker"):
        ReviewFactory.build(report=report, agency_id=report.desk_id, decided_by=handler).save(force_insert=True)


# A person decides ----------------------------------------------------------------------------------------


def test_keeping_says_why_and_until_when(review, handler):
    actions.keep(review, by=handler, at=NOW, why="A trial is near.", next_on=date(2028, 1, 1))

    kept = Review.objects.get(pk=review.pk)
    assert (kept.state, kept.reason, kept.next_on, kept.decided_by) == (
        "kept",
        "A trial is near.",
        date(2028, 1, 1),
        handler,
    )


@mark.parametrize("role", ["analyst", "operation commander", "auditor", "administrator", "call handler"])
def test_nobody_outside_its_desk_decides(role, review):
    other = person_as(role)

    for act in (
        lambda: actions.keep(review, by=other, at=NOW, why="x", next_on=date(2028, 1, 1)),
        lambda: actions.ask_to_erase(review, by=other, at=NOW, why="x"),
    ):
        with raises(Refused):
            act()


def test_deciding_erases_nothing(asked, report):
    assert Report.objects.filter(pk=report.pk).exists()
    assert asked.state == "asked"


# Two erase -----------------------------------------------------------------------------------------------


def test_the_second_person_erases(asked, report, colleague):
    assert actions.confirm(asked, by=colleague, at=NOW)["reports_report"] == 1

    assert not Report.objects.filter(pk=report.pk).exists()
    assert Review.objects.get(pk=asked.pk).state == "erased"


def test_the_salt_of_its_marks_goes_with_the_record_and_the_marks_stay(asked, report, handler, colleague):
    with acting_as(handler):
        note("alter", "close", report, was={"state": "taken"}, now={"state": "closed"})
    changed = Entry.objects.get(verb="close", record=report.pk).changed

    actions.confirm(asked, by=colleague, at=NOW)

    assert Entry.objects.get(verb="close", record=report.pk).changed == changed
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from ledger_salt where record = %s", [report.pk])
        assert cursor.fetchone() == (0,)


def test_an_auditor_may_be_the_second_person(asked, report):
    actions.confirm(asked, by=person_as("auditor"), at=NOW)

    assert not Report.objects.filter(pk=report.pk).exists()


def test_the_one_who_decided_does_not_confirm(asked, report, handler):
    with raises(Refused):
        actions.confirm(asked, by=handler, at=NOW)

    assert Report.objects.filter(pk=report.pk).exists()


def test_one_person_with_two_roles_is_still_one_person(asked, handler):
    GrantFactory(person=handler, role="auditor")

    with raises(Refused):
        actions.confirm(asked, by=handler, at=NOW)


def test_the_second_person_may_keep_it_instead(asked, report, colleague):
    actions.keep(asked, by=colleague, at=NOW, why="Still needed.", next_on=date(2028, 1, 1))

    with raises(WrongStep):
        actions.confirm(asked, by=person_as("auditor"), at=NOW)
    assert Report.objects.filter(pk=report.pk).exists()


def test_nothing_is_confirmed_that_nobody_decided(review, colleague):
    with raises(Refused):
        actions.confirm(review, by=colleague, at=NOW)


def test_the_table_itself_wants_two_people(asked, handler):
    with raises(IntegrityError, match="two_people_erase"), transaction.atomic():
        Review.objects.filter(pk=asked.pk).update(confirmed_by=handler)


def test_a_review_in_a_colleagues_name_that_they_never_decided_erases_nothing(review, report, handler, colleague):
    """The steps are by whoever the context says: a decision that is only typed into the row is none."""
    with acting_as(handler):
        mine = Review.objects.filter(pk=review.pk)
        mine.update(state="asked", decided_by=colleague, decided_at=NOW)
        mine.update(state="erased", confirmed_by=handler, confirmed_at=NOW)
    with raises(DatabaseError, match="two people erase"), acting_as(handler), connection.cursor() as cursor:
        cursor.execute("select priv.erase(%s, %s)", [review.pk, NOW])

    assert Report.objects.filter(pk=report.pk).exists()


@mark.parametrize("role", ["sl_public", "sl_worker", "sl_counter", "sl_sealer", "sl_auditor"])
def test_no_other_role_erases(role, asked, colleague):
    with raises(DatabaseError, match="permission denied"), acting_as(colleague, role), connection.cursor() as cursor:
        cursor.execute("select priv.erase(%s, %s)", [asked.pk, NOW])


def test_nobody_reaches_the_function_that_deletes(colleague, report):
    with raises(DatabaseError, match="permission denied"), acting_as(colleague), connection.cursor() as cursor:
        cursor.execute("select priv.erase_record('reports.Report', %s, false)", [report.pk])


def test_an_erasure_is_in_the_ledger_under_its_own_word(asked, report, colleague):
    actions.confirm(asked, by=colleague, at=NOW)

    erased = Entry.objects.filter(act="erase")
    assert {(entry.kind, entry.record) for entry in erased} == {
        ("trust.Review", asked.pk),
        ("reports.Report", report.pk),
    }
    assert {entry.actor for entry in erased} == {colleague.pk}


def test_an_erasure_is_listed_with_rule_people_rows_and_moment(asked, report, handler, colleague):
    actions.confirm(asked, by=colleague, at=NOW)

    with acting_as(person_as("auditor")):
        listed = Erasure.objects.get()
    assert (listed.record, listed.rule, listed.at) == (report.pk, "unactioned-report", NOW)
    assert (listed.decided_by, listed.confirmed_by) == (handler.pk, colleague.pk)
    assert listed.rows["reports_report"] == 1


def test_no_role_changes_or_removes_a_line_of_the_list(asked, colleague):
    actions.confirm(asked, by=colleague, at=NOW)

    for statement in ("delete from trust_erasure", "update trust_erasure set rows = '{}'"):
        with raises(DatabaseError, match="permission denied"), acting_as(person_as("auditor")):
            connection.cursor().execute(statement)


# A legal hold stops it -----------------------------------------------------------------------------------


def test_under_a_hold_nothing_is_decided_away(review, report, handler):
    HoldFactory(report=report)

    with raises(WrongStep):
        actions.ask_to_erase(review, by=handler, at=NOW, why="Nothing came of it.")


def test_a_hold_that_comes_between_stops_the_second_person(asked, report, colleague):
    HoldFactory(report=report)

    with raises(WrongStep):
        actions.confirm(asked, by=colleague, at=NOW)
    assert Report.objects.filter(pk=report.pk).exists()


def test_the_database_heeds_a_hold_that_an_action_forgot(asked, report, colleague, monkeypatch):
    HoldFactory(report=report)
    monkeypatch.setattr("sightline.trust.actions.retention._refuse_held", lambda *_: None)

    with raises(Exception, match="already stored"):
        actions.confirm(asked, by=colleague, at=NOW)
    assert Report.objects.filter(pk=report.pk).exists()


def test_the_database_heeds_a_hold_on_anything_that_would_go_with_it(asked, report, colleague, monkeypatch):
    contact = ReporterContactFactory(report=report)
    HoldFactory(report=report, kind="reports.ReporterContact", record=contact.pk)
    monkeypatch.setattr("sightline.trust.actions.retention._refuse_held", lambda *_: None)

    with raises(Exception, match="already stored"):
        actions.confirm(asked, by=colleague, at=NOW)
    assert ReporterContact.objects.filter(pk=contact.pk).exists()


@fixture
def left():
    """A home that somebody left, and what its provider is asked: is the address still needed?"""
    home = PlacementFactory(state="ended", ended_at=NOW - timedelta(days=40), address="3 Plantedname Row")
    actions.propose(by=None, at=NOW)
    return home, Review.objects.get(rule="safe-address")


def of_the_person(home):
    """A hold by the coordinators on the person in care, of which a provider reads nothing."""
    case = Case.objects.select_related("encounter", "area").get(pk=home.case_id)
    given = {"kind": "visits.Encounter", "record": case.encounter_id, "about": case.ref}
    return HoldFactory(**given, part="safeguarding coordinator", agency=None, area=case.area)


def test_a_hold_on_a_person_holds_the_address_of_their_home_two_keys_away(left):
    home, review = left
    of_the_person(home)

    with raises(WrongStep):
        actions.ask_to_erase(review, by=person_as("support worker", agency=home.provider), at=NOW, why="They left.")


def test_the_database_heeds_it_too_and_lets_go_once_it_is_lifted(left, monkeypatch):
    home, review = left
    first, second = (person_as("support worker", agency=home.provider) for _ in range(2))
    actions.ask_to_erase(review, by=first, at=NOW, why="They left.")
    hold = of_the_person(home)
    monkeypatch.setattr("sightline.trust.actions.retention._refuse_held", lambda *_: None)
    with raises(Taken):
        actions.confirm(review, by=second, at=NOW)
    assert Placement.objects.get(pk=home.pk).address == "3 Plantedname Row"

    actions.lift(hold, by=person_as("auditor"), at=NOW, why="The appeal is over.")
    actions.confirm(review, by=second, at=NOW)

    assert Placement.objects.get(pk=home.pk).address == "(erased)"


def test_a_hold_on_another_person_holds_nothing_of_this_one(left):
    home, review = left
    of_the_person(PlacementFactory())

    actions.ask_to_erase(review, by=person_as("support worker", agency=home.provider), at=NOW, why="They left.")

    assert Review.objects.get(pk=review.pk).state == "asked"


def test_whether_a_hold_stands_is_told_to_whoever_sees_the_review_alone(left):
    home, review = left
    of_the_person(home)

    for who, told in ((person_as("support worker", agency=home.provider), True), (person_as("support worker"), False)):
        with acting_as(who):
            assert is_held(review) is told


def test_every_part_is_held_by_every_whole_that_would_take_it_along():
    """Of every two kinds that may be erased, one of which goes with the other, a way leads up."""
    for root in ROOTS.values():
        wholes = {other.model for other in ROOTS.values() if root.model in list(belonging(other.model))[1:]}
        assert wholes <= {way[-1].related_model for way in above(root.model)}


def test_a_hold_is_placed_from_a_review_in_ones_own_name(review, handler):
    hold = actions.place_hold(review, by=handler, at=NOW, why="An appeal is open.")

    assert (hold.record, hold.placed_by, hold.until) == (review.record, handler, None)


def test_only_an_auditor_lifts_a_hold(asked, report, handler, colleague):
    hold = HoldFactory(report=report)

    with raises(Refused):
        actions.lift(hold, by=handler, at=NOW, why="Over.")
    actions.lift(hold, by=person_as("auditor"), at=NOW, why="The appeal is over.")
    actions.confirm(asked, by=colleague, at=NOW)
    assert not Report.objects.filter(pk=report.pk).exists()


def test_a_hold_is_lifted_once(report):
    hold, auditor = HoldFactory(report=report), person_as("auditor")
    actions.lift(hold, by=auditor, at=NOW, why="Over.")

    with raises(WrongStep):
        actions.lift(hold, by=auditor, at=NOW, why="Over.")


@mark.parametrize(("until", "stands"), [(date(2027, 2, 28), False), (date(2027, 3, 1), True), (None, True)])
def test_a_hold_ends_by_itself_after_its_last_day(until, stands, report):
    HoldFactory(report=report, until=until)

    assert Hold.objects.standing(NOW.date()).exists() is stands


# What goes -----------------------------------------------------------------------------------------------


def planted(*words: str) -> set[str]:
    """Every table where one of the words stands, as its owner sees it; bytes are looked through as hexadecimal."""
    sought = [f"%{form}%" for word in words for form in (word, word.encode().hex())]
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "select schemaname || '.' || tablename, tablename from pg_tables where schemaname in ('public', 'priv')"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f"select count(*) from {table} t where t::text ilike any(%s)", [sought])
            found |= {name} if cursor.fetchone()[0] else set()
    return found


def rows_with(key) -> set[str]:
    """Every table in which the key stands, but for the ledger and what says that it was erased."""
    return planted(str(key), key.hex) - {"ledger_entry", "trust_erasure", "trust_review", "trust_hold"}


def erased(kind: str, record, *, rule: str, area=None) -> dict[str, int]:
    """Erase a record by two coordinators of its area."""
    first, second = (person_as("safeguarding coordinator", area=area) for _ in range(2))
    review = ReviewFactory(
        kind=kind,
        record=record.pk,
        about="C-7KQ2-M9X4",
        part="safeguarding coordinator",
        agency=None,
        area=area,
        rule=rule,
    )
    actions.ask_to_erase(review, by=first, at=NOW, why="No longer needed.")
    return actions.confirm(review, by=second, at=NOW)


def test_of_a_person_who_is_erased_nothing_is_left_anywhere():
    home = PlacementFactory(address="3 Plantedname Row")
    case = Case.objects.select_related("encounter", "area").get(pk=home.case_id)
    Case.objects.filter(pk=case.pk).update(description="Plantedname, in a blue coat")
    Encounter.objects.filter(pk=case.encounter_id).update(description="Plantedname, in a blue coat")
    identity = IdentityFactory(case=case, calls_self="Plantedname")
    keys = [case.pk, case.encounter_id, home.pk, identity.pk]
    assert {"safeguarding_case", "visits_encounter"} <= planted("Plantedname")

    gone = erased("visits.Encounter", case.encounter, rule="person-in-care", area=case.area)

    assert planted("Plantedname") == set()
    assert [rows_with(key) for key in keys] == [set()] * 4
    assert gone["safeguarding_placement"] == gone["safeguarding_identity"] == gone["kit_datakey"] - 1 == 1


def test_another_person_of_the_same_visit_stays():
    case = CaseFactory()
    other = EncounterFactory(visit=case.encounter.visit)

    erased("visits.Encounter", case.encounter, rule="person-in-care", area=case.area)

    assert Encounter.objects.filter(pk=other.pk).exists()


def test_counts_below_five_go_with_the_person_and_larger_ones_stay():
    case = CaseFactory()
    few, many = (CountFactory(operation=case.encounter.operation, value=value) for value in (4, 5))

    erased("visits.Encounter", case.encounter, rule="person-in-care", area=case.area)

    assert set(Count.objects.filter(pk__in=[few.pk, many.pk])) == {many}


def test_of_a_home_only_the_address_goes():
    home = PlacementFactory(state="ended", ended_at=NOW - timedelta(days=40), address="3 Plantedname Row")
    first, second = (person_as("support worker", agency=home.provider) for _ in range(2))
    actions.propose(by=None, at=NOW)
    review = Review.objects.get(rule="safe-address")

    actions.ask_to_erase(review, by=first, at=NOW, why="They left.")
    actions.confirm(review, by=second, at=NOW)

    left = Placement.objects.get(pk=home.pk)
    assert (left.state, left.address) == ("ended", "(erased)")
    assert not DataKey.objects.filter(pk=home.pk).exists()
    assert actions.propose(by=None, at=NOW + timedelta(days=400)) == 0


def test_a_report_that_left_the_desk_is_not_erased(asked, report, colleague):
    SanitisedReportFactory(report=report)

    with raises(Exception, match="already stored"):
        actions.confirm(asked, by=colleague, at=NOW)
    assert Report.objects.filter(pk=report.pk).exists()


def test_a_contact_goes_and_its_report_stays(report):
    contact = ReporterContactFactory(report=report, reach="Plantedname")
    first, second = (person_as("call handler", agency=report.desk) for _ in range(2))
    review = ReviewFactory(report=report, kind="reports.ReporterContact", record=contact.pk, rule="reporter-contact")

    actions.ask_to_erase(review, by=first, at=NOW, why="Answered.")
    actions.confirm(review, by=second, at=NOW)

    assert not ReporterContact.objects.filter(pk=contact.pk).exists()
    assert not DataKey.objects.filter(pk=contact.pk).exists()
    assert Report.objects.filter(pk=report.pk).exists()


def test_an_identity_in_an_old_copy_of_the_table_tells_nothing_without_its_key():
    identity = IdentityFactory(calls_self="Plantedname")
    case = Case.objects.select_related("encounter", "area").get(pk=identity.case_id)
    with connection.cursor() as cursor:
        cursor.execute("create temporary table old_copy as select * from safeguarding_identity")

    erased("visits.Encounter", case.encounter, rule="person-in-care", area=case.area)

    with connection.cursor() as cursor:
        cursor.execute("select calls_self_sealed from old_copy")
        ((blob,),) = cursor.fetchall()
    stored = Identity(pk=identity.pk, case_id=case.pk)
    assert Identity._meta.get_field("calls_self").opened(bytes(blob), stored) == "(erased)"


def test_the_first_thing_named_is_what_everything_else_hangs_on():
    """The order in which rows are gathered: no kind before one that it hangs on."""
    for root in ROOTS.values():
        kinds = list(belonging(root.model))
        assert kinds[0] is root.model
        for earlier, later in pairwise(kinds):
            assert later not in [key.related_model for key in belonging(root.model)[earlier]]
