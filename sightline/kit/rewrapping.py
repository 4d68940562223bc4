"""The sealing keys and the database: known by their marks, compared before anybody is served, changed by rotation.

Rotation never touches what is sealed. It wraps the data keys anew, some at a time, and can be stopped and gone on with.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction

from sightline.kit import ciphers
from sightline.kit.keyring import newest, refuse_other_keys, unwrapped
from sightline.kit.models import DataKey, SealingKey

AT_ONCE = 500  # data keys a transaction


def register() -> None:
    """Let the database know the marks of the sealing keys that this process has. Raises OtherKeys when one is another."""
    refuse_other_keys((key.version, bytes(key.mark), key.retired_on is not None) for key in SealingKey.objects.all())
    known = set(SealingKey.objects.values_list("version", flat=True))
    for version, key in settings.SEALING_KEYS.items():
        if version not in known:
            SealingKey.objects.create(version=version, mark=ciphers.mark(key))


def older_in_use() -> bool:
    """Whether a version older than the newest has not been retired."""
    return SealingKey.objects.filter(version__lt=newest()[0], retired_on=None).exists()


def rewrap() -> int:
    """Wrap every data key by the newest version, the door's boxes by their agency's key too; how many were wrapped.

    Each lot is a transaction of its own, so that whoever reads meanwhile waits for none.
    """
    done = 0
    while lot := list(DataKey.objects.filter(version__lt=newest()[0])[:AT_ONCE]):
        with transaction.atomic():
            for each in lot:
                _wrap_anew(each)
        done += len(lot)
    return done


def retire(on: date) -> list[int]:
    """Mark the versions by which nothing is wrapped any more as retired; which they were."""
    old = SealingKey.objects.filter(version__lt=newest()[0], retired_on=None)
    unused = [key.version for key in old if not DataKey.objects.filter(version=key.version).exists()]
    SealingKey.objects.filter(version__in=unused).update(retired_on=on)
    return unused


def _wrap_anew(kept: DataKey) -> None:
    """By the newest version, unless somebody erased or wrapped it a moment ago."""
    version, sealing = newest()
    subject: UUID = kept.pk
    data_key = unwrapped(bytes(kept.wrapped), kept.agency, subject)
    wrapped = ciphers.wrap(data_key, sealing, version, kept.agency, subject)
    DataKey.objects.filter(pk=subject, version=kept.version).update(version=version, wrapped=wrapped)


def told() -> list[tuple[int, str]]:
    """Each version with a line on it, the oldest first."""
    return [(key.version, f"Version {key.version}: {_state(key)}") for key in SealingKey.objects.order_by("version")]


def _state(key: SealingKey) -> str:
    if key.retired_on:
        return f"retired on {key.retired_on:%d.%m.%Y}"
    return f"wraps {DataKey.objects.filter(version=key.version).count()} data keys"
