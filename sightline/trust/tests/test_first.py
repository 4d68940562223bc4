"""Where trust begins: each reader sees the questions they may put, and each leads to a page that answers."""

from django.urls import reverse
from pytest import fixture, mark

from sightline.agencies.tests.factories import PersonFactory, person_as
from sightline.trust.tests.test_pages import signed_in
from sightline.trust.views.first import PAGES

pytestmark = mark.django_db


@fixture
def auditor():
    return signed_in(person_as("auditor"))


@mark.parametrize("page", PAGES, ids=lambda page: page.url_name)
def test_each_question_leads_an_auditor_to_a_page_that_answers(page, auditor):
    address = reverse(page.url_name)

    assert address in auditor.get("/trust/").text
    assert auditor.get(address).status_code == 200


@mark.parametrize("page", PAGES, ids=lambda page: page.url_name)
def test_a_reader_is_shown_only_the_questions_that_are_answered_to_them(page):
    reader = signed_in(PersonFactory())

    shown = f'href="{reverse(page.url_name)}"' in reader.get("/trust/").text

    assert shown is (page.asks is None)
    if shown:
        assert reader.get(reverse(page.url_name)).status_code == 200


def test_oversight_is_led_to_the_changes_of_the_rules_and_not_to_the_auditors_pages():
    shown = signed_in(person_as("oversight")).get("/trust/").text

    assert f'href="{reverse("trust:changes")}"' in shown
    assert f'href="{reverse("trust:unusual")}"' not in shown


def test_a_desk_leads_to_trust_and_to_how_one_signs_in():
    desk = signed_in(PersonFactory()).get("/").text

    assert f'href="{reverse("trust:first")}"' in desk
    assert f'href="{reverse("agencies:mine")}"' in desk


@mark.parametrize(("role", "led"), [("administrator", True), ("analyst", False), ("auditor", False)])
def test_only_an_administrators_desk_leads_to_how_colleagues_sign_in(role, led):
    desk = signed_in(person_as(role)).get("/").text

    assert (f'href="{reverse("agencies:colleagues")}"' in desk) is led
