"""Partners, their people and roles, sign-in."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "sightline.agencies"
    purpose = "the directory and access"
