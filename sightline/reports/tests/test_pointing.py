"""What could point to the source: names, times, relationships, numbers, the source's own wording."""

from pytest import mark

from sightline.reports.pointing import KINDS, pieces, summary


def found(text, *told):
    return [(piece.kind, piece.text) for piece in pieces(text, told) if piece.kind]


@mark.parametrize(
    ("text", "kind", "words"),
    [
        ("The van is driven by Marek from the garage.", "name", "Marek"),
        ("It is the shop of Mihai Popescu, they say.", "name", "Mihai Popescu"),
        ("One of them is the boss of the place.", "relation", "boss"),
        ("She heard it from my cousin there.", "relation", "my"),
        ("It is my cousin's house.", "relation", "cousin's"),
        ("They leave on Tuesday mornings.", "time", "Tuesday"),
        ("The lights go out at 23:40 each night.", "time", "23:40"),
        ("He comes at 6 am.", "time", "6 am"),
        ("They pay £40 for it.", "number", "£40"),
        ("The plate is NK12 and then perhaps an A.", "number", "NK12"),
        ("Call 07700900123 to book.", "number", "07700900123"),
    ],
)
def test_it_points_at(text, kind, words):
    assert (kind, words) in found(text)


@mark.parametrize(
    "text", ["", "Men sleep at a hand car wash.", "People work long hours. They sleep there.", "Pay is kept back."]
)
def test_it_points_at_nothing_in_plain_words(text):
    assert found(text) == []


def test_a_phrase_of_the_sources_own_is_found_however_it_is_written():
    told = "I saw the grey man lock the back room with two of them inside."

    assert found("A man is said to LOCK the back-room with two of them there.", told) == [
        ("wording", "LOCK the back-room with two of them")
    ]


def test_four_words_in_a_row_are_anybodys():
    assert found("They lock the back room.", "He will lock the back room") == []


def test_two_phrases_apart_are_two():
    told = "one two three four five then six seven eight nine ten"

    text = "one two three four five and later six seven eight nine ten"

    assert [kind for kind, _words in found(text, told)] == ["wording", "wording"]


@mark.parametrize("text", ["He said: Marek, 07:15, my boss.", "a\nB c", "ß Ärger Über", "🙂 Marek", "xx" * 5_000, " "])
def test_the_pieces_are_the_text(text):
    assert "".join(piece.text for piece in pieces(text, ["He said: Marek, 07:15, my boss."])) == text


def test_the_summary_says_each_thing_once_by_kind():
    told = summary(pieces("It is Marek and it is Marek, at 23:40."))

    assert told == [(KINDS["time"], ["23:40"]), (KINDS["name"], ["Marek"])]


def test_every_kind_has_words():
    assert all(str(says) for says in KINDS.values())
