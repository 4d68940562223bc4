"""Every rule of danger holds when it should, and gives its reason."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import mark, raises

from sightline.kit.vocabulary import load
from sightline.reports.danger import ORDER, higher, holds, level, mentions_danger


@mark.parametrize(
    ("rule", "answers"),
    [
        ("R1", {"danger": "yes"}),
        ("R1", {"danger_kinds": ["weapon"]}),
        ("R1", {"danger_kinds": ["threats-to-kill"]}),
        ("R1", {"danger_kinds": ["hurt"]}),
        ("R1", {"danger_kinds": ["fire"]}),
        ("R2", {"danger_kinds": ["locked-in"], "there_now": "yes"}),
        ("R2", {"danger_kinds": ["locked-in"], "danger": "soon"}),
        ("R2", {"signs": ["watched-or-locked-in"], "there_now": "yes"}),
        ("R3", {"danger_kinds": ["being-moved"]}),
        ("R3", {"moving": "today"}),
        ("R3", {"moving": "leaving-country"}),
        ("R3", {"moving": "new-place"}),
        ("R4", {"children": "yes", "signs": ["debt"]}),
        ("R4", {"children": "maybe", "kinds": ["sexual-exploitation"]}),
        ("R4", {"kinds": ["child-exploited"], "signs": ["violence"]}),
        ("R4", {"danger_kinds": ["child", "sexual-violence"]}),
        ("R5", {"danger_kinds": ["suicide-risk"]}),
        ("R5", {"vulnerable": ["pregnant", "injured"]}),
        ("R5", {"vulnerable": ["pregnant"], "signs": ["violence"]}),
        ("R5", {"vulnerable": ["untreated-injury"]}),
        ("R5", {"vulnerable": ["overdose"]}),
        ("R6", {"about": "self"}),
        ("R6", {"about": "self", "reporter_safe": "no"}),
        ("R6", {"about": "self", "reporter_safe": "watched"}),
        ("R6", {"about": "self", "reporter_safe": "do-not-know"}),
    ],
)
def test_red_when_a_rule_of_immediate_danger_holds(rule, answers):
    found = level(answers)

    assert found.word == "red"
    assert rule in found.codes


@mark.parametrize(
    ("rule", "answers"),
    [
        ("R7", {"kinds": ["sexual-exploitation"]}),
        ("R7", {"kinds": ["sexual-exploitation"], "going_on": "yes"}),
        ("R8", {"signs": ["debt", "pay-taken", "threats"]}),
        ("R9", {"controllers_danger": ["weapons"]}),
        ("R9", {"controllers_danger": ["violence"]}),
        ("R9", {"others_know": "nobody", "sharing": "shareable"}),
        ("R9", {"others_know": "one-or-two", "sharing": "confidential"}),
        ("R10", {"what": "He says he has a knife"}),
        ("R10", {"what": "Mae hi dan glo"}),
        ("R12", {"danger": "soon"}),
        ("R12", {"danger_kinds": ["locked-in"]}),
    ],
)
def test_amber_when_a_lesser_rule_holds(rule, answers):
    found = level(answers)

    assert found.word == "amber"
    assert rule in found.codes


@mark.parametrize(
    "answers",
    [
        {},
        {"danger": "no"},
        {"danger": "do-not-know"},
        {"danger_kinds": []},
        {"moving": "no"},
        {"children": "no", "signs": ["debt"]},
        {"children": "yes"},
        {"vulnerable": ["pregnant"]},
        {"about": "self", "reporter_safe": "yes"},
        {"kinds": ["sexual-exploitation"], "going_on": "stopped"},
        {"signs": ["debt", "threats"]},
        {"signs": ["debt", "do-not-know", "rather-not-say"]},
        {"signs": ["watched-or-locked-in"], "there_now": "no"},
        {"others_know": "nobody", "sharing": "anonymous"},
        {"others_know": "many", "sharing": "shareable"},
        {"what": "The prices are low and they look tired"},
    ],
)
def test_routine_when_no_rule_holds(answers):
    found = level(answers)

    assert (found.word, found.codes) == ("routine", ["R11"])


def test_each_rule_gives_its_reason_in_words_the_most_urgent_first():
    found = level({"danger": "yes", "kinds": ["sexual-exploitation"]})

    assert [str(reason.label) for reason in found.reasons] == [
        "Someone is in danger now",
        "Sexual exploitation that may still go on",
    ]


@mark.parametrize(("answers", "minutes"), [({"danger": "yes"}, 5), ({"danger": "soon"}, 240), ({}, 1440)])
def test_a_level_says_how_soon_a_person_must_look(answers, minutes):
    assert level(answers).within_minutes == minutes


@mark.parametrize("text", ["They will KILL her", "he was beaten up", "help me", "Gwaedu", "there is a gun."])
def test_words_of_danger_are_found_in_any_case(text):
    assert mentions_danger(text)


@mark.parametrize("text", ["", "She has many skills", "The shop has begun to sell fruit", "Work in a warehouse"])
def test_a_word_that_only_contains_one_is_not_danger(text):
    assert not mentions_danger(text)


@mark.parametrize(
    "text",
    [
        "Maen nhw'n gweithio ar yr arfordir, fel arfer.",  # on the coast, as a rule
        "Punojnë me Armendin nga Gjakova.",  # with Armend, from Gjakova
        "Họ làm việc cho một hiệp hội và rất sung sướng.",  # for an association, and happily
        "O mașină violetă vine în fiecare zi.",  # a violet car
        "Zabierają im paszporty, a sklep jest zamknięty.",  # they take their passports; the shop is shut
        "ኣብ ካራቫን ይነብሩ።",  # they live in a caravan
    ],
)
def test_ordinary_words_of_other_languages_are_not_danger(text):
    assert not mentions_danger(text)


@mark.parametrize(
    "text",
    [
        "Mae e'n bygwth pobl ag arf.",
        "Burri ka armë dhe na kërcënon.",
        "Người đó có súng và bị hiếp.",
        "M-a violat și a zis că mă omoară.",
        "Powiedział, że nas zabije. Zamknęli nas.",
        "ብካራ ወጊኡዋ።",
        "قال إنه سيقتلنا",
    ],
)
def test_danger_is_heard_in_every_language_of_the_first_set(text):
    assert mentions_danger(text)


@mark.parametrize(
    ("one", "other", "result"), [("routine", "red", "red"), ("red", "routine", "red"), ("amber", "amber", "amber")]
)
def test_a_later_message_raises_and_never_lowers(one, other, result):
    assert higher(one, other) == result


def test_an_unknown_form_of_condition_is_an_error_not_a_silence():
    with raises(KeyError):
        holds({"ask": "danger", "resembles": "yes"}, {})


def test_every_condition_asks_for_fields_and_answers_that_exist():
    questions = {entry.get("field"): {o.code for o in entry.options} for entry in load("reports/questions").values()}
    questions |= {"signs": set(load("reports/signs")), "texts": set()}

    for rule in load("reports/danger/rule").values():
        for ask, codes in asked(rule.get("when")):
            assert ask in questions, f"{rule.code} asks {ask}"
            assert codes <= questions[ask], f"{rule.code} expects {codes - questions[ask]}"


def asked(condition):
    for part in [*condition.get("any", []), *condition.get("all", [])]:
        yield from asked(part)
    if "ask" in condition:
        yield condition["ask"], set(condition.get("has", [])) | set(condition.get("without", []))


fields = {entry.get("field"): [o.code for o in entry.options] for entry in load("reports/questions").values()}
some_answers = st.fixed_dictionaries(
    {}, optional={name: st.lists(st.sampled_from(codes), max_size=4) for name, codes in fields.items() if codes}
)


@given(some_answers)
def test_any_answers_give_one_of_the_three_levels_and_a_reason(answers):
    found = level(answers)

    assert found.word in ORDER
    assert found.reasons


@given(some_answers, st.sampled_from(["weapon", "hurt", "fire", "being-moved", "suicide-risk"]))
def test_telling_of_one_more_danger_never_lowers_the_level(answers, danger):
    more = {**answers, "danger_kinds": [*answers.get("danger_kinds", []), danger]}

    assert higher(level(more).word, level(answers).word) == level(more).word
