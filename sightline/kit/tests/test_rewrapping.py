"""Rotating the sealing keys: nothing sealed is touched, all of it opens before, amid and after."""

from datetime import date

from django.db import connection
from pytest import fixture, mark, raises

from sightline.kit import ciphers, rewrapping
from sightline.kit.acting import acting_as
from sightline.kit.keyring import marks
from sightline.kit.models import DataKey, SealingKey
from sightline.kit.refusals import OtherKeys, Unopened
from sightline.reports.models import ReporterContact
from sightline.reports.tests.factories import ReportFactory
from sightline.safeguarding.models import Identity
from sightline.safeguarding.tests.factories import IdentityFactory

pytestmark = mark.django_db

DAY = date(2027, 3, 1)


@fixture
def old(settings) -> bytes:
    """The sealing key of version 1."""
    return settings.SEALING_KEYS[1]


@fixture
def both(settings, old) -> bytes:
    """A new version beside the old one, which the database knows; the new key."""
    new = ciphers.new_key()
    settings.SEALING_KEYS = {1: old, 2: new}
    settings.DOOR_KEY = (2, ciphers.door_of(new))
    rewrapping.register()
    return new


def test_a_database_knows_its_key_from_the_start(old):
    assert marks() == [(1, ciphers.mark(old), False)]


def test_every_data_key_is_wrapped_anew_and_nothing_sealed_changes(old, settings):
    made = [IdentityFactory(calls_self=f"Linh {n}") for n in range(3)]
    before = sealed_texts()
    new = ciphers.new_key()
    settings.SEALING_KEYS = {1: old, 2: new}

    done = rewrapping.rewrap()

    settings.SEALING_KEYS = {2: new}
    assert done == 3
    assert sealed_texts() == before
    assert {row.calls_self for row in Identity.objects.filter(pk__in=[m.pk for m in made])} == {
        "Linh 0",
        "Linh 1",
        "Linh 2",
    }


def test_the_boxes_of_the_door_are_wrapped_anew_too(old, settings):
    report = ReportFactory()
    with acting_as(None, "sl_public"):
        kept = ReporterContact.objects.create(report=report, desk=report.desk, reach="07700 900123")
    new = ciphers.new_key()
    settings.SEALING_KEYS = {1: old, 2: new}

    rewrapping.rewrap()

    settings.SEALING_KEYS = {2: new}
    assert bytes(DataKey.objects.get(pk=kept.pk).wrapped)[1] == ciphers.BY_AGENCY
    assert ReporterContact.objects.get(pk=kept.pk).reach == "07700 900123"


def test_a_rotation_that_was_stopped_goes_on_where_it_was(old, settings, monkeypatch):
    made = [IdentityFactory() for _ in range(4)]
    settings.SEALING_KEYS = {1: old, 2: ciphers.new_key()}
    monkeypatch.setattr(rewrapping, "AT_ONCE", 2)
    with monkeypatch.context() as stopping:
        stopping.setattr(rewrapping, "_wrap_anew", stop_at_third(rewrapping._wrap_anew))
        with raises(KeyboardInterrupt):
            rewrapping.rewrap()
    half = DataKey.objects.filter(version=1).count()

    assert half == 2
    assert rewrapping.rewrap() == half
    assert all(Identity.objects.get(pk=each.pk).calls_self for each in made)


def test_only_a_version_that_wraps_nothing_is_retired(both, old):
    DataKey.objects.create(version=1, wrapped=b"x")

    assert rewrapping.retire(DAY) == []
    DataKey.objects.all().delete()
    assert rewrapping.retire(DAY) == [1]
    assert marks()[0] == (1, ciphers.mark(old), True)


def test_the_newest_is_never_retired(both):
    rewrapping.retire(DAY)

    assert SealingKey.objects.get(version=2).retired_on is None


def test_the_keys_can_be_told(both):
    DataKey.objects.create(version=2, wrapped=b"x")
    rewrapping.retire(DAY)

    assert rewrapping.told() == [(1, "Version 1: retired on 01.03.2027"), (2, "Version 2: wraps 1 data keys")]


# Other keys than the database's --------------------------------------------------------------------------


def test_a_missing_key_is_a_clear_problem(settings):
    settings.SEALING_KEYS = {}

    with raises(OtherKeys, match=r"Version 1 of the sealing key is missing: put sealing-1\.key back from its backup"):
        rewrapping.register()


def test_another_key_is_a_clear_problem(settings):
    settings.SEALING_KEYS = {1: bytes(32)}

    with raises(OtherKeys, match="Version 1 of the sealing key is not the one that sealed"):
        rewrapping.register()


def test_a_retired_key_may_be_gone(both, settings):
    rewrapping.retire(DAY)
    settings.SEALING_KEYS = {2: both}

    rewrapping.register()

    assert [version for version, _, _ in marks()] == [1, 2]


def test_without_any_key_nothing_is_sealed(settings):
    settings.SEALING_KEYS = {}

    with raises(Unopened, match="This process has no sealing key"):
        IdentityFactory()


def sealed_texts() -> list[bytes]:
    """Every sealed name, as the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute("select calls_self_sealed from safeguarding_identity order by id")
        return [bytes(text) for (text,) in cursor.fetchall()]


def stop_at_third(act):
    """The same act, interrupted before its third time."""
    times = iter(range(100))

    def once(kept):
        if next(times) == 2:
            raise KeyboardInterrupt
        act(kept)

    return once
