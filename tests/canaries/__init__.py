"""Planted secrets, looked for everywhere after everybody has done their work: found only where they belong."""
