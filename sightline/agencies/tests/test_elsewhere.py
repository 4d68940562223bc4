"""Single sign-on against a real provider, running as a process of its own on this machine."""

import subprocess
import sys
from contextlib import contextmanager
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from time import monotonic, sleep
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from django.utils import timezone

from sightline.agencies import actions, elsewhere
from sightline.agencies.models import Account, Identity, Provider
from sightline.agencies.sealing import seal
from sightline.agencies.tests.factories import AgencyFactory, GrantFactory, PersonFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import account_of, telephone_of
from sightline.config.fronts import free_port
from sightline.config.running import stop
from sightline.ledger.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PATIENCE = 30  # seconds for the provider to answer
SUBJECT = "ruth.invented@agency.example"


@contextmanager
def running():
    """An agency's own sign-in; gives its address."""
    port = free_port()
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "oidc_provider_mock",
        "--port",
        str(port),
        "--require-nonce",
        "true",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        stop(process)


def _wait(address: str) -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        try:
            return requests.get(f"{address}/.well-known/openid-configuration", timeout=5).raise_for_status()
        except requests.ConnectionError:
            sleep(0.1)
    raise AssertionError("the provider did not answer")


@pytest.fixture(scope="module")
def issuer():
    with running() as address:
        yield address


@pytest.fixture
def agency(issuer):
    """An agency whose own sign-in that is, which warrants that it asks for two factors."""
    agency = AgencyFactory(name="Invented Council")
    Provider.objects.create(
        agency=agency,
        issuer=issuer,
        client="sightline",
        sealed=seal("a secret of ours", elsewhere.place_of(agency.pk)),
        asks_twice=True,
    )
    return agency


@pytest.fixture
def ruth(agency):
    """Somebody who works there and has an account."""
    person = PersonFactory(name="Ruth Invented", agency=agency)
    GrantFactory(person=person, role="analyst", agency=agency)
    account_of(person, "ruth")
    return person


@pytest.fixture
def named(ruth):
    """Two colleagues have said by which name the agency knows her."""
    administrator = person_as("administrator", agency=ruth.agency)
    identity = actions.name_elsewhere(ruth, by=administrator, at=timezone.now(), known_as=SUBJECT)
    actions.vouch_for_name(identity, by=person_as("analyst", agency=ruth.agency), at=timezone.now())
    return identity


def leave(client, agency) -> str:
    """The address of the agency's sign-in to which the page leads."""
    html = client.post("/sign/elsewhere", {"agency": agency.code, "next": "/figures/"}).content.decode()
    return unescape(html.partition('http-equiv="refresh" content="0;url=')[2].partition('"')[0])


def answer_there(address: str, subject: str = SUBJECT) -> str:
    """Sign in there as that person; the address to which they are sent back."""
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
    return answer.headers["Location"]


def come_back(client, back: str):
    """Back at our page, press the button; the last answer."""
    parts = urlsplit(back)
    page = client.get(f"{parts.path}?{parts.query}")
    assert page.status_code == 200
    sent = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return client.post("/sign/back/in", sent)


def test_whoever_two_colleagues_named_signs_in_there(client, agency, ruth, named):
    answer = come_back(client, answer_there(leave(client, agency)))

    assert answer["Location"] == "/figures/"
    assert client.get("/figures/").status_code == 200
    assert Entry.objects.get(verb="sign in by agency").actor == ruth.pk


def test_it_asks_with_state_nonce_and_a_proof_and_for_nothing_but_who_it_is(client, agency):
    asked = parse_qs(urlsplit(leave(client, agency)).query)

    assert asked["scope"] == ["openid"]
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["prompt"] == ["login"]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))


def test_a_name_that_nobody_vouched_for_gets_nothing_and_no_account_is_made(client, agency, ruth):
    before = Account.objects.count()

    html = come_back(client, answer_there(leave(client, agency), "stranger@agency.example")).content.decode()

    assert "nobody here has been told who that is" in html
    assert client.get("/")["Location"].startswith("/sign/in")
    assert Account.objects.count() == before
    assert Entry.objects.get(act="refuse").asked == "agency"


def test_a_name_that_one_person_alone_said_gets_nothing(client, agency, ruth):
    administrator = person_as("administrator", agency=agency)
    actions.name_elsewhere(ruth, by=administrator, at=timezone.now(), known_as=SUBJECT)

    come_back(client, answer_there(leave(client, agency)))

    assert client.get("/")["Location"].startswith("/sign/in")


def test_a_name_that_was_ended_gets_nothing(client, agency, ruth, named):
    actions.end_name(named, by=ruth, at=timezone.now())

    come_back(client, answer_there(leave(client, agency)))

    assert client.get("/")["Location"].startswith("/sign/in")


def test_the_same_name_at_another_agency_means_nobody(client, agency, ruth, issuer):
    elsewhere_ = AgencyFactory()
    Provider.objects.create(agency=elsewhere_, issuer=issuer, client="sightline", asks_twice=True)
    Identity.objects.create(
        person=ruth,
        agency=agency,
        subject=SUBJECT,
        state="standing",
        started_by=PersonFactory(),
        started_at=timezone.now(),
    )

    come_back(client, answer_there(leave(client, elsewhere_)))

    assert client.get("/")["Location"].startswith("/sign/in")


def test_a_closed_account_gets_nothing(client, agency, ruth, named):
    Account.objects.update(is_active=False)

    come_back(client, answer_there(leave(client, agency)))

    assert client.get("/")["Location"].startswith("/sign/in")


def test_what_the_token_says_of_roles_changes_nothing(client, agency, ruth, named, issuer):
    claims = {"sub": SUBJECT, "roles": ["auditor", "administrator"], "groups": ["everything"]}
    requests.put(f"{issuer}/users/{SUBJECT}", json=claims, timeout=10).raise_for_status()

    come_back(client, answer_there(leave(client, agency)))

    assert Entry.objects.get(verb="sign in by agency").roles == ["analyst"]


def test_an_agency_that_asks_for_one_factor_leaves_ours_to_follow(client, agency, ruth, named):
    Provider.objects.update(asks_twice=False)
    telephone = telephone_of(ruth)

    answer = come_back(client, answer_there(leave(client, agency)))

    assert answer["Location"] == "/sign/second"
    assert client.get("/")["Location"].startswith("/sign/in")
    client.post("/sign/second", {"code": telephone.now()})
    assert client.get("/").status_code == 200


def test_an_answer_counts_once(client, agency, ruth, named):
    back = answer_there(leave(client, agency))
    come_back(client, back)
    client.post("/sign/out")

    html = client.get(f"{urlsplit(back).path}?{urlsplit(back).query}&again=yes").content.decode()

    assert "That sign-in was not finished" in html


def test_an_answer_to_somebody_elses_question_is_none(client, agency, ruth, named):
    """What another browser was asked cannot be brought into this one."""
    other = Client()
    back = answer_there(leave(other, agency))
    leave(client, agency)

    come_back(client, back)

    assert client.get("/")["Location"].startswith("/sign/in")


def test_a_token_of_another_issuer_is_none(client, agency, ruth, named, issuer):
    there = leave(client, agency)
    Provider.objects.update(issuer=f"{issuer}/")

    come_back(client, answer_there(there))

    assert client.get("/")["Location"].startswith("/sign/in")


@pytest.mark.parametrize("meant_for", ["another-service", ["another-service", "a-third"]], ids=["one", "several"])
def test_a_token_that_is_meant_for_another_service_is_none(meant_for, client, agency, ruth, named, issuer):
    requests.put(f"{issuer}/users/{SUBJECT}", json={"sub": SUBJECT, "aud": meant_for}, timeout=10).raise_for_status()

    try:
        come_back(client, answer_there(leave(client, agency)))
    finally:
        requests.put(f"{issuer}/users/{SUBJECT}", json={"sub": SUBJECT}, timeout=10).raise_for_status()

    assert client.get("/")["Location"].startswith("/sign/in")


def test_of_the_token_nothing_is_kept_and_the_browser_never_has_it(client, agency, ruth, named):
    answer = come_back(client, answer_there(leave(client, agency)))

    told = f"{answer.headers} {answer.content.decode()} {dict(client.session)} {answer.cookies}"
    assert client.get("/figures/").status_code == 200
    assert [sign for sign in ("eyJ", "access_token", "id_token", "refresh_token", "Bearer") if sign in told] == []


def test_where_an_agencys_server_points_to_another_nobody_follows(client, agency, issuer):
    class Pointing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", f"{issuer}{self.path}")
            self.end_headers()

        def log_message(self, *said: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Pointing) as server:
        Thread(target=server.handle_request, daemon=True).start()
        Provider.objects.update(issuer=f"http://127.0.0.1:{server.server_port}")

        html = client.post("/sign/elsewhere", {"agency": agency.code}).content.decode()

    assert "does not answer" in html


def test_a_page_that_came_back_without_its_session_asks_for_itself_once_more(client):
    """A session's cookie comes with our own pages alone, and this page was opened from another site."""
    html = client.get("/sign/back?code=abc&state=def").content.decode()

    assert 'content="0;url=/sign/back?code=abc&amp;state=def&amp;again=yes"' in html


def test_coming_back_by_a_link_signs_nobody_in(client, agency, ruth, named):
    back = urlsplit(answer_there(leave(client, agency)))

    client.get(f"{back.path}?{back.query}")

    assert client.get("/")["Location"].startswith("/sign/in")
    assert client.get("/sign/back/in").status_code == 405


def test_an_agency_whose_sign_in_is_away_is_said_to_be(client, agency):
    Provider.objects.update(issuer=f"http://127.0.0.1:{free_port()}")

    html = client.post("/sign/elsewhere", {"agency": agency.code}).content.decode()

    assert "does not answer" in html


def test_an_agency_without_one_is_not_there(client):
    assert client.post("/sign/elsewhere", {"agency": "northumbria-police"}).status_code == 404


def test_the_sign_in_page_offers_it_by_the_agencys_name(client, agency):
    assert "Invented Council" in client.get("/sign/in").content.decode()
