"""The public front in each of its languages: the same pages, every sentence, the right direction."""

from functools import cache
from pathlib import Path

import polib
from django.conf import settings
from pytest import fixture, mark

from sightline.agencies.tests.factories import AgencyFactory, AreaFactory
from sightline.reports.tests.sentences import of_other_stages, sentences

OTHERS = ["cy", "ar"]
PAGES = ["", "before", "try", "code", "look", "numbers", "keep", "access", "clear", "words"]


@cache
def translations(language):
    path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
    return {entry.msgid: entry for entry in polib.pofile(str(path))}


@fixture
def desk():
    return AgencyFactory(code="northumbria-police", area=AreaFactory())


@mark.parametrize("language", OTHERS)
def test_every_sentence_of_the_public_pages_is_translated(language):
    known = translations(language)
    known |= {entry.msgid_plural: entry for entry in known.values() if entry.msgid_plural}

    missing = sorted(says for says in sentences() if says and not (says in known and known[says].translated()))

    assert missing == []


@mark.parametrize("language", OTHERS)
def test_nothing_is_translated_that_no_page_says(language):
    assert sorted(translations(language).keys() - sentences() - of_other_stages()) == []


@mark.parametrize("language", OTHERS)
def test_what_stands_for_something_else_is_kept_in_the_translation(language):
    for entry in translations(language).values():
        wanted = {part for part in entry.msgid.split() if part.startswith(("%(", "{"))}
        assert all(part.rstrip(".,;") in entry.msgstr for part in wanted if entry.msgstr), entry.msgid


@mark.parametrize("language", OTHERS)
def test_the_file_says_that_a_native_speaker_has_not_checked_it(language):
    path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"

    assert "Awaits a native speaker's check" in polib.pofile(str(path)).header


@mark.django_db
@mark.parametrize("page", PAGES)
@mark.parametrize(("language", "direction"), [("cy", "ltr"), ("ar", "rtl")])
def test_every_page_is_there_in_every_language_under_an_address_of_its_own(language, direction, page, public):
    answer = public.get(f"/{language}/{page}")

    assert answer.status_code == 200
    assert f'lang="{language}" dir="{direction}"' in answer.content.decode()


@mark.django_db
@mark.parametrize("language", OTHERS)
def test_links_stay_in_the_language(language, public):
    page = public.get(f"/{language}/").content.decode()

    assert f'href="/{language}/before"' in page
    assert 'href="/before"' not in page


@mark.django_db
def test_the_language_of_the_browser_is_not_asked(public):
    answer = public.get("/", headers={"Accept-Language": "cy"})

    assert b'lang="en-gb"' in answer.content


@mark.django_db
@mark.parametrize("language", OTHERS)
def test_the_question_of_danger_is_in_the_language(language, public, desk):
    page = public.post(f"/{language}/ask", {"go": "danger"}).content.decode()

    assert translations(language)["Is someone in danger right now?"].msgstr in page
