"""Passkeys, by WebAuthn: the browser signs a challenge that counts once, for this address, after its owner showed a PIN,
finger or face. One alone is two factors: what one has, and what one knows or is.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from sightline.agencies.models import Account, Passkey, Person
from sightline.kit.acting import acting_as

ASKED, ASKED_NEW = "passkey-asked", "passkey-asked-new"  # where the session keeps a challenge until its one answer
ALWAYS = UserVerificationRequirement.REQUIRED


class NotAccepted(Exception):
    """The browser's answer proves nothing: not ours, not now, not signed by a passkey that stands."""


def ask_for_new(request: HttpRequest, person: Person, have: list[Passkey]) -> str:
    """What the browser needs to make a passkey for this person, as JSON; those they have are not made twice."""
    user = PublicKeyCredentialUserEntity(name=person.name, id=person.pk.bytes, display_name=person.name)
    options, state = _server(request).register_begin(
        user, _named(have), resident_key_requirement=ResidentKeyRequirement.REQUIRED, user_verification=ALWAYS
    )
    request.session[ASKED_NEW] = state
    return json.dumps(dict(options))


def made(request: HttpRequest, answer: str) -> dict[str, Any]:
    """The passkey that the browser made: credential, public and count. Raises NotAccepted."""
    try:
        response = RegistrationResponse.from_dict(json.loads(answer))
        data = _server(request).register_complete(request.session.pop(ASKED_NEW, None), response)
    except Exception as error:  # whatever a stranger's bytes break in the library is no passkey
        raise NotAccepted from error
    found: Any = data.credential_data
    return {"credential": found.credential_id, "public": bytes(found), "count": data.counter}


def ask_for_one(request: HttpRequest, have: list[Passkey] | None = None) -> str:
    """What the browser needs to sign with a passkey, as JSON: one of these, or any that it has for this address."""
    options, state = _server(request).authenticate_begin(_named(have or []), user_verification=ALWAYS)
    request.session[ASKED] = state
    return json.dumps(dict(options))


def accept(request: HttpRequest, answer: str, at: datetime, owner: UUID | None = None) -> UUID:
    """Whose passkey signed, from then on used. owner: whose it must be, where that is known. Raises NotAccepted."""
    state = request.session.pop(ASKED, None)
    try:
        response = AuthenticationResponse.from_dict(json.loads(answer))
        said = UUID(bytes=response.response.user_handle) if response.response.user_handle else owner
        if owner not in (None, said):
            raise NotAccepted
        with acting_as(Account(pk=said), "sl_door"):
            passkey = Passkey.objects.get(credential=response.raw_id)
            _server(request).authenticate_complete(state, [AttestedCredentialData(bytes(passkey.public))], response)
            _use(passkey, response.response.authenticator_data.counter, at)
    except Exception as error:  # as above
        raise NotAccepted from error
    return passkey.person_id


def _use(passkey: Passkey, count: int, at: datetime) -> None:
    """Keep how often it signed. A count that does not grow tells of a copy, where passkeys count at all."""
    grew = count > passkey.count or count == passkey.count == 0
    if not grew or not Passkey.objects.filter(pk=passkey.pk, count=passkey.count).update(count=count, used_at=at):
        raise NotAccepted


def _server(request: HttpRequest) -> Fido2Server:
    """The verifying side, for the very address that the browser is at."""
    host, ours = request.get_host(), f"{request.scheme}://{request.get_host()}"
    entity = PublicKeyCredentialRpEntity(name="Sightline", id=host.partition(":")[0])
    return Fido2Server(entity, verify_origin=lambda origin: origin == ours)


def _named(passkeys: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    kind = PublicKeyCredentialType.PUBLIC_KEY
    return [PublicKeyCredentialDescriptor(type=kind, id=bytes(passkey.credential)) for passkey in passkeys]
