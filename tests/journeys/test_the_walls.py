"""The walls, as somebody meets them who wants to know: by page, list, count, search, export, guessed address, error text.

What they look for is a safe address, a reporter's number and a person in care. What is hidden from them and what never was
are the same answer, byte for byte but for the token of its form.
"""

import os
import re
import subprocess
import sys

from pytest import fixture, mark

from sightline.config.processes import environment
from sightline.kit.references import new_reference
from tests.journeys.pages import reachable

pytestmark = mark.journey

NUMBER = "07700 900987"
BESIDE = "The baker opposite, who asked that nobody be told"
STREET = "Invented Court"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
VERBS = {"Y": ["", "accept", "decline"], "C": ["", "who", "contact", "hand-over", "bed", "relay"]}
VERBS |= {"H": ["", "take", "place"], "W": [""], "R": ["", "take", "pass-on", "close", "call"]}
ACTS = {"accept", "take"}  # no page: they are sent, never read
EXPORTS = """
import sys
import django
django.setup()
from sightline.cli.__main__ import main
from sightline.kit.apply import our_models
for model in our_models():
    if main(["export", "--as", sys.argv[1], model._meta.label]):
        print(model._meta.label, "is no list")
"""

SEEKERS = ["visiting officer", "analyst", "operation commander", "oversight", "administrator", "second support worker"]


@fixture
def seeker(request, someone, colleague):
    """Somebody at a screen to whom no rule gives what they look for."""
    if request.param == "second support worker":  # of a provider that has not taken this person in
        return colleague("Amara Diallo", "support worker")
    return someone(request.param)


@fixture
def hidden(someone, stored):
    """The references of what is hidden, by kind; whoever may know it reads it."""
    home = stored(
        "select ref from safeguarding_placement where state = 'accepted' and household = 'One man in his 20s'"
    )
    someone("support worker").goes_to(f"/safeguarding/{home}")
    someone("support worker").sees(STREET)
    beside = (
        "select it.ref from safeguarding_{} it join safeguarding_placement home using (case_id) where home.ref = %s"
    )
    of_case = "select it.ref from safeguarding_case it join safeguarding_placement home on case_id = it.id where home.ref = %s"
    others = {"H": stored(beside.format("placementrequest"), home), "W": stored(beside.format("relay"), home)}
    return {"Y": home, "C": stored(of_case, home), "R": reported(someone("call handler")), **others}


def reported(handler):
    """The reference of a call whose caller said how to reach them; their handler reads it."""
    handler.goes_to("/reports/call")
    handler.answers("How may we call back?", f"{NUMBER}, {BESIDE}")
    handler.answers("Write it down", "Men are locked into the bakery at night.")
    handler.presses("Said by the caller")
    handler.goes_to(f"/reports/{handler.ref}")
    handler.sees(NUMBER)
    return handler.ref


@mark.parametrize("seeker", SEEKERS, indirect=True)
def test_nobody_reaches_what_no_rule_gives_them(seeker, hidden, world, stored):
    secrets = [STREET.lower(), NUMBER, NUMBER.replace(" ", ""), BESIDE.lower(), *map(str.lower, hidden.values())]

    then_a_guessed_address_is_like_one_that_never_was(seeker, hidden)
    then_looking_it_up_is_like_looking_up_nonsense(seeker, hidden)
    then_no_page_list_or_count_tells_it(seeker, secrets)
    then_no_export_holds_it(seeker, world, stored, secrets)
    then_the_ledger_tells_of_the_looks_and_not_of_what_was_looked_for(stored)


def then_a_guessed_address_is_like_one_that_never_was(seeker, hidden):
    """To read and to change: the same 404, the same bytes."""
    for kind, ref in hidden.items():
        stage = "reports" if kind == "R" else "safeguarding"
        for verb in VERBS[kind]:
            there, nowhere = (f"/{stage}/{each}/{verb}".rstrip("/") for each in (ref, new_reference(kind)))
            assert but_for_its_own(asked(seeker, there), there) == but_for_its_own(asked(seeker, nowhere), nowhere), (
                there
            )
            assert asked(seeker, there)[0] in ASKS_OR_NONE if verb not in ACTS else 405, there
            assert but_for_its_own(sent(seeker, there), there) == but_for_its_own(sent(seeker, nowhere), nowhere), there


def then_looking_it_up_is_like_looking_up_nonsense(seeker, hidden):
    """The words that were looked for come back, and nothing else."""
    seeker.goes_to("/")
    seeker.finds(STREET)
    for words in [*hidden.values(), STREET, NUMBER, BESIDE]:
        assert found(seeker, words) == found(seeker, "Zzyzx"), words


def then_no_page_list_or_count_tells_it(seeker, secrets):
    """On no page that links lead to, three of each kind."""
    for each in reachable(seeker.page, seeker.front, ["/", "/safeguarding/", "/reports/", "/justice/"], each=3):
        text = seeker.page.request.get(seeker.front + each.address).text().lower()
        assert not [secret for secret in secrets if secret in text], each.address


def then_no_export_holds_it(seeker, world, stored, secrets):
    """Every kind of record there is, as far as they may read it."""
    of_whom = "select it.name from agencies_account it join agencies_person who using (id) where who.name = %s"
    name = stored(of_whom, seeker.reads(".who b"))
    surroundings = environment("staff", world.database, os.environ)
    written = subprocess.run(
        [sys.executable, "-c", EXPORTS, name],
        env=surroundings | {"SIGHTLINE_DEMONSTRATION": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "name" in written.stdout
    assert not [secret for secret in secrets if secret in written.stdout.lower()]


def then_the_ledger_tells_of_the_looks_and_not_of_what_was_looked_for(stored):
    """Refusals are there; addresses and numbers are not."""
    assert stored("select count(*) from ledger_entry where act = 'refuse' and outcome = '404'") > 0
    for secret in (STREET, NUMBER, BESIDE):
        assert stored("select count(*) from ledger_entry e where e::text ilike %s", f"%{secret}%") == 0


def asked(seeker, address):
    """The status and the words of the page at that address."""
    answer = seeker.page.request.get(seeker.front + address)
    return answer.status, without_token(answer.text())


def sent(seeker, address, **more):
    """The same when something is sent there, from a page of ours."""
    token = TOKEN.search(seeker.page.content()).group(1)
    form = {"csrfmiddlewaretoken": token, "why": "Let me see", "calls_self": "Nobody", **more}
    answer = seeker.page.request.post(seeker.front + address, form=form, max_redirects=0)
    return answer.status, without_token(answer.text())


def found(seeker, words):
    """What looking something up answers, but for the words themselves."""
    status, text = sent(seeker, "/find", q=words)
    return status, text.replace(words, "...")


ASKS_OR_NONE = {403, 404}  # a home asks every stranger alike to confirm, before it looks for anything


def but_for_its_own(answer, address):
    """An answer without the address that was asked for, which a page that asks to confirm gives back."""
    return answer[0], answer[1].replace(address, "")


def without_token(text):
    """A page but for the token of its forms, which differs each time."""
    return TOKEN.sub("", text)
