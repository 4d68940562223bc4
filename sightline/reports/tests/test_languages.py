"""The public front in each of its languages: the same pages, every sentence, the right direction."""

import ast
import re
from functools import cache
from pathlib import Path

import polib
from django.conf import settings
from pytest import fixture, mark

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory
from sightline.reports import languages, sentences
from sightline.reports.sentences import marked_in

STAGES = sentences.STAGES
OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
OFFERED = [code for code in languages.offered() if code != settings.LANGUAGE_CODE]
SAME_DAY = ["cy", "ar"]  # a release waits for these; the others may show English for a while, and say so
PAGES = [
    "",
    "before",
    "try",
    "code",
    "look",
    "numbers",
    "since",
    "keep",
    "access",
    "clear",
    "words",
    "heads",
    "accountable",
]
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}|<a [^>]*>|<b[^>]*>")


@cache
def translations(language):
    path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
    return {entry.msgid: entry for entry in polib.pofile(str(path))}


def of_other_stages():
    """What other stages' templates and code mark; lists of their words may be translated before a public page has them."""
    stages = [folder for folder in STAGES.iterdir() if (folder / "apps.py").exists() and folder.name != "reports"]
    marked = {says for folder in stages for file in folder.rglob("templates/**/*.html") for says in marked_in(file)}
    lists = "".join(file.read_text() for folder in stages for file in folder.glob("vocabulary/*.toml"))
    marked |= set(re.findall(r'"([^"]+)"', lists))
    return marked | {says for folder in stages for file in folder.glob("*.py") for says in texts(file.read_text())}


def texts(code):
    return {node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)}


@fixture
def desk():
    return AgencyFactory(code="northumbria-police", area=AreaFactory())


@mark.parametrize("language", SAME_DAY)
def test_every_sentence_of_the_public_pages_is_translated(language):
    known = translations(language)

    missing = sorted(says for says in sentences.sentences() if not (says in known and known[says].translated()))

    assert missing == []


@mark.parametrize("language", SAME_DAY)
def test_a_release_waits_for_the_sentences_that_keep_somebody_safe(language):
    assert languages.unsafe(language) == frozenset()


@mark.parametrize("language", SAME_DAY)
def test_nothing_is_translated_that_no_page_says(language):
    assert translations(language).keys() - sentences.sentences() - of_other_stages() == set()


@mark.parametrize("language", OTHERS)
def test_what_stands_for_something_else_is_kept_in_the_translation(language):
    for entry in translations(language).values():
        wanted = set(PLACEHOLDERS.findall(entry.msgid))
        assert all(part in entry.msgstr for part in wanted if entry.msgstr), entry.msgid


@mark.parametrize("language", OTHERS)
def test_numbers_stay_as_they_are_dialled(language):
    for entry in translations(language).values():
        wanted = set(re.findall(r"\b(?:999|55|18001|2018)\b", entry.msgid))
        assert all(number in entry.msgstr for number in wanted), entry.msgid


@mark.parametrize("language", OTHERS)
def test_the_file_says_that_a_native_speaker_has_not_checked_it(language):
    path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"

    assert "Awaits a native speaker's check" in polib.pofile(str(path)).header


def test_every_language_of_the_first_set_has_a_name_of_its_own():
    assert list(languages.NAMES) == [code for code, _name in settings.LANGUAGES]
    assert len(set(languages.NAMES.values())) == len(OTHERS) + 1


def test_exactly_the_languages_that_keep_somebody_safe_are_offered():
    assert languages.offered() == tuple(code for code in languages.NAMES if not languages.unsafe(code))


def test_a_language_without_a_sentence_of_safety_is_not_offered(monkeypatch):
    lacking = languages.translated("pl") - {"Someone is in danger now."}
    monkeypatch.setattr(languages, "translated", lambda code: lacking if code == "pl" else sentences.sentences())

    assert languages.unsafe("pl") == {"Someone is in danger now."}
    assert "pl" not in languages.offered.__wrapped__()


@mark.django_db
def test_a_language_that_is_not_offered_leads_to_english(public, monkeypatch):
    assert public.get("/pl/before").status_code == 200  # and every module is read before one is changed
    monkeypatch.setattr(languages, "offered", lambda: ("en-gb", "cy"))

    answer = public.get("/pl/before")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/before"


@mark.django_db
@mark.parametrize("language", OFFERED)
def test_every_page_is_there_in_every_language_under_an_address_of_its_own(language, public):
    direction = "rtl" if language == "ar" else "ltr"

    pages = [public.get(f"/{language}/{page}") for page in PAGES]

    assert {page.status_code for page in pages} == {200}
    assert all(f'lang="{language}" dir="{direction}"' in page.content.decode() for page in pages)


@mark.django_db
@mark.parametrize("language", SAME_DAY)
def test_no_page_of_a_complete_language_stands_in_english(language, public):
    in_english = [page for page in PAGES if b'<span lang="en"' in public.get(f"/{language}/{page}").content]

    assert in_english == []


@mark.django_db
def test_each_language_is_named_by_its_own_name_and_says_which_it_is(public):
    page = public.get("/ar/").content.decode()

    assert '<b lang="ar" aria-current="true">العربية</b>' in page
    assert '<a href="/cy/" lang="cy" hreflang="cy">Cymraeg</a>' in page


@mark.django_db
@mark.parametrize("language", OFFERED)
def test_links_stay_in_the_language(language, public):
    page = public.get(f"/{language}/").content.decode()

    assert f'href="/{language}/before"' in page
    assert 'href="/before"' not in page


@mark.django_db
def test_the_language_of_the_browser_is_not_asked(public):
    answer = public.get("/", headers={"Accept-Language": "cy"})

    assert b'lang="en-gb"' in answer.content


@mark.django_db
@mark.parametrize("language", OFFERED)
def test_the_question_of_danger_is_in_the_language(language, public, desk):
    page = public.post(f"/{language}/ask", {"go": "danger"}).content.decode()

    assert translations(language)["Is someone in danger right now?"].msgstr in page


@mark.django_db
def test_numbers_in_a_page_that_runs_from_the_right_stay_left_to_right(public):
    page = public.get("/ar/numbers").content.decode()

    assert re.search(r'dir="ltr" href="tel:0800555111">0800 555 111</a>', page)
