"""What browsers fetch beside the pages, gathered once and compressed; and translations, compiled."""

from hashlib import sha256
from pathlib import Path

import polib
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from sightline.config.paths import ROOT, VAR

STAMP = VAR / "stamps" / "static"


def gather() -> bool:
    """Gather the static files of all stages, unless none has changed since; whether there was work to do.

    A front that serves them from the source has no use for them, and would gather them without their list of names.
    """
    if settings.PAGES != "gathered":
        return False
    state = _state()
    if STAMP.exists() and STAMP.read_text() == state and Path(settings.STATIC_ROOT).exists():
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    STAMP.parent.mkdir(parents=True, exist_ok=True)
    STAMP.write_text(state)
    return True


def compile_messages() -> list[Path]:
    """Compile the translations that changed, without the gettext program; the files written."""
    sources = (ROOT / "sightline").rglob("locale/*/LC_MESSAGES/*.po")
    return [_compiled(source) for source in sources if _stale(source)]


def _state() -> str:
    """A short name for all static files as they are, and for how they are gathered."""
    digest = sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            path = Path(storage.path(name))
            digest.update(f"{name} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns


def _compiled(source: Path) -> Path:
    target = source.with_suffix(".mo")
    draft = target.with_suffix(".draft")
    polib.pofile(str(source)).save_as_mofile(str(draft))
    return draft.replace(target)
