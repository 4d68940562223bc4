"""Which kinds of record agencies share with each other: no agreement, no row."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "sightline.sharing"
    purpose = "sharing between agencies"
