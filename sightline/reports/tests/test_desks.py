"""Which desk reads a report."""

from pytest import mark, raises

from sightline.agencies.models import Agency
from sightline.agencies.tests.factories import AgencyFactory, AreaFactory
from sightline.reports import desks

pytestmark = mark.django_db


def test_the_police_force_of_the_area_reads_its_reports():
    area = AreaFactory()
    AgencyFactory(code="council", kind="council", area=area)
    force = AgencyFactory(code="northumbria-police", kind="police force", area=area)

    assert desks.desk_for(area) == force


def test_the_helpline_reads_what_has_no_area():
    AgencyFactory(code="northumbria-police", area=AreaFactory())
    helpline = AgencyFactory(code=desks.FALLBACK, kind="charity")

    assert desks.desk_for(None) == helpline


def test_without_a_helpline_any_force_reads_rather_than_nobody():
    force = AgencyFactory(code="northumbria-police", area=AreaFactory())

    assert desks.desk_for(None) == force


def test_an_empty_directory_is_said_to_be_one():
    assert not Agency.objects.exists()

    with raises(desks.NoDesk):
        desks.desk_for(None)


@mark.parametrize("place", ["12 Mill Lane, NE4 6AN", "14 Mill Lane, Newcastle NE4"])
def test_the_words_of_a_place_tell_the_area(place):
    area = AreaFactory(code="northumbria")

    assert desks.area_of(place) == area


def test_words_that_tell_none_and_an_area_that_nobody_keeps_tell_no_area():
    assert desks.area_of("behind the petrol station") is None
    assert desks.area_of("12 Mill Lane, NE4 6AN") is None


@mark.parametrize(
    ("chosen", "in_danger", "reads"),
    [
        ("not-police", False, "modern-slavery-helpline"),
        ("not-police", True, "northumbria-police"),
        ("nearest", False, "northumbria-police"),
        ("", False, "northumbria-police"),
    ],
)
def test_who_does_not_want_the_police_is_read_by_a_desk_of_others_but_in_danger(chosen, in_danger, reads):
    area = AreaFactory(code="northumbria")
    AgencyFactory(code="northumbria-police", kind="police force", area=area)
    AgencyFactory(code=desks.FALLBACK, kind="charity")

    desk, told = desks.reads_first({"read_by": chosen, "place": "12 Mill Lane, NE4 6AN"}, in_danger=in_danger)

    assert desk.code == reads
    assert told == area


def test_where_only_the_police_read_reports_they_read_this_one_too():
    force = AgencyFactory(code="northumbria-police", kind="police force", area=AreaFactory(code="northumbria"))

    desk, _area = desks.reads_first({"read_by": "not-police", "place": "NE4 6AN"}, in_danger=False)

    assert desk == force
