"""Who sees what and why, who has looked, what leaves when: the data-protection auditor's pages."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "sightline.trust"
