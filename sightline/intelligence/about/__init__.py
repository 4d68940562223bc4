"""What one reader may know: of a place, of many, of a mention. Each part is a list that the walls have narrowed."""

from sightline.intelligence.about.happened import Happened, told_by_steps, trail, with_names
from sightline.intelligence.about.mentions import AboutMentions
from sightline.intelligence.about.place import AboutPlace
from sightline.intelligence.about.places import AboutPlaces

__all__ = ["AboutMentions", "AboutPlace", "AboutPlaces", "Happened", "told_by_steps", "trail", "with_names"]
