"""Where the stages' addresses come from, and what a process says when it falls over."""

import logging
import socket
import sys

import pytest
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils.translation import override

from sightline.config import addresses, fronts
from sightline.config.database import connection
from sightline.config.headers import HEADERS, Headers
from sightline.config.health import ADDRESS, Health
from sightline.config.logs import Discreet
from sightline.config.problems import Problem
from sightline.config.same_origin import is_ours

STAFF, PUBLIC = "sightline.config.urls_staff", "sightline.config.urls_public"


def named(resolver: URLResolver, space: str = "") -> list[str]:
    """Every name of an address under a front, with its stage."""
    found = []
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            found.append(f"{space}:{each.name}")
        else:
            found += named(each, each.namespace or space)
    return found


@pytest.mark.parametrize("urls", [STAFF, PUBLIC])
def test_every_address_has_a_name_of_its_own_in_its_stage(urls: str):
    names = named(get_resolver(urls))

    assert len(names) == len(set(names))
    assert not [name for name in names if name.endswith((":None", ":"))]


def test_a_stage_without_pages_of_a_kind_has_none():
    assert addresses.addresses("urls_nowhere") == []


def test_the_desk_comes_last_and_so_answers_at_the_root():
    assert addresses.STAGES[-1] == "desk"
    assert len(addresses.STAGES) == len(set(addresses.STAGES))


@pytest.mark.parametrize("name", ["agencies:sign_in", "safeguarding:index", "justice:board", "operations:index"])
def test_the_public_front_does_not_know_staff_pages(name: str):
    with pytest.raises(NoReverseMatch):
        reverse(name, urlconf=PUBLIC)


@pytest.mark.parametrize(("code", "home"), [("en-gb", "/"), ("cy", "/cy/"), ("ar", "/ar/")])
def test_another_language_stands_behind_its_code(code: str, home: str):
    with override(code):
        assert reverse("reports:first", urlconf=PUBLIC) == home


# Guards ------------------------------------------------------------------------------------------------------


def test_the_web_server_does_not_say_what_it_is():
    assert Headers(lambda request: HttpResponse())(RequestFactory().get("/"))["Server"] == ""


@pytest.mark.parametrize("power", ["camera", "microphone", "geolocation", "payment", "usb", "display-capture"])
def test_pages_are_given_no_power_over_the_device(power: str):
    assert f"{power}=()" in Headers(lambda request: HttpResponse())(RequestFactory().get("/"))["Permissions-Policy"]


@pytest.mark.parametrize("status", [200, 302, 404, 500])
def test_failures_carry_the_same_headers(status: int):
    answer = Headers(lambda request: HttpResponse(status=status))(RequestFactory().get("/"))

    assert {name: answer[name] for name in HEADERS} == HEADERS
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/healthz/", "/healthz2", "/HEALTHZ", "/x/healthz"])
def test_only_one_address_tells_how_the_front_feels(address: str):
    answer = Health(lambda request: HttpResponse("page"))(RequestFactory().get(address))

    assert answer.content == b"page"


@pytest.mark.django_db
def test_how_it_feels_says_nothing_else():
    answer = Health(lambda request: HttpResponse("page"))(RequestFactory().get(ADDRESS))

    assert answer.content == b'{"database": "answers"}'


@pytest.mark.parametrize(
    ("host", "origin", "ours"),
    [
        ("testserver", "http://testserver", True),
        ("testserver", "http://testserver.elsewhere.example", False),
        ("testserver", "http://elsewhere.example/testserver", False),
        ("testserver", "HTTP://TESTSERVER", False),
        ("testserver:8000", "http://testserver", False),
    ],
)
def test_our_own_page_is_known_by_the_whole_of_its_origin(host: str, origin: str, ours: bool):
    request = RequestFactory(headers={"Host": host}).post("/", headers={"Origin": origin})

    assert is_ours(request) is ours


def test_a_front_of_an_unknown_host_is_not_ours(settings):
    settings.ALLOWED_HOSTS = ["staff.example"]
    request = RequestFactory().post("/", headers={"Origin": "http://elsewhere.example", "Host": "elsewhere.example"})

    with pytest.raises(DisallowedHost):
        is_ours(request)


# Lines -------------------------------------------------------------------------------------------------------


def test_a_connection_is_not_kept_between_requests_but_by_the_pool():
    settings = connection("postgresql://someone:word@127.0.0.1:5432/stories", pool=True)

    assert settings["CONN_MAX_AGE"] == 0
    assert settings["OPTIONS"]["pool"]["max_size"] >= 4
    assert settings["DISABLE_SERVER_SIDE_CURSORS"] is True


def test_without_an_address_there_is_no_database_by_accident():
    settings = connection("")

    assert (settings["NAME"], settings["USER"], settings["HOST"]) == ("", "", "")


def test_a_word_with_signs_in_it_arrives_whole():
    assert connection("postgresql://someone:a%40b%2Fc%25@127.0.0.1/stories")["PASSWORD"] == "a@b/c%"


def test_a_free_port_is_free():
    port = fronts.free_port()

    with socket.socket() as probe:
        probe.bind((fronts.HOST, port))


def test_a_problem_is_its_own_sentence():
    assert str(fronts.FrontFailed("Port 1 is in use.")) == "Port 1 is in use."
    assert issubclass(fronts.FrontFailed, Problem)


# Logs --------------------------------------------------------------------------------------------------------


def logged(error: BaseException) -> str:
    """What the log says of it."""
    try:
        raise error
    except BaseException:
        return Discreet("%(levelname)s %(message)s").format(
            logging.LogRecord("x", logging.ERROR, "x", 1, "fell over", (), sys.exc_info())
        )


@pytest.mark.parametrize("error", [ValueError("Andrei Inventat"), KeyError("07700 900123"), RuntimeError("a secret")])
def test_what_an_error_quotes_is_not_logged(error: Exception):
    text = logged(error)

    assert type(error).__name__ in text
    assert str(error.args[0]) not in text
    assert "test_addresses.py" in text


def test_an_error_that_leads_back_to_itself_is_told_once():
    error = ValueError("round")
    error.__context__ = error

    assert logged(error).count("ValueError") == 1


def test_without_an_error_there_is_only_the_message():
    record = logging.LogRecord("x", logging.WARNING, "x", 1, "slow", (), None)

    assert Discreet("%(message)s").format(record) == "slow"
