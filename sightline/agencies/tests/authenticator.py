"""An authenticator as people carry it, in a few lines: makes passkeys and signs with them as WebAuthn says."""

import json
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

PRESENT, VERIFIED, HAS_DATA = 0x01, 0x04, 0x40
NO_MODEL = b"\0" * 16


class Authenticator:
    """One key at one address. `verifies`: whether it asks for a finger or PIN. `count`: as it last told."""

    def __init__(self, origin: str = "http://testserver", *, verifies: bool = True):
        self.origin, self.host = origin, origin.partition("//")[2].partition(":")[0]
        self.flags = PRESENT | (VERIFIED if verifies else 0)
        self.key, self.credential, self.owner, self.count = (
            ec.generate_private_key(ec.SECP256R1()),
            os.urandom(32),
            b"",
            0,
        )

    def make(self, asked: str) -> str:
        """What the browser sends when it was asked, as JSON, to make a passkey."""
        options = json.loads(asked)["publicKey"]
        self.owner = options["user"]["id"]
        data = AttestedCredentialData.create(
            NO_MODEL, self.credential, ES256.from_cryptography_key(self.key.public_key())
        )
        told = AuthenticatorData.create(sha256(self.host.encode()), self.flags | HAS_DATA, self.count, data)
        attested = AttestationObject.create("none", told, {})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer({"clientDataJSON": client.b64, "attestationObject": websafe_encode(attested)})

    def sign(self, asked: str, **changed: object) -> str:
        """What it sends when it was asked to sign. changed: owner, as another authenticator might say."""
        client = self._client("webauthn.get", json.loads(asked)["publicKey"]["challenge"])
        told = AuthenticatorData.create(sha256(self.host.encode()), self.flags, self.count)
        signature = self.key.sign(told + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": client.b64,
                "authenticatorData": websafe_encode(told),
                "signature": websafe_encode(signature),
                "userHandle": changed.get("owner", self.owner),
            }
        )

    def _client(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(kind, challenge, self.origin)

    def _answer(self, response: dict[str, object]) -> str:
        named = websafe_encode(self.credential)
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": response})
