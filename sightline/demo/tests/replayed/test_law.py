"""The law's acts in the replayed story: each that it tells has left its entry, and no other act has left any."""

from pytest import fixture, mark

from sightline.demo.tests.law import LAW, LOOKED_AT, NEVER, cells
from sightline.demo.tests.test_law_untold import UNTOLD
from sightline.kit.apply import our_models
from sightline.ledger.models import Entry
from sightline.reports.models import Report

pytestmark = [mark.django_db, mark.slow]

BESIDE = {  # what acts store, change or erase beside the record they are about
    ("alter", "safeguarding.Holding"),
    ("collect", "agencies.Grant"),
    ("collect", "justice.Investigator"),
    ("collect", "kit.Notice"),
    ("collect", "operations.Assignment"),
    ("collect", "operations.Briefing"),
    ("collect", "operations.BriefingCopy"),
    ("collect", "operations.TeamMember"),
    ("collect", "safeguarding.Holding"),
    ("collect", "safeguarding.Placement"),
    ("collect", "safeguarding.PlacementRequest"),
    ("collect", "sharing.Party"),
    ("collect", "trust.Review"),
    ("collect", "trust.Unusual"),
    ("erase", "reports.Report"),
}


@fixture
def filled(told):
    """The cells of the law that the story left entries in."""
    return {cell for cell in Entry.objects.order_by().values_list("act", "kind").distinct() if cell[0] in LAW}


def test_every_act_that_the_story_tells_has_left_its_entry(filled):
    assert {cell for cell in cells() if cell[0] not in LOOKED_AT} - filled == set(UNTOLD)


def test_what_was_stored_or_changed_beside_a_record_has_left_its_entry_too(filled):
    assert filled - cells() == BESIDE


def test_every_other_cell_of_the_law_is_empty_and_has_its_reason(filled):
    every = {(act, model._meta.label) for act in LAW for model in our_models()}

    empty = every - cells() - BESIDE

    assert empty & filled == set()
    assert {act for act, _kind in empty} <= set(NEVER)
    assert len(every - empty) > 150


def test_every_entry_of_a_record_says_what_it_is_kept_for_and_what_it_is(filled):
    """But for what an anonymous reporter leaves: that a report was stored, the day, and nothing else."""
    lacking = Entry.objects.filter(act__in=LAW).exclude(kind="").filter(purpose="")
    public = Report.objects.filter(door=Report.Door.PUBLIC).values_list("pk", flat=True)

    assert set(lacking.values_list("act", "kind", "actor")) == {("collect", "reports.Report", None)}
    assert set(lacking.values_list("record", flat=True)) == set(public)
