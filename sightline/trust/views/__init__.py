"""Pages of the data-protection auditor, and of everybody about themselves."""
