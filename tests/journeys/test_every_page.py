"""Every page that each person can reach from their first one: it answers, passes axe, and fits a phone."""

import time
from collections import Counter

from pytest import mark

from sightline.demo.cast import CAST
from tests.journeys.pages import PUBLIC, complaints, kind_of, reachable

pytestmark = mark.journey

ROLES = sorted(part.plays for part in CAST if part.plays)
CARE = ["safeguarding coordinator", "placement coordinator", "support worker", "oversight", "awareness lead"]
HALVES = [CARE, [role for role in ROLES if role not in CARE]]
EACH = 3  # pages that one view makes; on the long crawl, records of each kind of page for each person


@mark.parametrize("roles", HALVES, ids=["care", "others"])
def test_every_link_leads_to_a_page_and_each_kind_of_page_fits_and_passes_axe(roles, world, become):
    drawn, views, wrong = set(), Counter(), []

    for role in roles:
        with become(role) as page:
            for each in reachable(page, world.staff, ["/"], each=1):
                if each.status >= 400:
                    wrong.append(f"{each.status} at {each.address}, which the {role} was shown a link to")
                elif each.kind not in drawn and views[each.view] < EACH:
                    drawn.add(each.kind)
                    views[each.view] += 1
                    wrong += complaints(page, world.staff + each.address, asks_axe_at=[360])

    assert wrong == []
    assert len(drawn) > 40


@mark.crawl
@mark.parametrize("role", ROLES)
def test_every_page_passes_axe_and_fits(role, world, become):
    wrong, drawn, began = [], 0, time.monotonic()

    with become(role) as page:
        for each in list(reachable(page, world.staff, ["/"], EACH)):
            if each.status < 400:
                drawn += 1
                wrong += complaints(page, world.staff + each.address)

    print(f"{role}: {drawn} pages at two widths in {time.monotonic() - began:.0f} s")
    assert wrong == []


def test_every_public_page_passes_axe_and_fits(world, stranger):
    wrong = []

    for each in list(reachable(stranger, world.public, ["/", "/cy/", "/statements/"], 2, PUBLIC)):
        wrong += [f"{each.status} {each.address}"] if each.status >= 400 else []
        wrong += complaints(stranger, world.public + each.address)

    assert wrong == []


def test_a_page_is_known_by_its_view_and_what_its_address_says_but_for_references():
    assert kind_of("/safeguarding/C-2222-2222") != kind_of("/safeguarding/Y-2222-2222")
    assert kind_of("/reports/R-2222-2222?show=all") == kind_of("/reports/R-3333-3333")
    assert kind_of("/safeguarding/C-2222-2222/consents/P2") != kind_of("/safeguarding/C-2222-2222/consents/P3")
    assert kind_of("/nothing-of-ours") == ""
