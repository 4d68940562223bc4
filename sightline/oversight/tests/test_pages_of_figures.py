"""Pages of figures: the list, an operation's measures, choosing, one figure, and what each reader finds there."""

from pytest import fixture, mark

from sightline.agencies.models import Role
from sightline.agencies.tests.factories import AreaFactory, PersonFactory, person_as
from sightline.operations.tests.factories import PartnerAgencyFactory, TargetFactory, TeamFactory, member_of
from sightline.oversight.models import Count, Figure
from sightline.oversight.tests.factories import CountFactory, FigureFactory, approved, held, published, released

pytestmark = mark.django_db


@fixture
def choose(operation):
    """The address where a measure of the operation is chosen."""
    return lambda measure="interventions": f"figures/of/{operation.ref}/choose/{measure}"


def typed(**more):
    return {"qualifier": "exactly", "value": "104", "by_whom": "Invented Police", "source": "A statement", **more}


# The list ---------------------------------------------------------------------


def test_the_list_has_what_is_published_under_what_it_is_about(page, overseer):
    figure = published()

    html = page(overseer, "figures/")

    assert figure.operation.name in html
    assert f"/figures/{figure.ref}" in html
    assert "Invented Police" in html


def test_the_list_says_of_what_a_figure_is_a_part(page, overseer):
    whole = approved()
    approved(operation=whole.operation, measure="people-in-custody", value=7, shown="7", subset_of=whole)

    assert "of 12 people arrested" in page(overseer, "figures/")


def test_without_a_figure_the_list_says_how_there_comes_to_be_one(page, overseer):
    html = page(overseer, "figures/")

    assert "No figure has been approved yet" in html
    assert "Nothing has been said yet." in html


@mark.parametrize("role", sorted(Role))
def test_everybody_may_open_the_list(role, page):
    published()

    assert "people arrested" in page(person_as(role), "figures/")


def test_a_draft_is_in_nobody_elses_list(page, overseer, commander):
    FigureFactory()

    assert "people arrested" not in page(overseer, "figures/")
    assert "people arrested" in page(commander, "figures/")


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get("/figures/").status_code == 302


# One operation ----------------------------------------------------------------


def test_each_measure_stands_with_its_count_and_what_is_published_of_it(page, commander, operation, counted):
    counted(people_arrested=12)
    figure = approved(operation=operation)

    html = page(commander, f"figures/of/{operation.ref}")

    assert "Arrests made on visits of the operation." in html
    assert f'<a href="/figures/{figure.ref}">12</a>' in html
    assert f"/figures/of/{operation.ref}/choose/people-arrested" in html
    assert "Not counted yet" not in html


def test_what_was_said_without_a_measure_stands_below(page, commander, operation):
    approved(operation=operation, measure="rank", qualifier="largest so far", value=None, says="rank among weeks")

    html = page(commander, f"figures/of/{operation.ref}")

    assert "Rank among weeks" in html
    assert "Said, not counted" in html


def test_two_forces_stand_beside_one_another(page, commander, operation):
    approved(operation=operation)
    approved(operation=operation, by_whom="Another force", value=3, shown="3")

    assert "Another force" in page(commander, f"figures/of/{operation.ref}")


def test_counting_again_counts_and_comes_back(page, commander, operation):
    PartnerAgencyFactory(operation=operation)

    answer = page(commander, f"figures/of/{operation.ref}/count", {}, status=302)

    assert answer.url == f"/figures/of/{operation.ref}"
    assert Count.objects.get(measure="partner-agencies").value == 1


def test_whoever_has_another_part_reads_and_counts_nothing(page, operation):
    target = TargetFactory(operation=operation)
    officer = member_of(TeamFactory(operation=operation))

    html = page(officer, f"figures/of/{target.operation.ref}")

    assert "Count again" not in html
    assert "Choose" not in html
    page(officer, f"figures/of/{operation.ref}/count", {}, status=403)


@mark.parametrize("address", ["", "/count", "/choose/interventions", "/statement"])
def test_an_operation_that_one_may_not_see_is_not_there(address, page, operation, elsewhere):
    words = {} if address == "/count" else None

    page(elsewhere, f"figures/of/{operation.ref}{address}", words, status=404)
    page(elsewhere, f"figures/of/O-7KQ2-M9X4{address}", words, status=404)


def test_nobody_counts_by_looking(page, commander, operation):
    page(commander, f"figures/of/{operation.ref}/count", status=405)


# Choosing ---------------------------------------------------------------------


def test_the_form_begins_with_what_was_counted(page, commander, choose, counted):
    counted(interventions=104)

    html = page(commander, choose())

    assert 'value="104"' in html
    assert "What was done for or about people." in html


def test_a_part_is_shown_beside_its_whole(page, commander, choose, counted):
    counted(interventions=104, soft_interventions=60)

    assert "of 104" in page(commander, choose("soft-interventions"))


def test_what_was_not_counted_says_so(page, commander, choose):
    assert "Nothing was counted yet." in page(commander, choose())


def test_a_true_figure_is_kept_and_shown(page, commander, choose, counted):
    counted(interventions=104)

    answer = page(commander, choose(), typed(qualifier="more than", value="100"), status=302)

    figure = Figure.objects.get()
    assert answer.url == f"/figures/{figure.ref}"
    assert (figure.shown, figure.as_at) == ("more than 100", figure.count.counted_at)


@mark.parametrize(
    ("words", "says"),
    [
        (typed(value="103"), "The count is 104. “103” would not be true."),
        (typed(qualifier="more than", value="104"), "“more than 104” would not be true."),
        (typed(qualifier="about", value=""), "Enter the number."),
        (typed(qualifier="many", value="104"), "is said without a number"),
        (typed(by_whom=""), "Fill in: Whose figure it is"),
    ],
)
def test_an_untrue_figure_comes_back_with_what_was_typed(words, says, page, commander, choose, counted):
    counted(interventions=104)

    html = page(commander, choose(), {**words, "source": "The evening news"})

    assert says in html
    assert 'value="The evening news"' in html
    assert "Error:" in html
    assert not Figure.objects.exists()


def test_there_is_nothing_to_choose_for_what_is_no_measure(page, commander, choose):
    page(commander, choose("happiness"), status=404)


# One figure -------------------------------------------------------------------


def test_a_figure_says_all_that_belongs_to_it(page, overseer):
    whole = approved()
    figure = approved(
        operation=whole.operation, measure="people-in-custody", says="people still in custody", value=7, subset_of=whole
    )

    html = page(overseer, f"figures/{figure.ref}")

    for words in ("7 people still in custody", "exactly 7", "Invented Police", "Invented statement", whole.ref):
        assert words in html
    assert "Wed 17 Oct 2018, 13:00" in html
    assert "People arrested who are in police custody when counted." in html


def test_a_part_is_drawn_beside_its_whole(page, overseer):
    whole = approved()
    part = approved(operation=whole.operation, measure="people-in-custody", value=7, shown="7", subset_of=whole)

    html = page(overseer, f"figures/{part.ref}")

    assert "Of 12 people arrested" in html
    assert html.count("<rect") == 2


def test_the_number_behind_it_is_shown_to_those_who_may_read_counts(page, commander, overseer):
    count = CountFactory(value=12)
    figure = approved(operation=count.operation, count=count)

    assert "Counted 12," in page(commander, f"figures/{figure.ref}")
    assert "Counted 12," not in page(overseer, f"figures/{figure.ref}")


def test_each_reader_finds_those_records_that_they_may_see(page, commander, overseer, operation):
    target = TargetFactory(operation=operation)
    figure = approved(operation=operation, measure="addresses-targeted", says="addresses targeted")

    assert f'href="/operations/{target.ref}"' in page(commander, f"figures/{figure.ref}")
    html = page(overseer, f"figures/{figure.ref}")
    assert target.ref not in html
    assert "You may see none of the records behind it." in html


def test_records_without_a_page_of_their_own_are_named(page, commander, operation):
    PartnerAgencyFactory(operation=operation)
    figure = approved(operation=operation, measure="partner-agencies", unit="agencies")

    assert '<span class="chip">' in page(commander, f"figures/{figure.ref}")


def test_what_no_measure_counts_says_so(page, overseer):
    figure = approved(measure="rank", qualifier="largest so far", value=None, says="rank among weeks")

    html = page(overseer, f"figures/{figure.ref}")

    assert "It was said by a person and not counted from records." in html
    assert "Rank among weeks: the largest so far" in html


def test_a_superseded_figure_leads_to_the_one_in_its_place(page, overseer):
    old = approved(state="superseded")
    new = approved(operation=old.operation, value=13, shown="13")

    html = page(overseer, f"figures/{old.ref}")

    assert "Superseded by" in html
    assert f"/figures/{new.ref}" in html


def test_a_published_figure_says_since_when(page, overseer):
    assert "Published Wed 17 Oct 2018, 13:00" in page(overseer, f"figures/{published().ref}")


@mark.parametrize("make", [FigureFactory, held, approved], ids=["draft", "held", "approved"])
def test_a_figure_that_one_may_not_see_is_not_there(make, page):
    page(person_as("oversight", area=AreaFactory(code="gwent")), f"figures/{make().ref}", status=404)
    page(PersonFactory(), "figures/FG-7KQ2-M9X4", status=404)


# Deciding ---------------------------------------------------------------------


def test_the_commander_approves(page, commander):
    figure = FigureFactory()
    assert "Approve" in page(commander, f"figures/{figure.ref}")

    page(commander, f"figures/{figure.ref}/approve", {}, status=302)

    assert Figure.objects.get().state == "approved"
    html = page(commander, f"figures/{figure.ref}")
    assert ">Approve<" not in html
    assert commander.name in html


@mark.parametrize(("verb", "shown"), [("release", "4"), ("keep", "fewer than 5")])
def test_the_safeguarding_lead_decides_on_a_small_number(verb, shown, page, coordinator):
    figure = held()
    assert "Release the number" in page(coordinator, f"figures/{figure.ref}")

    page(coordinator, f"figures/{figure.ref}/{verb}", {}, status=302)

    kept = Figure.objects.get()
    assert (kept.state, kept.shown) == ("approved", shown)


@mark.parametrize("verb", ["approve", "release", "keep"])
def test_oversight_decides_nothing(verb, page, overseer):
    figure = held()

    assert "Release the number" not in page(overseer, f"figures/{figure.ref}")
    page(overseer, f"figures/{figure.ref}/{verb}", {}, status=403)

    assert Figure.objects.get().state == "held"


def test_a_second_press_says_that_it_has_moved_on(page, commander):
    figure = FigureFactory()
    page(commander, f"figures/{figure.ref}/approve", {}, status=302)

    page(commander, f"figures/{figure.ref}/approve", {}, status=409)


def test_there_is_no_other_decision(page, commander):
    page(commander, f"figures/{FigureFactory().ref}/forget", {}, status=404)


def test_the_list_leads_to_the_statements(page, overseer):
    statement = released()

    assert f"/statements/{statement.ref}" in page(overseer, "figures/")
