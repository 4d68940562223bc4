"""The verbs of reports: take in what the public tells, and what calls, partners and files bring; read it, pass it on."""

from sightline.reports.actions.arriving import receive_from_public

__all__ = ["receive_from_public"]
