"""Every cell of the access matrix: what the database lets each reader do, against plain Python that states it again.

world.py makes many people and records, reader.py says what is known of a reader, each stage's tests/cells.py says who
may what, database.py asks the real roles, and proof.py compares the two, set by set.
"""
