"""Native speakers check our sentences one by one; what they correct is what the public reads, and nobody else changes it."""

import shutil
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polib
from django.conf import settings as configured
from django.db.utils import ProgrammingError
from django.utils.translation import gettext, override, trans_real
from pytest import fixture, mark, raises

from sightline.agencies.tests.factories import person_as
from sightline.cli import words
from sightline.kit.acting import acting_as
from sightline.kit.refusals import Refused
from sightline.ledger.models import Entry
from sightline.reports import actions
from sightline.reports.languages import missing
from sightline.reports.models import Reviewer, Wording
from sightline.reports.tests.conftest import signed_in
from sightline.reports.tests.factories import ReviewerFactory, WordingFactory
from sightline.reports.wordings import catalogue, corrected, faults, lines, progress, serve

pytestmark = mark.django_db

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
LINKED = 'In danger now? Call <a class="nb" href="tel:999">999</a>'


@fixture
def administrator():
    return person_as("administrator")


@fixture
def reviewer(administrator):
    person = person_as("support worker", agency=administrator.agency)
    ReviewerFactory(person=person, language="pl", named_by=administrator)
    return person


@fixture
def catalogues():
    """The catalogues of this process as they were, after the test."""
    yield
    trans_real._translations.clear()


def reword(by, text, *, sentence="Start", language="pl", corrected=True, at=NOW):
    return actions.reword(by=by, at=at, language=language, sentence=sentence, text=text, corrected=corrected)


def line(sentence, language="pl"):
    return next(each for each in lines(language) if each.sentence == sentence)


def told(answer):
    return answer.content.decode()


# Who checks ---------------------------------------------------------------------------------------------------


def test_an_administrator_names_who_checks_a_language(administrator):
    other = person_as("support worker", agency=administrator.agency)

    signed_in(administrator).post("/languages/", {"person": other.ref, "language": "ti"})

    named = Reviewer.objects.get()
    assert (named.person, named.language, named.named_by) == (other, "ti", administrator)


def test_administrators_never_name_themselves(administrator):
    with raises(Refused):
        actions.name_reviewer(by=administrator, at=NOW, person=administrator, language="pl")


@mark.parametrize("role", ["call handler", "auditor", "analyst"])
def test_nobody_else_names_a_reviewer(role):
    with raises(Refused):
        actions.name_reviewer(by=person_as(role), at=NOW, person=person_as("analyst"), language="pl")


def test_a_reviewer_checks_until_it_is_ended(reviewer, administrator):
    signed_in(administrator).post(f"/languages/pl/{reviewer.ref}/end")

    assert Reviewer.objects.get().until is not None


def test_one_whose_time_has_ended_says_nothing_more(administrator):
    former = ReviewerFactory(language="pl", until=NOW - timedelta(days=30), named_by=administrator).person

    with raises(Refused):
        reword(former, "Zaczynamy")


def test_who_was_not_named_for_the_language_says_nothing_of_it(reviewer, administrator):
    with raises(Refused):
        reword(reviewer, "Dechrau nawr", language="cy")
    with raises(Refused):
        reword(administrator, "Zaczynamy")


def test_a_wording_is_in_the_reviewers_own_name(reviewer, administrator):
    with raises(ProgrammingError), acting_as(reviewer):
        WordingFactory.build(by=administrator).save(force_insert=True)


def test_whoever_is_signed_in_reads_a_wording_and_nobody_else_of_the_staff(reviewer):
    said = reword(reviewer, "Zaczynamy")

    with acting_as(person_as("analyst")):
        assert Wording.objects.get() == said
    with acting_as(None):
        assert not Wording.objects.exists()


def test_no_wording_is_ever_changed(reviewer):
    said = reword(reviewer, "Zaczynamy")

    with raises(ProgrammingError), acting_as(reviewer):
        Wording.objects.filter(pk=said.pk).update(text="Start")


# What they say -------------------------------------------------------------------------------------------------


def test_an_approved_sentence_is_checked_and_stays_as_it_is(reviewer):
    before = line("Start")

    reword(reviewer, before.text, corrected=False)

    assert (before.checked, line("Start").checked) == (False, True)
    assert line("Start").now == before.text


def test_the_last_word_counts(reviewer):
    reword(reviewer, "Zaczynamy")
    reword(reviewer, "Zaczynaj", at=NOW + timedelta(hours=1))

    assert line("Start").now == "Zaczynaj"


def test_an_approval_of_older_words_is_no_approval_of_new_ones(reviewer):
    WordingFactory(text="Words of an older release", by=reviewer)

    assert not line("Start").checked


def test_progress_counts_sentences_of_the_language(reviewer):
    reword(reviewer, "Zaczynamy")

    assert progress("pl") == (1, len(catalogue("pl")))
    assert progress("ro")[0] == 0


def test_sentences_of_safety_come_first():
    first = lines("vi")

    safe = sum(each.keeps_safe for each in first)
    assert safe > 50
    assert all(each.keeps_safe for each in first[:safe])


@mark.parametrize(
    ("sentence", "text", "fault"),
    [
        ("Start", "  ", "Write the sentence."),
        ("Numbers checked on %(day)s.", "Sprawdzone.", "Keep this as it is: %(day)s"),
        ("Someone is in danger: call 999", "Zadzwoń pod 112", "Keep this as it is: 999"),
        (LINKED, "Zadzwoń pod 999", 'Keep this as it is: <a class="nb" href="tel:999">'),
        ("Start", "<script>x</script>", "Leave this out: <script>"),
        ("Start", "Start < teraz", "Leave out the signs < and >"),
        ("Start", "100% pewne", "Leave out the signs"),
        ("Start", "%(secret)s", "Leave this out: %(secret)s"),
    ],
)
def test_what_stands_for_something_else_must_stay(sentence, text, fault):
    assert any(fault in found for found in faults(sentence, text))


def test_a_sentence_with_all_that_it_stands_for_is_right():
    assert faults(LINKED, 'Niebezpieczeństwo? <a class="nb" href="tel:999">999</a>') == []


def test_no_release_has_a_sentence_that_a_reviewer_could_not_approve():
    wrong = [
        (code, key)
        for code, _name in configured.LANGUAGES[1:]
        for key, text in catalogue(code).items()
        if faults(key[0], text) and "%(n)s" not in key[0] and key[0] != "One thing to check"
    ]

    assert wrong == []


def test_an_act_refuses_what_would_break_a_page(reviewer):
    with raises(ValueError, match="Leave this out"):
        reword(reviewer, "<b>Zaczynamy</b>")


# What the public reads ------------------------------------------------------------------------------------------


def test_a_correction_is_what_the_public_reads(reviewer, public, catalogues):
    reword(reviewer, "Zaczynamy")

    assert "Zaczynamy" in told(public.get("/pl/"))


def test_an_approval_changes_nothing(reviewer, catalogues):
    reword(reviewer, "Zacznij", corrected=False)

    assert list(corrected()) == []


def test_what_would_break_a_page_is_never_served_however_it_came(catalogues):
    serve([WordingFactory(text="<script>x</script>", corrected=True)])

    with override("pl"):
        assert gettext("Start") == "Zacznij"


def test_the_page_about_translations_says_how_much_is_checked(reviewer, public):
    reword(reviewer, "Zacznij", corrected=False)

    page = told(public.get("/words"))

    assert f"1 of {len(catalogue('pl'))} sentences" in page


# The pages -------------------------------------------------------------------------------------------------------


def test_a_reviewer_corrects_sentence_by_sentence(reviewer):
    browser, wanted = signed_in(reviewer), line("Start")

    browser.post("/languages/pl", {"line": wanted.code, f"{wanted.code}-text": "Zaczynamy"})

    said = Wording.objects.get()
    assert (said.sentence, said.text, said.corrected, said.by) == ("Start", "Zaczynamy", True, reviewer)


def test_the_words_as_they_stand_are_an_approval(reviewer):
    browser, wanted = signed_in(reviewer), line("Start")

    browser.post("/languages/pl", {"line": wanted.code, f"{wanted.code}-text": wanted.text})

    assert Wording.objects.get().corrected is False


def test_a_fault_is_told_beside_the_sentence_and_nothing_is_lost(reviewer):
    browser, wanted = signed_in(reviewer), line(LINKED)

    page = told(browser.post("/languages/pl", {"line": wanted.code, f"{wanted.code}-text": "Zadzwoń pod 999"}))

    assert "Keep this as it is" in page
    assert "Zadzwoń pod 999" in page


def test_others_read_the_sentences_and_find_no_form(administrator):
    page = told(signed_in(administrator).get("/languages/pl"))

    assert "It is right like this" not in page
    assert "Those about danger come first" in page
    assert signed_in(administrator).post("/languages/pl", {"line": line("Start").code}).status_code == 200
    assert not Wording.objects.exists()


@mark.parametrize("start", ["0", "20", "99999", "x"])
def test_the_list_goes_on_page_by_page(start, reviewer):
    assert signed_in(reviewer).get("/languages/pl", {"from": start, "all": "1"}).status_code == 200


def test_a_language_we_do_not_have_is_nowhere(administrator):
    assert signed_in(administrator).get("/languages/xx").status_code == 404


def test_each_word_of_a_reviewer_is_in_the_ledger(reviewer):
    reword(reviewer, "Zaczynamy")

    assert Entry.objects.get(kind="reports.Wording", act="collect").verb == "reword"


# The command ------------------------------------------------------------------------------------------------------


def test_the_command_lists_what_a_language_lacks(capsys):
    words.run(Namespace(export=False))

    said = capsys.readouterr().out
    assert f"cy: {len(missing('cy'))} missing" in said
    assert f"ti: {len(missing('ti'))} missing" in said


def test_what_was_corrected_is_written_into_the_catalogue(tmp_path, settings, reviewer):
    shutil.copytree(Path(settings.LOCALE_PATHS[0]) / "pl", tmp_path / "pl")
    settings.LOCALE_PATHS = [tmp_path]
    WordingFactory(text="Zaczynamy", corrected=True, by=reviewer)

    assert words.exported("pl") == 1

    entry = polib.pofile(str(tmp_path / "pl/LC_MESSAGES/django.po")).find("Start")
    assert (entry.msgstr, entry.tcomment) == ("Zaczynamy", "Checked by a native speaker, 2026-11-20")
