"""A partner's program, and many requests made from the description of its interface."""

import json
from datetime import timedelta
from io import BytesIO

import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from urllib3 import HTTPResponse

from sightline.reports.describing import description

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
ADDRESS = "http://testserver"


class Program:
    """A program that shows this token, if any, with each request."""

    def __init__(self, token=""):
        self.client = Client(headers={"Authorization": f"Bearer {token}"} if token else {})

    def send(self, to, told):
        """Post this as JSON."""
        return self.client.post(to, json.dumps(told), content_type="application/json")

    def ask(self, of):
        """Get that address."""
        return self.client.get(of)


def tried(program, examples, number=0):
    """Send so many requests of each kind, right and wrong ones; how many in all. Raises where an answer is not as described."""
    sent = 0
    modes = schemathesis.GenerationMode
    for result in schemathesis.openapi.from_dict(description()).get_all_operations():
        operation = result.ok()
        for mode in modes:

            @seed(number)
            @settings(
                max_examples=examples,
                deadline=timedelta(seconds=20),
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def answers(case):
                nonlocal sent
                sent += 1
                case.validate_response(answered(program, case), checks=CHECKS)

            try:
                answers()
            except schemathesis.errors.SchemathesisError as nothing_to_try:
                if "negat" not in str(nothing_to_try).casefold():
                    raise
    return sent


def answered(program, case):
    """The answer to a request of Schemathesis, as the library for which it checks would have it."""
    asked = case.as_transport_kwargs(base_url=ADDRESS)
    made = requests.Request(asked["method"], asked["url"], json=asked.get("json"), data=asked.get("data")).prepare()
    kind = {"content_type": made.headers.get("Content-Type", "application/json")}
    path = made.url.removeprefix(ADDRESS)
    got = program.client.generic(made.method, path, made.body or b"", **kind)
    told = requests.Response()
    told.status_code, told._content, told.request, told.url = got.status_code, got.content, made, made.url
    told.headers.update(got.items())
    told.raw = HTTPResponse(BytesIO(got.content), headers=dict(got.items()), status=got.status_code)
    return told
