"""Investigations, suspects, people in custody under its clocks, and what came of it."""

from sightline.justice.models.custody import Custody, CustodyEvent
from sightline.justice.models.investigations import Investigation, Investigator, Order, Suspect

__all__ = ["Custody", "CustodyEvent", "Investigation", "Investigator", "Order", "Suspect"]
