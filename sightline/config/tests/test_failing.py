"""What a front says when it fails: which kind of failure, what to do, and nothing of the error itself."""

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import SuspiciousOperation
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.urls import get_resolver, path
from pytest import fixture, mark

from sightline.config import failing, urls_public, urls_staff
from sightline.config.addresses import addresses

SECRET = "row of an invented person"


def fall(error):
    def page(request):
        raise error(SECRET)

    return page


def interrupted(request):
    """As the framework tells that a session could not be kept, for lack of its database."""
    try:
        raise OperationalError(SECRET)
    except OperationalError:
        raise SessionInterrupted(SECRET)  # noqa: B904 - so does the framework


FAILING = {"away": OperationalError, "closed": InterfaceError, "ours": ZeroDivisionError, "data": DataError}
FAILING |= {"odd": SuspiciousOperation, "session": SessionInterrupted}
urlpatterns = [*addresses("urls"), *(path(f"sign/{name}", fall(error)) for name, error in FAILING.items())]
urlpatterns += [path("sign/interrupted", interrupted)]
handler400 = handler500 = "sightline.config.failing.staff"


@fixture
def page(client, settings):
    """A page of this front, asked without a session and so without a database."""
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "sightline.config.headers" in each]
    client.raise_request_exception = False
    return client.get


@mark.parametrize("name", ["away", "closed", "interrupted"])
def test_while_the_records_are_away_it_says_so_and_when_to_ask_again(page, name):
    answer = page(f"/sign/{name}")

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "send it again" in answer.content.decode()
    assert "stored once" in answer.content.decode()


@mark.parametrize("name", ["ours", "data"])
def test_a_fault_of_ours_is_told_as_ours(page, name):
    answer = page(f"/sign/{name}")

    assert answer.status_code == 500
    assert "Nothing of what you sent was stored" in answer.content.decode()
    assert "Retry-After" not in answer


@mark.parametrize("name", ["odd", "session"])
def test_what_cannot_be_read_is_told_as_such(page, name):
    answer = page(f"/sign/{name}")

    assert answer.status_code == 400
    assert "could not read what your browser sent" in answer.content.decode()


@mark.parametrize("name", FAILING)
def test_nothing_of_the_error_is_told_and_the_headers_are_there(page, name):
    answer = page(f"/sign/{name}")

    assert SECRET not in answer.content.decode()
    assert "Error" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


@mark.parametrize("urls", [urls_staff, urls_public])
def test_each_front_names_its_own_page(urls):
    for status in (400, 500):
        assert get_resolver(urls.__name__).resolve_error_handler(status) in (failing.staff, failing.public)


def test_the_public_page_names_the_number_for_danger():
    try:
        raise OperationalError(SECRET)
    except OperationalError:
        answer = failing.public(None)

    assert answer.status_code == 503
    assert "call 999" in answer.content.decode()
    assert SECRET not in answer.content.decode()


def test_a_refusal_of_the_database_is_no_absence():
    assert not issubclass(IntegrityError, failing.AWAY)
