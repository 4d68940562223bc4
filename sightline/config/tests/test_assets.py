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


def test_static_files_are_gathered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings):
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(assets, "STAMP", tmp_path / "stamp")

    assert assets.gather() is True
    assert assets.gather() is False
    assert any((tmp_path / "static").iterdir())


def test_static_files_are_gathered_again_when_they_were_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings
):
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(assets, "STAMP", tmp_path / "stamp")
    (tmp_path / "stamp").write_text(assets._state())

    assert assets.gather() is True
