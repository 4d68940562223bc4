"""Every list of words can be read, is unambiguous and says where it comes from."""

from datetime import date

from pytest import fixture, mark, raises

from sightline.kit import vocabulary
from sightline.kit.vocabulary import BadList, Entry, choices, lists, load, says

GOOD = """
source = "A guide"

[[sign]]
code = "debt"
says = "Works to pay off a debt"
strength = "unset"
until = 2018-12-31

[[sign]]
code = "papers"
says = "Papers are kept"
source = "Another guide"
since = 2019-01-01
"""


@fixture
def written(tmp_path, monkeypatch):
    monkeypatch.setattr(vocabulary, "ROOT", tmp_path)
    load.cache_clear()

    def write(text, name="signs"):
        folder = tmp_path / "reports" / "vocabulary"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.toml").write_text(text)

    yield write
    load.cache_clear()


def test_a_list_is_read_by_code_in_the_order_written(written):
    written(GOOD)

    assert list(load("reports/signs")) == ["debt", "papers"]


def test_an_entry_keeps_what_else_is_written_about_it(written):
    written(GOOD)

    assert load("reports/signs")["debt"].get("strength") == "unset"
    assert load("reports/signs")["papers"].get("strength") is None


def test_the_source_is_the_entrys_own_or_the_files(written):
    written(GOOD)

    assert [entry.source for entry in load("reports/signs").values()] == ["A guide", "Another guide"]


def test_choices_are_codes_with_words(written):
    written(GOOD)

    assert choices("reports/signs") == [("debt", "Works to pay off a debt"), ("papers", "Papers are kept")]


@mark.parametrize(("day", "codes"), [(date(2018, 12, 31), ["debt"]), (date(2019, 1, 1), ["papers"])])
def test_choices_of_a_day_leave_out_what_was_not_in_use(day, codes, written):
    written(GOOD)

    assert [code for code, _ in choices("reports/signs", on=day)] == codes


def test_a_code_that_the_list_no_longer_knows_still_shows(written):
    written(GOOD)

    assert says("reports/signs", "debt") == "Works to pay off a debt"
    assert says("reports/signs", "long-gone") == "long-gone"


def test_a_file_with_several_lists_needs_to_be_told_which(written):
    written(GOOD + '[[level]]\ncode = "low"\nsays = "Low"\n')

    assert list(load("reports/signs/level")) == ["low"]
    with raises(BadList, match="name one of sign, level"):
        load("reports/signs")


@mark.parametrize(
    "wrong",
    [
        GOOD.replace('"papers"', '"debt"'),
        GOOD.replace('source = "A guide"', ""),
        GOOD.replace('says = "Papers are kept"', ""),
        'source = "x"\n',
    ],
)
def test_a_list_that_cannot_be_is_refused_by_name(wrong, written):
    written(wrong)

    with raises(BadList, match="reports/signs"):
        load("reports/signs")


def test_a_list_that_does_not_exist_is_named():
    with raises(BadList, match="reports/nothing: there is no such list"):
        load("reports/nothing")


def test_a_question_offers_its_answers():
    question = Entry("S1", "Now?", "Ours", {"options": [{"code": "yes", "says": "Yes"}]})

    assert [(option.code, option.says) for option in question.options] == [("yes", "Yes")]


@mark.parametrize("name", list(lists()))
def test_every_list_we_keep_can_be_read(name):
    assert load(name)


@mark.parametrize("name", list(lists()))
def test_no_two_answers_of_a_question_have_one_code(name):
    for entry in load(name).values():
        codes = [option.code for option in entry.options]
        assert len(codes) == len(set(codes)), entry.code
