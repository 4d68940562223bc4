"""The pages before the walls, a person's own sign-in, and letting colleagues in."""
