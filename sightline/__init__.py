"""Sightline: from a worried call to a place of safety."""
