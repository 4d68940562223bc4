"""Single sign-on at an agency that has it: OpenID Connect, authorisation code with PKCE, state and nonce.

The agency says who somebody is and nothing more: which of its people a name means, two people have said here, and what
they may do is in their grants. A name that nobody vouched for gets nothing, and no account is ever made from a token.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from joserfc.errors import JoseError
from requests import RequestException

from sightline.agencies.models import Account
from sightline.agencies.sealing import opened
from sightline.kit.acting import acting_as

GONE_TO = "gone-to"  # in the session: at which agency they are signing in
PATIENCE = 10  # seconds for the agency's server to answer
ASKING = {  # how it is asked: who somebody is and no more, and never on to wherever an answer points
    "scope": "openid",
    "code_challenge_method": "S256",
    "default_timeout": PATIENCE,
    "max_redirects": 0,
}


class NotKnown(Exception):
    """The agency's answer is not one, or means nobody here."""


class Away(Exception):
    """The agency's own sign-in cannot be reached."""


class SignIn(NamedTuple):
    """An agency's own sign-in, as the sign-in page offers it."""

    agency: UUID
    code: str
    name: str
    issuer: str
    client: str
    sealed: bytes
    asks_twice: bool


def offered() -> list[SignIn]:
    """The agencies that have one, by name."""
    with acting_as(None, "sl_door"), connection.cursor() as cursor:
        cursor.execute("select * from priv.sign_ins_elsewhere()")
        return [SignIn(*row) for row in cursor.fetchall()]


def leave_for(request: HttpRequest, code: str) -> str:
    """The address of that agency's sign-in, with all that its answer must match kept in the session.

    Raises NotKnown for an agency without one, and Away.
    """
    sign_in = _of(code)
    client, back = _client(sign_in), request.build_absolute_uri(reverse("agencies:back"))
    try:
        asked = client.create_authorization_url(back, prompt="login")
    except (RequestException, ValueError, RuntimeError) as error:
        raise Away(code) from error
    client.save_authorize_data(request, redirect_uri=back, **asked)
    request.session[GONE_TO] = sign_in.code
    return str(asked["url"])


def came_back(request: HttpRequest) -> tuple[Account, SignIn]:
    """Who came back, by the code and state in the form. Raises NotKnown and Away."""
    sign_in = _of(request.session.pop(GONE_TO, ""))
    client = _client(sign_in)
    try:
        claims = client.authorize_access_token(request).get("userinfo") or {}
    except RequestException as error:
        raise Away(sign_in.code) from error
    except (OAuthError, JoseError, ValueError, TypeError, KeyError) as error:
        raise NotKnown(sign_in.code) from error
    _refuse_foreign(claims, sign_in)
    return _known(sign_in, str(claims["sub"])), sign_in


def place_of(agency: Any) -> str:
    """For which place the secret of that agency's sign-in is sealed."""
    return f"agencies_provider.sealed:{agency}"


def _refuse_foreign(claims: dict[str, Any], sign_in: SignIn) -> None:
    """The token must be that agency's, for us, about somebody."""
    to = claims.get("aud")
    ours = sign_in.client in to if isinstance(to, list) else to == sign_in.client
    if claims.get("iss") != sign_in.issuer or not ours or not claims.get("sub"):
        raise NotKnown(sign_in.code)


def _known(sign_in: SignIn, subject: str) -> Account:
    with acting_as(None, "sl_door"), connection.cursor() as cursor:
        cursor.execute("select priv.known_elsewhere(%s, %s)", [sign_in.agency, subject])
        person = cursor.fetchone()[0]
    account = Account.objects.filter(pk=person, is_active=True).first()
    if account is None:
        raise NotKnown(sign_in.code)
    return account


def _of(code: str) -> SignIn:
    found = next((each for each in offered() if each.code == code), None)
    if found is None:
        raise NotKnown(code)
    return found


def _client(sign_in: SignIn) -> Any:
    return OAuth().register(
        name=sign_in.code,
        client_id=sign_in.client,
        client_secret=opened(sign_in.sealed, place_of(sign_in.agency)) if sign_in.sealed else None,
        server_metadata_url=f"{sign_in.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs=ASKING,
    )
