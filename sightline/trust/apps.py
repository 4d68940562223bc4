"""Who sees what and why, who has looked, what leaves when: the data-protection auditor's pages."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "sightline.trust"
    purpose = "accountability"

    def ready(self) -> None:
        from sightline.trust import answering, due, erasing  # noqa: F401  the functions of the database they define
