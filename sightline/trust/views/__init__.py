"""Pages of the data-protection auditor, of everybody about themselves, and on which a desk decides what is kept."""
