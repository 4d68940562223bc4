"""What the codes of intelligence say on a page."""

from pytest import mark

from sightline.intelligence.words import (
    CONTROL,
    EXPLOITATION,
    KNOWN,
    asked_about,
    because,
    called,
    explained,
    grade_in_words,
    how_sure,
    in_families,
    judgement,
    together,
)
from sightline.kit.vocabulary import load


def test_words_stand_in_a_sentence_without_a_capital():
    assert called(CONTROL, ["threats", "documents-held"]) == ["threats", "papers held"]


def test_a_code_that_the_list_has_lost_is_said_as_it_is():
    assert called(CONTROL, ["a-code-of-yesterday"]) == ["a-code-of-yesterday"]


@mark.parametrize(
    ("codes", "phrase"),
    [
        ([], ""),
        (["threats"], "threats"),
        (["threats", "coercion"], "threats and coercion"),
        (["threats", "coercion", "documents-held"], "threats, coercion and papers held"),
    ],
)
def test_several_words_become_one_phrase(codes, phrase):
    assert together(CONTROL, codes) == phrase


def test_the_three_boxes_are_said_in_words():
    assert grade_in_words("2", "C", "P") == "Source untested, known indirectly, lawful sharing permitted"


def test_sharing_with_conditions_is_said_in_full():
    assert "with conditions" in grade_in_words("1", "A", "C")


@mark.parametrize(
    ("code", "word"),
    [("likely", "likely"), ("almost-certain", "almost certain"), ("moderate", "moderate confidence")],
)
def test_an_assessment_takes_its_word_from_either_list(code, word):
    assert how_sure(code) == word


@mark.parametrize(
    ("code", "begins"),
    [
        ("likely", "It is <b>likely</b> that people are exploited here"),
        ("highly-unlikely", "It is <b>highly unlikely</b> that people are exploited here"),
        ("realistic", "There is a <b>realistic possibility</b> that people are exploited here"),
        ("remote", "There is a <b>remote chance</b> that people are exploited here"),
        ("high", "We have <b>high confidence</b> that people are exploited here"),
    ],
)
def test_a_judgement_is_a_whole_sentence_with_its_word_in_bold(code, begins):
    assert judgement(code, ["labour"]) == f"{begins}: labour exploitation."


@mark.parametrize("codes", [[], ["not-known"], ["other"], ["other", "not-known"]])
def test_a_judgement_says_nothing_of_a_kind_that_nobody_knows(codes):
    assert judgement("likely", codes) == "It is <b>likely</b> that people are exploited here."


def test_a_judgement_names_every_kind_that_is_known():
    assert judgement("likely", ["labour-forced", "not-known", "cannabis"]).endswith(
        ": forced work and growing cannabis."
    )


def test_a_choice_says_its_code_its_word_and_what_it_means():
    code, label = explained(KNOWN)[0]

    assert code == "A"
    assert label == "<b>A</b> Known directly to the source<small>The source saw, heard or lived it</small>"


def test_every_type_of_exploitation_stands_in_one_family():
    grouped = [code for _family, choices in in_families() for code, _says in choices]

    assert len(grouped) == len(set(grouped))
    assert set(grouped) == set(load(EXPLOITATION))


def test_a_family_begins_with_its_wider_type():
    families = dict(in_families())

    assert families["Labour exploitation"][0] == ("labour", "Labour exploitation")
    assert ("county-lines", "County lines") in families["Forced to commit crime"]


def test_types_without_a_family_stand_together_at_the_end():
    name, alone = in_families()[-1]

    assert name == "Other types"
    assert ("not-known", "Not known") in alone


def test_what_the_public_said_it_is_about_is_said_in_their_own_words():
    assert asked_about(["forced-work"]) == ["People work for little or no pay, or cannot leave their work"]


def test_an_answer_that_is_asked_no_more_is_kept_as_it_is():
    assert asked_about(["once-asked"]) == ["once-asked"]


def test_the_foot_of_a_page_says_whom_it_is_open_to():
    assert because("the analysts of the area") == "You can see this because it is open to the analysts of the area."


def test_the_foot_names_every_way_in():
    assert because("one; two").endswith("open to one; and to two.")


def test_a_page_that_no_rule_opened_has_no_foot():
    assert because("") == ""
