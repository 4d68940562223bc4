"""A front says whether it can work."""

import json

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from sightline.config import health


def page(request: HttpRequest) -> HttpResponse:
    """Any other page."""
    return HttpResponse("page")


@pytest.mark.django_db
def test_it_answers_once_the_database_does():
    response = health.Health(page)(RequestFactory().get("/healthz"))

    assert (response.status_code, json.loads(response.content)) == (200, {"database": "answers"})


def test_it_says_that_the_database_is_away(monkeypatch: pytest.MonkeyPatch):
    class Away:
        def cursor(self) -> None:
            raise OperationalError

    monkeypatch.setattr(health, "connection", Away())

    assert health.Health(page)(RequestFactory().get("/healthz")).status_code == 503


def test_other_addresses_are_left_to_the_pages():
    assert health.Health(page)(RequestFactory().get("/healthzz")).content == b"page"
