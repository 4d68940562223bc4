"""Pages of care, each in the file of its noun."""
