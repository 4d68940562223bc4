"""What is kept how long and what was erased; what staff declared, what stands out, decoys and weekly notes."""

from sightline.trust.models.desk import Declaration, Decoy, Unusual, WeeklyNote
from sightline.trust.models.retention import Erasure, Hold, Review

__all__ = ["Declaration", "Decoy", "Erasure", "Hold", "Review", "Unusual", "WeeklyNote"]
