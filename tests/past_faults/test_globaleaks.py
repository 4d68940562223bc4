"""GlobaLeaks 2013 to 2015: a known pass word, an answer that took longer, an administrator who saw too much."""

import re

from django.db import connection
from pytest import mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.apply import our_models
from sightline.reports import receipts
from sightline.reports.tests.test_public_pages import STORY, go_on, tell

OF_THE_HOUSE = {"agencies", "kit", "ledger", "trust"}  # directory, grants, agreements, one's own acts
FOR_ALL = {"oversight", "demo", "places"}


@mark.django_db
def test_a_fresh_installation_has_nobody_who_could_sign_in():
    assert Account.objects.count() == 0


@mark.django_db
def test_the_staff_front_asks_not_to_be_listed(client):
    for address in ("/", "/sign/in", "/no-such-page"):
        assert client.get(address)["X-Robots-Tag"] == "noindex, nofollow"


@mark.django_db
def test_a_known_and_an_unknown_code_cost_the_same_questions(public, django_assert_num_queries):
    AgencyFactory(code="northumbria-police", area=AreaFactory())
    known = re.search(r'class="code">([\d ]+)<', go_on(public, tell(public, STORY)).content.decode())[1]
    unknown = receipts.code_of("a key of nobody's")
    public.post("/code", {"code": receipts.code_of("whoever comes first on a day")})  # what is counted once a day

    asked = []
    for code in (known, unknown):
        with connection.execute_wrapper(
            lambda run, sql, given, many, context: (
                asked.append(re.sub(r"_x\d+|s\d+", "", sql)) or run(sql, given, many, context)
            )
        ):
            public.post("/code", {"code": code})
        asked.append("next")

    middle = asked.index("next")
    assert asked[:middle] == asked[middle + 1 : -1]
    assert middle > 0


@mark.django_db
@mark.parametrize("model", [each for each in our_models() if each._meta.app_label not in OF_THE_HOUSE | FOR_ALL])
def test_an_administrator_reads_no_content_at_all(model):
    administrator = person_as("administrator")

    with acting_as(administrator):
        assert not model._base_manager.filter(pk__isnull=False).exists() if readable(model) else True


def readable(model) -> bool:
    """Whether the staff front may ask for this kind of record at all."""
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('sl_staff', %s, 'select')", [model._meta.db_table])
        return cursor.fetchone()[0]
