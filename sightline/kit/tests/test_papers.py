"""The documents that are made from the rules are fresh, and read like sentences."""

from pytest import mark

from sightline.config.paths import ROOT
from sightline.kit.apply import our_models
from sightline.kit.papers import documents, flow, who_sees_what
from sightline.kit.steps import steps_of


@mark.parametrize("name", ["who-sees-what.md", "flow.md"])
def test_the_document_is_what_the_rules_say_today(name):
    assert (ROOT / "docs" / name).read_text() == documents()[name], "run: sightline policies docs"


def test_every_kind_of_record_has_its_place_in_who_sees_what():
    text = who_sees_what()

    assert all(f"## {str(model._meta.verbose_name).capitalize()} " in text for model in our_models())


def test_every_step_is_drawn():
    text = flow()

    for model in our_models():
        for verb in steps_of(model):
            assert f": {verb.replace('_', ' ')}\n" in text
