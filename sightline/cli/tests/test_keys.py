"""`sightline keys`: rotation in two runs, with the fronts started again between them."""

from pathlib import Path

import pytest

from sightline.cli import keys
from sightline.config import sealing
from sightline.kit import rewrapping
from sightline.kit.models import DataKey
from sightline.safeguarding.models import Identity
from sightline.safeguarding.tests.factories import IdentityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    """A folder of secrets with the one key by which this database seals."""
    (tmp_path / "sealing-1.key").write_text(settings.SEALING_KEYS[1].hex())
    return tmp_path


def started_again(folder: Path, settings) -> None:
    """Let this process be told the keys of the folder, as a front is when it starts."""
    settings.SEALING_KEYS = sealing.versions(folder)


def test_the_first_run_makes_a_version_and_moves_nothing(folder, settings):
    IdentityFactory()

    assert keys.rotate(folder) == ["Version 2 is made. Start the fronts again, then run this once more."]
    assert list(sealing.versions(folder)) == [1, 2]
    assert set(DataKey.objects.values_list("version", flat=True)) == {1}


def test_the_second_run_moves_everything_and_puts_the_old_key_aside(folder, settings):
    made = IdentityFactory(calls_self="Linh")
    keys.rotate(folder)
    started_again(folder, settings)

    said = keys.rotate(folder)

    assert said[0] == "1 data keys are wrapped by version 2 now."
    assert said[1].startswith("Version 1 is retired. Keep its file, now sealing-1.retired,")
    started_again(folder, settings)
    assert Identity.objects.get(pk=made.pk).calls_self == "Linh"
    assert list(settings.SEALING_KEYS) == [2]


def test_a_run_that_was_stopped_is_gone_on_with(folder, settings, monkeypatch):
    IdentityFactory()
    keys.rotate(folder)
    started_again(folder, settings)
    with monkeypatch.context() as stopping:
        stopping.setattr(rewrapping, "retire", lambda on: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            keys.rotate(folder)

    assert keys.rotate(folder)[0] == "0 data keys are wrapped by version 2 now."
    assert list(sealing.versions(folder)) == [2]


def test_a_third_run_begins_the_next_rotation(folder, settings):
    for _ in range(2):
        keys.rotate(folder)
        started_again(folder, settings)

    assert keys.rotate(folder) == ["Version 3 is made. Start the fronts again, then run this once more."]


def test_the_keys_can_be_shown(folder, settings):
    keys.rotate(folder)
    started_again(folder, settings)
    rewrapping.register()
    (folder / "sealing-1.key").unlink()

    assert keys.shown(folder) == [
        "Version 1: wraps 0 data keys; its file is not here",
        "Version 2: wraps 0 data keys",
    ]
