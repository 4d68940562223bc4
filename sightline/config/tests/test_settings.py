"""The settings of the two fronts keep what only one of them may have."""

from importlib import import_module

import pytest

from sightline.config.settings import public, staff


def test_the_public_front_has_no_session_and_no_sign_in():
    told = " ".join(public.MIDDLEWARE)

    assert not {word for word in ("session", "auth", "csrf") if word in told.lower()}


def test_the_public_front_refuses_forms_of_other_sites_before_anything_of_ours_runs():
    assert public.MIDDLEWARE.index("sightline.config.same_origin.SameOrigin") < public.MIDDLEWARE.index(
        "sightline.agencies.reader.Public"
    )


def test_the_staff_front_keeps_its_form_tokens_in_the_session():
    assert staff.CSRF_USE_SESSIONS is True


def test_the_reader_stands_inside_sign_in():
    order = staff.MIDDLEWARE

    assert order.index("django.contrib.auth.middleware.AuthenticationMiddleware") < order.index(
        "sightline.agencies.reader.Reader"
    )


@pytest.mark.parametrize("name", ["public", "staff", "owner", "demo"])
def test_nothing_is_shown_to_a_reader_when_a_page_fails(name: str):
    assert import_module(f"sightline.config.settings.{name}").DEBUG is False


def test_no_page_may_run_or_load_what_is_not_ours():
    directives = staff.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    assert directives["default-src"] == ["'none'"]
    assert {source for sources in directives.values() for source in sources} == {"'self'", "'none'"}


def test_every_stage_has_its_place_in_the_list_of_addresses():
    addresses = import_module("sightline.config.addresses")
    stages = {app.removeprefix("sightline.") for app in staff.INSTALLED_APPS if app.startswith("sightline.")}

    assert set(addresses.STAGES) == stages


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/no-such-page", "/statements/S-2222-2222", "/cy/no-such-page"])
def test_what_is_not_there_looks_like_the_publics_own_pages_and_gives_nothing_away(address: str, public):
    answer = public.get(address)
    html = answer.content.decode()

    assert answer.status_code == 404
    assert 'class="public"' in html
    assert "Sightline</title>" not in html
    assert 'id="leave"' in html
