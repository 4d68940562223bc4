"""Drafting, quoting, signing off, checking, releasing, replacing: each act by those who may, and by nobody else."""

from datetime import timedelta
from types import SimpleNamespace

from pytest import fixture, mark, param, raises

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import AreaFactory, PersonFactory, person_as
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused, WrongStep
from sightline.kit.steps import history
from sightline.ledger.models import Entry
from sightline.operations.models import Assignment
from sightline.operations.tests.factories import AssignmentFactory
from sightline.oversight import actions
from sightline.oversight.models import Figure, Quotation, Statement
from sightline.oversight.tests.factories import (
    NOON,
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
from sightline.safeguarding.tests.factories import CaseFactory, IdentityFactory

pytestmark = mark.django_db

LATER = NOON + timedelta(hours=1)
BOTH = {"no_proceedings_harmed": True, "names_nobody": True}
COMMAND, CARE = {"operation commander"}, {"safeguarding coordinator"}


@fixture
def draft(operation):
    """A draft that binds one approved figure in both languages."""
    figure = approved(operation=operation)
    return StatementFactory(
        operation=operation, text_en=f"[{figure.ref}] people were arrested.", **welsh(f"Arestiwyd [{figure.ref}].")
    )


@fixture
def ready(draft, coordinator):
    """The same, checked."""
    actions.check(draft, by=coordinator, at=NOON, **BOTH)
    return draft


def words(**more):
    return {"title_en": "Two days", "text_en": "Officers went out.", **more}


def against(act, *record, **given):
    """What the act says against it."""
    with raises(actions.NotReady) as told:
        act(*record, **given)
    return list(told.value.args[0])


# Drafting ---------------------------------------------------------------------


def test_a_statement_keeps_its_words_and_who_drafted_it(operation, commander):
    given = words(**welsh(), contacts=("police-101", "bawso"), embargo_until=LATER)

    made = actions.draft_statement(operation, by=commander, at=NOON, **given)

    kept = Statement.objects.get()
    assert kept == made
    assert (kept.title_en, kept.text_cy, kept.contacts) == ("Two days", welsh()["text_cy"], ["police-101", "bawso"])
    assert (kept.embargo_until, kept.drafted_by, kept.drafted_at, kept.state) == (LATER, commander, NOON, "draft")
    assert (kept.operation, kept.area) == (operation, operation.area)


def test_the_commander_of_the_operation_needs_the_area_too_to_speak(operation):
    """Leading one operation opens the drafting of nothing that the area's commanders have to answer for."""
    leads = AssignmentFactory(operation=operation, part=Assignment.Part.COMMANDER).person

    with raises(Refused):
        actions.draft_statement(operation, by=leads, at=NOON, **words())


@mark.parametrize("role", sorted(set(Role) - COMMAND))
def test_nobody_but_command_drafts(role, operation):
    with raises(Refused):
        actions.draft_statement(operation, by=person_as(role), at=NOON, **words())


def test_a_draft_is_amended_word_by_word(draft, commander):
    actions.amend_statement(draft, by=commander, at=LATER, title_en="Three days", contacts=["bawso"])

    kept = Statement.objects.get()
    assert (kept.title_en, kept.contacts, draft.title_en) == ("Three days", ["bawso"], "Three days")
    assert kept.text_en == draft.text_en


@mark.parametrize("make", [checked, released], ids=["checked", "released"])
def test_what_was_checked_is_not_amended(make, commander):
    statement = make()

    with raises(WrongStep):
        actions.amend_statement(statement, by=commander, at=LATER, title_en="Three days")

    assert Statement.objects.get().title_en == statement.title_en


# Quotations -------------------------------------------------------------------


def test_an_office_is_quoted_and_asked_to_sign(draft, commander):
    speaker = PersonFactory()

    actions.quote(draft, by=commander, at=NOON, office="Commissioner", speaker=speaker, says_en="We will help.")

    kept = Quotation.objects.get()
    assert (kept.office, kept.speaker, kept.says_en, kept.state) == ("Commissioner", speaker, "We will help.", "asked")
    assert (kept.statement, kept.operation, kept.area) == (draft, draft.operation, draft.area)


@mark.parametrize("make", [checked, released], ids=["checked", "released"])
def test_nobody_is_quoted_in_what_was_checked(make, commander):
    given = {"office": "Commissioner", "speaker": PersonFactory(), "says_en": "We will help."}

    with raises(WrongStep):
        actions.quote(make(), by=commander, at=NOON, **given)

    assert not Quotation.objects.exists()


def test_the_speaker_signs_off_their_own_words(draft):
    speaker = PersonFactory()
    quotation = QuotationFactory(statement=draft, speaker=speaker)

    actions.sign_off(quotation, by=speaker, at=LATER)

    kept = Quotation.objects.get()
    assert (kept.state, kept.signed_off_at) == ("signed-off", LATER)


@mark.parametrize("role", sorted(Role))
def test_nobody_signs_for_another(role, draft):
    quotation = QuotationFactory(statement=draft)

    with raises(Refused):
        actions.sign_off(quotation, by=person_as(role), at=LATER)


def test_words_are_signed_off_once(draft):
    quotation = quoted_in(draft)
    actions.sign_off(quotation, by=quotation.speaker, at=NOON)

    with raises(WrongStep):
        actions.sign_off(quotation, by=quotation.speaker, at=LATER)

    assert Quotation.objects.get().signed_off_at == NOON


@mark.parametrize("signed", [False, True])
def test_words_are_taken_out_again(signed, draft, commander):
    quotation = quoted_in(draft)
    if signed:
        actions.sign_off(quotation, by=quotation.speaker, at=NOON)

    actions.withdraw_quotation(quotation, by=commander, at=LATER)

    assert Quotation.objects.get().state == "withdrawn"


def test_the_speaker_does_not_sign_what_was_taken_out(draft, commander):
    quotation = quoted_in(draft)
    actions.withdraw_quotation(quotation, by=commander, at=NOON)

    with raises(WrongStep):
        actions.sign_off(quotation, by=quotation.speaker, at=LATER)


def test_nothing_is_taken_out_of_what_was_checked(draft, commander, coordinator):
    quotation = quoted_in(draft)
    actions.check(draft, by=coordinator, at=NOON, **BOTH)

    with raises(WrongStep):
        actions.withdraw_quotation(quotation, by=commander, at=LATER)


# Checking ---------------------------------------------------------------------


def test_a_check_says_who_said_what(draft, coordinator):
    actions.check(draft, by=coordinator, at=LATER, **BOTH)

    kept = Statement.objects.get()
    assert (kept.state, kept.checked_by, kept.checked_at) == ("checked", coordinator, LATER)
    assert kept.no_proceedings_harmed
    assert kept.names_nobody


@mark.parametrize(
    ("unsaid", "says"),
    [
        ("no_proceedings_harmed", "Somebody must say that no proceedings are harmed."),
        ("names_nobody", "Somebody must say that it names nobody in care."),
    ],
)
def test_both_things_have_to_be_said(unsaid, says, draft, coordinator):
    assert against(actions.check, draft, by=coordinator, at=NOON, **{**BOTH, unsaid: False}) == [says]
    assert Statement.objects.get().state == "draft"


@mark.parametrize("where", ["title_en", "text_en", "text_cy"])
def test_the_name_of_somebody_in_the_checkers_care_is_found(where, draft, coordinator):
    case = CaseFactory(opened_by=coordinator)
    IdentityFactory(case=case, calls_self="Mirela")
    Statement.objects.filter(pk=draft.pk).update(**{where: "We met MIRELA there."})
    draft.refresh_from_db()

    found = against(actions.check, draft, by=coordinator, at=NOON, **BOTH)

    assert found == ["It tells who somebody in care is: “MIRELA”."]


def test_so_it_is_in_the_words_of_an_office(draft, coordinator):
    case = CaseFactory(opened_by=coordinator)
    IdentityFactory(case=case, calls_self="Mirela")
    QuotationFactory(statement=draft, says_en="Mirela is safe now.")

    assert "“Mirela”" in against(actions.check, draft, by=coordinator, at=NOON, **BOTH)[0]


def test_a_name_that_the_checker_may_not_read_is_not_given_away(draft, coordinator):
    """Else a draft would be a way to ask who is in care."""
    IdentityFactory(calls_self="Mirela")
    Statement.objects.filter(pk=draft.pk).update(title_en="We met Mirela there.")
    draft.refresh_from_db()

    actions.check(draft, by=coordinator, at=NOON, **BOTH)

    assert Statement.objects.get().state == "checked"


def test_a_checked_statement_is_made_a_draft_again_and_checked_anew(ready, commander):
    actions.reopen(ready, by=commander, at=LATER)

    kept = Statement.objects.get()
    assert (kept.state, kept.checked_by, kept.checked_at) == ("draft", None, None)
    assert not kept.no_proceedings_harmed
    assert not kept.names_nobody
    actions.amend_statement(ready, by=commander, at=LATER, title_en="Three days")


# Releasing --------------------------------------------------------------------


def test_a_release_freezes_the_words_in_both_languages(ready, commander):
    actions.release(ready, by=commander, at=LATER)

    kept = Statement.objects.get()
    assert (kept.state, kept.released_by, kept.released_at) == ("released", commander, LATER)
    assert (kept.frozen_en, kept.frozen_cy) == ("12 people were arrested.", "Arestiwyd 12.")
    assert len(kept.digest) == 64


def test_a_release_publishes_the_figures_in_it(ready, commander):
    other = approved(operation=ready.operation, measure="interventions")

    actions.release(ready, by=commander, at=LATER)

    assert Figure.objects.get(measure="people-arrested").published_at == LATER
    other.refresh_from_db()
    assert other.published_at is None


def test_a_figure_said_before_keeps_the_moment_at_which_it_was_first_said(operation, commander, coordinator):
    figure = published(operation=operation)
    statement = StatementFactory(operation=operation, text_en=f"[{figure.ref}]", **welsh(f"[{figure.ref}]"))
    actions.check(statement, by=coordinator, at=NOON, **BOTH)

    actions.release(statement, by=commander, at=LATER)

    assert Figure.objects.get().published_at == NOON


def test_a_later_figure_changes_nothing_that_was_released(ready, commander):
    actions.release(ready, by=commander, at=NOON)
    later = FigureFactory(operation=ready.operation, value=13, shown="13")

    actions.approve_figure(later, by=commander, at=LATER)

    assert Statement.objects.get().frozen_en == "12 people were arrested."
    assert Figure.objects.get(value=12).state == "superseded"


def test_a_release_waits_for_every_office(draft, commander, coordinator):
    quotation = quoted_in(draft, office="Commissioner")
    actions.check(draft, by=coordinator, at=NOON, **BOTH)
    assert against(actions.release, draft, by=commander, at=LATER) == ["Commissioner has not signed off its words."]

    actions.sign_off(quotation, by=quotation.speaker, at=LATER)
    actions.release(draft, by=commander, at=LATER)

    assert Statement.objects.get().frozen_en.endswith(f"“{quotation.says_en}”\nCommissioner")


def test_words_taken_out_are_not_released(draft, commander, coordinator):
    quotation = quoted_in(draft)
    actions.withdraw_quotation(quotation, by=commander, at=NOON)
    actions.check(draft, by=coordinator, at=NOON, **BOTH)

    actions.release(draft, by=commander, at=LATER)

    assert quotation.says_en not in Statement.objects.get().frozen_en


@mark.parametrize(
    ("minutes", "is_out"), [(-1, False), (0, True), (1, True)], ids=["a minute before", "at the moment", "after"]
)
def test_a_release_waits_for_its_embargo(minutes, is_out, draft, commander, coordinator):
    actions.amend_statement(draft, by=commander, at=NOON, embargo_until=LATER)
    actions.check(draft, by=coordinator, at=NOON, **BOTH)
    at = LATER + timedelta(minutes=minutes)

    if is_out:
        actions.release(draft, by=commander, at=at)
    else:
        assert against(actions.release, draft, by=commander, at=at) == ["It is under embargo."]

    assert Statement.objects.get().is_out is is_out


def test_everything_that_stands_against_it_is_said_at_once(operation, commander):
    waiting = FigureFactory(operation=operation)
    statement = checked(operation=operation, text_en=f"[{waiting.ref}] at NE4 6AN", embargo_until=LATER, text_cy="Dim.")

    found = against(actions.release, statement, by=commander, at=NOON)

    assert found == [
        f"The figure {waiting.ref} is not approved.",
        "The Welsh text does not bind the same figures as the English one.",
        "It gives a postcode: NE4 6AN. Take it out.",
        "It is under embargo.",
    ]
    assert not Figure.objects.published().exists()


def test_a_release_is_a_disclosure_in_the_ledger(ready, commander):
    actions.release(ready, by=commander, at=LATER)

    entry = Entry.objects.get(act="disclose", record=ready.pk)
    assert (entry.verb, entry.actor) == ("release", commander.pk)


# Replacing --------------------------------------------------------------------


def test_a_later_statement_supersedes_the_one_whose_place_it_takes(operation, commander, coordinator):
    first = released(operation=operation)
    second = actions.draft_statement(operation, by=commander, at=NOON, replaces=first, **words(**welsh()))
    first.refresh_from_db()
    assert first.state == "released"

    actions.check(second, by=coordinator, at=NOON, **BOTH)
    actions.release(second, by=commander, at=LATER)

    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "released")
    assert first.frozen_en == "Officers went to several addresses."


@mark.parametrize("make", [StatementFactory, checked], ids=["a draft", "a checked one"])
def test_only_what_was_released_is_replaced(make, operation, commander):
    with raises(WrongStep):
        actions.draft_statement(operation, by=commander, at=NOON, replaces=make(operation=operation), **words())


# Who, and in which state -------------------------------------------------------


def taken_out(statement, *, by, at):
    """Take words out of a draft, made beforehand."""
    actions.withdraw_quotation(Quotation.objects.get(statement=statement), by=by, at=at)


def checking(statement, *, by, at):
    """Check a statement and say both things."""
    actions.check(statement, by=by, at=at, **BOTH)


def quoting(statement, *, by, at):
    """Quote somebody in a statement."""
    actions.quote(statement, by=by, at=at, office="Office", speaker=by, says_en="Words.")


def amending(statement, *, by, at):
    """Change the heading of a statement."""
    actions.amend_statement(statement, by=by, at=at, title_en="Other words")


def quoted_draft():
    """A draft with words in it."""
    return QuotationFactory(statement=StatementFactory(**welsh())).statement


ACTS = [
    param(SimpleNamespace(act=amending, make=StatementFactory, may=COMMAND), id="amend"),
    param(SimpleNamespace(act=quoting, make=StatementFactory, may=COMMAND), id="quote"),
    param(SimpleNamespace(act=taken_out, make=quoted_draft, may=COMMAND), id="withdraw"),
    param(SimpleNamespace(act=checking, make=StatementFactory, may=CARE), id="check"),
    param(SimpleNamespace(act=actions.reopen, make=checked, may=COMMAND), id="reopen"),
    param(SimpleNamespace(act=actions.release, make=checked, may=COMMAND), id="release"),
]


@mark.parametrize("role", sorted(Role))
@mark.parametrize("case", ACTS)
def test_who_does_what_with_a_statement(case, role):
    statement, person = case.make(), person_as(role)

    if role in case.may:
        case.act(statement, by=person, at=LATER)
    else:
        with raises(Refused):
            case.act(statement, by=person, at=LATER)


@mark.parametrize("case", ACTS)
def test_the_same_role_elsewhere_does_nothing(case):
    elsewhere = person_as(*case.may, area=AreaFactory(code="gwent"))

    with raises(Refused):
        case.act(case.make(), by=elsewhere, at=LATER)


@mark.parametrize("case", ACTS)
@mark.parametrize("state", ["released", "superseded"])
def test_nothing_is_done_with_what_is_out(state, case):
    if case.act is taken_out:
        return  # no words can be put into it: see test_models
    statement = released(state=state)

    with raises(WrongStep):
        case.act(statement, by=person_as(*case.may), at=LATER)


@mark.parametrize("case", ACTS[3:])
def test_no_step_is_taken_twice(case):
    statement, person = case.make(), person_as(*case.may)
    case.act(statement, by=person, at=LATER)

    with raises(WrongStep):
        case.act(statement, by=person, at=LATER)


def test_each_step_leaves_a_row_with_who_and_when(draft, commander, coordinator):
    actions.check(draft, by=coordinator, at=NOON, **BOTH)
    actions.reopen(draft, by=commander, at=LATER)

    with acting_as(commander):
        steps = [(step.verb, step.by, step.at) for step in history(draft)]
    assert steps == [("reopen", commander.pk, LATER), ("check", coordinator.pk, NOON)]
