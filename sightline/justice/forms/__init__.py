"""What investigators and custody officers type."""
