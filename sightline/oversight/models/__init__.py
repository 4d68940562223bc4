"""What was counted and what is said of it."""

from sightline.oversight.models.figures import Count, Figure
from sightline.oversight.models.statements import Quotation, Statement

__all__ = ["Count", "Figure", "Quotation", "Statement"]
