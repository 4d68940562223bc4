"""Who reads, asks for, decides and ends a sight, and a conflict of interest: two tables that a partner could sign."""

from uuid import uuid4

from django.db import DatabaseError
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.sharing import actions
from sightline.sharing.models import Conflict, Sight
from sightline.sharing.tests.factories_of_sights import ConflictFactory, SightFactory
from sightline.sharing.tests.test_walls import sees

pytestmark = mark.django_db

WHY = "Who was named complained of it."


@fixture
def sight(auditor):
    return SightFactory(asked_by=auditor)


@fixture
def conflict():
    return ConflictFactory(person=person_as("analyst"))


def test_who_reads_a_wish_to_see_a_record(sight, auditor, second):
    assert sees(auditor, sight)
    assert sees(second, sight)
    assert not [role for role in ("analyst", "call handler", "administrator") if sees(person_as(role), sight)]


def test_an_auditor_asks_in_their_own_name_alone(auditor, second):
    area = AreaFactory()
    with acting_as(auditor):
        SightFactory.build(asked_by=auditor, area=area).save(force_insert=True)

    assert Sight.objects.get().asked_by == auditor
    for writer, asker in ((auditor, second), (person_as("analyst"), auditor)):
        with raises(DatabaseError, match="row-level security"), acting_as(writer):
            SightFactory.build(asked_by=asker, area=area).save(force_insert=True)


def test_a_second_auditor_decides_and_never_who_asked(sight, auditor, second, now):
    with raises(Refused):
        actions.refuse_to_show(sight, by=auditor, at=now, why=WHY)

    actions.refuse_to_show(sight, by=second, at=now, why=WHY)

    assert Sight.objects.get().state == "refused"


def test_who_reads_a_conflict(conflict, auditor):
    assert [sees(each, conflict) for each in (conflict.person, conflict.recorded_by, auditor)] == [True] * 3
    assert not sees(person_as("analyst", agency=conflict.person.agency), conflict)


def test_everybody_declares_their_own_and_nobody_but_an_auditor_that_of_another(now):
    analyst, colleague = person_as("analyst"), person_as("analyst")
    told = {"at": now, "record": uuid4(), "about": "O-7KQ2-M9X4", "reason": "A cousin works there."}

    actions.record_conflict(by=analyst, person=analyst, **told)

    assert Conflict.objects.get().person == analyst
    with raises(Refused):
        actions.record_conflict(by=analyst, person=colleague, **told)


def test_an_auditor_lets_a_conflict_stand_and_never_their_own(conflict, auditor, second, now):
    own = ConflictFactory(person=auditor)
    for given, by in ((own, auditor), (conflict, conflict.person), (conflict, conflict.recorded_by)):
        with raises(Refused):
            actions.let_stand(given, by=by, at=now)

    actions.let_stand(conflict, by=second, at=now)

    conflict.refresh_from_db()
    assert (conflict.state, conflict.seen_by) == ("standing", second)


def test_an_auditor_ends_a_conflict_and_never_their_own(conflict, auditor, second, now):
    own = ConflictFactory(person=auditor)
    with raises(Refused):
        actions.end_conflict(own, by=auditor, at=now, why=WHY)

    actions.end_conflict(conflict, by=second, at=now, why=WHY)

    conflict.refresh_from_db()
    assert conflict.state == "ended"
