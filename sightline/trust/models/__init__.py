"""What is kept how long, and what was erased."""

from sightline.trust.models.retention import Erasure, Hold, Review

__all__ = ["Erasure", "Hold", "Review"]
