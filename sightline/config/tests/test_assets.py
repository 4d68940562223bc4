"""Translations are compiled, and static files gathered, only when they changed."""

import gettext
from pathlib import Path

import pytest

from sightline.config import assets

SOURCE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Safe"\nmsgstr "Diogel"\n'


@pytest.fixture
def welsh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one word translated."""
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    source = tmp_path / "sightline" / "locale" / "cy" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE)
    return source


def test_a_translation_is_compiled_and_then_left_alone(welsh: Path):
    (compiled,) = assets.compile_messages()

    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Safe") == "Diogel"
    assert assets.compile_messages() == []


@pytest.fixture
def gathering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings):
    """The settings of a front that serves what is gathered, into a folder of the test's own."""
    settings.STATIC_ROOT, settings.PAGES = tmp_path / "static", "gathered"
    monkeypatch.setattr(assets, "STAMP", tmp_path / "stamp")
    return settings


def test_static_files_are_gathered_once(gathering):
    assert assets.gather() is True
    assert assets.gather() is False
    assert any(gathering.STATIC_ROOT.iterdir())


def test_static_files_are_gathered_again_when_they_were_removed(gathering):
    assets.STAMP.write_text(assets._state())

    assert assets.gather() is True


def test_a_front_that_serves_from_the_source_leaves_what_another_gathered_alone(gathering):
    """Else it would gather them without the names that the other asks for, and every page of that one would fail."""
    assets.gather()
    (kept := gathering.STATIC_ROOT / "kept").touch()
    gathering.PAGES = "source"
    assets.STAMP.unlink()

    assert assets.gather() is False
    assert kept.exists()
    assert not assets.STAMP.exists()


def test_static_files_are_gathered_again_where_they_were_gathered_in_another_way(gathering):
    assets.gather()
    gathering.STORAGES = gathering.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"}
    }

    assert assets.gather() is True
