"""What auditors and desks type."""
