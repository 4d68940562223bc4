"""The ledger: who did what, who looked at what."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "sightline.ledger"
    purpose = "accountability"
