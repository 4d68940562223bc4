"""Agreements between agencies, and what two people open to one reader for an hour."""

from sightline.sharing.models.agreements import Agreement, Party
from sightline.sharing.models.sights import Sight

__all__ = ["Agreement", "Party", "Sight"]
