"""Faults of other systems, each with the test that would have found it here. `table.toml` lists them all."""
