"""Premises are known to those who assess and plan in their area; a visit carries its own copy of the place."""

from django.db.models import Q

from sightline.kit.facts import me
from sightline.kit.policies import Policy
from sightline.kit.rules import rule
from sightline.places.models import Premises
from sightline.sharing.conflicts import in_conflict
from sightline.sharing.sights import in_sight


@rule
def analysts_of_the_area() -> Q:
    """the intelligence analysts of the area"""
    return Q(area__in=me.areas_as("analyst"))


@rule
def commanders_of_the_area() -> Q:
    """the operation commanders of the area"""
    return Q(area__in=me.areas_as("operation commander"))


by_sight_of_it = in_sight("by sight of it", "premises")


class PremisesPolicy(Policy):
    model = Premises
    shares = "premises"
    see = analysts_of_the_area | commanders_of_the_area | by_sight_of_it
    add = analysts_of_the_area | commanders_of_the_area
    amend = analysts_of_the_area.setting("kind", "name", "street", "town", "postcode", "latitude", "longitude")
    raise_concern = analysts_of_the_area
    never = in_conflict(Premises)
