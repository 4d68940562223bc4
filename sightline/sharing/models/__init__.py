"""Agreements between agencies, what two people open to one reader for an hour, and conflicts of interest."""

from sightline.sharing.models.agreements import Agreement, Party
from sightline.sharing.models.conflicts import Conflict
from sightline.sharing.models.sights import Sight

__all__ = ["Agreement", "Conflict", "Party", "Sight"]
