"""The pages of justice."""
