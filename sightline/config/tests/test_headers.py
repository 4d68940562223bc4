"""What every answer carries, and who may send a form."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CSRF_SESSION_KEY
from django.test import RequestFactory, override_settings

from sightline.config.headers import Headers
from sightline.config.same_origin import SameOrigin, Tokens
from sightline.config.settings import public, staff

OURS = "http://testserver"


def answer(request: HttpRequest) -> HttpResponse:
    """A page."""
    return HttpResponse("page")


def test_every_answer_is_kept_nowhere_and_gives_pages_no_powers():
    response = Headers(answer)(RequestFactory().get("/"))

    assert response["Cache-Control"] == "no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]


def test_a_page_has_no_power_over_the_device_but_passkeys_on_the_staff_front():
    assert "self" not in public.EVERY_ANSWER["Permissions-Policy"]
    kept = [power for power in staff.EVERY_ANSWER["Permissions-Policy"].split(", ") if "self" in power]
    assert kept == ["publickey-credentials-create=(self)", "publickey-credentials-get=(self)"]


def test_no_robot_takes_the_staff_front_up_and_those_who_seek_help_find_the_public_one():
    assert staff.EVERY_ANSWER["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in public.EVERY_ANSWER


def test_a_page_may_say_how_long_it_is_kept():
    response = Headers(lambda request: HttpResponse(headers={"Cache-Control": "max-age=60"}))(RequestFactory().get("/"))

    assert response["Cache-Control"] == "max-age=60"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": OURS}, 200),
        ({"Origin": OURS, "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "http://testserver:8001"}, 403),
        ({"Origin": "https://testserver"}, 403),
        ({"Origin": "null"}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": OURS, "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://elsewhere.example", "Sec-Fetch-Site": "same-origin"}, 403),
    ],
)
@override_settings(ALLOWED_HOSTS=["testserver"])
def test_a_form_sent_by_another_site_is_refused(headers: dict[str, str], status: int):
    request = RequestFactory().post("/", headers=headers)

    assert SameOrigin(answer)(request).status_code == status


def test_following_a_link_from_another_site_is_fine():
    request = RequestFactory().get("/", headers={"Sec-Fetch-Site": "cross-site", "Origin": "http://elsewhere.example"})

    assert SameOrigin(answer)(request).status_code == 200


@pytest.mark.parametrize(
    ("site", "token", "status"), [("same-origin", True, 200), ("same-origin", False, 403), ("cross-site", True, 403)]
)
@override_settings(ALLOWED_HOSTS=["testserver"])
def test_a_staff_form_needs_its_token_and_our_own_page_although_no_origin_is_told(site: str, token: bool, status: int):
    request = RequestFactory().post("/", headers={"Origin": "null", "Sec-Fetch-Site": site})
    request.session, request.user = {CSRF_SESSION_KEY: "a" * 32}, AnonymousUser()
    request.META["HTTP_X_CSRFTOKEN"] = "a" * 32 if token else ""
    guard = Tokens(answer)
    guard.process_request(request)

    refused = guard.process_view(request, answer, (), {})

    assert (refused.status_code if refused else 200) == status


def test_on_a_line_that_is_not_guarded_nobody_makes_up_what_a_proxy_would_say():
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "elsewhere.example", "X-Forwarded-Port": "443"}
    request = RequestFactory().get("/", headers=told)

    assert not request.is_secure()
    assert request.get_host() == "testserver"
    assert request.get_port() == "80"
