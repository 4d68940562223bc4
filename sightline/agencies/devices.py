"""From which browser somebody acts: a random name of the session, which says nothing of the machine."""

import secrets

from django.http import HttpRequest

NAME = "device"


def device_of(request: HttpRequest) -> str:
    """The name of the session of who is signed in, made when first asked for; empty for a stranger."""
    if not request.user.is_authenticated:
        return ""
    if NAME not in request.session:
        request.session[NAME] = secrets.token_hex(8)
    return str(request.session[NAME])
