"""Pages of statements: worded, quoted, signed, checked, released, replaced; and what the public then reads."""

import re
from datetime import timedelta

from django.test import Client, override_settings
from pytest import fixture, mark

from sightline.agencies.models import Account
from sightline.agencies.tests.factories import PersonFactory, person_as
from sightline.config.settings import public as public_front
from sightline.justice.tests.factories import CustodyFactory
from sightline.operations.tests.factories import AssignmentFactory
from sightline.oversight.models import Quotation, Statement
from sightline.oversight.tests.factories import (
    NOON,
    CountFactory,
    FigureFactory,
    QuotationFactory,
    StatementFactory,
    approved,
    checked,
    published,
    quoted_in,
    released,
    welsh,
)

pytestmark = mark.django_db

BOTH = {"no_proceedings_harmed": "on", "names_nobody": "on"}


@fixture
def draft(operation):
    """A draft that binds one approved figure in both languages."""
    figure = approved(operation=operation)
    bound = f"[{figure.ref}]"
    return StatementFactory(operation=operation, text_en=f"{bound} arrests.", **welsh(f"Arestiwyd {bound}."))


def typed(**more):
    return {"title_en": "Two days", "text_en": "Officers went out.", **more}


# Wording ----------------------------------------------------------------------


def test_beginning_a_statement_shows_the_figures_that_can_be_bound(page, commander, operation):
    figure = approved(operation=operation)

    html = page(commander, f"figures/of/{operation.ref}/statement")

    assert f"[{figure.ref}]" in html
    assert "12 people arrested" in html


def test_without_figures_it_says_what_to_do_first(page, commander, operation):
    assert "Count and choose figures first." in page(commander, f"figures/of/{operation.ref}/statement")


def test_words_are_kept_and_shown(page, commander, operation):
    words = typed(title_cy="Dau ddiwrnod", text_cy="Aeth swyddogion.", contacts=["police-101"])

    answer = page(commander, f"figures/of/{operation.ref}/statement", words, status=302)

    kept = Statement.objects.get()
    assert answer.url == f"/statements/{kept.ref}"
    assert (kept.title_en, kept.contacts, kept.drafted_by) == ("Two days", ["police-101"], commander)


@mark.parametrize(
    ("words", "says"),
    [
        (typed(title_en=""), "Fill in: Heading"),
        (typed(title_cy="Dau ddiwrnod"), "Enter the Welsh heading and the Welsh text, or leave both empty."),
        (typed(embargo_until_0="soon", embargo_until_1="18:00"), "Enter a valid date."),
    ],
)
def test_words_that_do_not_hold_come_back_as_they_were_typed(words, says, page, commander, operation):
    html = page(commander, f"figures/of/{operation.ref}/statement", words)

    assert says in html
    assert "Officers went out." in html
    assert not Statement.objects.exists()


def test_a_draft_is_changed_from_its_own_words(page, commander, draft):
    assert draft.title_en in page(commander, f"statements/{draft.ref}/amend")

    page(commander, f"statements/{draft.ref}/amend", typed(title_en="Three days"), status=302)

    assert Statement.objects.get().title_en == "Three days"


def test_what_somebody_else_has_checked_meanwhile_is_not_changed(page, commander):
    statement = checked()

    page(commander, f"statements/{statement.ref}/amend", typed(title_en="Three days"), status=409)

    assert Statement.objects.get().title_en == statement.title_en


# The page ---------------------------------------------------------------------


def test_the_page_shows_the_words_with_their_figures(page, commander, draft):
    html = page(commander, f"statements/{draft.ref}")

    assert 'class="bound-figure"' in html
    assert "Ready to be checked" in html
    assert 'lang="cy"' in html


def test_the_page_lists_what_stands_against_it(page, commander, draft):
    FigureFactory(operation=draft.operation, measure="interventions")
    QuotationFactory(statement=draft, office="Commissioner")

    html = page(commander, f"statements/{draft.ref}")

    assert "One thing is left before release" in html
    assert "Commissioner has not signed off its words." in html


def test_numbers_typed_by_hand_are_pointed_at(page, commander, operation):
    statement = StatementFactory(operation=operation, text_en="30 officers went out.", **welsh())

    html = page(commander, f"statements/{statement.ref}")

    assert "Numbers typed by hand: 30" in html


@mark.parametrize(
    ("arrests", "says"),
    [
        (12, "12 people were arrested: proceedings are active."),
        (1, "1 person was arrested: proceedings are active."),
        (0, "Nobody was arrested when it was counted."),
    ],
)
def test_the_page_says_whether_proceedings_are_known(arrests, says, page, coordinator, draft):
    CountFactory(operation=draft.operation, value=arrests)

    assert says in page(coordinator, f"statements/{draft.ref}")


def test_words_by_which_somebody_arrested_is_known_are_pointed_at(page, commander):
    custody = CustodyFactory(known_as="Viktor Invented")
    AssignmentFactory(operation=custody.operation, person=commander, part="commander")
    statement = StatementFactory(operation=custody.operation, text_en="Officers arrested Viktor.", **welsh())

    html = page(commander, f"statements/{statement.ref}")

    assert "Somebody arrested is known by these words." in html


def test_an_embargo_stands_on_the_sheet_and_in_the_list(page, commander, draft):
    Statement.objects.filter(pk=draft.pk).update(embargo_until=NOON + timedelta(hours=5))

    html = page(commander, f"statements/{draft.ref}")

    assert "Not for release before Wed 17 Oct 2018, 18:00" in html
    assert "Embargo until Wed 17 Oct 2018, 18:00" in html


@mark.parametrize("make", [StatementFactory, checked], ids=["a draft", "checked"])
def test_a_statement_that_one_may_not_see_is_not_there(make, page, elsewhere):
    statement = make()

    for address in ("", "/amend", "/quote", "/replace"):
        page(elsewhere, f"statements/{statement.ref}{address}", status=404)
    for address in ("/check", "/reopen", "/release"):
        page(elsewhere, f"statements/{statement.ref}{address}", {}, status=404)


# Quotations -------------------------------------------------------------------


def test_an_office_is_quoted(page, commander, draft):
    speaker = PersonFactory()
    words = {"office": "Commissioner", "speaker": speaker.pk, "says_en": "We will help."}
    assert speaker.name in page(commander, f"statements/{draft.ref}/quote")

    page(commander, f"statements/{draft.ref}/quote", words, status=302)

    assert Quotation.objects.get().office == "Commissioner"


def test_a_quotation_without_words_comes_back_as_it_was_typed(page, commander, draft):
    html = page(commander, f"statements/{draft.ref}/quote", {"office": "Commissioner", "says_en": ""})

    assert 'value="Commissioner"' in html
    assert "Fill in: Words" in html


def test_the_speaker_reads_their_words_and_signs_them(page, draft):
    quotation = QuotationFactory(statement=draft, speaker=PersonFactory())
    address = f"quotations/{quotation.ref}"
    html = page(quotation.speaker, address)
    assert "Are these your words?" in html
    assert quotation.says_en in html
    assert draft.title_en not in html

    page(quotation.speaker, f"{address}/sign-off", {}, status=302)

    assert "These words are signed off" in page(quotation.speaker, address)


def test_nobody_else_is_offered_to_sign(page, commander, draft):
    quotation = quoted_in(draft)

    assert "Sign off these words" not in page(commander, f"quotations/{quotation.ref}")
    page(commander, f"quotations/{quotation.ref}/sign-off", {}, status=403)


def test_the_commander_takes_words_out(page, commander, draft):
    quotation = quoted_in(draft)
    assert "Take these words out" in page(commander, f"statements/{draft.ref}")

    page(commander, f"quotations/{quotation.ref}/withdraw", {}, status=302)

    html = page(commander, f"statements/{draft.ref}")
    assert quotation.says_en not in html
    assert "taken out" in html
    assert "These words were taken out" in page(commander, f"quotations/{quotation.ref}")


def test_a_quotation_that_one_may_not_see_is_not_there(page, draft):
    quotation = quoted_in(draft)

    page(person_as("visiting officer"), f"quotations/{quotation.ref}", status=404)


# Checking and releasing ---------------------------------------------------------


def test_the_coordinator_checks(page, coordinator, draft):
    page(coordinator, f"statements/{draft.ref}/check", BOTH, status=302)

    assert Statement.objects.get().state == "checked"
    assert "Ready for release" in page(coordinator, f"statements/{draft.ref}")


def test_a_check_with_one_thing_unsaid_comes_back_with_the_other(page, coordinator, draft):
    html = page(coordinator, f"statements/{draft.ref}/check", {"names_nobody": "on"})

    assert "Tick: Nothing in it harms active proceedings" in html
    assert re.search(r'name="names_nobody"[^>]* checked', html)
    assert Statement.objects.get().state == "draft"


def test_a_checked_statement_is_made_a_draft_again(page, commander):
    statement = checked()
    assert "Make it a draft again" in page(commander, f"statements/{statement.ref}")

    page(commander, f"statements/{statement.ref}/reopen", {}, status=302)

    assert Statement.objects.get().state == "draft"


def test_a_release_that_is_not_ready_says_everything_that_is_missing(page, commander, operation):
    statement = checked(operation=operation, text_en="Officers went to NE4 6AN.")

    html = page(commander, f"statements/{statement.ref}/release", {})

    assert 'role="alert"' in html
    assert "It gives a postcode: NE4 6AN. Take it out." in html
    assert Statement.objects.get().state == "checked"


def test_a_released_statement_offers_the_next_and_no_change(page, commander):
    statement = released()

    html = page(commander, f"statements/{statement.ref}")

    assert "Write a later statement" in html
    assert "Change the words" not in html
    assert "Add a quotation" not in html


def test_the_next_statement_begins_with_the_words_of_the_last(page, commander):
    first = released()
    html = page(commander, f"statements/{first.ref}/replace")
    assert first.title_en in html
    assert "What shall be said instead?" in html

    answer = page(commander, f"statements/{first.ref}/replace", typed(), status=302)

    second = Statement.objects.get(replaces=first)
    assert answer.url == f"/statements/{second.ref}"
    assert "The statement that takes its place" in page(commander, f"statements/{first.ref}")
    assert "The statement whose place it takes" in page(commander, f"statements/{second.ref}")


def test_a_next_statement_is_begun_once(page, commander):
    first = released()
    second = StatementFactory(operation=first.operation, replaces=first)

    answer = page(commander, f"statements/{first.ref}/replace", status=302)

    assert answer.url == f"/statements/{second.ref}"


def test_from_the_check_to_the_public_in_both_languages(page, commander, coordinator, draft, public):
    page(coordinator, f"statements/{draft.ref}/check", BOTH, status=302)
    page(commander, f"statements/{draft.ref}/release", {}, status=302)

    assert "12 arrests." in public(f"statements/{draft.ref}")
    assert "Arestiwyd 12." in public(f"cy/statements/{draft.ref}")


# The public front ---------------------------------------------------------------


@fixture
def public():
    """A page of the public front, read by nobody in particular through its own role and middleware."""

    def read(address, status=200):
        with override_settings(
            ROOT_URLCONF=public_front.ROOT_URLCONF, MIDDLEWARE=public_front.MIDDLEWARE, CSRF_USE_SESSIONS=False
        ):
            answer = Client().get(f"/{address}")
        assert answer.status_code == status
        return answer.content.decode()

    return read


def test_the_public_finds_every_released_statement(public):
    statement, draft = released(), StatementFactory(title_en="Not yet")

    html = public("statements/")

    assert f"/statements/{statement.ref}" in html
    assert draft.title_en not in html


def test_before_any_release_there_is_none(public):
    assert "There is none yet." in public("statements/")
    assert "There is none yet." in public("figures/")


def test_a_statement_shows_its_figures_and_whom_to_call(public):
    figure = published()
    statement = released(operation=figure.operation, text_en=f"[{figure.ref}] arrests.", contacts=["police-101"])

    html = public(f"statements/{statement.ref}")

    assert statement.frozen_en in html
    assert "12 people arrested" in html
    assert "101" in html


def test_a_superseded_statement_leads_to_the_later_one(public):
    first = released(state="superseded")
    second = released(operation=first.operation, replaces=first)

    html = public(f"statements/{first.ref}")

    assert "A later statement has replaced this one." in html
    assert f"/statements/{second.ref}" in html
    assert first.ref not in public("statements/")


@mark.parametrize("make", [StatementFactory, checked], ids=["a draft", "checked"])
def test_what_is_not_released_is_not_there(make, public):
    assert public(f"statements/{make().ref}", status=404)
    assert public("statements/ST-7KQ2-M9X4", status=404)


def test_the_public_reads_each_figure_with_what_belongs_to_it(public):
    whole = published()
    more = {"says": "people still in custody", "value": 7, "subset_of": whole}
    published(operation=whole.operation, measure="people-in-custody", **more)
    approved(operation=whole.operation, measure="interventions", says="interventions", value=104)

    html = public("figures/")

    assert whole.operation.name in html
    assert "7 people still in custody" in html
    assert "Of 12 people arrested." in html
    assert "Invented Police. As at Wed 17 Oct 2018." in html
    assert "interventions" not in html


def test_a_figure_is_said_in_welsh(public):
    published(qualifier="more than", value=100, measure="interventions", says="interventions", unit="interventions")

    assert "Mwy na 100 ymyriad" in public("cy/figures/")


def test_a_superseded_figure_says_so(public):
    published(state="superseded")

    assert "A later figure has replaced it." in public("figures/")


def test_a_small_number_is_kept_from_the_public(public):
    published(measure="people-made-safe", says="victims taken to places of safety", value=None, shown="fewer than 5")

    assert "Fewer than 5 victims taken to places of safety" in public("figures/")


def test_every_public_page_leads_there(public):
    assert '"/statements/"' in public("")


def test_reading_needs_no_account(public):
    released()

    public("statements/")

    assert not Account.objects.exists()
