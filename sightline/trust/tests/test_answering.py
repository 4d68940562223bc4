"""Why a person may, or may not: each way in with its own yes or no, and the record stays closed."""

from django.db import DatabaseError, connection
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import PersonFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.numbers import number
from sightline.ledger.finding import may
from sightline.reports.models import Report
from sightline.reports.policies import at_the_desk, by_sight_of_it, own_partner_report
from sightline.reports.tests.factories import ReportFactory
from sightline.safeguarding.tests.factories import PlacementFactory, PlacementRequestFactory
from sightline.trust.answering import answers, kind, referred

pytestmark = mark.django_db


@fixture
def handler():
    return person_as("call handler")


@fixture
def auditor():
    return person_as("auditor")


@fixture
def report(handler):
    return ReportFactory(desk=handler.agency, door="partner")


def asked(by, person, record: str) -> dict[str, bool]:
    """Verb by verb, whether the person may, as `by` is told."""
    with acting_as(by):
        return {answer.verb: answer.yes for answer in answers(person.pk, record)}


def test_each_way_in_says_for_itself_whether_it_holds(handler, report):
    with acting_as(handler):
        see = answers(handler.pk, report.ref)[0]

    assert see.verb == "see"
    assert see.yes
    assert [(way.number, way.holds) for way in see.ways] == [
        (number(Report, "see", at_the_desk), True),
        (number(Report, "see", own_partner_report), False),
        (number(Report, "see", by_sight_of_it), False),
    ]
    assert see.ways[0].says == "the call handlers of the desk that received it"


def test_the_answer_is_that_of_the_rules_themselves(handler, report):
    told = asked(handler, handler, report.ref)

    with acting_as(handler):
        said = {verb: may(report, verb, handler) for verb in ("see", "take", "close", "hear")}
    assert said == {verb: told[verb] for verb in said}
    assert set(said.values()) == {True, False}


def test_the_auditor_asks_about_another_and_remains_the_auditor(auditor, handler, report):
    with acting_as(auditor):
        told = {answer.verb: answer.yes for answer in answers(handler.pk, report.ref)}

        assert told["take"] is True
        assert not Report.objects.exists()
        assert not any(answer.yes for answer in answers(auditor.pk, report.ref))


def test_the_auditor_learns_why_not(auditor, report):
    stranger = person_as("call handler")

    assert not any(asked(auditor, stranger, report.ref).values())


def test_nobody_else_asks_about_another(handler, report):
    other = PersonFactory()

    with raises(DatabaseError, match="one asks about oneself"), acting_as(handler):
        answers(other.pk, report.ref)


def test_nobody_at_all_asks_nothing(handler, report):
    with raises(DatabaseError, match="one asks about oneself"), acting_as(None):
        answers(handler.pk, report.ref)


def test_what_may_not_be_seen_and_what_is_not_there_are_answered_alike(report):
    stranger = person_as("analyst")

    with acting_as(stranger):
        hidden, absent = answers(stranger.pk, report.ref), answers(stranger.pk, "R-2222-2222")

    assert hidden == absent
    assert not any(way.holds for answer in hidden for way in answer.ways)


def test_a_verb_that_holds_without_reading_stays_unsaid(report):
    coordinator = person_as("safeguarding coordinator")
    person_as("placement coordinator").grants.update(person=coordinator, agency=coordinator.agency)
    placement = PlacementFactory(request=PlacementRequestFactory(to=coordinator.agency, state="placed"))

    with acting_as(coordinator):
        assert answers(coordinator.pk, placement.ref) == answers(coordinator.pk, "Y-2222-2222")


def test_what_is_forbidden_is_no_whatever_else_holds(auditor):
    placement = PlacementFactory()
    coordinator = person_as("placement coordinator", agency=placement.to)
    before = asked(auditor, coordinator, placement.ref)
    also = person_as("analyst")
    also.grants.update(person=coordinator)

    after = asked(auditor, coordinator, placement.ref)

    assert (before["see"], before["never"]) == (True, False)
    assert (after["see"], after["never"]) == (False, True)


def test_every_kind_with_references_is_answered_for(auditor):
    for prefix, model in referred().items():
        with acting_as(auditor):
            assert all(not answer.yes for answer in answers(auditor.pk, f"{prefix}-2222-2222")), model


def test_letters_of_no_kind_are_of_no_kind():
    assert kind("ZZZ-2222-2222") is None


def test_the_context_of_another_cannot_be_made_by_a_working_role(handler):
    with raises(DatabaseError, match="permission denied"), acting_as(handler), connection.cursor() as cursor:
        cursor.execute("select priv.context_of(%s)", [handler.pk])


def test_whoever_asked_is_who_reads_on(auditor, handler, report):
    with acting_as(auditor), connection.cursor() as cursor:
        answers(handler.pk, report.ref)
        cursor.execute("select priv.reader()")

        assert cursor.fetchone() == (auditor.pk,)
