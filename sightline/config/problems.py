"""What a person at the keyboard can put right."""


class Problem(Exception):
    """Something stands in the way; the text says what, and what to do. Shown without a traceback."""
