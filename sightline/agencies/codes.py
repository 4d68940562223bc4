"""One-time codes: a telephone and the server know one secret and make the same six digits each half minute.

Source: RFC 6238; the clocks may differ by half a minute, and a code counts once.
"""

from __future__ import annotations

from datetime import datetime
from hmac import compare_digest

import pyotp
import segno
from django.utils.safestring import SafeString, mark_safe

from sightline.agencies.models import CodeGenerator, CodeSecret
from sightline.agencies.sealing import opened
from sightline.kit.acting import SomeoneWithKey, acting_as

STEP = 30  # seconds
APART = (-1, 0, 1)  # steps by which the two clocks may differ


def new_secret() -> str:
    """A secret of 160 bits, as telephones take it."""
    return pyotp.random_base32(32)


def picture(secret: str, name: str) -> SafeString:
    """What a telephone's camera reads the secret from, as SVG in the page itself."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Sightline")
    drawn = segno.make(uri, error="m").svg_inline(scale=4, border=4, dark="#000", light="#fff", svgclass="qr")
    return mark_safe(drawn)  # noqa: S308 - drawn here, of a secret and a name that it encodes


def step_of(code: str, secret: str, at: datetime) -> int | None:
    """The half minute whose code this is, counted from 1970; None when it is none of now's."""
    typed, now = "".join(code.split()).encode(), int(at.timestamp()) // STEP
    maker = pyotp.TOTP(secret)
    return next((now + step for step in APART if compare_digest(maker.at((now + step) * STEP).encode(), typed)), None)


def accept(person: SomeoneWithKey, code: str, at: datetime) -> bool:
    """Whether this is the person's code of now, not used before; from then on it is used."""
    with acting_as(person, "sl_door"):
        secret = CodeSecret.objects.filter(generator__in=CodeGenerator.objects.all()).first()
        if secret is None:
            return False
        step = step_of(code, opened(secret.sealed, place_of(secret.generator_id)), at)
        later = CodeSecret.objects.filter(pk=secret.pk, last_step__lt=step or 0)
        return step is not None and bool(later.update(last_step=step))


def place_of(generator: object) -> str:
    """For which place the secret of that generator is sealed."""
    return f"agencies_codesecret.sealed:{generator}"
