"""Every address of both fronts, asked by a stranger, by somebody without a role, and by each role."""

import re
from collections.abc import Iterator
from string import ascii_uppercase

from django.db import connection
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import RoutePattern, URLPattern, URLResolver
from pytest import fixture, mark

from sightline.agencies.models import Account, Role
from sightline.agencies.tests.factories import PersonFactory, person_as
from sightline.agencies.tests.factories_of_sign_in import confirmed

STAFF, PUBLIC = "sightline.config.urls_staff", "sightline.config.urls_public"
KINDS = [*ascii_uppercase, *(one + other for one in ascii_uppercase for other in ascii_uppercase)]
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
WRITTEN = "select relname, n_tup_ins + n_tup_upd + n_tup_del from pg_stat_xact_user_tables"


def patterns(resolver: URLResolver) -> Iterator[list[RoutePattern]]:
    """Each address of a front, as the parts it is made of."""
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield [each.pattern]
        else:
            yield from ([each.pattern, *rest] for rest in patterns(each))


def addresses(urls: str) -> list[str]:
    """Each address of a front, with a reference that no record has where one belongs."""
    return ["/" + "".join(map(_filled, parts)) for parts in patterns(get_resolver(urls))]


def _filled(pattern: RoutePattern) -> str:
    route = str(pattern)
    for name, converter in getattr(pattern, "converters", {}).items():
        wanted = re.compile(converter.regex)
        value = next((f"{kind}-2222-2222" for kind in KINDS if wanted.fullmatch(f"{kind}-2222-2222")), "met")
        route = re.sub(rf"<([\w]+:)?{name}>", value, route)
    return route


EVERY = addresses(STAFF)
INSIDE = [address for address in EVERY if not address.startswith(("/sign/", "/api/"))]  # programs: reports, test_api
LISTS = [address for address in INSIDE if "2222" not in address]
OF_ONE = [address for address in INSIDE if "2222" in address]
OPEN = addresses(PUBLIC)


def signed_in(person) -> Client:
    """A browser in which that person is signed in."""
    client = Client()
    client.force_login(Account.objects.create(id=person.pk, name=str(person.pk)))
    return client


def written() -> dict[str, int]:
    """How many rows of each table this test has written so far, rolled back or not."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return dict(cursor.fetchall())


@fixture
def nobody_in_particular(db):
    """Somebody who is signed in and holds no role."""
    return confirmed(signed_in(PersonFactory()))


def test_there_are_addresses_and_each_is_whole():
    assert len(INSIDE) > 120
    assert len(OPEN) > 8
    assert [address for address in [*EVERY, *OPEN] if "<" in address] == []


@mark.django_db
@mark.parametrize("address", INSIDE)
def test_a_stranger_gets_the_sign_in_page_and_nothing_else(address):
    for answer in (Client().get(address), Client().post(address, {"note": "x"}), Client().head(address)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign/in?next=/")
        assert answer.content == b""


@mark.django_db
@mark.parametrize("address", ["/no-such-page", "/reports", "/admin/", "/.env", "/healthz/"])
def test_a_stranger_does_not_learn_which_addresses_there_are(address):
    answer = Client().get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign/in")


@mark.django_db
@mark.parametrize("address", ["/api/", "/api/reports", "/api/no-such"])
def test_a_stranger_learns_as_little_of_what_is_for_programs(address):
    assert {Client().get(address).status_code, Client().post(address).status_code} == {401}


@mark.django_db
def test_before_signing_in_there_is_a_form_and_no_more():
    assert Client().get("/sign/in").status_code == 200
    assert {Client().get(f"/sign/{page}").status_code for page in ("become", "out")} == {405}
    assert Client().get("/sign/anything").status_code == 404


@mark.django_db
@mark.parametrize("address", INSIDE)
def test_a_page_that_is_fetched_ahead_is_not_answered(address):
    answer = Client().get(address, headers={"Sec-Purpose": "prefetch;prerender"})

    assert (answer.status_code, answer.content) == (503, b"")


@mark.parametrize("address", OF_ONE)
def test_a_record_that_is_not_there_is_a_plain_404_to_read_and_to_change(address, nobody_in_particular):
    before = written()

    assert nobody_in_particular.get(address).status_code in (404, 405)
    assert nobody_in_particular.post(address, {}).status_code in (404, 403)
    changed = {name for name, count in written().items() if count != before.get(name, 0)}
    assert changed <= {"ledger_entry", "agencies_session"}


@mark.slow
@mark.django_db
@mark.parametrize("role", Role.values)
def test_every_list_opens_to_every_role_or_is_refused_and_reading_writes_the_ledger_alone(role):
    client = signed_in(person_as(role))
    client.get("/")
    before, wrong = written(), []

    for address in LISTS:
        if client.get(address).status_code not in (200, 302, 403, 404, 405):
            wrong.append(address)

    changed = {name for name, count in written().items() if count != before.get(name, 0)}
    assert wrong == []
    assert changed <= {"ledger_entry", "agencies_session"}


@mark.parametrize("address", LISTS)
def test_asking_for_the_headers_alone_answers_like_the_page(address, nobody_in_particular):
    page, head = nobody_in_particular.get(address), nobody_in_particular.head(address)

    assert head.content == b""
    assert head.status_code == page.status_code


@mark.parametrize("address", [*LISTS, "/no-such-page", "/sign/in"])
def test_every_staff_answer_is_kept_nowhere_and_tells_no_other_site(address, nobody_in_particular):
    answer = nobody_in_particular.get(address)

    assert {name: answer[name] for name in HEADERS} == HEADERS
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


@mark.django_db
@mark.parametrize("address", [*OPEN, "/cy/", "/no-such-page"])
def test_every_public_answer_is_kept_nowhere_and_leaves_no_cookie(address, public):
    answer = public.get(address)

    assert answer.status_code in (200, 302, 404, 405)
    assert not answer.cookies
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


@mark.django_db
@mark.parametrize("address", OPEN)
@mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://elsewhere.example"}])
def test_a_public_form_sent_by_another_site_is_refused_and_writes_nothing(address, headers, public):
    before = written()

    answer = public.post(address, {"what": "x"}, headers=headers)

    assert answer.status_code == 403
    assert written() == before


@mark.django_db
@mark.parametrize("address", [address for address in INSIDE if address not in OPEN])
def test_staff_pages_are_not_on_the_public_front(address, public):
    assert public.get(address).status_code == 404


@mark.django_db
@mark.parametrize("address", OPEN)
def test_reading_a_public_page_writes_nothing(address, public):
    before = written()

    public.get(address)

    assert written() == before
