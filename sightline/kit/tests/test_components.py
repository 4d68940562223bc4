"""The components draw what they are given, escape it, and stay light, readable and mirrored."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django import forms
from django.contrib.staticfiles import finders
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils.translation import override
from django_cotton.compiler_regex import CottonCompiler
from pytest import mark, raises

from sightline.kit import samples, views
from sightline.kit.clocks import cannot_compute
from sightline.kit.templatetags import kit

HERE = Path(views.__file__).parent
SHOWN = sorted(path.stem for path in (HERE / "templates" / "kit" / "show").glob("*.html"))
STYLES = sorted((HERE / "static" / "kit").glob("*.css"))
NOW = samples.NOW
EVIL = "<script>alert(1)</script>"


def drawn(source: str, **context: object) -> str:
    """What a page with this source shows."""
    request = RequestFactory().get("/")
    return Template(CottonCompiler().process(source)).render(RequestContext(request, context))


def page(name: str = "", **asked: str) -> str:
    """The page of the components, or of one layout."""
    request = RequestFactory().get("/kit/", asked)
    return (views.layout(request, name) if name else views.components(request)).content.decode()


# Every component -------------------------------------------------------------


@mark.parametrize("name", SHOWN)
def test_every_component_draws_its_sample(name):
    source = (HERE / "templates" / "kit" / "show" / f"{name}.html").read_text()

    html = drawn(source, **samples.STAFF, form=samples.Staff())

    assert "<c-" not in html
    assert not re.search(r"\s(style|on\w+)=", html)


@mark.parametrize(
    "source",
    [
        "<c-top heading='{{ evil }}' ref='{{ evil }}' kind='{{ evil }}' turn='{{ evil }}' />",
        "<c-top :heading='evil' :ref='evil' :lede='evil' />",
        "<c-panel title='{{ evil }}' note='{{ evil }}'>{{ evil }}</c-panel>",
        "<c-row key='{{ evil }}' change='{{ evil }}' verb='{{ evil }}' note='{{ evil }}'>{{ evil }}</c-row>",
        "<c-clock label='{{ evil }}' remaining='{{ evil }}' rule='{{ evil }}' :events='steps' total='1' used='{{ evil }}' />",
        "<c-clock kind='cannot compute' missing='{{ evil }}' change='{{ evil }}' verb='{{ evil }}' />",
        "<c-history :steps='steps' />",
        "<c-relay :messages='steps' />",
        "<c-checks :checks='steps' />",
        "<c-bars :rows='steps' caption='{{ evil }}' />",
        "<c-grade source='{{ evil }}' known='{{ evil }}' words='{{ evil }}' />",
        "<c-waiting ref='{{ evil }}' :name='evil' url='{{ evil }}' preview='{{ evil }}' :step='evil' state='{{ evil }}' />",
        "<c-band heading='{{ evil }}'>{{ evil }}</c-band>",
        "<c-consent purpose='{{ evil }}' note='{{ evil }}' url='{{ evil }}' word='{{ evil }}' />",
        "<c-figure value='{{ evil }}' qualifier='{{ evil }}' as-at='{{ evil }}'>{{ evil }}</c-figure>",
        "<c-paper from='{{ evil }}' reader='{{ evil }}' copy='{{ evil }}' of='{{ evil }}'>{{ evil }}</c-paper>",
        "<c-signposts :services='steps' title='{{ evil }}' />",
        "<c-button href='{{ evil }}' says='{{ evil }}'>{{ evil }}</c-button>",
        "<c-choice name='{{ evil }}' value='{{ evil }}' note='{{ evil }}'>{{ evil }}</c-choice>",
        "<c-page title='{{ evil }}' :trail='steps'>{{ evil }}<c-slot name='why'>{{ evil }}</c-slot></c-page>",
        "<c-door heading='{{ evil }}' about='{{ evil }}'>{{ evil }}</c-door>",
    ],
)
def test_what_people_typed_is_never_markup(source):
    said = {
        "what": EVIL,
        "by": EVIL,
        "why": EVIL,
        "text": EVIL,
        "note": EVIL,
        "name": EVIL,
        "number": EVIL,
        "word": EVIL,
    }
    steps = [{**said, "says": EVIL, "url": EVIL, "at": NOW}]

    html = drawn(source, evil=EVIL + "\"'", steps=steps, reader=said)

    assert EVIL not in html
    assert "&lt;script&gt;" in html
    assert not re.search(r'="[^"]*"\'', html)


def test_a_word_of_the_page_around_does_not_leak_into_a_component():
    html = drawn("<c-row key='Speaks'>Romanian</c-row>", note="A secret", change="/secret", title="Secret")

    assert "ecret" not in html


# Layouts ---------------------------------------------------------------------


@mark.parametrize("name", ["", *views.LAYOUTS])
@mark.parametrize(("language", "direction"), [("en-gb", "ltr"), ("ar", "rtl")])
def test_every_layout_holds_in_both_directions(name, language, direction):
    html = page(name, lang=language)

    assert f'dir="{direction}"' in html
    assert html.count("<main") == 1
    assert html.count("<h1") == (1 if name else 2)  # the page of the components shows one more


def test_the_staff_page_names_the_reader_the_story_and_why():
    html = page()

    assert "Ruth Adeyemi" in html
    assert 'aria-current="true">Safe<span>4 wait for you</span>' in html
    assert "nothing" in html.split("Justice")[1][:40]
    assert "You can see this because" in html
    assert 'method="post" action="#"' in html.split("Sign out")[0]


def test_the_story_clock_is_on_every_staff_page_of_a_demonstration():
    assert "Wed 17 Oct 2018, 16:40" in drawn("<c-page title='x' />", demonstration={"now": NOW, "url": "/clock"})
    assert "Demonstration" not in drawn("<c-page title='x' />")


def test_leaving_comes_second_in_tab_order_and_needs_no_script():
    stops = re.findall(r'<a class="([\w-]+)"', page("public"))

    assert stops[:2] == ["skip", "leave"]
    assert re.search(r'class="leave"[^>]* href="https://', page("public"))


def test_a_public_title_gives_nothing_away():
    titles = [re.search("<title>(.*?)</title>", page(name))[1] for name in ("public", "question")]

    assert set(titles) == {"Local help and advice"}


def test_the_first_public_page_is_light():
    html = page("public")
    files = [finders.find(name) for name in set(re.findall(r'/static/([^"]+)"', html))]

    weight = len(html.encode()) + sum(Path(file).stat().st_size for file in files)

    assert all(files)
    assert weight < 30_000  # bytes before compression; the bar is 60 kB as transferred
    assert "font" not in " ".join(map(str, files))


@mark.parametrize("layout", ["page", "door"])
def test_every_staff_page_says_that_it_is_a_demonstration(layout):
    shown = drawn(f"<c-{layout} title='x'>x</c-{layout}>", demonstration={"now": NOW, "url": "/clock"})

    assert "Demonstration with invented people." in shown
    assert 'href="/clock"' in shown


def test_the_door_hides_without_script():
    html = page("door")

    assert 'class="hide" href="#cover"' in html
    assert 'class="cover" id="cover"' in html


def test_there_are_no_other_layouts():
    with raises(views.Http404):
        page("nothing")


# Clocks and words ------------------------------------------------------------


def test_a_clock_says_what_is_left_and_by_which_rule():
    html = drawn("<c-clock :reading='reading' :now='now' />", reading=samples.STAFF["reading"], now=NOW)

    assert "6 days left" in html
    assert "ends Tue 23 Oct, 16:40" in html
    assert "First decision, an aim of 5 working days" in html
    assert "Referral sent" in html


@mark.parametrize(
    ("met_after", "words"), [(None, "1 h over"), (timedelta(minutes=28), "28 min late"), (-timedelta(hours=1), "Met")]
)
def test_a_clock_that_has_ended_says_so_and_how_late_the_thing_was_done(met_after, words):
    reading = samples.STAFF["reading"]
    met_at = None if met_after is None else reading.ends_at + met_after

    html = drawn(
        "<c-clock :reading='reading' :now='now' />",
        reading=replace(reading, met_at=met_at),
        now=reading.ends_at + timedelta(hours=1),
    )

    assert f"<b>{words}</b>" in html
    assert "ended Tue 23 Oct, 16:40" in html


def test_a_clock_that_lacks_a_fact_says_so_and_draws_no_bar():
    html = drawn("<c-clock label='Detention' kind='cannot compute' missing='No arrival time' total='24' used='3' />")

    assert "Cannot compute" in html
    assert "No arrival time" in html
    assert "<progress" not in html


def test_a_reading_that_cannot_be_computed_says_so_once():
    reading = cannot_compute("Detention", samples.RULE, "no arrival time")

    html = drawn("<c-clock :reading='reading' :now='now' />", reading=reading, now=NOW)

    assert "Cannot compute: no arrival time" in html
    assert html.lower().count("cannot compute") == 1


@mark.parametrize(
    ("length", "words"),
    [
        (timedelta(minutes=40), "40 min left"),
        (timedelta(hours=1, minutes=20), "1 h 20 min left"),
        (timedelta(days=3, hours=4, minutes=5), "3 days 4 h left"),
        (timedelta(seconds=20), "under a minute left"),
        (-timedelta(minutes=10), "10 min over"),
        (None, ""),
    ],
)
def test_what_is_left_is_said_in_words(length, words):
    assert kit.left(length) == words


def test_moments_are_told_in_local_time():
    at = datetime(2018, 10, 17, 15, 40, tzinfo=UTC)

    assert kit.moment(at) == "Wed 17 Oct, 16:40"
    assert kit.moment(at, "year") == "Wed 17 Oct 2018, 16:40"
    assert kit.moment(at, "time") == "16:40"
    assert kit.day(at.date()) == "Wed 17 Oct"
    assert kit.ago(at, at + timedelta(minutes=20)) == "20 min ago"
    assert kit.ago(at, at - timedelta(hours=2)) == "in 2 h"
    assert kit.moment(None) == kit.day(None) == kit.ago(None) == ""


@mark.parametrize(
    ("number", "grouped"),
    [
        ("101", "101"),
        ("0800555111", "0800 555 111"),
        ("08000121700", "0800 012 1700"),
        ("07700900123", "07700 900123"),
        ("02079460000", "020 7946 0000"),
        ("01184960000", "0118 496 0000"),
        ("+447700900123", "+44 7700 900123"),
        (None, ""),
    ],
)
def test_phones_are_grouped_as_people_read_them(number, grouped):
    assert kit.phone(number) == grouped


def test_a_reference_keeps_its_direction_and_is_escaped():
    assert kit.ltr("E-7KQ2") == '<bdi class="ref" dir="ltr">E-7KQ2</bdi>'
    assert EVIL not in kit.ltr(EVIL)
    assert kit.dial("0800 555 111") == "tel:0800555111"


# Forms -----------------------------------------------------------------------


def test_a_field_has_its_label_hint_and_error_tied_to_it():
    html = str(samples.Staff({}))

    assert '<label class="label" for="id_name">Name they use</label>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_the_summary_leads_to_each_field_and_says_what_to_do():
    form = samples.Staff({})
    html = str(form)

    links = re.findall(r'<li><a href="#([\w-]+)">(.*?)</a>', html)

    assert "6 things to check" in html
    assert ("id_name", "Fill in: Name they use") in links
    assert ("id_wants_0", "Choose an answer: Do they want help?") in links
    assert ("id_agreed", "Tick: They agreed that we may share this") in links
    assert all(f'id="{anchor}"' in html for anchor, _says in links)


def test_what_was_typed_is_still_there_after_an_error():
    html = str(samples.Staff({"name": "Andrei", "wants": "do-not-know", "agreed": "on"}))

    assert 'value="Andrei"' in html
    assert re.search(r'value="do-not-know"[^>]* checked', html)
    assert re.search(r'name="agreed"[^>]* checked', html)


def test_the_only_label_of_a_question_is_the_heading():
    html = str(samples.Signs())

    assert "Question 2 of 7" in html
    assert re.search(r"<legend[^>]*>.*<h1>What did you see\?</h1></legend>", html, re.DOTALL)


def test_not_knowing_is_an_answer_that_stands_apart():
    html = str(samples.Signs())

    assert html.count('class="or"') == 1
    assert html.index("Something else") < html.index('class="or"') < html.index("I do not know")


def test_under_each_tick_we_ask_how_they_know():
    html = str(samples.Signs({"signs": ["pay"], "signs-pay-how": "told"}))

    assert html.count("I was told") == 4
    assert re.search(r'name="signs-pay-how" value="told"[^>]* checked', html)
    assert "signs-do-not-know-how" not in html


def test_an_error_beneath_a_tick_marks_the_tick_and_heads_the_page():
    form = samples.Signs({"signs": ["other"]})
    html = str(form)

    assert 'href="#id_other-words"' in html
    assert 'class="tick wrong"' in html
    assert "autofocus" in html.split("</div>")[0]


def test_a_label_of_one_text_question_is_heading_and_label():
    class Where(samples.Question):
        place = forms.CharField(label="Where is it?")

    assert '<h1 class="label"><label for="id_place">Where is it?</label></h1>' in str(Where())


# Style -----------------------------------------------------------------------


@mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_style_mirrors_itself_and_loads_nothing(path):
    style = path.read_text()

    assert not re.search(r"(margin|padding|border|inset)-(left|right)|text-align: (left|right)|float:", style)
    assert "url(" not in style
    assert "@import" not in style


def tokens(block: str) -> dict[str, str]:
    """The tokens of one block with their colours looked up."""
    found = dict(re.findall(r"--([\w-]+): ([^;]+);", block))
    return {name: found.get(value[6:-1], value) if value.startswith("var(") else value for name, value in found.items()}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@mark.parametrize("night", [False, True])
def test_words_stand_out_by_day_and_by_night(night):
    blocks = re.findall(r"{([^{}]*--[^{}]*)}", (HERE / "static" / "kit" / "tokens.css").read_text())
    colours = tokens(blocks[0]) | (tokens(blocks[1]) if night else {})

    for ground in ("ground", "surface"):
        assert contrast(colours["text"], colours[ground]) >= 7
        assert all(
            contrast(colours[word], colours[ground]) >= 4.5 for word in ("quiet", "action", "danger", "soon", "safe")
        )
    for word in ("action", "danger", "soon", "safe"):
        assert contrast(colours[word], colours[f"tint-{word}"]) >= 4.5
    assert contrast(colours["head-quiet"], colours["head"]) >= 4.5
    assert contrast(colours["on-action"], colours["action"]) >= 4.5
    assert contrast("#fff", colours["band"]) >= 4.5


def test_words_follow_the_language():
    with override("cy"):
        assert "Hyd" in kit.moment(NOW)


def test_what_is_looked_for_does_not_stand_in_an_address():
    form = re.search(r'<form class="find".*?</form>', page(), re.DOTALL)[0]

    assert 'method="post"' in form
    assert "csrfmiddlewaretoken" in form
