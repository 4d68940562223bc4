"""What every staff page says of its reader."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from sightline.agencies.models import Grant


def reader(request: HttpRequest) -> dict[str, Any]:
    """The reader's name and roles for the masthead, leading to how they sign in, and where to sign out."""
    person = getattr(request, "person", None)
    if person is None:
        return {}
    if not hasattr(person, "roles"):
        person.roles = sorted({grant.get_role_display() for grant in Grant.objects.filter(person=person)})
    line = ", ".join([*person.roles, person.agency.name])
    own = {"name": person.name, "role": line, "url": reverse("agencies:mine")}
    return {"reader": own, "sign_out_url": reverse("agencies:sign_out")}
