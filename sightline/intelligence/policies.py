"""Analysts read graded items of their area; what may be shared only with conditions stays with its agency."""

from django.db.models import Q

from sightline.intelligence.models import Concern, Item, Link, Mention, SectorAssessment
from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import rule
from sightline.sharing.conflicts import in_conflict
from sightline.sharing.sights import in_sight


@rule
def shared_with_the_area() -> Q:
    """the analysts of the area, where sharing is permitted"""
    return Q(handling="P", agency__in=me.sharers, area__in=me.areas_as("analyst"))


@rule
def analysts_of_the_agency() -> Q:
    """the analysts of the agency that holds it"""
    return Q(agency__in=me.agencies_as("analyst"))


@rule
def analysts_of_the_area() -> Q:
    """the analysts of the area"""
    return Q(area__in=me.areas_as("analyst"))


@rule
def commanders_of_the_area() -> Q:
    """the operation commanders of the area"""
    return Q(area__in=me.areas_as("operation commander"))


@rule
def awareness_of_the_area() -> Q:
    """the awareness leads of the area"""
    return Q(area__in=me.areas_as("awareness lead"))


by_sight_of_it = in_sight("by sight of it", "intelligence")
by_sight_of_the_item = in_sight("by sight of the item", "intelligence", "item")
by_sight_of_the_premises = in_sight("by sight of the premises", "premises", "premises")


class ItemPolicy(Policy):
    model = Item
    shares = "intelligence"
    see = shared_with_the_area | analysts_of_the_agency | by_sight_of_it
    add = analysts_of_the_agency
    withdraw = analysts_of_the_agency
    place = analysts_of_the_agency.setting("premises")
    mention = shared_with_the_area | analysts_of_the_agency
    never = in_conflict(Item)


class MentionPolicy(Policy):
    model = Mention
    shares = "intelligence"
    see = shared_with_the_area | analysts_of_the_agency | by_sight_of_the_item
    add = shared_with_the_area | analysts_of_the_agency
    link = shared_with_the_area | analysts_of_the_agency


class LinkPolicy(Policy):
    model = Link
    shares = "intelligence"
    see = shared_with_the_area | analysts_of_the_agency
    add = analysts_of_the_agency


class ConcernPolicy(Policy):
    model = Concern
    shares = "premises"
    see = analysts_of_the_area | commanders_of_the_area | by_sight_of_the_premises
    add = analysts_of_the_area
    end = analysts_of_the_area
    never = in_conflict(Concern)


class SectorAssessmentPolicy(Policy):
    model = SectorAssessment
    shares = "intelligence"
    see = analysts_of_the_area | commanders_of_the_area | awareness_of_the_area
    add = analysts_of_the_area
