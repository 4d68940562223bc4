"""A map is a picture with words: every point has a shape, a kind in the key, and no house can be read off it."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from pytest import fixture, mark, raises

from sightline.places import map as maps
from sightline.places.fabric import Fabric, write
from sightline.places.map import SHAPES, Point, draw, kept_vague, shape
from sightline.places.naming import Named

SVG = "{http://www.w3.org/2000/svg}"
WORDS = {"here": "To visit", "other": "Team there", "safe": "People made safe", "danger": "Arrest", "soon": "Visit again",
         "street": "By its street"}  # fmt: skip
WEST_END = [
    Point(54.972 + n * 0.002, -1.65 + n * 0.006, kind, f"Place {n}", str(n))
    for n, kind in enumerate(["here", "here", "other", "safe", "danger", "soon", "here", "safe"], start=1)
]


@fixture(autouse=True)
def ground(tmp_path, monkeypatch):
    """A little fabric in place of the whole country's."""
    write([("E08000021", 424_000 + dx, 564_000) for dx in range(0, 3000, 50)], tmp_path / "fabric.bin")
    monkeypatch.setattr(maps, "fabric", lambda: Fabric(tmp_path / "fabric.bin"))


def drawn(points=WEST_END, areas=("northumbria",), **more):
    return draw(points, areas=areas, title="Places of the operation", words=WORDS, **more)


def parsed(**more):
    return ElementTree.fromstring(drawn(**more).svg)  # noqa: S314


def texts(tree, css):
    return [text.text for text in tree.iter(f"{SVG}text") if css in text.get("class")]


def test_a_map_is_one_picture_with_a_title_and_a_description():
    tree = parsed(ident="ops")

    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "ops-t ops-d"
    assert {element.get("id") for element in tree[:2]} == {"ops-t", "ops-d"}
    assert tree[0].text == "Places of the operation"


def test_the_description_counts_each_kind_in_words():
    says = parsed()[1].text

    assert says.startswith("8 places. To visit: 3, Team there: 1, People made safe: 2, Arrest: 1, Visit again: 1.")
    assert "Newcastle upon Tyne" in says


def test_there_is_no_script_no_style_and_nothing_from_outside():
    svg = str(drawn().svg)

    assert not any(word in svg for word in ("<script", "style=", "<style", "href", "onclick", "url("))


def test_every_point_is_drawn_with_the_shape_of_its_kind():
    svg = str(drawn().svg)

    assert [svg.count(f'class="p-{kind}"') for kind in ("here", "other", "safe", "danger", "soon")] == [3, 1, 2, 1, 1]


def test_no_two_kinds_share_a_shape():
    assert len({shape(kind, 8).replace(f"p-{kind}", "") for kind in SHAPES}) == len(SHAPES)


def test_the_key_has_each_kind_on_the_map_once_with_its_word():
    assert drawn().key == (
        ("here", "To visit"),
        ("other", "Team there"),
        ("safe", "People made safe"),
        ("danger", "Arrest"),
        ("soon", "Visit again"),
    )


def test_numbers_are_those_of_the_list():
    assert sorted(texts(parsed(), "number")) == [str(n) for n in range(1, 9)]


def test_the_areas_have_names():
    assert {"Newcastle upon Tyne"} <= set(texts(parsed(), "name"))


def test_names_of_areas_around_can_be_left_out_on_a_small_screen():
    tree = parsed(points=[], areas=["northumbria"])

    assert "Northumberland" not in texts(tree, "far")
    assert "Scottish Borders" in texts(tree, "far")


def test_names_and_titles_are_written_safely():
    point = Point(54.97, -1.65, says="<b>&</b>")

    svg = str(draw([point], title="<script>", words=WORDS).svg)

    assert "<script>" not in svg
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in svg


def test_a_map_says_whose_data_it_shows():
    assert "Open Government Licence" in drawn().source


def test_a_private_home_is_not_named_and_not_where_it_is():
    home = Point(54.97231, -1.64173, says="12 Invented Street", home=True)

    vague = kept_vague(home)

    assert vague.says == ""
    assert (vague.latitude, vague.longitude) != (home.latitude, home.longitude)


@given(st.floats(54.97255, 54.97495), st.floats(-1.6447, -1.6406))
def test_all_homes_of_a_mesh_are_at_one_place(latitude, longitude):
    vague = kept_vague(Point(latitude, longitude, home=True))

    assert (vague.latitude, vague.longitude) == (54.97375, -1.642625)


def test_the_drawing_holds_nothing_of_a_home_but_its_mesh():
    one = Point(54.9731, -1.6441, says="12 Invented Street", home=True)
    other = Point(54.9744, -1.6409, says="99 Invented Street", home=True)

    assert str(drawn([one]).svg) == str(drawn([other]).svg)
    assert "Invented" not in str(drawn([one]).svg)


def test_a_home_has_a_ring_and_a_line_in_the_key():
    home = drawn([Point(54.97, -1.65, "safe", home=True)])

    assert home.key[-1] == ("street", "Private home, no finer than its street")
    assert 'class="p-street"' in str(home.svg)


def test_without_points_the_whole_area_is_shown():
    tree = parsed(points=[])

    assert "Northumberland" in texts(tree, "name")[0:3]


def test_from_afar_police_areas_are_named_and_not_their_authorities():
    names = texts(parsed(points=[], areas=["north-wales", "cheshire", "cumbria", "lancashire"]), "name")

    assert "Cumbria" in names
    assert "Conwy" not in names


def test_a_map_of_nothing_is_refused():
    with raises(ValueError, match="needs points or areas"):
        draw([], title="Nothing", words=WORDS)


def test_a_kind_without_a_word_is_an_error():
    with raises(KeyError):
        draw([Point(54.97, -1.65, "safe")], title="Places", words={"here": "To visit"})


def test_a_hundred_visits_are_all_there_and_the_page_stays_light():
    points = [Point(53.2 + n % 7 * 0.02, -4.1 + n % 11 * 0.1) for n in range(100)]

    svg = str(drawn(points, areas=["north-wales"]).svg)

    assert svg.count('class="p-here"') == 100
    assert len(svg) < 60_000


@mark.parametrize("points", [WEST_END, WEST_END[:1]])
def test_a_scale_says_how_far_things_are(points):
    assert any(text.endswith((" km", " m")) for text in texts(parsed(points=points), "name"))


def test_a_map_can_stand_in_a_template_as_it_is():
    assert drawn().__html__() == str(drawn())


@mark.parametrize(("dot", "clear"), [((0, 0), False), ((30, 0), False), ((0, 30), True), ((80, 0), True)])
def test_a_name_knows_what_is_in_its_way(dot, clear):
    assert Named("Newcastle", (0, 0)).clear_of(dot, 10) is clear


def test_two_names_do_not_run_into_each_other():
    one = Named("Newcastle", (100, 100))

    assert not one.beside(Named("Gateshead", (120, 105)))
    assert one.beside(Named("Gateshead", (100, 130)))
    assert one.beside(Named("Gateshead", (200, 100)))
