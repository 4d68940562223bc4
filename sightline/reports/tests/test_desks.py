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


@mark.parametrize("place", ["12 Mill Lane, NE4 6AN", "behind the shop (ne46an)", "Flat ZZ9 9ZZ or NE4 6AN"])
def test_a_postcode_in_the_words_tells_the_area(place):
    area = AreaFactory(code="northumbria")

    assert desks.area_of(place) == area


@mark.parametrize("place", ["", "behind the petrol station", "ZZ99 9ZZ", "A1 road", "\x00"])
def test_words_without_a_postcode_tell_no_area(place):
    assert desks.area_of(place) is None
