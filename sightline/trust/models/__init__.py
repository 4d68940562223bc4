"""What is kept how long and what was erased; what staff declared, what stands out, decoys, weekly notes; changed rules; files."""

from sightline.trust.models.changes import ChangedRules
from sightline.trust.models.desk import Declaration, Decoy, Unusual, WeeklyNote
from sightline.trust.models.exports import Export
from sightline.trust.models.retention import Erasure, Hold, Review

__all__ = ["ChangedRules", "Declaration", "Decoy", "Erasure", "Export", "Hold", "Review", "Unusual", "WeeklyNote"]
