"""What is shown to whoever must trust us: the figures of the runs, and each item of the standard with what holds it."""
