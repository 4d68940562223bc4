"""Pages of intelligence, by what they are about."""
